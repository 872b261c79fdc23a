import { accountOperations } from './accounts.ts';
import { balanceOperations } from './balance.ts';
import { billingSettingsOperations } from './billing-settings.ts';
import { chargeOperations } from './charges.ts';
import type { AccountsOperations } from './context.ts';
import { holdOperations } from './holds.ts';
import { memberOperations } from './members.ts';
import { searchOperations } from './search.ts';
import { shareOperations } from './shares.ts';
import { timelineOperations } from './timeline.ts';

/** What each route of the accounts API does. */
export const operations: AccountsOperations = {
  ...accountOperations,
  ...searchOperations,
  ...memberOperations,
  ...holdOperations,
  ...balanceOperations,
  ...timelineOperations,
  ...chargeOperations,
  ...shareOperations,
  ...billingSettingsOperations,
};
