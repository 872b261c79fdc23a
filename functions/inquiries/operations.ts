import { requestOperations } from './attachment-requests.ts';
import { channelOperations } from './channels.ts';
import { checkOperations } from './checks.ts';
import type { InquiriesOperations } from './context.ts';
import { fileOperations } from './files.ts';
import { settingsOperations } from './settings.ts';
import { statusOperations } from './status-inquiries.ts';

/** What each route of the inquiries API does. */
export const operations: InquiriesOperations = {
  ...checkOperations,
  ...channelOperations,
  ...fileOperations,
  ...requestOperations,
  ...settingsOperations,
  ...statusOperations,
};
