import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import { subtractCents, sumCents } from '../../shared/domain/money/cents.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { monthAfter, monthBefore } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readFeesOfAgency } from '../../shared/store/agency-fees.ts';
import { caseOfItem, readAgency } from '../../shared/store/collections.ts';
import { agencyCasesPartition } from '../../shared/store/keys/collection.ts';
import type { collectionsApi } from './api.ts';
import type { CollectionsOperations } from './context.ts';

type Recovery = AnswerOf<(typeof collectionsApi)['getAgencyRecovery']>;

/** At most this many months in one report. */
const mostMonths = 36;

/** An agency's recoveries, counted from its placements on each request. */
export const recoveryOperations: CollectionsOperations<'getAgencyRecovery'> = {
  getAgencyRecovery: async (request, { table }) => {
    const { tenantId } = request.principal;
    const agency = await readAgency(table, tenantId, request.params.agencyId);
    if (agency === undefined) return fail({ kind: 'not-found' });
    const asOf = await request.today();
    const to = request.query.to ?? asOf.slice(0, 7);
    const from = request.query.from ?? monthBefore(to, 11);
    const months = monthsOf(from, to);
    if (months.length === 0 || months.length > mostMonths) {
      const detail = `expected a month from which it is ${mostMonths} months or less`;
      return invalid('query/from', detail);
    }
    const partition = agencyCasesPartition(tenantId, agency.id);
    const read = await Promise.all(
      months.map(async (month) => {
        const rows = await table.queryAll({ partition, prefix: month, index: 'second' });
        const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
        return items.flatMap((item) => (item === undefined ? [] : [caseOfItem(item)]));
      }),
    );
    const rows = months.map((month, index) => ({ month, ...recoveryOf(read[index] ?? []) }));
    const fees = await readFeesOfAgency(table, tenantId, agency.id);
    const body: Recovery = {
      ...{ agencyId: agency.id, asOf },
      feesOwed: fees.map(({ entityId, owedCents }) => ({ entityId, owedCents })),
      months: rows.filter(({ placements }) => placements > 0),
      total: recoveryOf(read.flat()),
    };
    return ok({ body, writes: [], audit: { action: 'collection-recovery-read', entityId: agency.id } });
  },
};

function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length <= mostMonths; month = monthAfter(month)) months.push(month);
  return months;
}

function recoveryOf(cases: readonly CollectionCase[]): Recovery['total'] {
  const placedCents = sumCents(cases.map((each) => each.placedCents));
  const collectedCents = sumCents(cases.map((each) => each.collectedCents));
  const feeCents = sumCents(cases.map((each) => each.feeCents));
  const states: Record<string, number> = {};
  for (const { state } of cases) states[state] = (states[state] ?? 0) + 1;
  const recoveredBasisPoints = placedCents === 0 ? 0 : Math.round((collectedCents * 10_000) / placedCents);
  const netCents = subtractCents(collectedCents, feeCents);
  return { placements: cases.length, placedCents, collectedCents, feeCents, netCents, recoveredBasisPoints, states };
}
