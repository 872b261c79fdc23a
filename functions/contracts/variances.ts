import { type PaymentVariance, varianceDecided } from '../../shared/domain/contract/variance.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { closedVariancePartition, openVariancePartition } from '../../shared/store/keys/contract.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import { varianceDays } from '../../shared/store/variance-rounds.ts';
import { readVariances, varianceOfItem, varianceWrite } from '../../shared/store/variances.ts';
import type { VarianceView } from './api.ts';
import type { ContractsOperations, ContractsRequest } from './context.ts';

interface ListedVariance extends Work {
  readonly variance: PaymentVariance;
}

const latest = '9999-12-31';

const ranks = {
  largest: ({ cents }: ListedVariance) => -cents,
  newest: ({ variance }: ListedVariance) => -Date.parse(variance.foundAt),
  oldest: ({ variance }: ListedVariance) => variance.foundAt,
  deadline: ({ variance }: ListedVariance) => variance.disputeBy ?? latest,
} as const;

export const varianceOperations: ContractsOperations<
  'listPaymentVariances' | 'getPaymentVariance' | 'decidePaymentVariance' | 'updatePaymentVariances'
> = {
  listPaymentVariances: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query } = request;
    const { state, month = request.at.slice(0, 7), sort } = query;
    const partitions = Array.from({ length: shards.variances }, (_, shard) =>
      state === 'closed' ? closedVariancePartition(tenantId, month, shard) : openVariancePartition(tenantId, shard),
    );
    const { items, isComplete } = await readOpen(table, partitions);
    const { timeZone } = await readOffice(table, tenantId);
    const asked = items.map(varianceOfItem).filter((variance) => isAsked(variance, query));
    return listWork<ListedVariance, VarianceView>(request, table, {
      works: asked.map((variance) => {
        const { id, claimId, payerId, cents, foundAt } = variance;
        return { id, claimId, payerId, cents, since: dayIn(timeZone, foundAt), variance };
      }),
      isComplete,
      rank: ranks[sort],
      view: ({ variance }) => varianceView(variance),
      marks: ({ id }) => id,
      audit: { action: 'payment-variances-read', entityId: 'payment-variances' },
    });
  },

  getPaymentVariance: async (request, { table }) => {
    const [variance] = await readVariances(table, request.principal.tenantId, [request.params.varianceId]);
    if (variance === undefined) return fail({ kind: 'not-found' });
    const facts = { varianceId: variance.id };
    const audit = { action: 'payment-variance-read', entityId: variance.claimId, facts } as const;
    return ok({ body: varianceView(variance), version: variance.version, writes: [], audit });
  },

  decidePaymentVariance: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { do: deed, reason } = request.body;
    const [variance] = await readVariances(table, tenantId, [request.params.varianceId]);
    if (variance === undefined) return fail({ kind: 'not-found' });
    if (variance.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const after = varianceDecided(variance, deed, { by: subject, at: request.at, reason });
    if (after === undefined) return fail({ kind: 'variance-not-in-state', facts: { state: variance.state } });
    return ok({
      body: varianceView(after),
      version: after.version,
      writes: [varianceWrite(tenantId, after)],
      audit: {
        action: 'payment-variance-decided',
        entityId: after.claimId,
        facts: { varianceId: after.id, deed },
      },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },

  updatePaymentVariances: async (request) => {
    const { from, to } = request.body;
    const { tenantId } = request.principal;
    return ok({
      body: { from, to },
      writes: [],
      due: [varianceDays(tenantId, from, to)],
      audit: { action: 'payment-variances-updated', entityId: 'payment-variances', facts: { from, to } },
    });
  },
};

function isAsked(variance: PaymentVariance, query: ContractsRequest<'listPaymentVariances'>['query']): boolean {
  const { state, direction, contractId, procedure, renderingProviderId, minBasisPoints = 0 } = query;
  const isOf = <Value>(asked: Value | undefined, value: Value | undefined) => asked === undefined || asked === value;
  const hasCode = ({ procedure: code, revenueCode }: PaymentVariance['lines'][number]) =>
    code === procedure || revenueCode === procedure;
  return (
    isOf(state, variance.state) &&
    isOf(direction, variance.direction) &&
    isOf(contractId, variance.contractId) &&
    isOf(renderingProviderId, variance.providerId) &&
    (procedure === undefined || variance.lines.some(hasCode)) &&
    variance.cents * 10_000 >= minBasisPoints * variance.expectedCents
  );
}

/** The API shows what is stored. The types differ only in brands and in `readonly`. */
function varianceView(variance: PaymentVariance): VarianceView {
  return variance as unknown as VarianceView;
}
