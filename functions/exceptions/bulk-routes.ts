import * as z from 'zod';
import { bookableAccounts } from '../../shared/domain/ledger/accounts.ts';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { idSchema, reasonSchema } from '../../shared/http/schemas.ts';

/**
 * Actions on many exceptions at once, each as if alone. An action that moves money always takes the whole open amount.
 */
export const bulkRoutes = {
  changeManyExceptions: bulkRoute(
    '/v1/exceptions/bulk-actions',
    'Close, accept, move, write off or book up to 100 exceptions with one reason; each succeeds or fails on its own',
    ['biller', 'manager'],
    z
      .strictObject({
        items: seenItems(idSchema('exception')),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('close', 'Nothing is booked'), reason: reasonSchema }),
          z.strictObject({
            do: doing('accept', 'The parts of a claim that add up post, the rest stays in the payer’s balance'),
            reason: reasonSchema,
          }),
          z.strictObject({
            do: doing('move', 'To the next payer or the patient, or a credit to refunds payable'),
            to: z.enum(['next-payer', 'patient', 'refund']),
            reason: reasonSchema,
          }),
          z.strictObject({
            do: doing('write-off', 'A manager writes it off'),
            as: z
              .enum(['write-off', 'contractual'])
              .exactOptional()
              .meta({ description: 'The write-off account; other adjustments by default' }),
            reason: reasonSchema,
          }),
          z.strictObject({
            do: doing('book', 'A manager books money without a claim to an account'),
            account: z.enum(bookableAccounts),
            reason: reasonSchema,
          }),
        ]),
      })
      .meta({ id: 'ExceptionsBulkBody' }),
  ),
} as const;
