import { financialClasses } from '../domain/books/financial-class.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Facility, LegalEntity, Payer, Provider } from '../domain/practice/practice.ts';
import type { Dimension } from '../domain/report/report.ts';
import { readDocuments } from '../store/entity-items.ts';
import type { Table } from '../store/table.ts';
import { stages } from './waiting.ts';

/** What to call rows that belong to no payer, provider or person. */
const receivableNames: Readonly<Record<string, string>> = {
  'insurance-receivable': 'Insurance',
  'patient-receivable': 'Patients',
  'client-receivable': 'Employers and facilities',
  'unapplied-payer-cash': 'Cash of payers',
  'unapplied-patient-cash': 'Cash of patients',
};

const classNames = new Map<string, string>(Object.entries(financialClasses).map(([id, { meaning }]) => [id, meaning]));

/** The names of a report's rows by their ids. */
export async function namesOfRows(
  table: Table,
  tenant: TenantId,
  by: Dimension,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  switch (by) {
    case 'payer': {
      const payers = await readDocuments<Payer>(table, tenant, 'PAYER', ids);
      const others = ids.flatMap((id) =>
        receivableNames[id] === undefined ? [] : [[id, receivableNames[id]] as const],
      );
      return new Map([...others, ...[...payers].map(([id, { name }]) => [id, name] as const)]);
    }
    case 'account':
      return new Map(Object.entries(receivableNames));
    case 'financial-class':
      return classNames;
    case 'provider': {
      const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', ids);
      return new Map([...providers].map(([id, provider]) => [id, nameOfProvider(provider)]));
    }
    case 'facility': {
      const facilities = await readDocuments<Facility>(table, tenant, 'FACILITY', ids);
      return new Map([...facilities].map(([id, { name }]) => [id, name]));
    }
    case 'stage':
      return new Map(Object.entries(stages));
    case 'entity': {
      const entities = await readDocuments<LegalEntity>(table, tenant, 'LEGAL-ENTITY', ids);
      return new Map([...entities].map(([id, { name }]) => [id, name]));
    }
    default:
      return new Map();
  }
}

function nameOfProvider({ name }: Provider): string {
  return name.kind === 'organization' ? name.organizationName : [name.lastName, name.firstName].join(', ');
}
