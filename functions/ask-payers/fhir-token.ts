import * as z from 'zod';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AskDeps } from './context.ts';
import type { Fault } from './fail-inquiry.ts';
import { answerOverHttp, faultOfStatus } from './http-answer.ts';

/** A token that lasts, or what a token is asked for with (OAuth 2.0, client credentials: RFC 6749, 4.4). */
const secretSchema = z.union([
  z.object({ token: z.string().min(1) }),
  z.object({
    tokenUrl: z.string().startsWith('https://'),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    scope: z.string().min(1).exactOptional(),
  }),
]);

const grantedSchema = z.object({ access_token: z.string().min(1) });

/**
 * The token for a payer's FHIR server: the secret's own, or a new one for each request, because payers' tokens last for
 * minutes.
 */
export async function fhirToken(
  secretText: string | undefined,
  { fetch, logger }: Pick<AskDeps, 'fetch' | 'logger'>,
): Promise<Result<string, Fault>> {
  const secret = secretSchema.safeParse(asJson(secretText));
  if (!secret.success) return fail({ fault: 'secret-missing' });
  if ('token' in secret.data) return ok(secret.data.token);
  const { tokenUrl, clientId, clientSecret, scope } = secret.data;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const wanted = new URLSearchParams({ grant_type: 'client_credentials', ...present({ scope }) });
  const headers = { Authorization: `Basic ${basic}`, Accept: 'application/json' };
  const answer = await answerOverHttp(fetch, tokenUrl, { headers, body: wanted }, logger);
  if (!answer.ok) return answer;
  const { status, bytes } = answer.value;
  const told = asJson(new TextDecoder().decode(bytes));
  const granted = status < 300 ? grantedSchema.safeParse(told) : undefined;
  if (granted?.success) return ok(granted.data.access_token);
  // A refusal has a code of the standard, such as `invalid_client` or `invalid_scope`.
  const { error } = (told ?? {}) as { readonly error?: unknown };
  if (status === 400 && typeof error === 'string' && /^[a-z_]{1,40}$/.test(error)) {
    return fail({ fault: 'sign-in-refused', places: [error] });
  }
  return fail(faultOfStatus(status));
}

/** The value of a text of JSON; undefined when it is none. */
export function asJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
