import { ok } from '../../shared/domain/result.ts';
import type { DescriptionOperations } from './context.ts';
import document from './openapi.json' with { type: 'json' };

/** What each public route does. `npm run generate` makes the document from every API's schemas. */
export const operations: DescriptionOperations = {
  describeApi: async () => ok({ body: document }),
  checkHealth: async () => ok({ body: { status: 'ok', version: document.info.version } }),
};
