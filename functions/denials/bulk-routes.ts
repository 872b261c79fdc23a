import * as z from 'zod';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { idSchema, reasonSchema } from '../../shared/http/schemas.ts';
import { sentFields } from './appeal-routes.ts';
import { workers } from './denial-schema.ts';

/** Actions on many denials at once, each as if alone. An action that moves money always takes the whole open amount. */
export const bulkRoutes = {
  changeManyDenials: bulkRoute(
    '/v1/denials/bulk-actions',
    'Note that appeals or corrected claims were sent about up to 100 denials, move them, or write them off, with one reason; each succeeds or fails on its own',
    workers,
    z
      .strictObject({
        items: seenItems(idSchema('denial')),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('answer', 'Something was sent to the payer'), ...sentFields }),
          z.strictObject({
            do: doing('move', 'To the next payer or the patient'),
            to: z.enum(['next-payer', 'patient']),
            reason: reasonSchema,
          }),
          z.strictObject({ do: doing('write-off', 'A manager writes it off'), reason: reasonSchema }),
        ]),
      })
      .meta({ id: 'DenialsBulkBody' }),
  ),
} as const;
