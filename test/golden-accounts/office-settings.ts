import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { GoldenStep } from './golden-account.ts';

/** The first thing that an office says about billing; of other areas what usually holds. */
export function officeSays(on: string, said: Partial<BillingSettings>): GoldenStep {
  const { version, ...usual } = usualBillingSettings;
  return { on, call: 'PUT /v1/billing-settings', version, body: { ...usual, ...said } };
}
