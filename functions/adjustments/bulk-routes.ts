import * as z from 'zod';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { idSchema, reasonSchema } from '../../shared/http/schemas.ts';

/** What is done with many adjustments at once, each as if alone. */
export const bulkRoutes = {
  changeManyAdjustments: bulkRoute(
    '/v1/adjustments/bulk-actions',
    'Agree to up to 100 adjustments, decline them, or take them back; each succeeds or fails on its own',
    ['biller', 'manager'],
    z
      .strictObject({
        items: seenItems(idSchema('adjustment')),
        action: z.discriminatedUnion('do', [
          z.strictObject({
            do: doing('approve', 'A second person, a manager, agrees; it is booked'),
            reason: reasonSchema,
          }),
          z.strictObject({ do: doing('decline', 'Nothing is booked'), reason: reasonSchema }),
          z.strictObject({ do: doing('reverse', 'What was booked is taken back'), reason: reasonSchema }),
        ]),
      })
      .meta({ id: 'AdjustmentsBulkBody' }),
  ),
} as const;
