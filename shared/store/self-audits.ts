import type { TenantId } from '../domain/identity/ids.ts';
import type { AuditedEncounter } from '../domain/self-audit/facts.ts';
import type { AuditFlag } from '../domain/self-audit/flag.ts';
import type { SelfAudit } from '../domain/self-audit/run.ts';
import {
  type AuditSettings,
  noSpecialtyLevels,
  type SpecialtyLevels,
  usualAuditSettings,
} from '../domain/self-audit/settings.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import {
  auditFlagKey,
  auditFlagPrefix,
  auditSettingsKey,
  auditSliceKey,
  auditSlicePrefix,
  specialtyLevelsKey,
} from './keys/self-audit.ts';
import { packedForm } from './packed-json.ts';
import type { Item, Table, Write } from './table.ts';

export function selfAuditItem(tenant: TenantId, audit: SelfAudit): Item {
  const index = monthIndex(tenant, 'SELF-AUDIT', audit.requestedAt, audit.id);
  return entityItem(entityKey(tenant, 'SELF-AUDIT', audit.id), 'self-audit', audit, index);
}

export function selfAuditOfItem(item: Item): SelfAudit {
  return documentOfItem<SelfAudit>(item);
}

export async function readSelfAudit(table: Table, tenant: TenantId, id: string): Promise<SelfAudit | undefined> {
  const item = await table.get(entityKey(tenant, 'SELF-AUDIT', id));
  return item === undefined ? undefined : selfAuditOfItem(item);
}

/** Updates a self-audit, if it is unchanged since it was read. */
export function selfAuditStepWrite(tenant: TenantId, before: SelfAudit, after: SelfAudit): Write<never> {
  const { slices, month, state } = before;
  return { put: selfAuditItem(tenant, after), condition: { equals: { slices, month, state } } };
}

/** The condition that a self-audit is unchanged since it was read. */
export function selfAuditCheck(tenant: TenantId, { id, slices, month, state }: SelfAudit): Write<never> {
  return { check: entityKey(tenant, 'SELF-AUDIT', id), condition: { equals: { slices, month, state } } };
}

/** The message that continues a self-audit. */
export function selfAuditMessage(tenant: TenantId, selfAuditId: string): DueMessage {
  return { queue: 'run-self-audit', id: selfAuditId, body: { schemaVersion: 1, tenantId: tenant, selfAuditId } };
}

/** Texts that encounters repeat; part of a slice's stored form. */
const sliceForm = packedForm([
  '{"encounters":[{"id":"enc_0","kind":"professional","patientId":"pat_0","serviceOn":"2026-","lines":[{"procedure":"9","modifiers":["25"],',
  '"thousandths":1000,"isMinutes":false,"serviceOn":"2026-","serviceTo":"2026-","providerId":"prv_0"}],"providerIds":["prv_0"],"payerIds":',
  '["pay_0"],"documentedMinutes":[],"diagnoses":[]}',
]);

/** Slices are needed until all encounters are checked. After this time they expire. */
const daysOfSlices = 7;

/** Stores a slice of the encounters read. */
export function auditSliceWrite(
  tenant: TenantId,
  audit: Pick<SelfAudit, 'id'>,
  slice: { readonly number: number; readonly at: Instant; readonly encounters: readonly AuditedEncounter[] },
): Write<never> {
  const { number, at, encounters } = slice;
  const expiresAt = Math.floor(Date.parse(at) / 1000) + daysOfSlices * 86_400;
  const packed = sliceForm.pack({ encounters });
  return {
    put: entityItem(auditSliceKey(tenant, audit.id, number), 'self-audit-slice', { packed, expiresAt }),
    condition: { absent: true },
  };
}

/** All slices of a self-audit. */
export async function readAuditSlices(
  table: Table,
  tenant: TenantId,
  auditId: string,
): Promise<readonly AuditedEncounter[]> {
  const partition = auditSliceKey(tenant, auditId, 0).pk;
  const items = await table.queryAll({ partition, prefix: auditSlicePrefix });
  return items.flatMap(
    ({ packed }) =>
      sliceForm.unpack<{ readonly encounters: readonly AuditedEncounter[] }>(packed as Uint8Array).encounters,
  );
}

/** A flag with its number in its self-audit. */
export type NumberedFlag = AuditFlag & { readonly number: number };

export function auditFlagWrite(tenant: TenantId, auditId: string, flag: NumberedFlag): Write<never> {
  return { put: entityItem(auditFlagKey(tenant, auditId, flag.number), 'self-audit-flag', flag) };
}

export function auditFlagOfItem(item: Item): NumberedFlag {
  return documentOfItem<NumberedFlag>(item);
}

export async function readAuditFlag(
  table: Table,
  tenant: TenantId,
  auditId: string,
  number: number,
): Promise<NumberedFlag | undefined> {
  const item = await table.get(auditFlagKey(tenant, auditId, number));
  return item === undefined ? undefined : auditFlagOfItem(item);
}

/** The flags of a self-audit with higher numbers, which an earlier attempt may have left. */
export async function flagsBeyond(table: Table, tenant: TenantId, auditId: string, last: number): Promise<Write[]> {
  const partition = auditFlagKey(tenant, auditId, 0).pk;
  const items = await table.queryAll({ partition, prefix: auditFlagPrefix });
  return items.filter(({ number }) => (number as number) > last).map(({ pk, sk }): Write => ({ delete: { pk, sk } }));
}

export async function readAuditSettings(table: Table, tenant: TenantId): Promise<AuditSettings> {
  const item = await table.get(auditSettingsKey(tenant));
  return item === undefined ? usualAuditSettings : documentOfItem<AuditSettings>(item);
}

export function auditSettingsItem(tenant: TenantId, settings: AuditSettings): Item {
  return entityItem(auditSettingsKey(tenant), 'self-audit-settings', settings);
}

export async function readSpecialtyLevels(table: Table, tenant: TenantId): Promise<SpecialtyLevels> {
  const item = await table.get(specialtyLevelsKey(tenant));
  return item === undefined ? noSpecialtyLevels : documentOfItem<SpecialtyLevels>(item);
}

export function specialtyLevelsItem(tenant: TenantId, levels: SpecialtyLevels): Item {
  return entityItem(specialtyLevelsKey(tenant), 'specialty-levels', levels);
}
