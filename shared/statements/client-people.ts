import type { ClientCharge } from '../domain/account/client-charge.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { personText, providerText, tenDigits } from '../domain/practice/name-text.ts';
import type { LegalEntity, Patient, Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import type { StatementContent } from '../domain/statement/statement.ts';
import { readDocuments } from '../store/entity-items.ts';
import type { Table } from '../store/table.ts';

/** The people on an invoice: the patients of its charges, and the billing provider of their legal entity. */
export async function clientPeople(
  table: Table,
  tenant: TenantId,
  charges: readonly ClientCharge[],
): Promise<{ readonly nameOf: (patientId: string) => string; readonly sender: StatementContent['sender'] }> {
  const entityId = charges[0]?.entityId ?? '';
  const [patients, entities] = await Promise.all([
    readDocuments<Patient>(
      table,
      tenant,
      'PATIENT',
      charges.flatMap(({ of }) => of.patientId ?? []),
    ),
    readDocuments<LegalEntity>(table, tenant, 'LEGAL-ENTITY', [entityId]),
  ]);
  const entity = entities.get(entityId);
  const billingId = entity?.billingProviderIds[0];
  const providers = await readDocuments<Provider>(
    table,
    tenant,
    'PROVIDER',
    billingId === undefined ? [] : [billingId],
  );
  const provider = providers.get(billingId ?? '');
  const billing = provider?.billing;
  const address = billing?.payToAddress ?? billing?.address;
  const name = provider === undefined ? (entity?.name ?? '') : providerText(provider);
  return {
    nameOf: (id) => personText(patients.get(id)?.name),
    sender: { name, ...present({ address, phone: tenDigits(billing?.submitter.phone) }) },
  };
}
