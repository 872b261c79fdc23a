import * as z from 'zod';
import { bulkRoute, doing, namedItems, seenItems } from '../../shared/http/bulk-schemas.ts';
import { claimIdSchema, idSchema, localDateSchema, reasonSchema } from '../../shared/http/schemas.ts';

const deciders = ['biller', 'manager'] as const;

/** What is done with many refunds or credits at once, each as if alone. */
export const bulkRoutes = {
  changeManyRefunds: bulkRoute(
    '/v1/refunds/bulk-actions',
    'Agree to up to 100 refunds, decline them, or note that the bank paid their checks. Each is decided, written and answered by itself',
    deciders,
    z
      .strictObject({
        items: seenItems(idSchema('refund')),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('approve', 'A second person, a manager, agrees'), reason: reasonSchema }),
          z.strictObject({ do: doing('decline', 'The money stands where it stood before'), reason: reasonSchema }),
          z.strictObject({
            do: doing('clear', 'The bank has paid the check'),
            on: localDateSchema.exactOptional().meta({ description: 'The day; today when absent' }),
          }),
        ]),
      })
      .meta({ id: 'RefundsBulkBody' }),
  ),
  changeManyCredits: bulkRoute(
    '/v1/credits/bulk-actions',
    'Ask that up to 100 credits be given back, each whole; each is judged by the limit of who asks, written and answered alone, with the refund that was made',
    deciders,
    z
      .strictObject({
        items: namedItems(
          z.union([claimIdSchema, idSchema('patientPayment')]).meta({
            description: 'The claim that was paid too much, or the payment with unapplied cash',
          }),
        ),
        action: z.strictObject({ do: doing('refund', 'A refund of all of it is asked for'), reason: reasonSchema }),
      })
      .meta({ id: 'CreditsBulkBody' }),
  ),
} as const;
