/** What became of a group or a transaction. `undefined` where the code is none of the guide's. */
export type FunctionalOutcome = 'accepted' | 'accepted-with-errors' | 'partly-accepted' | 'rejected';

/** A fault in an element of a segment. */
export interface ElementError {
  /** The element, from 1; its component and its repetition, where the error is about one. */
  readonly element: number;
  readonly component?: number;
  readonly repetition?: number;
  /** The number of the element in X12's dictionary. */
  readonly reference?: string;
  /** The guide's code for what is wrong. */
  readonly code: string;
  /** What was there. It may name a person: it is shown to people who may read claims, and never logged. */
  readonly value?: string;
}

/** A fault in a segment, or a segment that is missing there. */
export interface SegmentError {
  readonly segment: string;
  /** Its number in the transaction, from 1 for ST. */
  readonly position: number;
  /** The loop of the guide, such as `2010AA`. */
  readonly loop?: string;
  readonly code?: string;
  /** The claim that it is in, where the receiver names it (CLM01). */
  readonly patientControlNumber?: string;
  readonly elements: readonly ElementError[];
}

/** What became of one transaction (ST) of the acknowledged group. */
export interface AcknowledgedTransaction {
  readonly type: string;
  readonly controlNumber: string;
  readonly outcome: FunctionalOutcome | undefined;
  /** Why it was refused as a whole. */
  readonly codes: readonly string[];
  readonly errors: readonly SegmentError[];
}

/** A 997 or 999: what a receiver says of one group, before it looks at the claims. */
export interface FunctionalAcknowledgement {
  readonly kind: 'functional-acknowledgement';
  /** The kind of the acknowledged group (`HC` for claims) and its control number; '' when the file does not say. */
  readonly groupCode: string;
  readonly groupControlNumber: string;
  readonly outcome: FunctionalOutcome | undefined;
  readonly codes: readonly string[];
  /** Transactions that the group was said to have, that came, and that were accepted. */
  readonly included: number | undefined;
  readonly received: number | undefined;
  readonly accepted: number | undefined;
  readonly transactions: readonly AcknowledgedTransaction[];
}
