import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { readDocuments } from './entity-items.ts';
import type { Table } from './table.ts';

/** The time limits of the contracts with these payers; empty for a payer that does not exist. */
export async function readPayerTerms(
  table: Table,
  tenant: TenantId,
  payerIds: readonly string[],
): Promise<ReadonlyMap<string, PayerTerms>> {
  const payers = await readDocuments<Payer>(table, tenant, 'PAYER', payerIds);
  return new Map([...payers].map(([id, payer]) => [id, payer]));
}
