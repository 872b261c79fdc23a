import type { ClaimBalance } from '../claim/balance.ts';
import {
  type Adjudication,
  balancedLegs,
  type EntryKind,
  type EntryNote,
  type LedgerEntry,
  type Leg,
} from '../ledger/entry.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import type { ExceptionCode, PostingException } from './failures.ts';

/** What of a claim a payer refused, for a work list. */
export interface Denial {
  /** Groups and reasons, `CO-197`, each once, in file order. */
  readonly reasons: readonly string[];
  /** What stays with the payer because of it. */
  readonly cents: Cents;
  /** Lines concerned, counting from 1; empty when the claim as a whole is. */
  readonly lines: readonly number[];
  /** Whether a later payer of the claim may cover it: a person decides to bill that payer, or to hold. */
  readonly mayBillNextPayer: boolean;
}

/** What one claim of a remittance becomes. Whatever it is, it takes exactly the claim's payment out of clearing. */
export interface ClaimPosting {
  /**
   * `posted`: booked on the claim. `reversed`: an earlier entry undone. `unapplied`: cash waits for a person. `nothing`: there
   * is nothing to book, at most something to know.
   */
  readonly kind: 'posted' | 'reversed' | 'unapplied' | 'nothing';
  readonly entryKind: EntryKind;
  /** Sum to zero. None when no money moves. */
  readonly legs: readonly Leg[];
  readonly notes: readonly EntryNote[];
  readonly exceptions: readonly PostingException[];
  /** The claim's balance afterwards, with the version that it had before. Absent when nothing about the claim changes. */
  readonly after?: ClaimBalance;
  /** Id of the entry that this one undoes. */
  readonly reverses?: string;
  /** To be kept on the entry: a later reversal is found by it. */
  readonly adjudication?: Adjudication;
  readonly denial?: Denial;
  /** The payer forwarded the claim to the next payer itself: that payer is not billed again. */
  readonly crossedOver?: true;
  /** To be kept on the entry, when rules decided its legs. */
  readonly rulesVersion?: string;
}

/** What is needed of an entry to reverse it. */
export type ReversibleEntry = Pick<LedgerEntry, 'id' | 'legs' | 'notes' | 'adjudication'>;

/** Takes a claim's payment out of clearing; `payerId` when the payer is known. */
export function clearingLeg(paidCents: Cents): Leg {
  return { account: 'remittance-clearing', cents: paidCents };
}

/**
 * Leaves a claim's payment in unapplied payer cash, with the reason why. Also for claims that cannot be read or judged at all:
 * only the amount is needed. Nothing of the claim moves.
 */
export function unappliedPosting(
  paidCents: Cents,
  payerId: string | undefined,
  code: ExceptionCode,
  facts: PostingException['facts'] = {},
): ClaimPosting {
  const payer = payerId === undefined ? {} : { payerId };
  return {
    kind: 'unapplied',
    entryKind: 'remittance-unapplied',
    legs: balancedLegs([
      clearingLeg(paidCents),
      { account: 'unapplied-payer-cash', cents: negateCents(paidCents), ...payer },
    ]),
    notes: [],
    exceptions: [{ code, cents: paidCents, facts }],
  };
}

/**
 * The answers among a claim's entries that have not been taken back: what a reversal may undo. One that a person matched took its cash
 * from where it waited; it is shown as though it came from clearing, where a payer's reversal will take it from.
 */
export function openAnswers<Entry extends Pick<LedgerEntry, 'id' | 'adjudication' | 'reverses' | 'legs'>>(
  entries: readonly Entry[],
): readonly Entry[] {
  const reversed = new Set(entries.map((entry) => entry.reverses));
  return entries
    .filter((entry) => entry.adjudication !== undefined && !reversed.has(entry.id))
    .map((entry) => ({ ...entry, legs: entry.legs.map(asFromClearing) }));
}

function asFromClearing(leg: Leg): Leg {
  if (leg.account !== 'unapplied-payer-cash') return leg;
  const { payerId: _payerId, ...rest } = leg;
  return { ...rest, account: 'remittance-clearing' };
}
