import type { APIGatewayProxyEvent } from 'aws-lambda';
import { fail, invalid, ok, type Result } from '../../domain/result.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import { validate } from '../../http/validate.ts';

/** A header's value, whatever its case. */
export function header(event: Pick<APIGatewayProxyEvent, 'headers'>, name: string): string | undefined {
  const found = Object.entries(event.headers ?? {}).find(([given]) => given.toLowerCase() === name);
  return found?.[1];
}

/**
 * Reads a request's body in the way that its route requires: as JSON, as a form, or as the unchanged bytes with their
 * signature.
 */
export function readBody(route: Route, event: APIGatewayProxyEvent): Result<unknown, Failure> {
  const raw = event.body ?? '';
  const text = event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  if (route.signedBy !== undefined) return ok({ text, signature: header(event, route.signedBy) });
  if (route.body === undefined) {
    if (text.trim() === '' || text.trim() === '{}') return ok(undefined);
    return invalid('', 'this route takes no body');
  }
  if (route.page) {
    const form = readForm(text, header(event, 'content-type'));
    return form === undefined ? fail({ kind: 'body-not-form' }) : validate('body', route.body, form);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail({ kind: 'body-not-json' });
  }
  return validate('body', route.body, value);
}

const longestForm = 2_000;

/** The fields of a form; undefined when the body is not a form, has a field twice, or is too long. */
function readForm(text: string, contentType = ''): Readonly<Record<string, string>> | undefined {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);
  if (!isForm || text.length > longestForm) return undefined;
  const fields = [...new URLSearchParams(text)];
  const form = new Map(fields);
  return form.size < fields.length ? undefined : Object.fromEntries(form);
}
