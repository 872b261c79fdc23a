/** Whether a status accepts or rejects a claim; undefined when the code does neither. */
export type StatusAction = 'accept' | 'reject';

/** One status of a batch, a provider, a claim or a line (STC): a category, a code, and an entity. */
export interface StatedStatus {
  /** `A2` accepted, `A7` invalid, ... */
  readonly category: string;
  /** Its subject: a code of the list of claim statuses. */
  readonly code: string;
  /** The entity of the code, such as `85` for the billing provider. */
  readonly entity?: string;
  /** The action that the segment states; absent in its second and third status. */
  readonly action?: StatusAction;
  /** `YYYY-MM-DD` */
  readonly on?: string;
  /** The sender's own words. */
  readonly message?: string;
}

/** A party of an acknowledgement. Names of patients are not kept. */
export interface StatedParty {
  /** `PR` payer, `AY` clearinghouse, `41` submitter, `85` billing provider, ... */
  readonly role: string;
  readonly name: string;
  readonly idKind?: string;
  readonly id?: string;
}

/** A level above claims: the batch that a submitter sent, or what one provider sent in it. */
export interface StatedLevel {
  readonly party: StatedParty | undefined;
  /** The submitter's reference: for the batch, the reference of its transaction (BHT03). */
  readonly trace: string;
  readonly statuses: readonly StatedStatus[];
  readonly acceptedClaims?: number;
  readonly rejectedClaims?: number;
  /** How many claims are listed below it. */
  readonly claims: number;
}

/** The level of a submitter's batch, with its providers. */
export interface StatedBatch extends StatedLevel {
  readonly providers: readonly StatedLevel[];
}

/** The statuses of one line of a claim. */
export interface StatedLineStatus {
  /** The line's control number, as the claim had it; '' when it is not returned. */
  readonly controlNumber: string;
  readonly procedure: string;
  readonly statuses: readonly StatedStatus[];
}

/** A 277CA's statuses of one claim. */
export interface ScannedClaimStatus {
  /** Counts from 0 within the transaction. */
  readonly index: number;
  readonly patientControlNumber: string;
  /** The number by which the payer knows the claim. */
  readonly payerClaimNumber?: string;
  /** The number by which a clearinghouse knows it. */
  readonly clearinghouseNumber?: string;
  /** When the acknowledgement was made: `YYYY-MM-DD`, and `HHMM` or longer. */
  readonly createdOn?: string;
  readonly createdTime?: string;
  /**
   * The batch's reference: BHT03 of the file in which the claim was sent, if the sender of the acknowledgement received
   * that file itself.
   */
  readonly batchTrace: string;
  readonly source: StatedParty | undefined;
  readonly providerId?: string;
  readonly statuses: readonly StatedStatus[];
  readonly lines: readonly StatedLineStatus[];
  readonly byteOffset: number;
}

/** A 277CA without its claims, which are passed on one by one while it is read. */
export interface ScannedClaimAcknowledgement {
  readonly kind: 'claim-acknowledgement';
  readonly reference: string;
  /** `YYYY-MM-DD` and `HHMM` or longer, of the acknowledgement. */
  readonly createdOn?: string;
  readonly createdTime?: string;
  readonly source: StatedParty | undefined;
  /** When the batch arrived at the acknowledgement's sender, and when it was processed. */
  readonly receivedOn?: string;
  readonly processedOn?: string;
  readonly batches: readonly StatedBatch[];
  readonly claims: number;
}
