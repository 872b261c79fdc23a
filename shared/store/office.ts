import type { TenantId } from '../domain/identity/ids.ts';
import type { Office } from '../domain/practice/practice.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { dayIn, utc } from '../domain/time/time-zone.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { officeKey } from './keys/practice.ts';
import { standsAt, type Table, type Write } from './table.ts';

/** Reads the settings of an office: version 0 and UTC until it sets them. */
export async function readOffice(table: Table, tenant: TenantId): Promise<Office> {
  const item = await table.get(officeKey(tenant));
  return item === undefined ? { version: 0, timeZone: utc } : documentOfItem<Office>(item);
}

/** The office's date at an instant. Checks for dates in the future, ages and posting dates all go by it. */
export async function officeDay(table: Table, tenant: TenantId, at: Instant): Promise<LocalDate> {
  const { timeZone } = await readOffice(table, tenant);
  return dayIn(timeZone, at);
}

/** Replaces the settings with the next version. */
export function officeWrite(tenant: TenantId, office: Office): Write<never> {
  const before = office.version - 1;
  return {
    put: entityItem(officeKey(tenant), 'office', office),
    condition: standsAt(before),
  };
}
