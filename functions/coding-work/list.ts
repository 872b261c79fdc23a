import { listOf } from '../../shared/domain/coding-work/work.ts';
import { billedCoverages } from '../../shared/domain/encounter/billed-coverages.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { listWork } from '../../shared/runtime/api/work-list.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';
import type { CodingWorkOperations, CodingWorkRequest } from './context.ts';
import { readOpenWorks } from './open-work.ts';
import { readYardstick, type ValuedWork, valued, workView } from './valued.ts';

type Query = CodingWorkRequest<'listCodingWork'>['query'];

const ranks = {
  oldest: ({ since }: ValuedWork) => since,
  largest: ({ cents }: ValuedWork) => -cents,
  deadline: ({ dueOn }: ValuedWork) => dueOn,
} as const;

/** How many patients' coverages are read at the same time. */
const patientsAtOnce = 25;

/** To filter by payer, the coverages of at most this many patients are read: those who have waited longest. */
const mostPatients = 1_000;

export const listOperations: CodingWorkOperations<'listCodingWork'> = {
  listCodingWork: async (request, { table }) => {
    const { tenantId: tenant } = request.principal;
    const { query, at } = request;
    // A plain draft is assigned to nobody, and is on no other list.
    const isSaid = !['coding', 'all'].includes(query.list) || (query.assignedTo ?? 'none') !== 'none';
    const { works, isComplete, writes } = await readOpenWorks(table, { tenant, at, isSaid });
    const encounters = works.map(({ encounter }) => encounter);
    const yardstick = await readYardstick(table, { tenant, at, encounters });
    const asked = works.map((work) => valued(work, yardstick)).filter((work) => isAsked(work, query, yardstick.today));
    const looked = query.payerId === undefined ? asked : ofFirstPatients(asked);
    // Encounters have their own tags and coder, not those of work marks.
    const marked = { ...request, query: { ...query, tag: undefined, assignedTo: undefined } };
    return listWork(marked, table, {
      works: query.payerId === undefined ? asked : await withPayers(table, tenant, looked),
      isComplete: isComplete && looked.length === asked.length,
      rank: ranks[query.sort],
      view: (work) => ({ ...workView(work, yardstick.today), ...present({ payerId: work.payerId }) }),
      marks: ({ encounterId = '' }) => encounterId,
      audit: { action: 'coding-work-read', entityId: 'coding-work' },
      writes,
    });
  },
};

function isAsked({ encounter, work, tags }: ValuedWork, query: Query, today: LocalDate): boolean {
  const { list, assignedTo, facilityId, tag, kind } = query;
  return (
    (list === 'all' || listOf(work, today) === list) &&
    (assignedTo === undefined || (work.assignedTo ?? 'none') === assignedTo) &&
    (facilityId === undefined || encounter.facilityId === facilityId) &&
    (tag === undefined || tags.includes(tag)) &&
    (kind === undefined || encounter.kind === kind)
  );
}

/** The oldest work: that of as many patients as may be read. */
function ofFirstPatients(works: readonly ValuedWork[]): readonly ValuedWork[] {
  const patients = new Set<string>();
  return works
    .toSorted((left, right) => (left.since < right.since ? -1 : left.since > right.since ? 1 : 0))
    .filter(({ encounter: { patientId } }) => {
      if (patients.size < mostPatients) patients.add(patientId);
      return patients.has(patientId);
    });
}

/** The first payer of each encounter, from its patient's coverages. */
async function withPayers(
  table: Table,
  tenant: TenantId,
  works: readonly ValuedWork[],
): Promise<readonly ValuedWork[]> {
  const patientIds = [...new Set(works.map(({ encounter }) => encounter.patientId))];
  const payerOf = new Map<string, string>();
  for (let start = 0; start < patientIds.length; start += patientsAtOnce) {
    const some = patientIds.slice(start, start + patientsAtOnce);
    const records = await Promise.all(some.map((id) => readPatientRecord(table, tenant, id)));
    for (const { encounter } of works) {
      const coverages = records[some.indexOf(encounter.patientId)]?.coverages;
      if (coverages === undefined) continue;
      const [first] = billedCoverages(encounter as DraftEncounter, coverages);
      if (first !== undefined) payerOf.set(encounter.id, first.payerId);
    }
  }
  return works.map((work) => ({ ...work, payerId: payerOf.get(work.id) }));
}
