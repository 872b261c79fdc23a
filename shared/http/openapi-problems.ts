import type { Route } from './api.ts';
import { type FailureKind, failureMeanings } from './failures.ts';
import { problemOf } from './problem.ts';

type Json = { [name: string]: unknown };

/** The schema of every problem. */
export const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457 problem details. Every kind is listed in docs/errors.md; some add further members.',
  properties: {
    type: { type: 'string', format: 'uri', description: 'The kind, as an address' },
    title: { type: 'string', description: 'The kind in words' },
    status: { type: 'integer', description: 'The HTTP status' },
    detail: { type: 'string', description: 'What to do about it' },
    instance: { type: 'string', description: 'The request’s id as a URN' },
    errors: {
      type: 'array',
      description: 'Each place in the request and what is wanted there',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, or query/…, path/…, header/…' },
          code: { type: 'string', description: 'The id of the edit that found it: docs/edits.md' },
          detail: { type: 'string', description: 'What is wanted' },
        },
        required: ['pointer', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'instance'],
};

/** The problems that the edge itself can answer for a route, before or after the operation. */
function edgeProblems(route: Route): readonly FailureKind[] {
  const isWrite = route.method !== 'GET';
  return [
    'request-invalid',
    ...(route.body === undefined ? [] : [route.page ? ('body-not-form' as const) : ('body-not-json' as const)]),
    ...(route.method === 'POST' && !route.page
      ? (['idempotency-key-malformed', 'idempotency-key-reused'] as const)
      : []),
    ...(route.idempotencyKey === 'required' ? (['idempotency-key-missing'] as const) : []),
    ...(route.query?.shape.pageToken === undefined ? [] : (['page-token-invalid'] as const)),
    ...(route.roles === 'public' ? [] : (['not-permitted'] as const)),
    ...(route.path.includes('{') ? (['not-found'] as const) : []),
    ...(isWrite ? (['write-conflict'] as const) : []),
    ...(route.ifMatch === undefined ? [] : (['version-required', 'version-malformed', 'version-changed'] as const)),
    'unexpected',
  ];
}

/** The problems that a route can answer, by status, each kind with its title. */
export function problemResponses(route: Route): Json {
  const kinds = [...new Set([...edgeProblems(route), ...(route.problems ?? [])])].sort();
  const statuses = [...new Set(kinds.map((kind) => failureMeanings[kind].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const own = kinds.filter((kind) => failureMeanings[kind].status === status);
      return [status, response(own, route)];
    }),
  );
}

function response(kinds: readonly FailureKind[], { page }: Route): Json {
  const description = kinds.map((kind) => `\`${kind}\`: ${failureMeanings[kind].title}`).join('; ');
  if (page)
    return {
      description: `An HTML page that says it. ${description}`,
      content: { 'text/html': { schema: { type: 'string' } } },
    };
  return {
    description,
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { properties: { type: { enum: kinds.map((kind) => problemOf({ kind }, '').type) } } },
          ],
        },
      },
    },
  };
}

/** The answers of what a request passes before it reaches a function: firewall, gateway, authorizer. */
export const otherProblems: Json = {
  description: 'What the gateway answers by itself: 401 without a valid token, 403, 413, 429 or 5xx',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
