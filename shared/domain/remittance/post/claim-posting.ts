import type { ClaimBalance } from '../../claim/balance.ts';
import {
  type Adjudication,
  balancedLegs,
  type EntryKind,
  type EntryNote,
  type LedgerEntry,
  type Leg,
} from '../../ledger/entry.ts';
import { type Cents, negateCents, sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { ExceptionCode, PostingException } from '../failures.ts';

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
  /** Ids of the entries that this one undoes; of an answer: the denial that moved nothing and that it stands in for. */
  readonly reverses?: readonly string[];
  /** Id of the entry of which this one undoes some lines. */
  readonly reversesPart?: string;
  /** The cash stands in unapplied payer cash until something else of the claim posts: see `applyWaiting`. */
  readonly waits?: true;
  /** To be kept on the entry: a later reversal is found by it. */
  readonly adjudication?: Adjudication;
  readonly denial?: Denial;
  /** Cash that a person puts onto a payer's share: above zero it answers for what is open there, below zero for a credit. */
  readonly paysOff?: { readonly share: number; readonly cents: Cents };
  /** To be kept on the entry, when rules decided its legs. */
  readonly rulesVersion?: string;
}

/** What is needed of an entry to reverse it. */
export type ReversibleEntry = Pick<LedgerEntry, 'id' | 'legs' | 'notes' | 'adjudication'> & {
  /** When it was paid, as far as that is known. */
  readonly effectiveOn?: LocalDate;
};

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
  const payer = present({ payerId });
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
 * Exceptions of one code, reason and direction as one: a claim of hundreds of odd adjustments is a few things to look at. What goes
 * the other way is another one: 8.00 and -8.00 are two things that somebody must look at, and not nothing.
 */
export function foldedExceptions(exceptions: readonly PostingException[]): readonly PostingException[] {
  const alike = Map.groupBy(
    exceptions,
    ({ code, cents, facts }) => `${code} ${facts.reason ?? ''} ${Math.sign(cents)}`,
  );
  return [...alike.values()].map((members) => {
    const [first] = members as [PostingException, ...PostingException[]];
    if (members.length === 1) return first;
    const cents = sumCents(members.map((member) => member.cents));
    return { ...first, cents, facts: { ...first.facts, occurrences: members.length } };
  });
}

/** What tells whether an answer still stands. */
type Answered = Pick<LedgerEntry, 'id' | 'legs' | 'notes' | 'adjudication' | 'reverses' | 'reversesPart'>;

/**
 * The answers among a claim's entries that have not been taken back: what a reversal may undo. Of one that was taken back in part,
 * what is left of it.
 */
export function openAnswers<Entry extends Answered>(entries: readonly Entry[]): readonly Entry[] {
  const undone = new Set(entries.flatMap((entry) => entry.reverses ?? []));
  // A reversal that a person took off its claim again takes nothing back. An answer that was still stood in for the denial before it.
  const stands = (entry: Answered) => entry.adjudication !== undefined || !undone.has(entry.id);
  const reversed = new Set(entries.flatMap((entry) => (stands(entry) ? (entry.reverses ?? []) : [])));
  const open = entries.filter(
    (entry) => entry.adjudication !== undefined && entry.reversesPart === undefined && !reversed.has(entry.id),
  );
  return open.map((entry) => entries.filter((part) => part.reversesPart === entry.id).reduce(withoutPart, entry));
}

/** An answer less the part that was taken back; `adjudication.lines` of the part are the lines that are left. */
export function withoutPart<Entry extends ReversibleEntry>(
  entry: Entry,
  part: Pick<LedgerEntry, 'legs' | 'notes' | 'adjudication'>,
): Entry {
  const { adjudication } = entry;
  const left = part.adjudication?.lines;
  const lines = adjudication?.lines?.filter((line) => left === undefined || left.includes(line)) ?? left;
  return {
    ...entry,
    legs: [...entry.legs, ...part.legs],
    notes: [...(entry.notes ?? []), ...(part.notes ?? [])],
    ...present({ adjudication: adjudication && { ...adjudication, ...present({ lines }) } }),
  };
}
