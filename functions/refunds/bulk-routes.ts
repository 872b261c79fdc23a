import * as z from 'zod';
import { bulkRoute, doing, namedItems, seenItems } from '../../shared/http/bulk-schemas.ts';
import { claimIdSchema, idSchema, localDateSchema, reasonSchema } from '../../shared/http/schemas.ts';

const deciders = ['biller', 'manager'] as const;

/** What is done with many refunds or credits at once, each as if alone. */
export const bulkRoutes = {
  changeManyRefunds: bulkRoute(
    '/v1/refunds/bulk-actions',
    'Agree to up to 100 refunds, decline them, or note that the bank paid their checks. Each succeeds or fails on its own',
    deciders,
    z
      .strictObject({
        items: seenItems(idSchema('refund')),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('approve', 'A second person, a manager, agrees'), reason: reasonSchema }),
          z.strictObject({ do: doing('decline', 'The money is back where it was'), reason: reasonSchema }),
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
    'Ask to refund up to 100 credits in full. The limit of the person who asks applies to each one. Each succeeds or fails on its own, and the answer has the refunds',
    deciders,
    z
      .strictObject({
        items: namedItems(
          z.union([claimIdSchema, idSchema('patientPayment')]).meta({
            description: 'The claim that was paid too much, or the payment with unapplied cash',
          }),
        ),
        action: z.strictObject({ do: doing('refund', 'Asks to refund all of it'), reason: reasonSchema }),
      })
      .meta({ id: 'CreditsBulkBody' }),
  ),
} as const;
