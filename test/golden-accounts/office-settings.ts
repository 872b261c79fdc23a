import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { GoldenStep } from './golden-account.ts';

/** A step that sets an office's billing settings for the first time; areas that are not named get the usual values. */
export function officeSays(on: string, said: Partial<BillingSettings>): GoldenStep {
  const { version, ...usual } = usualBillingSettings;
  return { on, call: 'PUT /v1/billing-settings', version, body: { ...usual, ...said } };
}
