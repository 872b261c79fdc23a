import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EntryKind } from '../../shared/domain/ledger/entry.ts';
import { ok } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readEntriesOfDay } from '../../shared/store/booked-day.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { type JudgedClaim, judgeClaims } from '../../shared/store/judged-claims.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readContractDirectory } from '../../shared/store/payer-contracts.ts';
import { timedClaims } from '../../shared/store/timed-claims.ts';
import { keepThrough, readThrough } from '../../shared/store/variance-rounds.ts';
import { changedLateness, changedVariances, claimsOfStanding, varianceWrite } from '../../shared/store/variances.ts';
import type { FindDeps } from './context.ts';

type Message = MessageOf<'find-variances'>;

/** How many claims are judged together: their balances, filings, entries and variances are in memory at once. */
const claimsAtOnce = 50;

/** Entries that make or change a payer's answer. */
const answering: ReadonlySet<EntryKind> = new Set([
  'remittance-claim',
  'remittance-reversal',
  'remittance-applied',
  'remittance-match',
  'remittance-unpost',
]);

/**
 * Compares payers' answers with the contracts, and their days with the laws on late payment: the answers to some claims, those that were booked on some days, or
 * those with open variances. Everything is computed from the books again, so a repeated message changes nothing. When
 * time is short, a new message continues.
 */
export async function findVariances(message: Message, delivery: Delivery, deps: FindDeps): Promise<void> {
  const { table, now } = deps;
  const tenant = message.tenantId as TenantId;
  const [{ contracts }, settings] = await Promise.all([
    readContractDirectory(table, tenant),
    readBillingSettings(table, tenant),
  ]);
  const isIdle = contracts.length === 0 && settings.contracts.latePayments === undefined;
  const today = await officeDay(table, tenant, now().toISOString());
  if (message.work === 'round') {
    const from = (await readThrough(table, tenant)) ?? today;
    const whole = isIdle || (await lookAtDays({ tenant, from, to: today }, delivery, deps));
    if (whole) await keepThrough(table, tenant, today);
    return;
  }
  if (isIdle) return;
  if (message.work === 'claims') await lookAtClaims(tenant, message.claimIds, deps);
  else if (message.work === 'standing') {
    await lookAtAll(
      { tenant, claimIds: await claimsOfStanding(table, tenant, message.contractId) },
      message,
      delivery,
      deps,
    );
  } else {
    const { from, to, after } = message;
    // Nothing is booked in the future.
    const last = to < today ? (to as LocalDate) : today;
    await lookAtDays({ tenant, from: from as LocalDate, to: last, after }, delivery, deps);
  }
}

interface Days {
  readonly tenant: TenantId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** On the first day, only claims after this one. */
  readonly after?: string | undefined;
}

/** @returns whether all days were examined; otherwise a message continues */
async function lookAtDays({ tenant, from, to, after }: Days, delivery: Delivery, deps: FindDeps): Promise<boolean> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const rest = { schemaVersion: 1, tenantId: tenant, work: 'days', from: day, to } as const;
    // Days without entries take time too.
    if (day !== from && isTimeShort(delivery)) {
      await deps.queues.send('find-variances', [rest]);
      return false;
    }
    const items = (await readEntriesOfDay(deps.table, tenant, day, Number.POSITIVE_INFINITY)) ?? [];
    const claims = items.filter(({ kind, claim }) => claim !== undefined && answering.has(kind as EntryKind));
    const claimIds = [...new Set(claims.map(({ claim }) => String(claim)))];
    const start = day === from ? after : undefined;
    if (!(await lookAtAll({ tenant, claimIds, after: start }, rest, delivery, deps))) return false;
  }
  return true;
}

interface Claims {
  readonly tenant: TenantId;
  readonly claimIds: readonly string[];
  readonly after?: string | undefined;
}

/** Examines claims in the order of their ids. @returns whether all were examined; otherwise a message continues */
async function lookAtAll(
  { tenant, claimIds, after = '' }: Claims,
  rest: Extract<Message, { work: 'days' | 'standing' }>,
  delivery: Delivery,
  deps: FindDeps,
): Promise<boolean> {
  const ordered = claimIds.filter((id) => id > after).sort();
  for (let start = 0; start < ordered.length; start += claimsAtOnce) {
    if (isTimeShort(delivery)) {
      const last = ordered[start - 1] ?? after;
      await deps.queues.send('find-variances', [last === '' ? rest : ({ ...rest, after: last } as Message)]);
      return false;
    }
    await lookAtClaims(tenant, ordered.slice(start, start + claimsAtOnce), deps);
  }
  return true;
}

async function lookAtClaims(tenant: TenantId, claimIds: readonly string[], deps: FindDeps): Promise<void> {
  for (let start = 0; start < claimIds.length; start += claimsAtOnce) {
    await judge(tenant, claimIds.slice(start, start + claimsAtOnce), deps);
  }
}

async function judge(
  tenant: TenantId,
  claimIds: readonly string[],
  { table, codeSets, logger, now }: FindDeps,
): Promise<void> {
  const balances = (await readBalances(table, tenant, claimIds)).filter((balance) => balance !== undefined);
  const judged = await codeSets.lookUp<JudgedClaim[], never>(tenant, async (references) =>
    ok(await judgeClaims(table, tenant, balances, references)),
  );
  // An official file that cannot be read is tried again; after the last attempt the message waits for a person in the
  // dead-letter queue.
  if (!judged.ok) throw new Error(`${judged.failure.kind}: ${judged.failure.facts.set}`);
  const { threshold, latePayments } = (await readBillingSettings(table, tenant)).contracts;
  const at = now().toISOString();
  const changed = await changedVariances(table, tenant, judged.value, { threshold, at });
  if (latePayments !== undefined) {
    const timed = await timedClaims(table, tenant, balances, latePayments);
    changed.push(...(await changedLateness(table, tenant, timed, { leastCents: latePayments.leastCents, at })));
  }
  for (const variance of changed) {
    // If a person decides at the same moment, that decision wins: the message is repeated, and reads it.
    const written = await table.transact([varianceWrite(tenant, variance)]);
    if (!written.ok) throw new Error('a variance was changed meanwhile');
    const { id: varianceId, state, cents } = variance;
    logger.info('variance-found', { tenantId: tenant, varianceId, state, cents });
  }
}
