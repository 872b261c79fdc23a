import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import { judgeBilling } from '../../shared/domain/self-audit/judge.ts';
import type { SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readEvaluationCodes } from '../../shared/store/evaluations.ts';
import { auditFlagWrite, flagsBeyond, readAuditSlices, readSpecialtyLevels } from '../../shared/store/self-audits.ts';
import type { AuditWork, Verdict } from './context.ts';
import { writeAll } from './write-all.ts';

/** The code sets that the rules use. */
const lookedUp: readonly CodeSetKind[] = [
  'mue-practitioner',
  'mue-outpatient',
  'mue-dme',
  'ncci-ptp-practitioner',
  'ncci-ptp-outpatient',
];

/** Judges everything that was read, and writes the flags. Overwrites an earlier, interrupted attempt. */
export async function judgeBillingOf(work: AuditWork, audit: SelfAudit): Promise<Verdict> {
  const { table, tenant, codeSets } = work;
  const encounters = await readAuditSlices(table, tenant, audit.id);
  const days = [...new Set(encounters.flatMap(({ lines }) => lines.map(({ serviceOn }) => serviceOn)))];
  const named = encounters.flatMap(({ providerIds }) => providerIds);
  const [prepared, specialtyLevels, evaluationCodes, providers] = await Promise.all([
    codeSets.prepare(tenant, lookedUp, days),
    readSpecialtyLevels(table, tenant),
    readEvaluationCodes(table, tenant),
    readDocuments<Provider>(table, tenant, 'PROVIDER', named),
  ]);
  if (!prepared.ok) return { found: 0, refusal: 'code-set-damaged' };
  const { references } = prepared.value;
  const { settings } = audit;
  const context = { period: audit, settings, specialtyLevels, evaluationCodes, providers, references };
  const { flags, notJudged } = judgeBilling(encounters, context);
  const writes = [
    ...flags.map((flag, index) => auditFlagWrite(tenant, audit.id, { ...flag, number: index + 1 })),
    ...(await flagsBeyond(table, tenant, audit.id, flags.length)),
  ];
  await writeAll(work, audit, writes);
  return { found: flags.length, notJudged };
}
