import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { endedDenialPartition, openDenialPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';
import { denialView } from './views.ts';

interface ListedDenial extends Work {
  readonly denial: Denial;
}

const ranks = {
  deadline: ({ denial }: ListedDenial) => dueOn(denial),
  oldest: ({ denial }: ListedDenial) => denial.openedAt,
  largest: ({ cents }: ListedDenial) => -cents,
  latest: ({ denial }: ListedDenial) => -Date.parse(endOf(denial)),
} as const;

export const listOperations: DenialsOperations<'listDenials'> = {
  listDenials: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query } = request;
    const { state, month = request.at.slice(0, 7), sort = state === 'open' ? 'deadline' : 'latest' } = query;
    const partitions = Array.from({ length: shards.denials }, (_, shard) =>
      state === 'open' ? openDenialPartition(tenantId, shard) : endedDenialPartition(tenantId, month, shard),
    );
    const { items, isComplete } = await readOpen(table, partitions);
    const denials = items.map(denialOfItem).filter((denial) => isAsked(denial, query));
    const { timeZone } = await readOffice(table, tenantId);
    const terms = await readPayerTerms(table, tenantId, [...new Set(denials.map(({ payerId }) => payerId))]);
    return listWork<ListedDenial, ReturnType<typeof denialView>>(request, table, {
      works: denials.map((denial) => workOf(denial, timeZone)),
      isComplete,
      rank: ranks[sort],
      view: ({ denial }, claim) => denialView(denial, claim, terms),
      audit: { action: 'denials-read', entityId: 'denials' },
    });
  },
};

/** The day on which a person should look at it: the follow-up day, or the deadline of the appeal. */
function dueOn({ sent, appealBy }: Denial): LocalDate {
  return sent?.followUpOn ?? appealBy.on;
}

/** When a denial ended, or was opened if it has not. */
function endOf({ resolution, closedAt, openedAt }: Denial): string {
  return closedAt ?? resolution?.at ?? openedAt;
}

function isAsked(denial: Denial, { category, sent }: DenialsRequest<'listDenials'>['query']): boolean {
  const isSent = denial.sent !== undefined;
  return (
    (category === undefined || denial.category === category) && (sent === undefined || isSent === (sent === 'true'))
  );
}

function workOf(denial: Denial, timeZone: TimeZone): ListedDenial {
  const { id, openedAt, openCents, claimId, payerId } = denial;
  return { id, since: dayIn(timeZone, openedAt), cents: openCents, claimId, payerId, denial };
}
