import * as z from 'zod';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { claimIdSchema } from '../../shared/http/schemas.ts';

/** What is done with many claims at once, each as if alone. */
export const bulkRoutes = {
  changeManyClaims: bulkRoute(
    '/v1/claims/bulk-actions',
    'Assemble up to 100 claims again that were not sent, or release those that a person holds; each succeeds or fails on its own',
    ['biller', 'manager', 'api-client'],
    z
      .strictObject({
        items: seenItems(claimIdSchema),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('reassemble', 'It is assembled again, from what is on file now') }),
          z.strictObject({ do: doing('release', 'A claim that a person holds is ready again') }),
        ]),
      })
      .meta({ id: 'ClaimsBulkBody' }),
  ),
} as const;
