import { ok } from '../../shared/domain/result.ts';
import type { Operations, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { descriptionApi } from './api.ts';
import document from './openapi.json' with { type: 'json' };

/** What each public route does. The document is made from every API's schemas by `npm run generate`. */
export const operations: Operations<typeof descriptionApi, StoreDeps> = {
  describeApi: async () => ok({ body: document }),
  checkHealth: async () => ok({ body: { status: 'ok', version: document.info.version } }),
};
