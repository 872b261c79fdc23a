import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { afterGapAction, type ConditionGap } from '../../shared/domain/self-audit/condition-gaps.ts';
import { auditedDiagnoses } from '../../shared/domain/self-audit/facts.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, askedMarks, listPage } from '../../shared/runtime/api/list-page.ts';
import { conditionGapOfItem, conditionGapWrite, readConditionGap } from '../../shared/store/condition-gaps.ts';
import { type FinalEncounter, readEncounter } from '../../shared/store/encounters.ts';
import { conditionGapsPartition } from '../../shared/store/keys/self-audit.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
import type { SelfAuditDeps, SelfAuditOperations } from './context.ts';
import { conditionGapView } from './views.ts';

export const conditionGapOperations: SelfAuditOperations<
  'listConditionGaps' | 'getConditionGap' | 'decideConditionGap'
> = {
  listConditionGaps: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { year, patientId, providerId, state, limit } = request.query;
    const marks = askedMarks(request);
    const partition = conditionGapsPartition(tenantId, year);
    // In the index, all gaps of a patient have the patient's id as their prefix.
    const range = patientId === undefined ? partition : { partition, prefix: `${patientId}#` };
    const viewOf = (item: Item, mark: ShownMark | undefined) => {
      const gap = conditionGapOfItem(item);
      const isAsked = state === undefined || gap.state === state;
      return isAsked && (providerId === undefined || gap.providerIds.includes(providerId))
        ? { ...conditionGapView(gap), ...present({ mark }) }
        : undefined;
    };
    const page = await listPage(request, table, { partitions: [range], index: true, limit, marks }, viewOf);
    if (!page.ok || page.value.items.length === 0) return asAnswer(page);
    const { items } = page.value;
    const patientIds = [...new Set(items.map((gap) => gap.patientId))].join(' ');
    const facts = { items: items.length, patientIds };
    const audit = { action: 'condition-gaps-read', entityId: 'condition-gaps', facts } as const;
    return ok({ body: page.value, writes: [], audit });
  },

  getConditionGap: async (request, { table }) => {
    const gap = await readConditionGap(table, request.principal.tenantId, request.params.conditionGapId);
    if (gap === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'condition-gap-read', entityId: gap.patientId, facts: { gapId: gap.id } } as const;
    return ok({ body: conditionGapView(gap), version: gap.version, writes: [], audit });
  },

  decideConditionGap: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const before = await readConditionGap(deps.table, tenantId, request.params.conditionGapId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const action = request.body;
    const after = afterGapAction(before, action, { by: subject, at: request.at });
    if (!after.ok) return fail({ kind: after.failure });
    if (action.do === 'link') {
      const coded = await codesCondition(tenantId, before, action.encounterId, deps);
      if (!coded.ok) return coded;
    }
    return ok({
      body: conditionGapView(after.value),
      version: after.value.version,
      writes: [conditionGapWrite(tenantId, after.value)],
      audit: { action: 'condition-gap-decided', entityId: before.id, facts: { do: action.do } },
    });
  },
};

/** Fails unless a final encounter of the gap's patient and year has a diagnosis of its category. */
async function codesCondition(
  tenant: TenantId,
  { year, patientId, model, category }: ConditionGap,
  encounterId: string,
  { table, codeSets }: SelfAuditDeps,
): Promise<Result<undefined, Failure>> {
  const encounter = await readEncounter(table, tenant, encounterId);
  const ofYear = { from: `${year}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate };
  const isFinal = encounter?.state.kind === 'final' && encounter.patientId === patientId;
  const facts = isFinal ? auditedDiagnoses(encounter as FinalEncounter, ofYear) : undefined;
  if (facts === undefined) return fail({ kind: 'condition-not-coded' });
  const prepared = await codeSets.prepare(tenant, ['hcc'], [ofYear.to]);
  if (!prepared.ok) return prepared;
  const { references } = prepared.value;
  const isCoded = facts.diagnoses.some((diagnosis) => {
    const found = references.hcc(diagnosis, ofYear.to);
    return found.kind === 'loaded' && found.found.some(({ row }) => row.model === model && row.category === category);
  });
  return isCoded ? ok(undefined) : fail({ kind: 'condition-not-coded' });
}
