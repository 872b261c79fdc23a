import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EntryNote, LedgerEntry, Leg } from '../../shared/domain/ledger/entry.ts';
import { present } from '../../shared/domain/present.ts';
import { claimEquationFailures } from '../../shared/domain/remittance/equations.ts';
import type { ClaimPosting } from '../../shared/domain/remittance/post/claim-posting.ts';
import { postGroup } from '../../shared/domain/remittance/post/post-group.ts';
import type { RemittanceClaim } from '../../shared/domain/remittance/remittance.ts';
import { judgeAdjustments } from '../../shared/domain/remittance/rules/adjustment-meaning.ts';
import type { AdjustmentRules } from '../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { RulesFor } from '../../shared/domain/remittance/rules/posting-rules.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { ChunkClaim, ClaimGroup } from '../../shared/posting/read-chunk.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { ledgerEntryPrefix, wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Remittance } from '../../shared/store/remittances.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { differenceOf } from './account-differences.ts';
import { claimBefore } from './claim-before.ts';
import { postedExceptions } from './posted-exceptions.ts';

/** A remittance, the rules that posted it, and the rules to try. */
export interface Trial {
  readonly tenant: TenantId;
  readonly remittance: Remittance;
  readonly before: RulesFor;
  readonly after: RulesFor;
}

/** What would differ for one claim of a remittance. */
export interface ClaimDifference {
  readonly remittanceId: string;
  readonly ledgerEntryId: string;
  readonly claimId?: string;
  readonly kindBefore: string;
  readonly kindAfter: string;
  readonly accounts: ReturnType<typeof differenceOf>;
  readonly notes: Change;
  readonly exceptions: Change;
}

/** The texts that are in one of two lists only. */
export interface Change {
  readonly removed: string[];
  readonly added: string[];
}

export interface NotComparable {
  readonly remittanceId: string;
  readonly ledgerEntryId: string;
  readonly why: 'state-unknown' | 'posted-otherwise' | 'waited';
}

export interface ChunkComparison {
  readonly claims: number;
  readonly differences: readonly ClaimDifference[];
  readonly notComparable: readonly NotComparable[];
}

/** How many claims' histories are read side by side. */
const readsAtOnce = 8;

/**
 * Compares what was booked for a chunk's claims with what other rules would have booked, each claim as it was then. A claim for which both
 * sets of rules agree in every possible state is not read.
 */
export async function compareChunk(
  trial: Trial,
  groups: readonly ClaimGroup[],
  table: Table,
): Promise<ChunkComparison> {
  const claims = groups.flatMap((group) => group.claims);
  const items = await table.batchGet(claims.map((claim) => claim.entryKey));
  const recorded = new Map(items.flatMap((item) => (item === undefined ? [] : [[item.sk, item] as const])));
  const suspects = groups.filter((group) => couldDiffer(trial, group, recorded));
  const outcomes: GroupComparison[] = [];
  for (let first = 0; first < suspects.length; first += readsAtOnce) {
    const part = suspects.slice(first, first + readsAtOnce);
    outcomes.push(...(await Promise.all(part.map((group) => compareGroup(trial, group, recorded, table)))));
  }
  return {
    claims: recorded.size,
    differences: outcomes.flatMap(({ differences }) => differences),
    notComparable: outcomes.flatMap(({ notComparable }) => notComparable),
  };
}

type GroupComparison = Pick<ChunkComparison, 'differences' | 'notComparable'>;
const same: GroupComparison = { differences: [], notComparable: [] };

function facilityOf(group: ClaimGroup, recorded: ReadonlyMap<string, Item>): string | undefined {
  const item = group.claims.map((claim) => recorded.get(claim.entryKey.sk)).find((one) => one?.facility !== undefined);
  return item?.facility as string | undefined;
}

/** Whether two sets of rules differ on any adjustment of a group, in any state that the claim may have been in. */
function couldDiffer({ before, after }: Trial, group: ClaimGroup, recorded: ReadonlyMap<string, Item>): boolean {
  const booked = group.claims.map((claim) => recorded.get(claim.entryKey.sk));
  // Rules apply only to our own claims.
  if (booked.some((item) => item === undefined) || booked.every((item) => item?.claim === undefined)) return false;
  const facility = facilityOf(group, recorded);
  const left = before.adjustments(facility);
  const right = after.adjustments(facility);
  return group.claims.some(({ claim }) => meansOtherwise(claim, left, right));
}

function meansOtherwise(claim: RemittanceClaim, left: AdjustmentRules, right: AdjustmentRules): boolean {
  for (let payerPosition = 0; payerPosition < 10; payerPosition += 1) {
    for (const [alreadyPaid, earlierPayerPaid] of historiesOf(payerPosition)) {
      const context = { payerPosition, alreadyPaid, earlierPayerPaid, lineCount: 0 };
      const meant = judgeAdjustments(claim, left, context);
      if (judgeAdjustments(claim, right, context).some((one, index) => one.meaning !== meant[index]?.meaning))
        return true;
    }
  }
  return false;
}

/** The states that the claim may have been in: whether this payer had paid it, and whether an earlier one had. */
function historiesOf(payerPosition: number): readonly (readonly [boolean, boolean])[] {
  const first = [
    [false, false],
    [true, false],
  ] as const;
  return payerPosition === 0 ? first : [...first, [false, true], [true, true]];
}

async function compareGroup(
  trial: Trial,
  group: ClaimGroup,
  recorded: ReadonlyMap<string, Item>,
  table: Table,
): Promise<GroupComparison> {
  const { tenant, remittance } = trial;
  const { payerIds, paymentDate } = remittance;
  const booked = group.claims.map((claim) => recorded.get(claim.entryKey.sk) as Item);
  const claimId = booked.find((item) => item.claim !== undefined)?.claim as string;
  const [first] = booked;
  invariant(first !== undefined, 'a group has a claim');
  const [balanceItem, entries] = await Promise.all([
    table.get(claimBalanceKey(tenant, claimId)),
    table.queryAll({ partition: first.pk, prefix: ledgerEntryPrefix }),
  ]);
  const now = balanceItem === undefined ? undefined : balanceOfItem(balanceItem);
  if (now !== undefined && now.entityId !== remittance.entityId) return same;
  // Once a waiting claim has posted, its earlier state is no longer known.
  const hasWaited = now?.waiting !== undefined || entries.some(({ kind }) => kind === 'remittance-applied');
  if (hasWaited) return notComparable(trial, booked, 'waited');
  const ids = new Set(group.claims.map((claim) => claim.entryId));
  const then = now === undefined ? undefined : claimBefore(now, entries, ids);
  if (then === undefined) return notComparable(trial, booked, 'state-unknown');
  const facility = facilityOf(group, recorded);
  const post = (rules: AdjustmentRules) => {
    const claims = group.claims.map(({ claim, entryId }) => ({
      claim,
      entryId,
      equationFailures: claimEquationFailures(claim),
    }));
    const postings = postGroup({ claims, ...then, payerIds, paymentDate, rules });
    const exceptions = postedExceptions(trial, group.claims, postings, then.balance);
    return new Map(
      postings.map(({ entryId, posting }) => [entryId, { ...posting, codes: exceptions.get(entryId) ?? [] }]),
    );
  };
  const left = post(trial.before.adjustments(facility));
  const right = post(trial.after.adjustments(facility));
  if ([...left.values()].some(({ waits }) => waits)) return notComparable(trial, booked, 'waited');
  const pairs = group.claims.map((claim, index) => {
    const item = booked[index] as Item;
    return { claim, item, entry: entryOfItem(item), was: left.get(claim.entryId), would: right.get(claim.entryId) };
  });
  if (pairs.some(({ entry, was }) => was === undefined || !isBookedAs(entry, was))) {
    return notComparable(trial, booked, 'posted-otherwise');
  }
  return { differences: pairs.flatMap((pair) => claimDifference(trial, pair)), notComparable: [] };
}

function notComparable({ remittance }: Trial, booked: readonly Item[], why: NotComparable['why']): GroupComparison {
  const all = booked.map((item) => ({ remittanceId: remittance.id, ledgerEntryId: wireEntryId(item), why }));
  return { differences: [], notComparable: all };
}

/** Whether an entry is what posting gives. If so, the state before it was reconstructed correctly. */
function isBookedAs(entry: LedgerEntry, posting: ClaimPosting): boolean {
  const texts = (legs: readonly Leg[]) =>
    legs.map((leg) => JSON.stringify([leg.account, leg.cents, leg.payerId, leg.line, leg.reason]));
  return entry.kind === posting.entryKind && texts(entry.legs).sort().join() === texts(posting.legs).sort().join();
}

/** A posting with the codes of the exceptions that it opens. */
type TriedPosting = ClaimPosting & { readonly codes: readonly string[] };

function claimDifference(
  { remittance }: Trial,
  {
    item,
    entry,
    was,
    would,
  }: {
    readonly claim: ChunkClaim;
    readonly item: Item;
    readonly entry: LedgerEntry;
    readonly was: TriedPosting | undefined;
    readonly would: TriedPosting | undefined;
  },
): ClaimDifference[] {
  invariant(was !== undefined && would !== undefined, 'the same claims are posted by both sets of rules');
  const accounts = differenceOf(entry.legs, would.legs);
  const notes = changeOf((entry.notes ?? []).map(noteText), would.notes.map(noteText));
  const exceptions = changeOf(was.codes, would.codes);
  const isSameKind = was.kind === would.kind;
  const isEmpty = ({ removed, added }: Change) => removed.length + added.length === 0;
  if (isSameKind && accounts.length === 0 && isEmpty(notes) && isEmpty(exceptions)) return [];
  return [
    {
      remittanceId: remittance.id,
      ledgerEntryId: wireEntryId(item),
      ...present({ claimId: entry.claimId }),
      kindBefore: was.kind,
      kindAfter: would.kind,
      accounts,
      notes,
      exceptions,
    },
  ];
}

function noteText(note: EntryNote): string {
  return `${note.meaning} ${note.reason} ${note.cents}${note.line === undefined ? '' : ` line ${note.line}`}`;
}

/** The texts of one list that are not in the other; repeated texts are counted. */
export function changeOf(before: readonly string[], after: readonly string[]): Change {
  const without = (list: readonly string[], others: readonly string[]): string[] => {
    const left = [...others];
    return list.filter((text) => {
      const index = left.indexOf(text);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  };
  return { removed: without(before, after), added: without(after, before) };
}
