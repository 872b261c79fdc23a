import type { Instant } from '../time/local-date.ts';
import type { Verdict } from './verdict.ts';

/** The form of an acknowledgement: an X12 transaction, or a report in a payer's own form. */
export type AcknowledgementKind = 'TA1' | '997' | '999' | '277CA' | 'report';

/** Whether an acknowledgement changed its filing, and if not, why. */
export type AcknowledgementEffect =
  | 'accepted'
  | 'rejected'
  /** It only says that the claim was received or forwarded. */
  | 'none'
  /** The filing was accepted, rejected or answered before. */
  | 'known-before'
  /** It is older than a known acknowledgement that contradicts it. */
  | 'out-of-date'
  /** It is unclear which filing it is about: a person chooses. */
  | 'filing-unclear'
  /** It rejects a copy: the file was sent twice, and its receiver has the first one. */
  | 'already-there'
  /** It accepts what was rejected before, or contradicts itself: a person asks the payer. */
  | 'contradicts';

/** A status as it was stated. */
export interface SaidStatus {
  readonly category: string;
  readonly code: string;
  readonly entity?: string;
  readonly action?: 'accept' | 'reject';
  readonly on?: string;
  readonly message?: string;
}

/** An error of a 997 or 999, traced to its claim and field where possible. */
export interface SaidError {
  readonly segment: string;
  readonly position: number;
  readonly loop?: string;
  readonly code?: string;
  readonly element?: number;
  readonly component?: number;
  /** The error of the element. */
  readonly elementCode?: string;
  readonly claimId?: string;
  /** A JSON pointer into the claim as it was sent. */
  readonly pointer?: string;
}

/** The party that gives the answer. */
export interface Sayer {
  /** X12's code for what the party is: `PR` payer, `AY` clearinghouse. */
  readonly role: string;
  readonly name: string;
  readonly id?: string;
}

/**
 * The verdict on a claim or a file. `already-there`: the receiver only says that it has the file, which we had sent
 * twice.
 */
export type SaidVerdict = Verdict | 'accepted-with-errors' | 'partly-accepted' | 'already-there';

/** The content of an acknowledgement of a claim or of a submission's file. */
export interface Acknowledgement {
  readonly kind: AcknowledgementKind;
  readonly receivedAt: Instant;
  readonly fileId: string;
  /** When it was stated, by its author's clock: a day, with the time where known. */
  readonly saidAt: string;
  readonly submissionId?: string;
  readonly verdict: SaidVerdict;
  /** It is older than what is known about the file: it changes nothing. */
  readonly isOutOfDate?: true;
  readonly by?: Sayer;
  /** The codes of a TA1, or of the end of a 997 or 999. */
  readonly codes?: readonly string[];
  readonly errors?: readonly SaidError[];
  readonly statuses?: readonly SaidStatus[];
}

/** An acknowledgement of one claim. */
export interface ClaimAcknowledgement extends Acknowledgement {
  /** The number of the filing that it is about; absent while that is unclear. */
  readonly filing?: number;
  /** Identifies the acknowledgement when a person chooses its filing. */
  readonly id?: string;
  /** Who chose the filing, when, and why. The reason is free text. */
  readonly named?: { readonly by: string; readonly at: Instant; readonly reason: string };
  readonly effect: AcknowledgementEffect;
  readonly payerClaimNumber?: string;
  readonly clearinghouseNumber?: string;
  readonly lines?: readonly { readonly controlNumber: string; readonly statuses: readonly SaidStatus[] }[];
}

/** Why a part of a file had no effect. */
export const unappliedReasons = {
  'control-number-unknown': 'No file of this office that was sent has this control number. Nothing was changed.',
  'other-office': 'It is not addressed to this office. Nothing was changed.',
  'other-sender': 'It does not come from the receiver of that file. Nothing was changed.',
  'transaction-unknown': 'The file that it names has no such transaction. Nothing was changed.',
  'claim-unknown': 'No claim of this office has this patient control number. Nothing was changed.',
  'claim-not-sent': 'The claim was never sent from here. Nothing was changed.',
  'filing-unclear':
    'The claim was sent more than once, and neither its batch nor the payer’s number nor the day tells which filing is meant. Nothing was changed: the exception `acknowledged-filing-unclear` waits for who names it.',
  'batch-unknown': 'It speaks of a batch that was not sent from here, and names no claim. Nothing was changed.',
  'not-understood': 'It does not say whether what it names was accepted. Nothing was changed.',
  'not-an-acknowledgement': 'It is no acknowledgement of claims, and was not read.',
} as const;

export type UnappliedReason = keyof typeof unappliedReasons;

/** The result of one part of a file. */
export interface FileAnswer {
  readonly kind: AcknowledgementKind | 'other';
  /** The named control number, patient control number or batch. */
  readonly about: string;
  readonly submissionId?: string;
  readonly claimId?: string;
  readonly verdict?: SaidVerdict;
  /** The number of claims in a claim acknowledgement. */
  readonly claims?: number;
  /** Whether an earlier file stated the same. */
  readonly isRepeated?: true;
  /** Whether it is older than a known acknowledgement that contradicts it. */
  readonly isOutOfDate?: true;
  readonly reason?: UnappliedReason;
}

/** How many claims of a file had each result. */
export interface AnswerCounts {
  readonly claims: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly passedOn: number;
  /** Claims for which it is unclear which filing is meant. */
  readonly filingUnclear: number;
  /** Parts and claims without effect: `FileAnswer.reason` says why. */
  readonly unapplied: number;
  readonly repeated: number;
}

export const noAnswers: AnswerCounts = {
  claims: 0,
  accepted: 0,
  rejected: 0,
  passedOn: 0,
  filingUnclear: 0,
  unapplied: 0,
  repeated: 0,
};
