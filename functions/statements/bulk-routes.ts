import * as z from 'zod';
import { bulkRoute, doing, namedItems } from '../../shared/http/bulk-schemas.ts';
import { idSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** What is done with many statements at once, each as if alone. */
export const bulkRoutes = {
  changeManyStatements: bulkRoute(
    '/v1/statements/bulk-actions',
    'Make statements for up to 100 accounts now, or record that up to 100 statements came back in the mail; each succeeds or fails on its own',
    ['biller', 'manager', 'api-client'],
    z
      .strictObject({
        items: namedItems(
          z.union([idSchema('account'), idSchema('statement')]).meta({
            description: 'The account that gets one, or the statement that came back',
          }),
        ),
        action: z.discriminatedUnion('do', [
          z.strictObject({ do: doing('make', 'A statement is made for each account, whatever it owes') }),
          z.strictObject({
            do: doing('returned', 'The statement came back; the account is held until there is another address'),
            on: localDateSchema.meta({ description: 'The day on which they came back' }),
          }),
        ]),
      })
      .meta({ id: 'StatementsBulkBody' }),
  ),
} as const;
