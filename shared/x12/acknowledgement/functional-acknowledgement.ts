/** The outcome for a group or a transaction. `undefined` when the code is not in the guide. */
export type FunctionalOutcome = 'accepted' | 'accepted-with-errors' | 'partly-accepted' | 'rejected';

/** A fault in an element of a segment. */
export interface ElementError {
  /** The element, from 1; its component and its repetition, where the error is about one. */
  readonly element: number;
  readonly component?: number;
  readonly repetition?: number;
  /** The number of the element in X12's dictionary. */
  readonly reference?: string;
  /** The guide's error code. */
  readonly code: string;
  /** The faulty value. It may name a person: it is shown to people who may read claims, and never logged. */
  readonly value?: string;
}

/** A fault in a segment, or a missing segment there. */
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

/** The outcome for one transaction (ST) of the acknowledged group. */
export interface AcknowledgedTransaction {
  readonly type: string;
  readonly controlNumber: string;
  readonly outcome: FunctionalOutcome | undefined;
  /** Why it was refused as a whole. */
  readonly codes: readonly string[];
  readonly errors: readonly SegmentError[];
}

/** A 997 or 999: a receiver's answer about one group, before it looks at the claims. */
export interface FunctionalAcknowledgement {
  readonly kind: 'functional-acknowledgement';
  /** The kind of the acknowledged group (`HC` for claims) and its control number; '' when the file does not say. */
  readonly groupCode: string;
  readonly groupControlNumber: string;
  readonly outcome: FunctionalOutcome | undefined;
  readonly codes: readonly string[];
  /** The number of transactions: stated in the group, received, and accepted. */
  readonly included: number | undefined;
  readonly received: number | undefined;
  readonly accepted: number | undefined;
  readonly transactions: readonly AcknowledgedTransaction[];
}
