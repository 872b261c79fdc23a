import { type LedgerEntry, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { cents, sumCents } from '../domain/money/cents.ts';
import { fail, ok, type Result, type ToldFailure } from '../domain/result.ts';
import { freedInTransitWrite } from '../store/deposits.ts';
import { exceptionDecidedWrite, type StoredException } from '../store/exceptions.ts';
import { ledgerEntryPrefix, wireEntryId } from '../store/keys/ledger.ts';
import { chunkPrefix, paymentKey, recoupmentKey, remittanceKey } from '../store/keys/remittance.ts';
import { entryItem, entryOfItem } from '../store/ledger.ts';
import { channelKeyOf, type Remittance, unpackEntryKeys } from '../store/remittances.ts';
import type { Item, Table, Write } from '../store/table.ts';
import { paymentExceptionKeys } from './payment-writes.ts';
import { predeterminedTakenOff } from './predetermined-answer.ts';
import {
  type Rebooked,
  type Rebooking,
  type RebookingDeps,
  readHeldAnswer,
  unpostFromClaim,
  writesOf,
} from './rebooking.ts';
import { forgottenWrites, readStandingMoney, type StandingMoney } from './standing-money.ts';

/** A transaction has at most 100 actions, and the request's own items need some of them. */
const mostWrites = 90;

type VoidFailure = ToldFailure<'remittance-settled-otherwise' | 'remittance-too-large-to-void' | 'remittance-arrived'>;

/**
 * The parts of a payment in the books: its own entry, answers on claims, and cash and adjustments that wait for a
 * person.
 */
interface Standing {
  readonly payment: LedgerEntry | undefined;
  readonly answers: readonly Rebooked[];
  readonly moneys: readonly StandingMoney[];
  readonly waiting: readonly Waiting[];
  readonly exceptions: readonly StoredException[];
  readonly recoupments: readonly Write<never>[];
}

/** An answer that waits for a person, with or without cash. */
type Waiting = Required<Pick<StandingMoney, 'exception' | 'held'>>;

/**
 * Voids a payment, as if it had never been entered: its answers come off their claims, its cash and provider-level
 * adjustments leave their accounts, and none of it is in transit. Another payment may use its identity afterwards. All
 * in one transaction.
 * @param open the open exceptions of the remittance
 * @returns the writes, or why it cannot be voided: a person or another payment has settled a part of it, or it is too
 * large
 */
export async function voidRemittance(
  remittance: Remittance,
  open: readonly StoredException[],
  rebooking: Rebooking,
  deps: RebookingDeps,
): Promise<Result<readonly Write<ToldFailure<string>>[], VoidFailure>> {
  const { tenant, at, subject, reason } = rebooking;
  const standing = await standingOf(remittance, open, rebooking, deps);
  if (standing === undefined) return fail({ kind: 'remittance-settled-otherwise' });
  const entry = voidEntry(remittance, standing, rebooking);
  if (entry === undefined) return fail({ kind: 'remittance-settled-otherwise' });
  const item = entryItem(tenant, undefined, entry, entry.id);
  const booked: Rebooked = {
    ...{ entry, transfers: [], claimId: '', ledgerEntryId: wireEntryId(item) },
    effects: { writes: [], after: undefined, exceptions: [], denials: [] },
    writes: [{ put: { ...item, by: subject, why: reason }, condition: { absent: true } }],
  };
  const resolution = { kind: 'voided', by: subject, at, reason };
  const channel = channelKeyOf(tenant, remittance);
  const isOwn = (await deps.table.get(channel))?.remittanceId === remittance.id;
  const writes = [
    ...writesOf(tenant, [...standing.answers, booked]),
    ...standing.exceptions.map((each) => exceptionDecidedWrite(tenant, each, { state: 'resolved', resolution })),
    ...forgottenWrites(rebooking, standing.waiting),
    ...standing.recoupments,
    ...freedInTransitWrite(tenant, remittance, { kind: 'remittance-arrived' }),
    // The voided entries keep their keys on the claims, so a later payment with the same identity must count as a
    // different payment.
    { update: paymentKey(tenant, remittance.identityDigest), set: { voided: true } },
    ...(isOwn ? [{ delete: channel }] : []),
  ];
  return writes.length > mostWrites ? fail({ kind: 'remittance-too-large-to-void' }) : ok(writes);
}

/** Everything that is left of a payment; undefined when a person has settled some of it. */
async function standingOf(
  remittance: Remittance,
  open: readonly StoredException[],
  rebooking: Rebooking,
  deps: RebookingDeps,
): Promise<Standing | undefined> {
  const { tenant } = rebooking;
  const { table } = deps;
  const { pk } = remittanceKey(tenant, remittance.id);
  const entries = (await table.queryAll({ partition: pk, prefix: ledgerEntryPrefix })).map(entryOfItem);
  const [payment, ...settlements] = standingEntries(entries);
  if (settlements.length > 0) return undefined;
  const known = new Set(open.map(({ id }) => id));
  const keys = paymentExceptionKeys(tenant, remittance, payment);
  const decided = (await table.batchGet(keys)).some((item) => item !== undefined && !known.has(String(item.id)));
  const taken = { legs: payment?.legs ?? [], exceptionIds: known };
  const recoupments = await recoupmentWrites(remittance, taken, rebooking, table);
  if (decided || recoupments === undefined) return undefined;
  const answers = await answersOf(pk, rebooking, deps);
  const standing = await Promise.all(open.map((exception) => readStandingMoney({ tenant }, exception, table)));
  const moneys = standing.filter((money) => money?.held !== undefined) as readonly StandingMoney[];
  const waiting: Waiting[] = [];
  for (const exception of open) {
    const held = await readHeldAnswer(tenant, exception, table);
    if (held !== undefined) waiting.push({ exception, held });
  }
  // An exception about an answer on a claim ends with the answer. One about the claim's balance stays on its list, also
  // when the answer was taken off the claim before.
  const isOwn = ({ id, claimId }: StoredException) =>
    claimId === undefined || waiting.some(({ exception }) => exception.id === id);
  return { payment, answers, moneys, waiting, exceptions: open.filter(isOwn), recoupments };
}

/**
 * The entries that no other entry reverses, without the reversals themselves. So a virtual card that was charged and
 * then declined leaves none.
 */
function standingEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const ids = new Set(entries.map(({ id }) => id));
  const undone = new Set(entries.flatMap(({ reverses = [] }) => reverses));
  return entries.filter(({ id, reverses = [] }) => !undone.has(id) && !reverses.some((each) => ids.has(each)));
}

/** The answers that the payment's own entries still have on claims, each taken off its claim. */
async function answersOf(partition: string, rebooking: Rebooking, deps: RebookingDeps): Promise<Rebooked[]> {
  const chunks = await deps.table.queryAll({ partition, prefix: chunkPrefix });
  const keys = chunks.flatMap((chunk) => unpackEntryKeys(rebooking.tenant, chunk));
  const items = (await deps.table.batchGet(keys)).filter((item): item is Item => item?.kind === 'remittance-claim');
  const answers: Rebooked[] = [];
  for (const item of items) {
    const unposted = await unpostFromClaim(item, rebooking, deps);
    const taken = unposted.ok ? unposted.value : await predeterminedTakenOff(item, rebooking, deps);
    if (taken !== undefined) answers.push(taken);
  }
  return answers;
}

/**
 * The payment's entry with opposite signs, including the waiting cash. Undefined when it does not sum to zero, because
 * cash of the payment is elsewhere; when one claim has two of its answers; or when it is in the books of several legal
 * entities.
 */
function voidEntry(
  { id, entityId }: Remittance,
  { payment, answers, moneys }: Standing,
  { newEntryId, today }: Rebooking,
): LedgerEntry | undefined {
  const claims = new Set(answers.map(({ claimId }) => claimId));
  const entities = [...answers.map(({ entry }) => entry.entityId), ...moneys.map((money) => money.entityId)];
  if (claims.size < answers.length || entities.some((each) => each !== entityId)) return undefined;
  const isWaiting = (leg: Leg) => leg.account === 'unapplied-payer-cash';
  const legs = [
    ...(payment?.legs ?? []).filter((leg) => leg.account !== 'remittance-clearing'),
    ...answers.flatMap(({ entry }) => entry.legs.filter(isWaiting)),
    ...moneys.flatMap((money) => money.legs),
  ].map((leg): Leg => ({ ...leg, cents: cents(-leg.cents) }));
  if (sumCents(legs.map((leg) => leg.cents)) !== 0) return undefined;
  const dated = { effectiveOn: today, postedOn: today };
  return ledgerEntry({ id: newEntryId(), kind: 'payment-void', ...dated, entityId, remittanceId: id, legs });
}

/**
 * Removes the payment's take-backs from the balances of its references; undefined when a reference has no balance under
 * this payer.
 */
async function recoupmentWrites(
  { payerId, payerName }: Remittance,
  taken: { readonly legs: readonly Leg[]; readonly exceptionIds: ReadonlySet<string> },
  { tenant }: Rebooking,
  table: Table,
): Promise<readonly Write<never>[] | undefined> {
  const legs = taken.legs.filter((leg) => leg.account === 'payer-recoupments-payable');
  const byReference = Map.groupBy(legs, ({ reference = '' }) => reference);
  const writes: Write<never>[] = [];
  for (const [reference, own] of byReference) {
    const key = recoupmentKey(tenant, payerId ?? payerName, reference);
    const item = await table.get(key);
    if (item === undefined) return undefined;
    const left = ((item.unresolved ?? []) as readonly string[]).filter((id) => !taken.exceptionIds.has(id));
    const amount = sumCents(own.map((leg) => leg.cents));
    writes.push({
      update: key,
      set: { unresolved: left },
      add: { cents: amount, version: 1 },
      condition: { equals: { version: item.version as number } },
    });
  }
  return writes;
}
