import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { isEarlier } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { payeeIdentityKey } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { ProviderBody } from './api.ts';
import type { PracticeDeps } from './context.ts';
import type { DocumentChange } from './family.ts';
import { legalEntityWrite, readLegalEntity, type StoredLegalEntity, taxIdRow } from './legal-entities.ts';

type ProviderChange = DocumentChange<ProviderBody, Pick<Provider, 'entityId'>>;

/**
 * The legal entity of a billing provider: that of its tax id, created when the tax id is new to the office. When a
 * provider's tax id changes, its later claims belong to another legal entity. The former entity keeps its books, its
 * tax id and its claims, even if nobody bills under it any more.
 */
export async function legalEntityOfProvider(
  change: ProviderChange,
  { table, isTimeZoneRequired }: PracticeDeps,
): Promise<Result<{ derived: Pick<Provider, 'entityId'>; writes: Write<Failure>[] }, Failure>> {
  const { tenantId, id, before, after } = change;
  if (isEarlier(after.activeTo, after.activeFrom)) {
    const detail = 'the last day on which the NPI is active is before the first';
    return invalid('/activeTo', detail);
  }
  if ((after.npi === undefined) === (after.payerNumbers === undefined)) {
    const detail = 'expected an NPI; where the law gives none, payerNumbers instead of it';
    return invalid('/npi', detail);
  }
  const former = before?.entityId;
  if (after.billing === undefined) {
    return ok({ derived: {}, writes: [...npiWrites(change, undefined), ...(await left(table, tenantId, id, former))] });
  }
  const { taxId } = after.billing;
  const row = await table.get(taxIdRow(tenantId, taxId).key);
  const known = row === undefined ? undefined : await readLegalEntity(table, tenantId, row.entityId as string);
  if (known !== undefined && known.taxId.kind !== taxId.kind) {
    const detail = 'the legal entity with this tax id has the other kind; correct the legal entity if that is wrong';
    return invalid('/billing/taxId/kind', detail);
  }
  if (known === undefined && isTimeZoneRequired === true && (await readOffice(table, tenantId)).version === 0) {
    return fail({ kind: 'office-not-set-up' });
  }
  const entityId = known?.id ?? change.newId('legalEntity');
  const moves =
    entityId === former ? [] : [...joined(change, known, entityId), ...(await left(table, tenantId, id, former))];
  return ok({ derived: { entityId }, writes: [...npiWrites(change, entityId), ...moves] });
}

/** Lists a provider with a legal entity, which is created if missing. Of two simultaneous writers, one fails. */
function joined(change: ProviderChange, known: StoredLegalEntity | undefined, entityId: string): Write<Failure>[] {
  const { tenantId, id, after } = change;
  if (known !== undefined) return [legalEntityWrite(tenantId, withProviders(known, [...known.billingProviderIds, id]))];
  invariant(after.billing !== undefined, 'only who bills has a legal entity');
  const { taxId } = after.billing;
  const { key, type, attribute } = taxIdRow(tenantId, taxId);
  return [
    legalEntityWrite(tenantId, { id: entityId, version: 1, name: nameOf(after), taxId, billingProviderIds: [id] }),
    { put: { ...key, type, schemaVersion: 1, [attribute]: entityId }, condition: { absent: true } },
  ];
}

/** The write that removes a provider from its former legal entity. */
async function left(
  table: Table,
  tenantId: TenantId,
  id: string,
  entityId: string | undefined,
): Promise<Write<Failure>[]> {
  if (entityId === undefined) return [];
  const entity = await readLegalEntity(table, tenantId, entityId);
  invariant(entity !== undefined, 'a legal entity stays');
  const others = entity.billingProviderIds.filter((each) => each !== id);
  return [legalEntityWrite(tenantId, withProviders(entity, others))];
}

function withProviders(entity: StoredLegalEntity, billingProviderIds: readonly string[]): StoredLegalEntity {
  return { ...entity, version: entity.version + 1, billingProviderIds };
}

/** The writes of the row by which remittances find the legal entity of an NPI: created, removed, or changed to another entity. */
function npiWrites({ tenantId, id, before, after }: ProviderChange, entityId: string | undefined): Write<Failure>[] {
  const had = before?.entityId === undefined ? undefined : before.npi;
  const has = entityId === undefined ? undefined : after.npi;
  const isOwn = { equals: { providerId: id } };
  const put = (npi: string) => ({
    ...payeeIdentityKey(tenantId, 'npi', npi),
    type: 'payee-identity',
    schemaVersion: 1,
    providerId: id,
    entityId,
  });
  if (had === has) {
    return has === undefined || entityId === before?.entityId ? [] : [{ put: put(has), condition: isOwn }];
  }
  return [
    ...(had === undefined ? [] : [{ delete: payeeIdentityKey(tenantId, 'npi', had), condition: isOwn }]),
    ...(has === undefined
      ? []
      : [{ put: put(has), condition: { absent: true }, orElse: { kind: 'payee-identity-taken' } } as const]),
  ];
}

function nameOf({ name }: ProviderBody): string {
  const text =
    name.kind === 'organization'
      ? name.organizationName
      : [name.firstName, name.lastName].filter((part) => part !== undefined).join(' ');
  return text.slice(0, 60).trim();
}
