import {
  type AuditedEncounter,
  auditedDiagnoses,
  auditedServices,
  type DocumentedMinutes,
} from '../../shared/domain/self-audit/facts.ts';
import type { SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { encounterOfItem, type FinalEncounter } from '../../shared/store/encounters.ts';
import { readEvaluations } from '../../shared/store/evaluations.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import type { AuditWork } from './context.ts';

/** How many encounters are read and stored together: a slice is an item of some 10 to 40 KB. */
const encountersOfSlice = 200;

/** How many encounters' worksheets are read at once. */
const worksheetsAtOnce = 25;

interface Slice {
  /** Final encounters of the period. */
  readonly encounters: readonly AuditedEncounter[];
  readonly looked: number;
  /** Where the month continues; undefined at its end. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** Reads the next encounters of the current month of a self-audit. */
export async function readSlice(work: AuditWork, audit: SelfAudit): Promise<Slice> {
  const { table, tenant } = work;
  const partition = monthPartition(tenant, 'ENCOUNTER', audit.month);
  const page = await table.query({ partition, index: true, limit: encountersOfSlice, after: audit.after });
  const items = await table.batchGet(page.items.map(({ pk, sk }) => ({ pk, sk })));
  const final = items
    .flatMap((item) => (item === undefined ? [] : [encounterOfItem(item)]))
    .filter((encounter): encounter is FinalEncounter & typeof encounter => encounter.state.kind === 'final');
  const factsOf = audit.kind === 'billing' ? auditedServices : auditedDiagnoses;
  const counted = final.flatMap((encounter) => {
    const facts = factsOf(encounter, audit);
    return facts === undefined ? [] : [{ facts, claimIds: encounter.state.claimIds }];
  });
  const encounters =
    audit.kind === 'billing' ? await withPayersAndMinutes(work, counted) : counted.map(({ facts }) => facts);
  return { encounters, looked: page.items.length, next: page.next };
}

interface CountedEncounter {
  readonly facts: AuditedEncounter;
  readonly claimIds: readonly string[];
}

/** Adds the payers, from the claims, and the minutes that worksheets state. */
async function withPayersAndMinutes(
  { table, tenant }: AuditWork,
  counted: readonly CountedEncounter[],
): Promise<readonly AuditedEncounter[]> {
  const claimIds = counted.flatMap((each) => each.claimIds);
  const balances = await readBalances(table, tenant, claimIds);
  const payersOf = new Map(
    claimIds.map((id, index) => [id, balances[index]?.payers.map(({ payerId }) => payerId) ?? []]),
  );
  const minutes: (readonly DocumentedMinutes[])[] = [];
  for (let start = 0; start < counted.length; start += worksheetsAtOnce) {
    const some = counted.slice(start, start + worksheetsAtOnce);
    minutes.push(
      ...(await Promise.all(some.map(async ({ facts }) => minutesOf(await readEvaluations(table, tenant, facts.id))))),
    );
  }
  return counted.map(({ facts, claimIds: own }, index) => ({
    ...facts,
    payerIds: [...new Set(own.flatMap((id) => payersOf.get(id) ?? []))],
    documentedMinutes: minutes[index] ?? [],
  }));
}

/** The minutes of each day, by its latest worksheet. */
function minutesOf(evaluations: Awaited<ReturnType<typeof readEvaluations>>): readonly DocumentedMinutes[] {
  const latest = new Map(evaluations.map(({ worksheet }) => [worksheet.serviceOn, worksheet.minutes]));
  return [...latest].flatMap(([serviceOn, minutes]) => (minutes === undefined ? [] : [{ serviceOn, minutes }]));
}
