import * as z from 'zod';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Api, Route } from './api.ts';
import { exampleOf, withWords } from './openapi-examples.ts';
import { headerParameters, pathParameters, queryParameters } from './openapi-parameters.ts';
import { otherProblems, problemResponses, problemSchema } from './openapi-problems.ts';

/** An API with the name of its folder in `functions/`. */
export interface ApiSource {
  readonly folder: string;
  readonly api: Api;
}

type Json = { [name: string]: unknown };

/**
 * Makes the OpenAPI 3.1 document of all APIs from their routes and zod schemas. Named schemas (`meta({ id })`) become components.
 * @throws when two operations or two different schemas have one name
 */
export function openApiDocument(sources: readonly ApiSource[], version: string): Json {
  const components = new Map<string, Json>([['Problem', problemSchema]]);
  const paths: Record<string, Json> = {};
  const names = new Set<string>();
  for (const { folder, api } of sources) {
    for (const [name, route] of Object.entries(api)) {
      invariant(!names.has(name), `the operation ${name} exists once`);
      names.add(name);
      const path = paths[route.path] ?? {};
      paths[route.path] = path;
      const method = route.method.toLowerCase();
      invariant(path[method] === undefined, `${route.method} ${route.path} exists once`);
      path[method] = operationOf(name, folder, route, components);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Superbill',
      version,
      description:
        'Medical coding and billing: encounters and their codes, claims (837P, 837I, 837D and paper), payers’ answers (999, 277CA, 835), balanced books. ' +
        'Money is integer cents, dates are YYYY-MM-DD, instants RFC 3339 in UTC. ' +
        'To begin, a manager sets up: PUT /v1/office, then POST /v1/payers, /v1/providers, /v1/facilities and /v1/fee-schedules; code sets are loaded at /v1/code-sets. ' +
        'Then: POST /v1/patients and their coverages, POST /v1/encounters, GET …/findings, POST …/finalize, which makes the claims; POST /v1/submissions sends those that are ready. ' +
        'Payers’ files come in by POST /v1/uploads and /v1/remittance-files.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: sources.map(({ folder }) => ({ name: folder })),
    paths: sorted(paths),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: sorted(Object.fromEntries(components)),
    },
  };
}

function operationOf(name: string, folder: string, route: Route, components: Map<string, Json>): Json {
  const body = route.body === undefined ? undefined : lift(route.body, 'input', components);
  const answer = lift(route.answer.schema, 'input', components);
  const problems = problemResponses(route);
  return {
    operationId: name,
    summary: route.summary,
    description: descriptionOf(route),
    tags: [folder],
    ...(route.roles === 'public' ? { security: [] } : { 'x-roles': route.roles }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...present({
      requestBody: body && {
        required: true,
        content: {
          [route.page ? 'application/x-www-form-urlencoded' : 'application/json']: {
            schema: body,
            example: exampleOf(body, components),
          },
        },
      },
    }),
    responses: {
      [route.answer.status]: success(route, 'Done', answer, components),
      ...(route.answer.repeat === undefined
        ? {}
        : { [route.answer.repeat]: success(route, 'It was done before: nothing changes', answer, components) }),
      ...problems,
      default: otherProblems,
    },
  };
}

function success(route: Route, description: string, schema: Json, components: ReadonlyMap<string, Json>): Json {
  return {
    description,
    headers: {
      'X-Request-Id': { description: 'The request’s id, to be quoted in questions', schema: { type: 'string' } },
      ...present({
        ETag: route.ifMatch && { description: 'The version, for If-Match', schema: { type: 'string' } },
        'Waiting-For-Retry': route.mayFree && {
          description:
            'How many open exceptions may post if they are retried now (`retryExceptions`); absent when there are none. `+` means: of the first 1,000 exceptions',
          schema: { type: 'string', pattern: '^\\d+\\+?$' },
        },
      }),
    },
    content: {
      [route.page ? 'text/html' : 'application/json']: { schema, example: exampleOf(schema, components) },
    },
  };
}

/** The description of an operation: who may call it, and what callers should know. */
function descriptionOf(route: Route): string {
  const sentences = [
    route.roles === 'public' ? 'Needs no token.' : `For ${route.roles.join(', ')}.`,
    ...(route.query?.shape.pageToken === undefined
      ? []
      : ['Comes in pages: send `nextPageToken` as `pageToken`, with everything else as before.']),
    ...(route.idempotencyKey === 'required' ? ['Needs an Idempotency-Key.'] : []),
    ...(route.ifMatch === undefined ? [] : ['Needs If-Match with the ETag that was read.']),
  ];
  return sentences.join(' ');
}

/** A zod schema as JSON Schema; the named schemas inside become components. */
function lift(schema: z.ZodType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  for (const [name, definition] of Object.entries($defs)) {
    const component = withWords(withComponentRefs(definition)) as Json;
    const known = components.get(name);
    const same = known === undefined || JSON.stringify(known) === JSON.stringify(component);
    invariant(same, `the schema name ${name} means one thing`);
    components.set(name, component);
  }
  return withWords(withComponentRefs(root)) as Json;
}

function withComponentRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withComponentRefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      name === '$ref' && typeof inner === 'string'
        ? [name, inner.replace('#/$defs/', '#/components/schemas/')]
        : [name, withComponentRefs(inner)],
    ),
  );
}

function sorted(record: Json | Record<string, Json>): Json {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
