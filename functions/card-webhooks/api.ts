import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';

export const cardWebhooksApi = defineApi({
  takeCardEvent: {
    method: 'POST',
    path: '/v1/card-webhooks/{officeId}/{cardConnectionId}',
    summary: 'Takes an event of a card processor, signed over its bytes',
    roles: 'public',
    body: z.record(z.string(), z.unknown()).meta({
      description: 'An event in the processor’s form; only its ids are used',
      examples: [{ id: 'evt_1', type: 'payment_intent.succeeded', livemode: false, data: { object: { id: 'pi_1' } } }],
    }),
    signedBy: 'stripe-signature',
    problems: ['webhook-signature-wrong', 'webhook-too-old', 'webhook-unreadable', 'card-processor-unavailable'],
    answer: {
      status: 200,
      schema: z.strictObject({
        taken: z.enum(['new', 'before', 'not-ours']).meta({
          description: 'Whether it is processed now, was taken before, or is of a kind that is ignored',
        }),
      }),
    },
  },
});
