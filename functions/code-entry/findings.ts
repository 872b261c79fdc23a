import { allFindings } from '../../shared/domain/coding-rules/check-encounter.ts';
import type { Finding } from '../../shared/domain/edits/finding.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { type FieldError, fail, ok } from '../../shared/domain/result.ts';
import type { FindingsView } from '../../shared/http/encounter/finding-schemas.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import type { CodedOperations } from './context.ts';
import { readEditContext, readEncounterToday } from './edit-context.ts';
import { overrideOfFinding } from './overrides.ts';

/** A finding as a refusal names it. */
export function errorOfFinding({ editId, message, ...finding }: Finding): FieldError & { readonly code: string } {
  return { ...finding, code: editId, detail: message };
}

/** A finding with the word of whoever overrode it. */
function withOverride(finding: Finding, encounter: DraftEncounter) {
  const given = overrideOfFinding(finding, encounter);
  if (given === undefined) return finding;
  const { by, at, reason } = given;
  return { ...finding, override: { by, at, reason } };
}

export const findingOperations: CodedOperations<'listFindings'> = {
  /** Runs every edit over an encounter as it is stored. Nothing is written but that somebody looked. */
  listFindings: async (request, deps) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const { stored: encounter, today } = await readEncounterToday(deps.table, request, id);
    if (encounter === undefined) return fail({ kind: 'not-found' });
    const record = await readPatientRecord(deps.table, tenantId, encounter.patientId);
    const { acted, context } = await readEditContext({ ...deps, tenantId, today }, encounter as DraftEncounter, record);
    const draft = encounter as DraftEncounter;
    const findings = allFindings(acted, context).map((finding) => withOverride(finding, draft));
    const body = { version: encounter.version, findings, acts: acted.acts } as unknown as FindingsView;
    const audit = { action: 'encounter-read', entityId: encounter.patientId, facts: { encounterId: id } } as const;
    return ok({ body, writes: [], audit });
  },
};
