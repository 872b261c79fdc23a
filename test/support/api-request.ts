import type { Api, Route } from '../../shared/http/api.ts';
import { holdAgainstDocument } from './held-against-document.ts';

/** What a request sends besides its path. */
export interface RequestParts {
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly version?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  /** The text as JSON; undefined when it is not JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/**
 * Sends one request as any client would, and checks the answer against the API's description, even if it is a refusal.
 */
export async function request(
  url: string,
  token: string | undefined,
  method: Route['method'],
  path: string,
  { body, idempotencyKey, version }: RequestParts = {},
): Promise<ApiAnswer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(version === undefined ? {} : { 'if-match': version }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const read = parsed(text);
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  holdAgainstDocument({ method, path, status: answer.status, body: isPage ? text : read });
  return { status: answer.status, text, body: read, headers: answer.headers };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A route with the name of its operation. */
export interface NamedRoute extends Route {
  readonly name: string;
}

/** All routes of some families. */
export function routesOf(...apis: readonly Api[]): NamedRoute[] {
  return apis.flatMap((api) => Object.entries(api).map(([name, route]) => ({ name, ...route })));
}
