import { readCardSecret } from '../../shared/cards/open-processor.ts';
import { checkSignature, readStripeEvent } from '../../shared/cards/stripe-events.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { cardEventMessage, cardEventWrite, readCardConnection } from '../../shared/store/cards.ts';
import { cardEventKey } from '../../shared/store/keys/card.ts';
import type { WebhookOperations } from './context.ts';

/**
 * An event is verified and recorded once, and a worker then asks the processor for the facts: only ids are taken from
 * the event. The processor repeats an event for days until it is answered with 200.
 */
export const operations: WebhookOperations = {
  takeCardEvent: async (request, { table, secrets, now }) => {
    const { principal, params, body, at } = request;
    const { tenantId } = principal;
    const { cardConnectionId } = params;
    const connection = await readCardConnection(table, tenantId, cardConnectionId);
    if (connection === undefined) return fail({ kind: 'not-found' });
    const secret = await readCardSecret(tenantId, connection, { secrets });
    if (!secret.ok) return fail({ kind: 'card-processor-unavailable', facts: { fault: secret.failure } });
    const signed = checkSignature(body.text, body.signature, secret.value.webhookSecrets, now());
    if (!signed.ok) return fail({ kind: signed.failure });
    const event = readStripeEvent(body.text);
    if (event === undefined || event.isLive !== (connection.mode === 'live'))
      return fail({ kind: 'webhook-unreadable' });
    if (event.subject === undefined) return ok({ body: { taken: 'not-ours' } });
    const { id: eventId, subject } = event;
    const known = await table.get(cardEventKey(tenantId, connection.id, eventId));
    if (known !== undefined) return ok({ body: { taken: 'before' } });
    return ok({
      body: { taken: 'new' },
      writes: [cardEventWrite(tenantId, { connectionId: connection.id, eventId, at })],
      audit: { action: 'card-event-received', entityId: connection.id, facts: { about: subject.kind, eventId } },
      due: [cardEventMessage(tenantId, connection.id, eventId, subject)],
    });
  },
};
