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

/** The part of a claim that a payer denied, for a work list. */
export interface Denial {
  /** Groups and reasons, `CO-197`, each once, in file order. */
  readonly reasons: readonly string[];
  /** The amount that the payer still owes because of it. */
  readonly cents: Cents;
  /** The denied lines, counting from 1; empty when the whole claim is denied. */
  readonly lines: readonly number[];
  /** Whether a later payer of the claim may cover it: a person decides whether to bill that payer or to hold. */
  readonly mayBillNextPayer: boolean;
}

/** The posting of one claim of a remittance. In every case it takes exactly the claim's payment out of clearing. */
export interface ClaimPosting {
  /**
   * `posted`: booked on the claim. `reversed`: an earlier entry is undone. `unapplied`: the cash waits for a person. `nothing`: nothing to
   * book, though there may be information to keep.
   */
  readonly kind: 'posted' | 'reversed' | 'unapplied' | 'nothing';
  readonly entryKind: EntryKind;
  /** They sum to zero. Empty when no money moves. */
  readonly legs: readonly Leg[];
  readonly notes: readonly EntryNote[];
  readonly exceptions: readonly PostingException[];
  /** The claim's balance afterwards, with the version from before. Absent when the claim does not change. */
  readonly after?: ClaimBalance;
  /** Ids of the entries that this one undoes; for an answer, the denial without money that it replaces. */
  readonly reverses?: readonly string[];
  /** Id of the entry whose lines this one undoes in part. */
  readonly reversesPart?: string;
  /** The cash waits in unapplied payer cash until something else of the claim posts: see `applyWaiting`. */
  readonly waits?: true;
  /** Kept on the entry, so that a later reversal finds it. */
  readonly adjudication?: Adjudication;
  readonly denial?: Denial;
  /** Cash that a person applies to a payer's share: positive reduces the open work there, negative a credit. */
  readonly paysOff?: { readonly share: number; readonly cents: Cents };
  /** Kept on the entry when rules decided its legs. */
  readonly rulesVersion?: string;
}

/** A posting of nothing. */
export const nothing: ClaimPosting = {
  ...{ kind: 'nothing', entryKind: 'remittance-claim' },
  ...{ legs: [], notes: [], exceptions: [] },
};

/** The part of an entry that is needed to reverse it. */
export type ReversibleEntry = Pick<LedgerEntry, 'id' | 'legs' | 'notes' | 'adjudication'> & {
  /** When it was paid, if known. */
  readonly effectiveOn?: LocalDate;
};

/** Takes a claim's payment out of clearing; with `payerId` when the payer is known. */
export function clearingLeg(paidCents: Cents): Leg {
  return { account: 'remittance-clearing', cents: paidCents };
}

/**
 * Leaves a claim's payment in unapplied payer cash, with the reason. This works for claims that cannot be read at all: only the amount is
 * needed. The claim does not change.
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
 * Combines exceptions of the same code, reason and direction, so that a claim with hundreds of odd adjustments is only a few things to look
 * at. Opposite directions stay apart: 8.00 and -8.00 are two things to look at, and are not netted to zero.
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

/** The part of an entry that shows whether an answer is still in force. */
type Answered = Pick<LedgerEntry, 'id' | 'legs' | 'notes' | 'adjudication' | 'reverses' | 'reversesPart'>;

/**
 * The answers among a claim's entries that have not been reversed, which a reversal may undo. An answer that was
 * reversed in part is given without that part.
 */
export function openAnswers<Entry extends Answered>(entries: readonly Entry[]): readonly Entry[] {
  const undone = new Set(entries.flatMap((entry) => entry.reverses ?? []));
  // A reversal that a person unposted reverses nothing. An answer that a person unposted still replaces the denial
  // before it.
  const stands = (entry: Answered) => entry.adjudication !== undefined || !undone.has(entry.id);
  const reversed = new Set(entries.flatMap((entry) => (stands(entry) ? (entry.reverses ?? []) : [])));
  const open = entries.filter(
    (entry) => entry.adjudication !== undefined && entry.reversesPart === undefined && !reversed.has(entry.id),
  );
  return open.map((entry) => entries.filter((part) => part.reversesPart === entry.id).reduce(withoutPart, entry));
}

/** An answer without its reversed part; `adjudication.lines` are the remaining lines. */
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
