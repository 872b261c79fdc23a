import { applyLegs, type ClaimBalance } from '../domain/claim/balance.ts';
import type { Account } from '../domain/ledger/accounts.ts';
import { balancedLegs, type LedgerEntry, type Leg, ledgerEntry, unassignedEntity } from '../domain/ledger/entry.ts';
import { type Cents, cents, negateCents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { ClaimPosting } from '../domain/remittance/post/claim-posting.ts';
import { fail, invalid, ok, type Result } from '../domain/result.ts';
import type { StoredException } from '../store/exceptions.ts';
import { keyOfWireEntryId, wireEntryId } from '../store/keys/ledger.ts';
import { recoupmentKey, remittanceKey, waitingSortKey } from '../store/keys/remittance.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { bodyOfItem, type Remittance } from '../store/remittances.ts';
import type { Item, Table, Write } from '../store/table.ts';
import {
  doesNotFit,
  noSuchClaim,
  noSuchCoverage,
  type Rebooked,
  type Rebooking,
  type RebookingFailure,
  readClaim,
  readHeldAnswer,
  rebooked,
  transfersOf,
} from './rebooking.ts';

/**
 * The money of an exception when it is on no claim: unapplied payer cash, or a provider-level adjustment in its own
 * account. A person applies it to a claim without adjustments, books it to an account, or offsets it against its
 * counterpart.
 */
export interface StandingMoney {
  readonly exception: StoredException;
  /** The leg of the account that the money is in, with its sign: a payer's cash is a credit. */
  readonly legs: readonly Leg[];
  readonly cents: Cents;
  readonly entityId: string;
  readonly remittanceId?: string | undefined;
  readonly held?: LedgerEntry | undefined;
  /** For a take-back: the item with the balance of its reference, as it was read. */
  readonly recoupment?: Item | undefined;
}

/** The money of an exception; undefined when it has none. */
export async function readStandingMoney(
  { tenant }: Pick<Rebooking, 'tenant'>,
  exception: StoredException,
  table: Table,
): Promise<StandingMoney | undefined> {
  const { remittanceId, facts } = exception;
  const held = await readHeldAnswer(tenant, exception, table);
  if (held !== undefined) {
    const legs = held.legs.filter((leg) => leg.account === 'unapplied-payer-cash');
    const total = sumCents(legs.map((leg) => leg.cents));
    return total === 0 ? undefined : { exception, legs, cents: total, entityId: held.entityId, remittanceId, held };
  }
  if (typeof facts.account !== 'string' || exception.cents === undefined || remittanceId === undefined)
    return undefined;
  const item = await table.get(remittanceKey(tenant, remittanceId));
  if (item === undefined) return undefined;
  const { entityId, payerId, payerName } = bodyOfItem<Remittance>(item);
  const named = { account: facts.account as Account, reason: String(facts.reason), ...present({ payerId }) };
  const whole = { exception, entityId, remittanceId, cents: exception.cents };
  const { reference } = facts;
  if (typeof reference !== 'string') return { ...whole, legs: [{ ...named, cents: exception.cents }] };
  const recoupment = await table.get(recoupmentKey(tenant, payerId ?? payerName, reference));
  // The payer may have returned a part of it since.
  const standing = recoupment === undefined ? exception.cents : Math.max(0, -Number(recoupment.cents));
  const own = cents(Math.min(exception.cents, standing));
  const leg = { ...named, cents: own, ...(reference === '' ? {} : { reference }) };
  return own === 0 ? undefined : { ...whole, legs: [leg], cents: own, recoupment };
}

/**
 * Money that leaves the account must leave the balance of its reference too. All amounts of one reference are in one
 * write.
 */
function recoupmentWrites(moneys: readonly StandingMoney[]): Write<never>[] {
  const byReference = Map.groupBy(
    moneys.filter(({ recoupment }) => recoupment !== undefined),
    ({ recoupment }) => recoupment?.sk,
  );
  return [...byReference.values()].map((own): Write<never> => {
    const { pk, sk, version, unresolved } = (own[0] as StandingMoney).recoupment as Item;
    const ids = own.map(({ exception }) => exception.id);
    const left = ((unresolved ?? []) as readonly string[]).filter((id) => !ids.includes(id));
    return {
      update: { pk, sk },
      set: { unresolved: left },
      add: { cents: sumCents(own.map((money) => money.cents)), version: 1 },
      condition: { equals: { version } },
    };
  });
}

/** The claim and the share that money is applied to. */
export interface ApplyOrder {
  readonly claimId: string;
  readonly payerId?: string | undefined;
  readonly coverageId?: string | undefined;
}

/** Applies money to a claim without any adjustment. It reduces the open work there; the rest is a credit or a debit. */
export async function applyMoney(
  order: ApplyOrder,
  money: StandingMoney,
  rebooking: Rebooking,
  table: Table,
): Promise<Result<Rebooked, RebookingFailure>> {
  const balance = await readClaim(rebooking.tenant, order.claimId, table);
  if (balance === undefined) return noSuchClaim();
  const isElsewhere = balance.entityId !== money.entityId;
  if (isElsewhere && (money.entityId !== unassignedEntity || money.held === undefined))
    return doesNotFit('payee-differs');
  const share = shareOf(balance, order, money);
  if (share === -1) return order.coverageId === undefined ? doesNotFit('payer-not-on-claim') : noSuchCoverage();
  if (isCreditOfNothing(balance, share, money.cents)) {
    return invalid('/claimId', 'the claim charges nothing: apply the cash to the claim that bills, or book it');
  }
  const payerId = balance.payers[share]?.payerId as string;
  const legs = balancedLegs([
    ...money.legs.map(out),
    { account: 'insurance-receivable', cents: money.cents, payerId, share, reason: 'applied' },
  ]);
  const after = withoutWaiting(applyLegs(balance, legs), money.held?.id);
  const posting: ClaimPosting = {
    kind: 'posted',
    entryKind: 'settlement',
    legs,
    notes: [],
    exceptions: [],
    after,
    paysOff: { share, cents: negateCents(money.cents) },
  };
  const origin = originOf(money, rebooking);
  const booked = await rebooked(posting, { claim: undefined, balance, ...origin }, rebooking, table);
  const transfers = money.held === undefined ? [] : transfersOf(money.held, booked.entry, rebooking);
  const moving = transfers.map(
    (entry): Write<RebookingFailure> => ({
      put: {
        ...entryItem(rebooking.tenant, balance.claimId, entry, entry.id),
        by: rebooking.subject,
        why: rebooking.reason,
      },
      condition: { absent: true },
    }),
  );
  const others = [...forgottenWrites(rebooking, [money]), ...recoupmentWrites([money]), ...moving];
  return ok({ ...booked, transfers, writes: [...booked.writes, ...others] });
}

/**
 * Whether money would only make a credit or a debit of a claim for which nobody will be billed: a notice, a
 * predetermination, a claim that is void or cancelled. No list would show it. What settles such a claim is taken.
 */
function isCreditOfNothing({ payers, chargeCents, state }: ClaimBalance, share: number, applied: Cents): boolean {
  if (chargeCents !== 0 && state.kind !== 'cancelled') return false;
  const before = payers[share]?.receivableCents ?? zeroCents;
  return Math.abs(before + applied) >= Math.abs(before);
}

/**
 * The share that the money is applied to: the share of the named coverage or payer, or else of the payer under which
 * the money waits.
 */
function shareOf({ payers }: ClaimBalance, { payerId, coverageId }: ApplyOrder, { legs }: StandingMoney): number {
  if (coverageId !== undefined) return payers.findIndex((payer) => payer.coverageId === coverageId);
  const speaking = payerId ?? legs[0]?.payerId;
  const own = payers.findIndex((payer) => payer.payerId === speaking);
  return own === -1 && payerId === undefined && speaking === undefined && payers.length === 1 ? 0 : own;
}

function originOf({ exception, held, remittanceId, entityId }: StandingMoney, { today }: Rebooking) {
  const from = held === undefined ? {} : { takenFrom: exception.ledgerEntryId as string };
  const stub = { remittanceId, entityId, id: exception.id } as unknown as LedgerEntry;
  return { held: held === undefined ? stub : { ...held, source: undefined as never }, effectiveOn: today, ...from };
}

/** An entry without a claim, with its writes and totals. */
export interface BookedMoney {
  readonly ledgerEntryId: string;
  readonly writes: readonly Write<never>[];
}

/** Books money to an account. */
export function bookMoney(account: Account, money: StandingMoney, rebooking: Rebooking): BookedMoney {
  const payerId = money.legs[0]?.payerId;
  const payer = present({ payerId });
  const legs = [...money.legs.map(out), { account, cents: money.cents, reason: 'settled', ...payer }];
  return entryOf(legs, money, [money], rebooking);
}

/** Offsets money against its counterpart: the money of several exceptions, which adds up to zero. */
export function offsetMoney(
  moneys: readonly StandingMoney[],
  rebooking: Rebooking,
): Result<BookedMoney, 'money-does-not-offset'> {
  const [first] = moneys;
  const isOne = moneys.every(({ entityId }) => entityId === first?.entityId);
  if (first === undefined || !isOne || sumCents(moneys.map((money) => money.cents)) !== 0) {
    return fail('money-does-not-offset');
  }
  return ok(
    entryOf(
      moneys.flatMap(({ legs }) => legs.map(out)),
      first,
      moneys,
      rebooking,
    ),
  );
}

function entryOf(
  legs: readonly Leg[],
  { held, exception, remittanceId, entityId }: StandingMoney,
  moneys: readonly StandingMoney[],
  rebooking: Rebooking,
): BookedMoney {
  const { tenant, today, subject, reason } = rebooking;
  const isOne = moneys.length === 1 && held !== undefined;
  const entry = ledgerEntry({
    id: rebooking.newEntryId(),
    kind: 'settlement',
    effectiveOn: today,
    postedOn: today,
    entityId,
    remittanceId,
    takenFrom: isOne ? exception.ledgerEntryId : undefined,
    legs,
  });
  const item = entryItem(tenant, undefined, entry, entry.id);
  return {
    ledgerEntryId: wireEntryId(item),
    writes: [
      { put: { ...item, by: subject, why: reason }, condition: { absent: true } } as Write<never>,
      totalsWrite(tenant, entry, entry.id, entry.legs) as Write<never>,
      ...forgottenWrites(rebooking, moneys),
      ...recoupmentWrites(moneys),
    ],
  };
}

/** Money that a person has moved, and an answer that a person has taken back, must not be applied automatically. */
export function forgottenWrites(
  { tenant }: Rebooking,
  moneys: readonly Pick<StandingMoney, 'held' | 'exception'>[],
): Write<never>[] {
  return moneys.flatMap(({ held, exception }): Write<never>[] => {
    const key = keyOfWireEntryId(tenant, exception.ledgerEntryId ?? '');
    return held === undefined || key === undefined ? [] : [{ delete: { pk: key.pk, sk: waitingSortKey(held.id) } }];
  });
}

function withoutWaiting(balance: ClaimBalance, entryId: string | undefined): ClaimBalance {
  const { waiting, ...rest } = balance;
  const left = waiting?.filter((id) => id !== entryId) ?? [];
  return left.length === 0 ? rest : { ...rest, waiting: left };
}

function out(leg: Leg): Leg {
  return { ...leg, cents: cents(-leg.cents) };
}
