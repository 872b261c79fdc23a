import type { Patient } from '../../shared/domain/practice/practice.ts';
import { invariant } from '../../shared/domain/result.ts';
import { type ConditionCategory, conditionGaps, type FoundGap } from '../../shared/domain/self-audit/condition-gaps.ts';
import { gapsAfterLook } from '../../shared/domain/self-audit/gaps-after-look.ts';
import type { SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { conditionGapId, conditionGapWrite, readConditionGaps } from '../../shared/store/condition-gaps.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readAuditSlices } from '../../shared/store/self-audits.ts';
import type { AuditWork, Verdict } from './context.ts';
import { writeAll } from './write-all.ts';

/** Lists the year's gaps in coding, and updates the stored gaps. */
export async function judgeGapsOf(work: AuditWork, audit: SelfAudit): Promise<Verdict> {
  const { table, tenant, codeSets, now } = work;
  const { year, to } = audit;
  invariant(year !== undefined, 'a self-audit of condition gaps is about a year');
  const prepared = await codeSets.prepare(tenant, ['hcc'], [to]);
  if (!prepared.ok) return { found: 0, refusal: 'code-set-damaged' };
  const { references } = prepared.value;
  if (references.hcc('', to).kind === 'not-loaded') return { found: 0, refusal: 'hcc-not-loaded' };
  const known = new Map<string, readonly ConditionCategory[]>();
  const categoriesOf = (diagnosis: string): readonly ConditionCategory[] => {
    const before = known.get(diagnosis);
    if (before !== undefined) return before;
    const found = references.hcc(diagnosis, to);
    const rows =
      found.kind === 'loaded' ? found.found.map(({ row: { model, category } }) => ({ model, category })) : [];
    known.set(diagnosis, rows);
    return rows;
  };
  const { gaps, coded } = conditionGaps(await readAuditSlices(table, tenant, audit.id), year, categoriesOf);
  const alive = await ofLiving(work, gaps, year);
  const found = new Map(alive.map((gap) => [conditionGapId(tenant, year, gap), gap]));
  const kept = await readConditionGaps(table, tenant, year);
  const changed = gapsAfterLook(kept, { year, at: now().toISOString(), found, coded });
  await writeAll(
    work,
    audit,
    changed.map((gap) => conditionGapWrite(tenant, gap)),
  );
  return { found: found.size };
}

/** The gaps of patients who did not die before the year. */
async function ofLiving(
  { table, tenant }: AuditWork,
  gaps: readonly FoundGap[],
  year: number,
): Promise<readonly FoundGap[]> {
  const ids = gaps.map(({ patientId }) => patientId);
  const patients = await readDocuments<Patient>(table, tenant, 'PATIENT', ids);
  return gaps.filter(({ patientId }) => {
    const died = patients.get(patientId)?.deathDate;
    return died === undefined || died >= `${year}-01-01`;
  });
}
