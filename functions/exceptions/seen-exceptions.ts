import type { Principal } from '../../shared/domain/identity/principal.ts';
import { maySeeCase } from '../../shared/domain/self-audit/audit-case.ts';
import { readAuditCases } from '../../shared/store/audit-cases.ts';
import { readException, type StoredException } from '../../shared/store/exceptions.ts';
import type { Table } from '../../shared/store/table.ts';

/**
 * The exceptions that a person may see: one about a case of the self-audit is visible only to those who may see the
 * case.
 */
export async function seenExceptions(
  table: Table,
  principal: Principal,
  exceptions: readonly StoredException[],
): Promise<readonly StoredException[]> {
  const ids = [...new Set(exceptions.flatMap(({ facts }) => caseOf(facts) ?? []))];
  if (ids.length === 0) return exceptions;
  const cases = await readAuditCases(table, principal.tenantId, ids);
  const seen = new Set(cases.flatMap((each) => (each !== undefined && maySeeCase(each, principal) ? each.id : [])));
  return exceptions.filter(({ facts }) => {
    const id = caseOf(facts);
    return id === undefined || seen.has(id);
  });
}

/** An exception by id; not found if the person may not see it. */
export async function readSeenException(
  table: Table,
  principal: Principal,
  id: string,
): Promise<StoredException | undefined> {
  const found = await readException(table, principal.tenantId, id);
  return found === undefined ? undefined : (await seenExceptions(table, principal, [found]))[0];
}

function caseOf({ auditCaseId }: StoredException['facts']): string | undefined {
  return auditCaseId === undefined ? undefined : String(auditCaseId);
}
