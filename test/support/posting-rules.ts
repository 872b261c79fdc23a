import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { OfficeRules } from '../../shared/domain/remittance/rules/posting-rules.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readRulesHead, rulesVersionWrites } from '../../shared/store/posting-rules.ts';
import type { Table } from '../../shared/store/table.ts';

/**
 * Sets rules as a manager would, but without the API, because the golden ledgers have payer ids that the API refuses.
 */
export async function setRules(
  table: Table,
  tenant: TenantId,
  rules: Partial<OfficeRules>,
  effectiveFrom = '2026-01-01',
): Promise<void> {
  const head = await readRulesHead(table, tenant);
  const version = {
    scope: { kind: 'office' } as const,
    adjustmentRules: [],
    providerAdjustments: [],
    ...rules,
    revision: head.revision + 1,
    effectiveFrom: effectiveFrom as LocalDate,
    reason: 'for a test',
    createdAt: '2026-11-23T14:05:06.789Z',
    createdBy: 'user-manager',
  };
  const written = await table.transact(rulesVersionWrites(tenant, head, version, 'changed'));
  if (!written.ok) throw new Error('the rules were changed at the same time');
}
