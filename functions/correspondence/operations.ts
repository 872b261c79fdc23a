import { contactOperations } from './contacts.ts';
import type { CorrespondenceOperations } from './context.ts';
import { recordOperations } from './correspondence.ts';
import { markOperations } from './marks.ts';
import { messageOperations } from './messages.ts';
import { documentOperations } from './received-documents.ts';
import { sendingOperations } from './sending.ts';
import { taskOperations } from './tasks.ts';
import { threadOperations } from './threads.ts';
import { wordingOperations } from './wordings.ts';

/** What each route of the correspondence API does. */
export const operations: CorrespondenceOperations = {
  ...recordOperations,
  ...sendingOperations,
  ...messageOperations,
  ...contactOperations,
  ...wordingOperations,
  ...markOperations,
  ...taskOperations,
  ...threadOperations,
  ...documentOperations,
};
