import { allFindings } from '../../shared/domain/coding-rules/check-encounter.ts';
import { historyMatters } from '../../shared/domain/edits/edits.ts';
import type { Finding } from '../../shared/domain/edits/finding.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readEncounters } from '../../shared/store/encounters.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EditsOf } from './edit-context.ts';

/**
 * The findings of rules and edits. Billed services are recorded just before an encounter becomes final, so there may be
 * a record of an encounter that is still a draft. Where that matters, the encounters themselves are read, and those
 * that are not final are ignored.
 */
export async function currentFindings(
  { acted, context }: EditsOf,
  table: Table,
  tenant: TenantId,
): Promise<readonly Finding[]> {
  if (!historyMatters(acted.encounter, context)) return allFindings(acted, context);
  const ids = context.history.map(({ encounterId }) => encounterId);
  const encounters = await readEncounters(table, tenant, ids);
  const history = context.history.filter(({ encounterId }) => {
    const past = encounters.get(encounterId);
    return past?.state.kind === 'final' && past.patientId === acted.encounter.patientId;
  });
  return allFindings(acted, { ...context, history });
}
