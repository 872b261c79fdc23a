import { deadlineRule } from '../../shared/domain/deadline/deadline.ts';
import type { LineClock } from '../../shared/domain/deadline/line-clocks.ts';
import { subjectOf } from '../../shared/domain/deadline/notice.ts';
import { deadlineStands } from '../../shared/domain/deadline/open-deadline.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import { maySeeCase } from '../../shared/domain/self-audit/audit-case.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { readLineClocks } from '../../shared/filing/line-deadlines.ts';
import {
  type DeadlineList,
  deadlinePartitions,
  type FoundDeadline,
  indexOfList,
  type ListedWork,
  listedOf,
  openDeadlines,
} from '../../shared/filing/open-deadlines.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { auditWrite } from '../../shared/store/change.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';

interface DeadlineWork extends Work {
  readonly deadline: FoundDeadline;
}

const ranks = {
  deadline: ({ deadline }: DeadlineWork) => deadline.open.clock.on,
  largest: ({ cents }: DeadlineWork) => -cents,
} as const;

/**
 * Deadlines. No item is stored for them. A claim that must still be sent, corrected or appealed is already on a list:
 * as ready, as due to a next payer, as a denial, or as an exception. The time limit follows from the claim and its
 * payer's terms.
 */
export const deadlineOperations: ClaimsOperations<'listDeadlines'> = {
  listDeadlines: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { kind, daysLeft = Infinity, sort } = request.query;
    const today = await request.today();
    const { works, isComplete } = await readDeadlines(table, request.principal, today);
    const shown: FoundDeadline[] = [];
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
      marks: ({ deadline: { open } }) => subjectOf(open),
      audit: { action: 'claims-read', entityId: 'claims' },
    });
    if (!listed.ok) return listed;
    const lines = await linesOfLate(table, tenantId, shown, today);
    const { items, ...counts } = listed.value.body;
    const told = items.map((item, index) => {
      const own = lines.get(shown[index]);
      return { ...item, ...(own === undefined ? {} : { lines: [...own] }) };
    });
    const cases = shown.flatMap(({ open: { auditCaseId } }) => auditCaseId ?? []);
    const seen = { action: 'audit-cases-read', entityId: 'audit-cases', facts: { cases: cases.join(' ') } } as const;
    const body = { ...counts, items: told };
    if (listed.value.audit === undefined || cases.length === 0) return ok({ ...listed.value, body });
    return ok({ ...listed.value, body, writes: [...listed.value.writes, auditWrite(request, seen)] });
  },
};

/** The deadlines of the lines of a late claim: when a claim has several dates, some lines may still be in time. */
async function linesOfLate(
  table: Table,
  tenant: TenantId,
  shown: readonly FoundDeadline[],
  today: LocalDate,
): Promise<ReadonlyMap<FoundDeadline | undefined, readonly LineClock[]>> {
  const late = shown.filter(({ open }) => open.clock.on < today);
  const clocks = await readLineClocks(table, tenant, late, today);
  return new Map(late.flatMap((each, index) => (clocks[index]?.length ? [[each, clocks[index]]] : [])));
}

async function readDeadlines(table: Table, principal: Principal, today: LocalDate) {
  const { tenantId } = principal;
  const partitions = await deadlinePartitions(table, tenantId);
  const { timeZone } = await readOffice(table, tenantId);
  const lists = await Promise.all(
    (Object.keys(partitions) as DeadlineList[]).map(async (list) => {
      const { items, isComplete } = await readOpen(table, partitions[list], undefined, indexOfList(list));
      return { listed: listedOf(list, items), isComplete };
    }),
  );
  const listed: ListedWork = Object.assign({}, ...lists.map((list) => list.listed));
  // A person who may not see a case is not told that it exists.
  const auditCases = listed.auditCases?.filter((auditCase) => maySeeCase(auditCase, principal)) ?? [];
  const found = await openDeadlines(table, tenantId, { ...listed, auditCases }, { timeZone, today });
  return { works: found.map(workOf), isComplete: lists.every((list) => list.isComplete) };
}

function workOf(deadline: FoundDeadline): DeadlineWork {
  const { open, balance } = deadline;
  const { clock, claimId, payerId, cents, share, denialId, exceptionId, varianceId, federalDisputeId, estimateId } =
    open;
  const work = denialId ?? exceptionId ?? varianceId ?? federalDisputeId ?? estimateId ?? subjectOf(open);
  const id = [work, clock.kind, share].join('.');
  return { id, claimId, payerId, cents, since: balance?.serviceFrom ?? clock.countedFrom.on, deadline };
}

function deadlineView({ open, balance, exception }: FoundDeadline, today: LocalDate) {
  const { clock, share: payerPosition, cents, stands, claimId, payerId, filing } = open;
  const { denialId, exceptionId, varianceId, federalDisputeId, accountId, estimateId, auditCaseId, encounterId } = open;
  const { kind, on, basis, countedFrom, law } = clock;
  const { chargeCents, serviceFrom } = balance ?? {};
  const { investigation } = exception ?? {};
  return {
    ...{ kind, on, daysLeft: daysBetween(today, on), basis, rule: deadlineRule({ kind, basis }), countedFrom },
    ...present({ law }),
    ...present({ claimId, payerId, payerPosition, chargeCents, serviceFrom, filing }),
    cents,
    stands: { code: stands, detail: deadlineStands[stands] },
    ...present({
      denialId,
      exceptionId,
      varianceId,
      federalDisputeId,
      accountId,
      estimateId,
      auditCaseId,
      encounterId,
    }),
    ...(investigation === undefined
      ? {}
      : { investigation: { from: investigation.from, ...present({ to: investigation.to }) } }),
  };
}
