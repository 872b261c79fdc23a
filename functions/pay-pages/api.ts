import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { amountSchema, centsSchema, localDateSchema } from '../../shared/http/schemas.ts';

const page = '/v1/pay-pages/{officeId}/{payToken}';

export const payPagesApi = defineApi({
  showPayPage: {
    method: 'GET',
    path: page,
    summary: 'How much a pay link asks for now, but not who owes it, or why',
    roles: 'public',
    problems: ['pay-link-over', 'pay-link-closed', 'cards-not-set-up'],
    answer: {
      status: 200,
      schema: z
        .strictObject({
          payee: z.string().meta({ description: 'Who is paid' }),
          openCents: centsSchema.meta({ description: 'What is owed now; zero when it is paid' }),
          settles: z.strictObject({ cents: centsSchema, until: localDateSchema }).exactOptional().meta({
            description: 'The lower amount that settles it if paid by that day; the rest is written off',
          }),
          expiresOn: localDateSchema.meta({ description: 'The last day on which the link can be used' }),
        })
        .meta({ id: 'PayPage' }),
    },
  },
  startPayment: {
    method: 'POST',
    path: page,
    summary: 'Opens the card processor’s page for what is owed now, or for a part of it',
    roles: 'public',
    body: z
      .strictObject({
        cents: amountSchema
          .refine((value) => value >= 50, 'expected 0.50 or more')
          .exactOptional()
          .meta({ description: 'At most what is owed; what settles it when absent' }),
        language: z.enum(['en', 'es']).exactOptional().meta({ description: 'The language of the page' }),
      })
      .meta({ id: 'PayPageBody' }),
    problems: [
      ...(['pay-link-over', 'pay-link-closed', 'cards-not-set-up', 'card-processor-unavailable'] as const),
      ...(['charge-of-nothing', 'charge-exceeds-owed', 'payment-under-way'] as const),
    ],
    answer: {
      status: 200,
      schema: z
        .strictObject({
          url: z.string().meta({ description: 'The processor’s page, to which the browser goes' }),
          cents: centsSchema.meta({ description: 'What is paid there' }),
        })
        .meta({ id: 'StartedPayment' }),
    },
  },
});
