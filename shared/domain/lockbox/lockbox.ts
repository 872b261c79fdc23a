import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { LockboxRefusal } from './failures.ts';

/**
 * The forms of lockbox files: CSV as our page describes it, or the fixed columns of the Bank Administration Institute.
 */
export const lockboxFormats = ['csv', 'bai'] as const;
export type LockboxFormat = (typeof lockboxFormats)[number];

/** A check that came to the lockbox. */
export interface LockboxItem {
  readonly item: number;
  readonly checkNumber: string;
  readonly cents: Cents;
  /**
   * The ids on the coupon: of an account, a statement, an invoice, a claim or a patient; empty when there were none.
   */
  readonly references: readonly string[];
}

/** Checks that the bank deposited together. */
export interface LockboxBatch {
  readonly number: string;
  readonly items: readonly LockboxItem[];
  readonly totalCents: Cents;
}

/** A whole file, whose counts and totals add up. */
export interface LockboxContent {
  /** The bank's number of the lockbox. */
  readonly lockbox: string;
  readonly depositedOn: LocalDate;
  readonly batches: readonly LockboxBatch[];
  readonly count: number;
  readonly totalCents: Cents;
}

/** Why a file is refused, and where. Contains no value of the file except its sums. */
export interface LockboxFault {
  readonly kind: LockboxRefusal;
  /** Line of the file, counting from 1. */
  readonly line: number;
  /** For totals and counts: what the file states, and what it contains (cents, or how many). */
  readonly stated?: number;
  readonly found?: number;
}

/** At most this many batches in a file. */
export const mostLockboxBatches = 50;

/** A file that was imported: exactly once, by its content. */
export interface LockboxFile {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: LockboxFormat;
  /** The legal entity whose account the lockbox serves. */
  readonly entityId: string;
  readonly lockbox: string;
  readonly depositedOn: LocalDate;
  readonly receivedAt: Instant;
  readonly receivedBy: string;
  /** `posting` until all its checks are payments, and its batches are in transit. */
  readonly state: 'posting' | 'done';
  readonly batches: readonly {
    readonly number: string;
    readonly items: number;
    readonly totalCents: Cents;
    readonly depositBatchId: string;
  }[];
  readonly items: number;
  readonly totalCents: Cents;
  /** Checks that are not identified yet. */
  readonly unidentified?: { readonly items: number; readonly cents: Cents };
}
