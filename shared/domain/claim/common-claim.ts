import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Attachment, Contract, Note, OtherCoverage, Repricing } from './claim-detail.ts';
import type { BillingProvider, Dependent, Payer, Receiver, Submitter, Subscriber } from './party.ts';

/** The facts of a claim of any form: billing provider, insured, payer, and services. */
export interface CommonClaim {
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  readonly payer: Payer;
  readonly dependent?: Dependent;
  /** The provider's own number for the claim; payers return it in the remittance. */
  readonly patientControlNumber: string;
  readonly chargeCents: Cents;
  /**
   * `1` original, `7` replacement, `8` void; the last two need `payerClaimControlNumber`. Of facilities also `2`, `3`, `4` first, continuing
   * and last of a series, `5` late charges, ...: the last digit of the type of bill.
   */
  readonly frequency: string;
  /** Whether the provider accepts assignment: `A` yes, `B` for clinical laboratory services only, `C` no. */
  readonly assignment: string;
  /** Whether the patient assigns benefits to the provider: `Y`, `N`, `W` not applicable. */
  readonly benefitsAssignment: string;
  /** `Y` signed release on file, `I` informed consent. */
  readonly releaseOfInformation: string;
  /** Only in predeterminations (005010X291, X292; of dentists also in 005010X224), never in a claim. */
  readonly submissionReason?: string;
  readonly delayReason?: string;
  readonly repricerReceivedDate?: LocalDate;
  readonly attachments?: readonly Attachment[];
  readonly contract?: Contract;
  readonly serviceAuthorizationException?: string;
  readonly referralNumber?: string;
  readonly priorAuthorizationNumber?: string;
  readonly payerClaimControlNumber?: string;
  readonly repricedClaimNumber?: string;
  readonly adjustedRepricedClaimNumber?: string;
  /** The clearinghouse's trace number. */
  readonly clearinghouseTraceNumber?: string;
  readonly fileInformation?: readonly string[];
  readonly notes?: readonly Note[];
  readonly repricing?: Repricing;
  /** Other payers of the claim, with their decisions. */
  readonly otherCoverages?: readonly OtherCoverage[];
}

/** The cause of the condition in professional and dental claims; institutional claims have codes for it. */
export interface AccidentStatement {
  /** `AA` auto accident, `EM` employment, `OA` other accident: up to three (two in version 5010). */
  readonly relatedCauses?: readonly string[];
  readonly autoAccidentState?: string;
  readonly autoAccidentCountry?: string;
  readonly accidentDate?: LocalDate;
  /** `02`, `03`, `05`, `09`: special programs such as disability or second opinion. */
  readonly specialProgram?: string;
}

/** A file of claims of one form: one transaction from one submitter to one receiver. */
export interface ClaimFile<Form extends CommonClaim> {
  /** The submitter's own number for the transaction. */
  readonly reference: string;
  /** `00` original, `18` sent again. */
  readonly purpose: string;
  readonly createdOn: LocalDate;
  /** `HHMM`, `HHMMSS` or with hundredths. */
  readonly createdTime: string;
  /** `CH` chargeable, `RP` reporting (encounters under capitation), `31` subrogation. */
  readonly claimKind: string;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  /** In file order. Adjacent claims with the same billing provider, subscriber and payer share one loop of the file. */
  readonly claims: readonly Form[];
}
