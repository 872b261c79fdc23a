import type { PaymentVariance, VarianceDirection } from '../domain/contract/variance.ts';
import { firstServiceDay } from '../domain/encounter/service-days.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Fact } from '../domain/report/fact.ts';
import { daysBetween, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../domain/time/time-zone.ts';
import { readDrafts } from '../runtime/api/open-drafts.ts';
import { readOpen, readRows } from '../runtime/api/work-list.ts';
import { balanceOfItem, readBalancesById, readLanes } from '../store/claims.ts';
import { denialOfItem } from '../store/denials.ts';
import type { StoredEncounter } from '../store/encounters.ts';
import { exceptionOfItem, type StoredException } from '../store/exceptions.ts';
import { claimBalanceKey, readyPartition } from '../store/keys/claim.ts';
import { openVariancePartition } from '../store/keys/contract.ts';
import { shards } from '../store/keys/table.ts';
import { openDenialPartition, openExceptionPartition } from '../store/keys/work.ts';
import { readOffice } from '../store/office.ts';
import type { Table } from '../store/table.ts';
import { varianceOfItem } from '../store/variances.ts';

/** An open item of work. */
export interface WaitingThing {
  readonly id: string;
  readonly claimId?: string;
  /** The day from which its age counts: the service date while nothing is billed, else the day of opening. */
  readonly since: LocalDate;
  readonly stage: Stage;
  readonly entityId: string;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly cents: Cents;
  readonly days: number;
  /** For a payment that differs from the contract: the direction, and whether it was reported to the payer. */
  readonly variance?: { readonly direction: VarianceDirection; readonly isDisputed: boolean };
}

/** The stages of open work. */
export const stages = {
  coding: 'Visits whose coding is not finished',
  held: 'Claims that cannot be sent, or were rejected',
  ready: 'Claims that are ready to be sent',
  denials: 'Open denials',
  variances: 'Payments that differ from the contract',
  exceptions: 'Other exceptions that wait for a person',
} as const;
export type Stage = keyof typeof stages;

/** An item that waits longer than this many days is old. */
const oldDays = 30;

/** Codes of exceptions about claims that no payer has. */
const unbilled: readonly string[] = ['claim-held', 'claim-withdrawn', 'claim-rejected'];

interface Asked {
  readonly today: LocalDate;
  readonly zone: TimeZone;
}

/** All open work now. Of a list that is too long to be read at once, only the oldest items. */
export async function readWaiting(
  table: Table,
  tenant: TenantId,
  at: Instant,
): Promise<{ readonly things: readonly WaitingThing[]; readonly isComplete: boolean }> {
  const { timeZone: zone } = await readOffice(table, tenant);
  const asked: Asked = { zone, today: dayIn(zone, at) };
  const [drafts, ready, denials, variances, exceptions] = await Promise.all([
    readDrafts(table, tenant, at),
    readReady(table, tenant, asked),
    readOpen(
      table,
      partitionsOf(shards.denials, (shard) => openDenialPartition(tenant, shard)),
    ),
    readOpen(
      table,
      partitionsOf(shards.variances, (shard) => openVariancePartition(tenant, shard)),
    ),
    readOpen(
      table,
      partitionsOf(shards.exceptions, (shard) => openExceptionPartition(tenant, shard)),
    ),
  ]);
  const things = [
    ...drafts.drafts.map((draft) => draftThing(draft, asked)),
    ...ready.things,
    ...denials.items.map(denialOfItem).map(({ id, claimId, payerId, openedAt, openCents }) => ({
      ...{ id, claimId, payerId, stage: 'denials' as const, entityId: 'office', cents: openCents },
      ...aged(dayIn(zone, openedAt), asked),
    })),
    ...variances.items.map(varianceOfItem).map((variance) => varianceThing(variance, asked)),
    ...(await exceptionThings(table, tenant, exceptions.items.map(exceptionOfItem), asked)),
  ];
  const isComplete = [drafts, ready, denials, variances, exceptions].every((each) => each.isComplete);
  return { things, isComplete };
}

const partitionsOf = (count: number, partitionOf: (shard: number) => string): string[] =>
  Array.from({ length: count }, (_, shard) => partitionOf(shard));

function aged(since: LocalDate, { today }: Asked): Pick<WaitingThing, 'since' | 'days'> {
  return { since, days: Math.max(0, daysBetween(since, today)) };
}

function draftThing(
  { id, createdAt, billingProviderId, facilityId, lines }: StoredEncounter,
  asked: Asked,
): WaitingThing {
  const since = firstServiceDay(lines) ?? dayIn(asked.zone, createdAt);
  const charged = lines.reduce((sum, { chargeCents = zeroCents }) => sum + chargeCents, 0);
  return {
    ...{ id, stage: 'coding', entityId: 'office', ...present({ providerId: billingProviderId, facilityId }) },
    ...{ cents: cents(charged), ...aged(since, asked) },
  };
}

function varianceThing(variance: PaymentVariance, asked: Asked): WaitingThing {
  const { id, claimId, entityId, payerId, providerId, billingProviderId, cents: amount, direction, state } = variance;
  return {
    ...{ id, claimId, stage: 'variances', entityId, payerId, providerId: providerId ?? billingProviderId },
    ...{ cents: amount, ...aged(dayIn(asked.zone, variance.foundAt), asked) },
    variance: { direction, isDisputed: state !== 'open' },
  };
}

async function readReady(table: Table, tenant: TenantId, asked: Asked) {
  const lanes = await readLanes(table, tenant);
  const partitions = lanes.flatMap(({ lane }) =>
    partitionsOf(shards.ready, (shard) => readyPartition(tenant, lane, shard)),
  );
  const { items, isComplete } = await readRows(table, partitions, ({ g1sk }) => claimBalanceKey(tenant, String(g1sk)));
  const things = items.map(balanceOfItem).map((balance): WaitingThing => {
    const { claimId, entityId, providerId, billingProviderId, facilityId, payers, filings, serviceFrom } = balance;
    const payerId = payers[filings.at(-1)?.share ?? 0]?.payerId;
    return {
      ...{ id: claimId, claimId, stage: 'ready', entityId, ...present({ payerId, facilityId }) },
      ...{ providerId: providerId ?? billingProviderId, cents: balance.chargeCents, ...aged(serviceFrom, asked) },
    };
  });
  return { things, isComplete };
}

async function exceptionThings(
  table: Table,
  tenant: TenantId,
  exceptions: readonly StoredException[],
  asked: Asked,
): Promise<WaitingThing[]> {
  const claimIds = [...new Set(exceptions.flatMap(({ claimId }) => claimId ?? []))];
  const balances = await readBalancesById(table, tenant, claimIds);
  return exceptions.map(({ id, code, claimId, cents: amount = zeroCents, openedAt }) => {
    const balance = balances.get(claimId as never);
    const isUnbilled = unbilled.includes(code) && balance !== undefined;
    const { entityId = 'office', providerId, facilityId, chargeCents = amount, serviceFrom } = balance ?? {};
    const since = isUnbilled && serviceFrom !== undefined ? serviceFrom : dayIn(asked.zone, openedAt);
    return {
      ...{ id, stage: isUnbilled ? 'held' : 'exceptions', entityId, ...present({ claimId, providerId, facilityId }) },
      ...{ ...present({ payerId: balance?.payers[0]?.payerId }), cents: isUnbilled ? chargeCents : amount },
      ...aged(since, asked),
    };
  });
}

/** The report facts of an item. */
export function waitingFacts(thing: WaitingThing): Fact[] {
  const { stage, entityId, payerId, providerId, facilityId, cents: amount, days } = thing;
  const of = { entityId, ...present({ payerId, providerId, facilityId }), reason: stage, cents: amount, count: 1 };
  const fact: Fact = { measure: 'waiting', ...of, days };
  const old: Fact[] = days > oldDays ? [{ ...fact, measure: 'waiting-old' }] : [];
  if (thing.variance === undefined) return [fact, ...old];
  const { direction, isDisputed } = thing.variance;
  if (direction === 'paid-late') return [fact, ...old];
  const disputed: Fact[] = direction === 'underpaid' && isDisputed ? [{ ...fact, measure: 'disputed' }] : [];
  return [fact, ...old, { ...fact, measure: direction }, ...disputed];
}
