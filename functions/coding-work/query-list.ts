import type { PhysicianQuery } from '../../shared/domain/coding-work/query.ts';
import { unsaid } from '../../shared/domain/coding-work/work.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { readEncounters } from '../../shared/store/encounters.ts';
import { endedQueryPartition, openQueryPartition } from '../../shared/store/keys/coding-work.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { physicianQueryOfItem } from '../../shared/store/physician-queries.ts';
import type { CodingWorkOperations, CodingWorkRequest } from './context.ts';
import { queryView } from './queries.ts';
import { readYardstick, valued } from './valued.ts';

interface ListedQuery extends Work {
  readonly query: PhysicianQuery;
}

const ranks = {
  deadline: ({ query }: ListedQuery) => query.dueOn,
  oldest: ({ query }: ListedQuery) => query.askedAt,
  latest: ({ query }: ListedQuery) => -Date.parse(endOf(query)),
} as const;

export const queryListOperations: CodingWorkOperations<'listPhysicianQueries'> = {
  listPhysicianQueries: async (request, { table }) => {
    const { tenantId: tenant } = request.principal;
    const { query: asked, at } = request;
    const { state, month = at.slice(0, 7), sort = state === 'open' ? 'deadline' : 'latest' } = asked;
    const partitions = Array.from({ length: shards.codingWork }, (_, shard) =>
      state === 'open' ? openQueryPartition(tenant, shard) : endedQueryPartition(tenant, month, shard),
    );
    const { items, isComplete } = await readOpen(table, partitions);
    const queries = items.map(physicianQueryOfItem).filter((query) => isAsked(query, asked));
    const ids = queries.map(({ encounterId }) => encounterId);
    const encounters = await readEncounters(table, tenant, ids);
    const yardstick = await readYardstick(table, { tenant, at, encounters: [...encounters.values()] });
    const centsOf = (encounterId: string) => {
      const encounter = encounters.get(encounterId);
      return encounter === undefined ? zeroCents : valued({ encounter, work: unsaid(encounterId) }, yardstick).cents;
    };
    // Encounters have their own tags and coder, not those of work marks.
    const marked = { ...request, query: { ...asked, tag: undefined, assignedTo: undefined } };
    return listWork(marked, table, {
      works: queries.map((query): ListedQuery => {
        const { id, encounterId, patientId, billingProviderId: providerId, askedAt } = query;
        const since = dayIn(yardstick.timeZone, askedAt);
        return { id, since, cents: centsOf(encounterId), encounterId, patientId, providerId, query };
      }),
      isComplete,
      rank: ranks[sort],
      view: ({ query, cents }) => ({ ...queryView(query), cents }),
      marks: ({ encounterId = '' }) => encounterId,
      audit: { action: 'physician-queries-read', entityId: 'physician-queries' },
    });
  },
};

/** When a query ended, or for an open one, when it was asked. */
function endOf({ answer, withdrawal, askedAt }: PhysicianQuery): string {
  return answer?.at ?? withdrawal?.at ?? askedAt;
}

function isAsked(query: PhysicianQuery, asked: CodingWorkRequest<'listPhysicianQueries'>['query']): boolean {
  const { to, askedBy, escalated, facilityId } = asked;
  const isFor = to === undefined || query.to === undefined || query.to === to || query.escalatedTo === to;
  return (
    isFor &&
    (askedBy === undefined || query.askedBy === askedBy) &&
    (escalated === undefined || (query.escalatedAt !== undefined) === (escalated === 'true')) &&
    (facilityId === undefined || query.facilityId === facilityId)
  );
}
