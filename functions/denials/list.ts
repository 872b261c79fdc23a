import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openDenialPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';
import { denialView } from './views.ts';

interface OpenDenial extends Work {
  readonly denial: Denial;
}

const ranks = {
  deadline: ({ denial }: OpenDenial) => dueOn(denial),
  oldest: ({ denial }: OpenDenial) => denial.openedAt,
  largest: ({ cents }: OpenDenial) => -cents,
} as const;

export const listOperations: DenialsOperations<'listDenials'> = {
  listDenials: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query } = request;
    const partitions = Array.from({ length: shards.denials }, (_, shard) => openDenialPartition(tenantId, shard));
    const { items, isComplete } = await readOpen(table, partitions);
    const denials = items.map(denialOfItem).filter((denial) => isAsked(denial, query));
    const { timeZone } = await readOffice(table, tenantId);
    return listWork<OpenDenial, ReturnType<typeof denialView>>(request, table, {
      works: denials.map((denial) => workOf(denial, timeZone)),
      isComplete,
      rank: ranks[query.sort],
      view: ({ denial }, claim) => denialView(denial, claim),
      audit: { action: 'denials-read', entityId: 'denials' },
    });
  },
};

/** The day on which a person should look at it: the follow-up day, or the deadline of the appeal. */
function dueOn({ sent, appealBy }: Denial): LocalDate {
  return sent?.followUpOn ?? appealBy.on;
}

function isAsked(denial: Denial, { category, sent }: DenialsRequest<'listDenials'>['query']): boolean {
  const isSent = denial.sent !== undefined;
  return (
    (category === undefined || denial.category === category) && (sent === undefined || isSent === (sent === 'true'))
  );
}

function workOf(denial: Denial, timeZone: TimeZone): OpenDenial {
  const { id, openedAt, openCents, claimId, payerId } = denial;
  return { id, since: dayIn(timeZone, openedAt), cents: openCents, claimId, payerId, denial };
}
