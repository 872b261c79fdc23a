import type { ClaimBalance } from '../domain/claim/balance.ts';
import { isOverThreshold } from '../domain/contract/compare-payment.ts';
import type { VarianceThreshold } from '../domain/contract/payer-contract.ts';
import {
  contractMended,
  disputeDay,
  type Found,
  linesOf,
  type PaymentVariance,
  type VarianceDirection,
  type VarianceSubject,
  varianceAfter,
} from '../domain/contract/variance.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { type Cents, subtractCents, sumCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import type { JudgedClaim } from './judged-claims.ts';
import { closedVarianceIndex, openVarianceIndex, openVariancePartition } from './keys/contract.ts';
import { entityKey } from './keys/entity.ts';
import { shards } from './keys/table.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';
import type { TimedClaim } from './timed-claims.ts';

const directions = ['underpaid', 'overpaid'] as const;

/** The id derives from the claim, so a repetition finds the existing variance. */
function varianceId(tenant: TenantId, claimId: string, direction: VarianceDirection): string {
  return idFromDigest('paymentVariance', digestOf('payment-variance', tenant, claimId, direction));
}

export function varianceOfItem(item: Item): PaymentVariance {
  return documentOfItem<PaymentVariance>(item);
}

export async function readVariances(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<(PaymentVariance | undefined)[]> {
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'PAYMENT-VARIANCE', id)));
  return items.map((item) => (item === undefined ? undefined : varianceOfItem(item)));
}

/** Writes a variance, or its next version, if nobody has written it since it was read. */
export function varianceWrite(
  tenant: TenantId,
  variance: PaymentVariance,
): Write<{ readonly kind: 'version-changed' }> {
  const { id, version, state, closedAt, foundAt } = variance;
  const index =
    state === 'closed' ? closedVarianceIndex(tenant, closedAt ?? foundAt, id) : openVarianceIndex(tenant, foundAt, id);
  return {
    put: entityItem(entityKey(tenant, 'PAYMENT-VARIANCE', id), 'payment-variance', variance, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/** The variances of compared claims that are new, or have changed. */
export async function changedVariances(
  table: Table,
  tenant: TenantId,
  judged: readonly JudgedClaim[],
  { threshold, at }: { readonly threshold: VarianceThreshold; readonly at: Instant },
): Promise<PaymentVariance[]> {
  const subjects = judged.flatMap((claim) =>
    directions.map((direction) => ({ claim, direction, subject: subjectOf(tenant, claim.balance, direction) })),
  );
  const known = await readVariances(
    table,
    tenant,
    subjects.map(({ subject }) => subject.id),
  );
  return subjects.flatMap(({ claim, direction, subject }, index): PaymentVariance[] => {
    const before = known[index];
    const after = varianceAfter(before, subject, foundIn(claim, direction, threshold), at);
    if (after === undefined) return [];
    const isMended = after.outcome === 'paid' && before !== undefined && isAsAnswered(before, claim);
    return [isMended ? contractMended(after, before) : after];
  });
}

/**
 * Whether the payer's answer to the lines is the same as in the stored variance. If so, the amount differs because the
 * contract has changed.
 */
function isAsAnswered(before: PaymentVariance, { compared, allowed }: JudgedClaim): boolean {
  const numbers = new Set(before.lines.flatMap(({ lines }) => lines));
  const own = compared.filter(({ lines }) => lines.some(({ line }) => numbers.has(line.number)));
  const allowedCents = sumCents(own.map((each) => each.allowedCents));
  return allowed?.answeredOn === before.answeredOn && allowedCents === before.allowedCents;
}

/** The variances about late payments that are new, or have changed. */
export async function changedLateness(
  table: Table,
  tenant: TenantId,
  timed: readonly TimedClaim[],
  { leastCents, at }: { readonly leastCents: Cents; readonly at: Instant },
): Promise<PaymentVariance[]> {
  const subjects = timed.map(({ balance }) => subjectOf(tenant, balance, 'paid-late'));
  const known = await readVariances(
    table,
    tenant,
    subjects.map(({ id }) => id),
  );
  return timed.flatMap((claim, index) => {
    const subject = subjects[index] as VarianceSubject;
    const before = known[index];
    const after = varianceAfter(before, subject, missingInterest(claim, leastCents), at);
    if (after === undefined) return [];
    const isMended = after.outcome === 'paid' && before !== undefined && !isInterestPaid(before, claim);
    return [isMended ? contractMended(after, before) : after];
  });
}

/** Whether the payer has paid interest since. If not, nothing is missing because the law or the settings have changed. */
function isInterestPaid({ allowedCents }: PaymentVariance, { late }: TimedClaim): boolean {
  return sumCents(late.map(({ interestPaidCents }) => interestPaidCents)) > allowedCents;
}

/** The interest that the payer still owes on a claim’s late payments, if it is large enough to be listed. */
function missingInterest({ isPaid, late, payerClaimNumber }: TimedClaim, leastCents: Cents): Found {
  if (!isPaid) return 'no-answer';
  const expectedCents = sumCents(late.map(({ owedCents }) => owedCents));
  const allowedCents = sumCents(late.map(({ interestPaidCents }) => interestPaidCents));
  const missing = subtractCents(expectedCents, allowedCents);
  const answeredOn = late
    .map(({ paidOn }) => paidOn)
    .sort()
    .at(-1);
  if (answeredOn === undefined || missing <= 0 || missing < leastCents) return 'nothing';
  return { answeredOn, payerClaimNumber, late, expectedCents, allowedCents, cents: missing, lines: [] };
}

function subjectOf(tenant: TenantId, balance: ClaimBalance, direction: VarianceDirection): VarianceSubject {
  const { claimId, billingProviderId, providerId, entityId, serviceFrom, payers } = balance;
  return {
    ...{ id: varianceId(tenant, claimId, direction), claimId, direction, billingProviderId, entityId, serviceFrom },
    payerId: payers[0]?.payerId ?? '',
    ...present({ providerId }),
  };
}

function foundIn(
  { expected, allowed, compared }: JudgedClaim,
  direction: (typeof directions)[number],
  usual: VarianceThreshold,
): Found {
  const [contract] = expected.contracts;
  if (allowed === undefined || contract === undefined) return allowed === undefined ? 'no-answer' : 'nothing';
  const listed = compared.filter((each) => isOverThreshold(each, contract.threshold ?? usual));
  const lines = linesOf(listed, direction);
  if (lines.length === 0) return 'nothing';
  const { id: contractId, version: contractVersion, name: contractName, disputeDays } = contract;
  const { answeredOn, payerClaimNumber } = allowed;
  return {
    ...{ contractId, contractVersion, contractName, answeredOn, payerClaimNumber, lines },
    expectedCents: sumCents(lines.map((line) => line.expectedCents)),
    allowedCents: sumCents(lines.map((line) => line.allowedCents)),
    cents: sumCents(lines.map((line) => line.cents)),
    ...present({ disputeBy: disputeDay(answeredOn, direction === 'underpaid' ? disputeDays : undefined) }),
  };
}

/** At most this many open variances are checked again after a contract change. */
const mostStanding = 5_000;

/** The claims of the open variances under a contract. */
export async function claimsOfStanding(table: Table, tenant: TenantId, contractId: string): Promise<string[]> {
  const standing = await readStanding(table, tenant, mostStanding);
  return [...new Set(standing.filter((each) => each.contractId === contractId).map(({ claimId }) => claimId))];
}

async function readStanding(table: Table, tenant: TenantId, most: number): Promise<PaymentVariance[]> {
  const keys: Item[] = [];
  for (let shard = 0; shard < shards.variances; shard += 1) {
    keys.push(...(await table.queryAll({ partition: openVariancePartition(tenant, shard), index: true })));
  }
  const items = await table.batchGet(keys.slice(0, most).map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [varianceOfItem(item)]));
}
