import type { Asked, ProcessorFault } from '../domain/card/processor.ts';
import { present } from '../domain/present.ts';
import { fail, ok } from '../domain/result.ts';

/*
 * Requests to Stripe's HTTP API: form fields in, JSON out. A POST has an Idempotency-Key, so that a repeated order
 * counts once.
 */

/** The API version that this code reads: answers use it whatever the account's default version is. */
const stripeVersion = '2025-12-15.clover';

const stripeAddress = 'https://api.stripe.com';

/** Longer than Stripe takes, shorter than our callers wait. */
const patienceMilliseconds = 20_000;

export interface StripeAccess {
  readonly secretKey: string;
  readonly fetch: typeof globalThis.fetch;
  /** The address of a stand-in for Stripe. */
  readonly endpoint?: string | undefined;
}

/** Form values; undefined ones are left out. */
export interface Fields {
  readonly [name: string]: string | number | boolean | undefined | Fields | readonly (string | Fields)[];
}

/** Names nested values as Stripe does: `metadata[charge]`, `expand[0]`. */
export function formOfFields(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: Fields[string]): void => {
    if (value === undefined) return;
    if (typeof value !== 'object') form.append(name, String(value));
    else for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
  };
  for (const [name, value] of Object.entries(fields)) add(name, value);
  return form;
}

/** Stripe's answer: the object, or the error object with its status. */
export interface StripeAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface StripeRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields?: Fields;
  readonly key?: string;
}

/** Sends a request. Fails when there was no valid answer. */
export async function askStripe(
  { secretKey, fetch, endpoint = stripeAddress }: StripeAccess,
  { method, path, fields = {}, key }: StripeRequest,
): Promise<Asked<StripeAnswer>> {
  const form = formOfFields(fields);
  const query = method === 'GET' && form.size > 0 ? `?${form}` : '';
  try {
    const response = await fetch(`${endpoint}${path}${query}`, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        'Stripe-Version': stripeVersion,
        ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
        ...present({ 'Idempotency-Key': key }),
      },
      ...(method === 'POST' ? { body: form.toString() } : {}),
      signal: AbortSignal.timeout(patienceMilliseconds),
      // A redirect would send the key to another address.
      redirect: 'error',
    });
    const body: unknown = await response.json();
    const fault = faultOfStatus(response.status);
    return fault === undefined ? ok({ status: response.status, body }) : fail(fault);
  } catch {
    // The original error may show the address with its ids, and is not needed.
    return fail({ fault: 'unreachable' });
  }
}

/** 409: another request with the same key is in progress. */
function faultOfStatus(status: number): ProcessorFault | undefined {
  if (status === 401 || status === 403) return { fault: 'key-refused' };
  return status === 409 || status === 429 || status >= 500 ? { fault: 'unreachable' } : undefined;
}
