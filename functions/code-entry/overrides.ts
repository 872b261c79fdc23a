import { refusingFindings } from '../../shared/domain/edits/edits.ts';
import type { Finding } from '../../shared/domain/edits/finding.ts';
import { overrideOf, subjectOf, whoOverrides } from '../../shared/domain/edits/override.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { FindingOverride } from '../../shared/domain/encounter/finding-override.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { digestText } from '../../shared/store/digest.ts';
import { encounterItem, type StoredEncounter } from '../../shared/store/encounters.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import type { CodedOperations } from './context.ts';
import { currentFindings } from './current-findings.ts';
import { viewOf } from './drafts.ts';
import { readEditContext, readEncounterToday } from './edit-context.ts';

/** At most this many overrides per encounter; those that no longer apply are kept for audit. */
const mostOverrides = 50;

function digestOfSubject(finding: Finding, encounter: DraftEncounter): string {
  return digestText('finding', subjectOf(finding, encounter)).slice(0, 32);
}

/** The override of a current finding, if there is one. */
export function overrideOfFinding(finding: Finding, encounter: DraftEncounter): FindingOverride | undefined {
  const { overrides = [] } = encounter;
  return overrides.length === 0 ? undefined : overrideOf(finding, digestOfSubject(finding, encounter), overrides);
}

/** Errors without an override: they prevent finalising. */
export function errorsLeft(findings: readonly Finding[], encounter: DraftEncounter): readonly Finding[] {
  return refusingFindings(findings).filter((finding) => overrideOfFinding(finding, encounter) === undefined);
}

export const overrideOperations: CodedOperations<'overrideFinding'> = {
  /**
   * Records a person's statement that an error does not apply, with the reason. The override ends when its subject
   * changes.
   */
  overrideFinding: async (request, deps) => {
    const { tenantId, subject, roles } = request.principal;
    const { editId, pointer, reason } = request.body;
    const id = request.params.encounterId;
    const { found, today } = await readEncounterToday(deps.table, request, id);
    if (found === undefined) return fail({ kind: 'not-found' });
    const { encounter: stored } = found;
    if (stored.state.kind !== 'draft') return fail({ kind: `encounter-${stored.state.kind}` });
    if (stored.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const draft = stored as DraftEncounter & StoredEncounter;
    const record = await readPatientRecord(deps.table, tenantId, draft.patientId);
    const edits = await readEditContext({ ...deps, tenantId, today }, draft, record);
    const finding = errorsLeft(await currentFindings(edits, deps.table, tenantId), draft).find(
      (each) => each.editId === editId && each.pointer === pointer,
    );
    if (finding === undefined) return fail({ kind: 'finding-not-there' });
    const who = whoOverrides(editId);
    if (who === undefined) return fail({ kind: 'finding-not-overridable' });
    if (who === 'manager' && !roles.includes('manager')) return fail({ kind: 'override-not-permitted' });
    const { overrides = [] } = draft;
    if (overrides.length >= mostOverrides) return fail({ kind: 'overrides-too-many' });
    const about = digestOfSubject(finding, draft);
    const override: FindingOverride = { editId, pointer, about, reason, by: subject, at: request.at };
    const encounter = { ...draft, version: draft.version + 1, overrides: [...overrides, override] };
    return ok({
      body: viewOf(encounter),
      version: encounter.version,
      writes: [
        {
          put: encounterItem(tenantId, encounter),
          condition: { equals: { version: draft.version } },
          orElse: { kind: 'version-changed' },
        },
      ],
      audit: {
        action: 'finding-overridden',
        entityId: id,
        facts: { editId, pointer, patientId: draft.patientId, version: encounter.version },
      },
    });
  },
};
