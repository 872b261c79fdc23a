import { type FilingNumbers, filingNumbersOf, filingOfEntry } from '../../shared/domain/claim/answered-filing.ts';
import { applyLegs, type ClaimBalance, type ClaimState, type PayerShare } from '../../shared/domain/claim/balance.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import { stateOfStatusText } from '../../shared/domain/claim/status.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { type Cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { openAnswers } from '../../shared/domain/remittance/post/claim-posting.ts';
import {
  areAllLines,
  formerChargesOf,
  type LineCharges,
  lineChargesOf,
} from '../../shared/domain/remittance/post/own-lines.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';

/** A claim as it was before some of its entries were decided, with the answers that could then be reversed. */
export interface ClaimBefore {
  readonly balance: ClaimBalance;
  readonly reversible: readonly LedgerEntry[];
  readonly lineCharges: LineCharges;
  readonly formerCharges: readonly Cents[];
  readonly filingNumbers: FilingNumbers;
}

/**
 * A claim as it was before a group of its entries, computed from the entries before them. Undefined when that is not
 * certain: the order of an entry is not known, or the entries do not add up to the present claim.
 * @param items every entry of the claim
 * @param group the ids of the entries that were decided together
 */
export function claimBefore(
  now: ClaimBalance,
  items: readonly Item[],
  group: ReadonlySet<string>,
): ClaimBefore | undefined {
  const entries = items.map((item) => ({ item, entry: entryOfItem(item), version: versionBefore(item) }));
  const own = entries.filter(({ entry }) => group.has(entry.id));
  const first = own.reduce<(typeof own)[number] | undefined>(
    (lowest, one) => (lowest === undefined || (one.version ?? 0) < (lowest.version ?? 0) ? one : lowest),
    undefined,
  );
  if (first?.version === undefined || entries.some(({ version }) => version === undefined)) return undefined;
  const start = emptied(now);
  const folded = applyLegs(
    start,
    entries.flatMap(({ entry }) => entry.legs),
  );
  if (!isSame(folded, now)) return undefined;
  const earlier = entries
    .filter(({ entry, version }) => !group.has(entry.id) && (version as number) < (first.version as number))
    .sort((left, right) => (left.version as number) - (right.version as number))
    .map(({ entry }) => entry);
  const reversible = openAnswers(earlier);
  const lineCharges = lineChargesOf(earlier);
  const balance = applyLegs(
    start,
    earlier.flatMap((entry) => entry.legs),
  );
  const payers = balance.payers.map((payer, share) =>
    wasAnsweredElsewhere(now, share, entries) ? payer : shareBefore(payer, share, reversible, lineCharges),
  );
  const filings = balance.filings.map((filing) =>
    wasAnsweredElsewhere(now, filing.share, entries) ? filing : filingBefore(filing, balance.filings, reversible),
  );
  const { waiting: _waiting, ...then } = balance;
  // A claim that was corrected since had other charges; one that was taken over has none here.
  const charged =
    lineCharges.size === 0 ? {} : { chargeCents: sumCents([...lineCharges.values()]), lineCount: lineCharges.size };
  return {
    balance: { ...then, ...charged, payers, filings, version: first.version, state: stateBefore(first.item) },
    reversible,
    lineCharges,
    formerCharges: formerChargesOf(earlier),
    filingNumbers: filingNumbersOf(filings, earlier),
  };
}

/** Whether a payer had already answered a taken-over claim in the other system, so that no entry here shows it. */
function wasAnsweredElsewhere(
  now: ClaimBalance,
  share: number,
  entries: readonly { readonly entry: LedgerEntry }[],
): boolean {
  return (
    now.payers[share]?.status === 'answered' &&
    entries.some(({ entry }) => entry.kind === 'opening') &&
    entries.every(({ entry }) => entry.adjudication?.share !== share)
  );
}

/** The version of the claim for which an entry was decided; 0 for its charge, or its opening balance. */
function versionBefore(item: Item): number | undefined {
  if (item.claimVersion !== undefined) return Number(item.claimVersion) - 1;
  if (item.kind === 'charge' || item.kind === 'opening') return 0;
  return item.upon === undefined ? undefined : Number(String(item.upon).split(' ')[0]);
}

function stateBefore(item: Item): ClaimState {
  const text =
    item.upon === undefined ? String(item.from) : String(item.upon).slice(String(item.upon).indexOf(' ') + 1);
  return stateOfStatusText(text);
}

function emptied(balance: ClaimBalance): ClaimBalance {
  const payers = balance.payers.map((payer) => ({ ...payer, receivableCents: zeroCents }));
  return { ...balance, payers, patientCents: zeroCents };
}

function isSame(left: ClaimBalance, right: ClaimBalance): boolean {
  return (
    left.patientCents === right.patientCents &&
    left.payers.every((payer, index) => payer.receivableCents === right.payers[index]?.receivableCents)
  );
}

/**
 * A filing in its state at that time: it can be answered, and its answer reversed. A filing that had not been sent is
 * recognised by its date.
 */
function filingBefore(filing: Filing, filings: readonly Filing[], answers: readonly LedgerEntry[]): Filing {
  const isAnswered = answers.some(
    ({ adjudication }) => adjudication !== undefined && filingOfEntry(filings, adjudication)?.number === filing.number,
  );
  return { ...filing, state: { kind: isAnswered ? 'answered' : 'submitted' } };
}

/** A payer's share in its state at that time: today's facts of the share that the earlier answers also stated. */
function shareBefore(
  payer: PayerShare,
  share: number,
  answers: readonly LedgerEntry[],
  lineCharges: LineCharges,
): PayerShare {
  const { answeredLines: _lines, forwardedBy, patientProtection, ...plain } = payer;
  const own = answers.filter((answer) => answer.adjudication?.share === share);
  const isForwarded = forwardedBy !== undefined && answers.some((answer) => answer.adjudication?.share === forwardedBy);
  const forwarded = isForwarded ? { forwardedBy } : {};
  const open = payer.receivableCents > 0 ? ('open' as const) : ('waiting' as const);
  if (own.length === 0) return { ...plain, ...forwarded, status: open };
  const isProtected = present({ patientProtection });
  const lines = [...new Set(own.flatMap((answer) => answer.adjudication?.lines ?? []))].sort((a, b) => a - b);
  const isWhole = own.some((answer) => answer.adjudication?.lines === undefined) || areAllLines(lines, lineCharges);
  if (isWhole) return { ...plain, ...forwarded, ...isProtected, status: 'answered' };
  return { ...plain, ...forwarded, ...isProtected, status: open, answeredLines: lines };
}
