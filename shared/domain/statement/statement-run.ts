import type { StatementSettings } from '../billing-settings/statements.ts';
import { type Cents, zeroCents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { StatementSkip } from './decide.ts';
import type { StatementDelivery, StatementFile } from './statement.ts';

/**
 * A run that makes the statements that are due. Its counts and totals are those of its slices, which list every
 * account.
 */
export interface StatementRun {
  readonly id: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  /** The office's date on the statements. */
  readonly on: LocalDate;
  readonly state: 'running' | 'done' | 'broke-off';
  /** The office's settings at the start. */
  readonly settings: StatementSettings;
  /** Its position; absent at the start. */
  readonly position?: { readonly shard: number; readonly after?: Readonly<Record<string, string>> };
  /** Every account had its turn, so a run that breaks off at its very end does not begin again. */
  readonly isThrough?: true;
  readonly slices: number;
  readonly statements: number;
  readonly pages: number;
  /** The total due on its statements. */
  readonly dueCents: Cents;
  /** Statements by letter, and by delivery. */
  readonly letters: Readonly<Record<string, number>>;
  readonly deliveries: Readonly<Partial<Record<StatementDelivery, number>>>;
  readonly skipped: number;
  /** Accounts without a statement, by reason. */
  readonly skips: Readonly<Partial<Record<StatementSkip, number>>>;
  readonly endedAt?: Instant;
}

/** The part of a run for some accounts. */
export interface RunSlice {
  /** Counts from 1. */
  readonly number: number;
  readonly statements: readonly SliceStatement[];
  readonly skipped: readonly SkippedAccount[];
  /** The printed statements, for the office or its vendor to mail; absent when nothing is printed. */
  readonly printed?: PrintedFile;
}

export interface SliceStatement {
  readonly id: string;
  readonly accountId: string;
  readonly dueCents: Cents;
  readonly letter: string;
  readonly delivery: StatementDelivery;
  readonly pages: number;
}

export interface SkippedAccount {
  readonly accountId: string;
  readonly dueCents: Cents;
  readonly because: StatementSkip;
}

export interface PrintedFile extends Pick<StatementFile, 'fileKey' | 'sha256' | 'sizeBytes'> {
  readonly statements: number;
}

/** The run after one more slice. */
export function runAfter(run: StatementRun, { statements, skipped }: Omit<RunSlice, 'number'>): StatementRun {
  const letters: Record<string, number> = { ...run.letters };
  const deliveries: Partial<Record<StatementDelivery, number>> = { ...run.deliveries };
  const skips: Partial<Record<StatementSkip, number>> = { ...run.skips };
  let { pages } = run;
  let due: number = run.dueCents;
  for (const each of statements) {
    letters[each.letter] = (letters[each.letter] ?? 0) + 1;
    deliveries[each.delivery] = (deliveries[each.delivery] ?? 0) + 1;
    pages += each.pages;
    due += each.dueCents;
  }
  for (const { because } of skipped) skips[because] = (skips[because] ?? 0) + 1;
  return {
    ...run,
    ...{ slices: run.slices + 1, statements: run.statements + statements.length, pages, dueCents: due as Cents },
    ...{ letters, deliveries, skipped: run.skipped + skipped.length, skips },
  };
}

/** A new run. */
export function newStatementRun(
  begun: Pick<StatementRun, 'id' | 'requestedAt' | 'requestedBy' | 'on'>,
  settings: StatementSettings,
): StatementRun {
  return {
    ...begun,
    ...{ state: 'running', settings, slices: 0, statements: 0, pages: 0, dueCents: zeroCents, letters: {} },
    ...{ deliveries: {}, skipped: 0, skips: {} },
  };
}
