import type { Instant } from '../time/local-date.ts';
import type { Verdict } from './verdict.ts';

/** How an acknowledgement came: a transaction of X12, or a report in a payer's own form. */
export type AcknowledgementKind = 'TA1' | '997' | '999' | '277CA' | 'report';

/** Whether an acknowledgement changed its filing, and if not, why. */
export type AcknowledgementEffect =
  | 'accepted'
  | 'rejected'
  /** It only says that the claim came, or was passed on. */
  | 'none'
  /** The filing was taken in, rejected or answered before. */
  | 'known-before'
  /** It is older than what came before it, and speaks against that. */
  | 'out-of-date'
  /** It is not certain which filing it is about: a person names it. */
  | 'filing-unclear'
  /** It turns away a copy: the file was sent again, and its receiver has the first one. */
  | 'already-there'
  /** It takes in what was rejected before, or speaks against itself: a person asks the payer. */
  | 'contradicts';

/** A status as it was said. */
export interface SaidStatus {
  readonly category: string;
  readonly code: string;
  readonly entity?: string;
  readonly action?: 'accept' | 'reject';
  readonly on?: string;
  readonly message?: string;
}

/** An error of a 997 or 999, led back to its claim and field as far as that can be known. */
export interface SaidError {
  readonly segment: string;
  readonly position: number;
  readonly loop?: string;
  readonly code?: string;
  readonly element?: number;
  readonly component?: number;
  /** What is wrong with the element. */
  readonly elementCode?: string;
  readonly claimId?: string;
  /** A JSON pointer into the claim as it was sent. */
  readonly pointer?: string;
}

/** Who says it. */
export interface Sayer {
  /** X12's code for what the party is: `PR` payer, `AY` clearinghouse. */
  readonly role: string;
  readonly name: string;
  readonly id?: string;
}

/** What is said of a claim or a file. `already-there`: no more than that its receiver has it, where we have sent the same file again. */
export type SaidVerdict = Verdict | 'accepted-with-errors' | 'partly-accepted' | 'already-there';

/** What an acknowledgement said, of a claim or of a submission's file. */
export interface Acknowledgement {
  readonly kind: AcknowledgementKind;
  readonly receivedAt: Instant;
  readonly fileId: string;
  /** When it was said, by whoever said it: a day, with the time where it is known. */
  readonly saidAt: string;
  readonly submissionId?: string;
  readonly verdict: SaidVerdict;
  /** It was said of the file before what came already: it changes nothing. */
  readonly isOutOfDate?: true;
  readonly by?: Sayer;
  /** The codes of a TA1, or of the end of a 997 or 999. */
  readonly codes?: readonly string[];
  readonly errors?: readonly SaidError[];
  readonly statuses?: readonly SaidStatus[];
}

/** What was said of one claim. */
export interface ClaimAcknowledgement extends Acknowledgement {
  /** The number of the filing that it is about; absent as long as that is not certain. */
  readonly filing?: number;
  /** By which a person names the filing, where it was not certain. */
  readonly id?: string;
  /** Who has named it, when, and why. The reason is free text. */
  readonly named?: { readonly by: string; readonly at: Instant; readonly reason: string };
  readonly effect: AcknowledgementEffect;
  readonly payerClaimNumber?: string;
  readonly clearinghouseNumber?: string;
  readonly lines?: readonly { readonly controlNumber: string; readonly statuses: readonly SaidStatus[] }[];
}

/** Why a part of a file led to nothing. */
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
  'not-understood': 'It does not say what became of what it names. Nothing was changed.',
  'not-an-acknowledgement': 'It is no acknowledgement of claims, and was not read.',
} as const;

export type UnappliedReason = keyof typeof unappliedReasons;

/** What one part of a file came to. */
export interface FileAnswer {
  readonly kind: AcknowledgementKind | 'other';
  /** The control number, patient control number or batch that it names. */
  readonly about: string;
  readonly submissionId?: string;
  readonly claimId?: string;
  readonly verdict?: SaidVerdict;
  /** How many claims it names, for a claim acknowledgement. */
  readonly claims?: number;
  /** Whether the same was said in an earlier file. */
  readonly isRepeated?: true;
  /** Whether it is older than what came before it, and speaks against that. */
  readonly isOutOfDate?: true;
  readonly reason?: UnappliedReason;
}

/** How many claims of a file came to what. */
export interface AnswerCounts {
  readonly claims: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly passedOn: number;
  /** Claims of which it is not certain which filing is meant. */
  readonly filingUnclear: number;
  /** Parts and claims that led to nothing: `FileAnswer.reason` says why. */
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
