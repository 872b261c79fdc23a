import { type BillingSettings, usualBillingSettings } from '../domain/billing-settings/billing-settings.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { billingSettingsKey } from './keys/account.ts';
import { standsAt, type Table, type Write } from './table.ts';

/** Reads the office's billing settings; defaults for areas without any. */
export async function readBillingSettings(table: Table, tenant: TenantId): Promise<BillingSettings> {
  const item = await table.get(billingSettingsKey(tenant));
  return { ...usualBillingSettings, ...(item === undefined ? {} : documentOfItem<BillingSettings>(item)) };
}

/** Replaces the settings with the next version. */
export function billingSettingsWrite(
  tenant: TenantId,
  settings: BillingSettings,
): Write<{ readonly kind: 'version-changed' }> {
  const before = settings.version - 1;
  return {
    put: entityItem(billingSettingsKey(tenant), 'billing-settings', settings),
    condition: standsAt(before),
    orElse: { kind: 'version-changed' },
  };
}
