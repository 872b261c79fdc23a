import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import { type Likelihood, likelihoodOf, type PastDenial } from '../../shared/domain/remittance/denial/likelihood.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { endedDenialPartition, openDenialPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';
import { monthsUntil, pastOf, readEnded } from './past.ts';
import { denialView, readGuide } from './views.ts';

interface ListedDenial extends Work {
  readonly denial: Denial;
  readonly likelihood: Likelihood | undefined;
}

const ranks = {
  deadline: ({ denial }: ListedDenial) => dueOn(denial),
  oldest: ({ denial }: ListedDenial) => denial.openedAt,
  largest: ({ cents }: ListedDenial) => -cents,
  latest: ({ denial }: ListedDenial) => -Date.parse(endOf(denial)),
  // Denials with unknown likelihood come by amount, the largest first.
  likeliest: ({ cents, likelihood }: ListedDenial) =>
    -(likelihood === undefined ? cents / 1e6 : cents * likelihood.percent),
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
    const guide = await readGuide(
      table,
      tenantId,
      denials.map(({ payerId }) => payerId),
    );
    const past =
      query.likelihood === 'true' || sort === 'likeliest' ? await readPast(table, tenantId, request) : undefined;
    return listWork<ListedDenial, ListedView>(request, table, {
      works: denials.map((denial) => ({ ...workOf(denial, timeZone), likelihood: past && likelihoodIn(past, denial) })),
      isComplete,
      rank: ranks[sort],
      view: ({ denial, likelihood }, claim) => ({
        ...denialView(denial, claim, guide),
        ...present({ likelihood }),
      }),
      marks: ({ id }) => id,
      audit: { action: 'denials-read', entityId: 'denials' },
    });
  },
};

/** The day on which a person should act: the follow-up day, or the appeal deadline. */
function dueOn({ sent, appealBy }: Denial): LocalDate {
  return sent?.followUpOn ?? appealBy.on;
}

/** When a denial ended, or for an open one, when it was opened. */
function endOf({ resolution, closedAt, openedAt }: Denial): string {
  return closedAt ?? resolution?.at ?? openedAt;
}

function isAsked(denial: Denial, { category, sent }: DenialsRequest<'listDenials'>['query']): boolean {
  const isSent = denial.sent !== undefined;
  return (
    (category === undefined || denial.category === category) && (sent === undefined || isSent === (sent === 'true'))
  );
}

type ListedView = ReturnType<typeof denialView> & { likelihood?: Likelihood };

/** The outcomes of the denials of the last twelve months. */
async function readPast(
  table: Table,
  tenant: TenantId,
  { at }: { readonly at: string },
): Promise<readonly PastDenial[]> {
  const { denials } = await readEnded(table, tenant, monthsUntil(at.slice(0, 7), 12));
  return pastOf(denials);
}

function likelihoodIn(past: readonly PastDenial[], { payerId, category, reasons }: Denial): Likelihood | undefined {
  return likelihoodOf({ payerId, category, carc: carcOf(reasons[0] ?? '') }, past);
}

function workOf(denial: Denial, timeZone: TimeZone): Omit<ListedDenial, 'likelihood'> {
  const { id, openedAt, openCents, claimId, payerId } = denial;
  return { id, since: dayIn(timeZone, openedAt), cents: openCents, claimId, payerId, denial };
}
