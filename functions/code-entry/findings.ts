import type { Finding } from '../../shared/domain/edits/finding.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import { type FieldError, fail, ok } from '../../shared/domain/result.ts';
import type { FindingsView } from '../../shared/http/encounter/finding-schemas.ts';
import { readPatientRecord } from '../../shared/store/patients.ts';
import type { CodedOperations } from './context.ts';
import { currentFindings } from './current-findings.ts';
import { readEditContext, readEncounterToday } from './edit-context.ts';
import { overrideOfFinding } from './overrides.ts';

/** A finding in the form of an error. */
export function errorOfFinding({ editId, message, ...finding }: Finding): FieldError & { readonly code: string } {
  return { ...finding, code: editId, detail: message };
}

/** A finding with the override that a person gave. */
function withOverride(finding: Finding, encounter: DraftEncounter) {
  const given = overrideOfFinding(finding, encounter);
  if (given === undefined) return finding;
  const { by, at, reason } = given;
  return { ...finding, override: { by, at, reason } };
}

export const findingOperations: CodedOperations<'listFindings'> = {
  /** Runs every edit on the stored encounter. Only the audit item of the read is written. */
  listFindings: async (request, deps) => {
    const { tenantId } = request.principal;
    const id = request.params.encounterId;
    const { found: stored, today } = await readEncounterToday(deps.table, request, id);
    if (stored === undefined) return fail({ kind: 'not-found' });
    const { encounter } = stored;
    const record = await readPatientRecord(deps.table, tenantId, encounter.patientId);
    const draft = encounter as DraftEncounter;
    const edits = await readEditContext({ ...deps, tenantId, today }, draft, record);
    const found = await currentFindings(edits, deps.table, tenantId);
    const findings = found.map((finding) => withOverride(finding, draft));
    const body = { version: encounter.version, findings, acts: edits.acted.acts } as unknown as FindingsView;
    const audit = { action: 'encounter-read', entityId: encounter.patientId, facts: { encounterId: id } } as const;
    return ok({ body, writes: [], audit });
  },
};
