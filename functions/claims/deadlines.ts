import { deadlineRule } from '../../shared/domain/deadline/deadline.ts';
import type { LineClock } from '../../shared/domain/deadline/line-clocks.ts';
import { deadlineStands } from '../../shared/domain/deadline/open-deadline.ts';
import { daysBetween } from '../../shared/domain/deposit/match.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readLineClocks } from '../../shared/filing/line-deadlines.ts';
import { type ClaimDeadline, deadlinePartitions, openDeadlines } from '../../shared/filing/open-deadlines.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { denialOfItem } from '../../shared/store/denials.ts';
import { exceptionOfItem } from '../../shared/store/exceptions.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';

interface DeadlineWork extends Work {
  readonly deadline: ClaimDeadline;
}

const ranks = {
  deadline: ({ deadline }: DeadlineWork) => deadline.open.clock.on,
  largest: ({ cents }: DeadlineWork) => -cents,
} as const;

/**
 * What must be done in time. Nothing is written for it: what is not with its payer is on a list already, as ready, as due to a next payer, as
 * a denial, or as an exception, and the clock follows from the claim and its payer's terms.
 */
export const deadlineOperations: ClaimsOperations<'listDeadlines'> = {
  listDeadlines: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { kind, daysLeft = Infinity, sort } = request.query;
    const today = await request.today();
    const { works, isComplete } = await readDeadlines(table, tenantId);
    const shown: ClaimDeadline[] = [];
    const listed = await listWork<DeadlineWork, ReturnType<typeof deadlineView>>(request, table, {
      works: works.filter(
        ({ deadline: { open } }) =>
          (kind === undefined || open.clock.kind === kind) && daysBetween(today, open.clock.on) <= daysLeft,
      ),
      isComplete,
      rank: ranks[sort],
      view: ({ deadline }) => {
        shown.push(deadline);
        return deadlineView(deadline, today);
      },
      marks: ({ claimId = '' }) => claimId,
      audit: { action: 'claims-read', entityId: 'claims' },
    });
    if (!listed.ok) return listed;
    const lines = await linesOfLate(table, tenantId, shown, today);
    const { items, ...counts } = listed.value.body;
    const told = items.map((item, index) => {
      const own = lines.get(shown[index]);
      return { ...item, ...(own === undefined ? {} : { lines: [...own] }) };
    });
    return ok({ ...listed.value, body: { ...counts, items: told } });
  },
};

/** The limits of the lines of what is late: of a claim with several days, some may still be in time. */
async function linesOfLate(
  table: Table,
  tenant: TenantId,
  shown: readonly ClaimDeadline[],
  today: LocalDate,
): Promise<ReadonlyMap<ClaimDeadline | undefined, readonly LineClock[]>> {
  const late = shown.filter(({ open }) => open.clock.on < today);
  const clocks = await readLineClocks(table, tenant, late, today);
  return new Map(late.flatMap((each, index) => (clocks[index]?.length ? [[each, clocks[index]]] : [])));
}

async function readDeadlines(table: Table, tenant: TenantId) {
  const partitions = await deadlinePartitions(table, tenant);
  const [unsent, denied, excepted, { timeZone }] = await Promise.all([
    readOpen(table, partitions.unsent),
    readOpen(table, partitions.denials),
    readOpen(table, partitions.exceptions),
    readOffice(table, tenant),
  ]);
  const listed = {
    unsent: unsent.items.map(balanceOfItem),
    denials: denied.items.map(denialOfItem),
    exceptions: excepted.items.map(exceptionOfItem),
  };
  const found = await openDeadlines(table, tenant, listed, timeZone);
  return { works: found.map(workOf), isComplete: [unsent, denied, excepted].every((list) => list.isComplete) };
}

function workOf(deadline: ClaimDeadline): DeadlineWork {
  const { open, balance } = deadline;
  const { clock, claimId, payerId, cents, share, denialId, exceptionId } = open;
  const id = [denialId ?? exceptionId ?? claimId, clock.kind, share].join('.');
  return { id, claimId, payerId, cents, since: balance.serviceFrom, deadline };
}

function deadlineView({ open, balance, exception }: ClaimDeadline, today: LocalDate) {
  const { clock, claimId, payerId, share, cents, stands, filing, denialId, exceptionId } = open;
  const { kind, on, basis, countedFrom } = clock;
  const { chargeCents, serviceFrom } = balance;
  const { investigation } = exception ?? {};
  return {
    ...{ kind, on, daysLeft: daysBetween(today, on), basis, rule: deadlineRule({ kind, basis }), countedFrom },
    ...{ claimId, payerId, payerPosition: share, cents, chargeCents, serviceFrom },
    stands: { code: stands, detail: deadlineStands[stands] },
    ...present({ filing, denialId, exceptionId }),
    ...(investigation === undefined
      ? {}
      : { investigation: { from: investigation.from, ...present({ to: investigation.to }) } }),
  };
}
