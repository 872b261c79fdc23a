import type { Cents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';
import type { WaitReason } from './wait-reasons.ts';

/** The purpose for which the office takes in another system's claims. */
export const claimPurposes = {
  sent: 'The other system has sent them: they are taken over, and wait for their payers’ answers.',
  'to-send': 'The other system made them and has not sent them: this office sends them from here.',
} as const;

export type ClaimPurpose = keyof typeof claimPurposes;

/** Why a file is not read, or not to its end. Claims that were imported before remain. */
export const claimIntakeRefusals = {
  'no-claims': 'The file has no claims (837) that could be read. Send an 837 with its envelope, ISA to IEA.',
  'cut-off':
    'The file ends before its trailers (SE, GE, IEA), or cannot be read to its end. Send the whole file: what was imported is known then.',
  'broke-off': 'Reading the file broke off several times. Ask for the retry: it goes on where it stopped.',
} as const;

export type ClaimIntakeRefusal = keyof typeof claimIntakeRefusals;

/** The outcomes for a claim of a file. */
export type ClaimFate = 'taken' | 'known' | 'waiting' | 'dismissed';

/** The number and charges of a file's claims by outcome; each claim counts once. */
export type ClaimCounts = { readonly [Name in ClaimFate | 'records']: number } & {
  readonly [Name in `${ClaimFate | 'charge'}Cents`]: Cents;
};

/** A remark about the file, with its place; never a value. */
export interface FileRemark {
  readonly code: string;
  readonly message: string;
  readonly byteOffset: number;
  readonly loop?: string;
  /** The claim, counted from 1. */
  readonly claim?: number;
}

/** A file of another system's claims, the reading position, and the outcomes of its claims. */
export interface ClaimIntake extends ClaimCounts {
  readonly id: string;
  readonly purpose: ClaimPurpose;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Its name at its source. */
  readonly name?: string;
  /** The connection that brought it; absent when it was uploaded. */
  readonly connectionId?: string;
  readonly receivedAt: Instant;
  readonly receivedBy: string;
  /** `records` is the reading position: each claim is imported on condition that it is the next one. */
  readonly state: 'reading' | 'done' | 'refused';
  readonly refusal?: ClaimIntakeRefusal;
  /** The first remarks about the file. */
  readonly remarks?: readonly FileRemark[];
  readonly endedAt?: Instant;
}

/** A claim of a file that could not be imported, and waits for the office. Its content stays in the file. */
export interface WaitingClaim {
  readonly intakeId: string;
  /** Its number in the file, from 1. */
  readonly record: number;
  /** The number that the other system gave it. */
  readonly controlNumber: string;
  readonly chargeCents: Cents;
  readonly at: Instant;
  readonly state: 'waiting' | 'taken' | 'known' | 'dismissed';
  readonly reasons: readonly WaitReason[];
  readonly claimId?: string;
  readonly dismissed?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Counts of a new file. */
export const nothingRead = {
  ...{ records: 0, taken: 0, known: 0, waiting: 0, dismissed: 0 },
  ...{ chargeCents: 0, takenCents: 0, knownCents: 0, waitingCents: 0, dismissedCents: 0 },
} as ClaimCounts;
