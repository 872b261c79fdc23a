import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { EventSubject, ProcessorEvent } from '../domain/card/processor.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/* Stripe's webhook events, signed over their exact bytes. */

/** An event older than this, or this far in the future, is refused: it could be a replay. */
const toleranceSeconds = 300;

export type SignatureFault = 'webhook-signature-wrong' | 'webhook-too-old';

/**
 * Checks the header `Stripe-Signature` (`t=<seconds>,v1=<hex>,v1=<hex>`): HMAC-SHA256 over `<seconds>.<body>`. During a
 * rotation any of several signatures, by any of the secrets, may be right.
 */
export function checkSignature(
  text: string,
  header: string | undefined,
  secrets: readonly string[],
  now: Date,
): Result<undefined, SignatureFault> {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('=', 2));
  const seconds = parts.find(([name]) => name === 't')?.[1] ?? '';
  const given = parts.flatMap(([name, value = '']) => (name === 'v1' ? [Buffer.from(value, 'hex')] : []));
  if (!/^\d{1,12}$/.test(seconds)) return fail('webhook-signature-wrong');
  const right = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${text}`).digest());
  // Every pair is compared, so that the duration reveals nothing.
  const matches = right.flatMap((own) => given.map((each) => each.length === own.length && timingSafeEqual(each, own)));
  if (!matches.includes(true)) return fail('webhook-signature-wrong');
  const age = Math.abs(now.getTime() / 1000 - Number(seconds));
  return age <= toleranceSeconds ? ok(undefined) : fail('webhook-too-old');
}

const token = z.string().regex(/^[a-z]{2,12}_[A-Za-z0-9_]{1,200}$/);

const eventSchema = z.object({
  id: token,
  type: z.string().max(100),
  livemode: z.boolean(),
  data: z.object({ object: z.object({ id: token, payment_intent: token.nullish() }) }),
});

/**
 * The object that an event is about: the first matching pattern. `of: 'payment_intent'` takes the payment of a charge.
 */
const subjects: readonly { readonly type: RegExp; readonly kind: EventSubject; readonly of?: 'payment_intent' }[] = [
  { type: /^checkout\.session\./, kind: 'page' },
  { type: /^payment_intent\.(?:succeeded|payment_failed|canceled|processing)$/, kind: 'payment' },
  { type: /^charge\.dispute\./, kind: 'dispute' },
  { type: /^(?:refund\.|charge\.refund\.)/, kind: 'refund' },
  { type: /^charge\.(?:succeeded|updated)$/, kind: 'payment', of: 'payment_intent' },
];

/** Reads an event; undefined when it is not one. Only ids are taken from it: the state is read from Stripe. */
export function readStripeEvent(text: string): ProcessorEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const event = eventSchema.safeParse(json);
  if (!event.success) return undefined;
  const { id, type, livemode, data } = event.data;
  const found = subjects.find((each) => each.type.test(type));
  const about = found?.of === undefined ? data.object.id : (data.object.payment_intent ?? undefined);
  return {
    ...{ id, isLive: livemode },
    ...(found === undefined || about === undefined ? {} : { subject: { kind: found.kind, id: about } }),
  };
}
