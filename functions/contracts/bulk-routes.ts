import * as z from 'zod';
import { bulkRoute, seenItems } from '../../shared/http/bulk-schemas.ts';
import { idSchema } from '../../shared/http/schemas.ts';
import { decisionBody } from './variance-routes.ts';

/** What is decided on many variances at once, each as if alone. */
export const bulkRoutes = {
  changeManyPaymentVariances: bulkRoute(
    '/v1/payment-variances/bulk-actions',
    'Decide on up to 100 variances with one reason; each succeeds or fails on its own',
    ['biller', 'manager'],
    z
      .strictObject({ items: seenItems(idSchema('paymentVariance')), action: decisionBody })
      .meta({ id: 'PaymentVariancesBulkBody' }),
  ),
} as const;
