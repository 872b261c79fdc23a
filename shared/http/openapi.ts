import * as z from 'zod';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Api, Route } from './api.ts';

/** An API with the name of its folder in `functions/`. */
export interface ApiSource {
  readonly folder: string;
  readonly api: Api;
}

type Json = { [name: string]: unknown };

const problem: Json = {
  type: 'object',
  description: 'RFC 9457 problem details. Every kind is listed in docs/errors.md; some add further members.',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'The request’s id as a URN' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, or query/…, path/…, header/…' },
          code: { type: 'string', description: 'The kind of finding, where an edit found it' },
          detail: { type: 'string' },
        },
        required: ['pointer', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'instance'],
};

/**
 * Makes the OpenAPI 3.1 document of all APIs from their routes and zod schemas. Named schemas (`meta({ id })`) become components.
 * @throws when two operations or two different schemas have one name
 */
export function openApiDocument(sources: readonly ApiSource[], version: string): Json {
  const components = new Map<string, Json>([['Problem', problem]]);
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
        'Medical coding and billing: code entry, claims (837P), remittance posting (835), balanced books. Money is integer cents, dates are YYYY-MM-DD, instants RFC 3339 in UTC.',
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
  return {
    operationId: name,
    summary: route.summary,
    tags: [folder],
    ...(route.roles === 'public' ? { security: [] } : { 'x-roles': route.roles }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headers(route)],
    ...present({ requestBody: body && { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...successes(route, components),
      default: {
        description: `A problem: ${problemStatuses(route).join(', ')}, or 5xx`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** What a route answers when it has done what was asked for, and where that had been done before. */
function successes({ answer, ifMatch }: Route, components: Map<string, Json>): Json {
  const response = (description: string): Json => ({
    description,
    headers: {
      'X-Request-Id': { schema: { type: 'string' } },
      ...present({ ETag: ifMatch && { schema: { type: 'string' } } }),
    },
    content: { 'application/json': { schema: lift(answer.schema, 'input', components) } },
  });
  return {
    ...(answer.repeat === undefined ? {} : { [answer.repeat]: response('It had been done before; nothing is new') }),
    [answer.status]: response('Done'),
  };
}

/** The statuses that the edge itself can answer; the operation may have others of its own. */
function problemStatuses(route: Route): readonly number[] {
  return [
    400,
    ...(route.roles === 'public' ? [] : [401, 403]),
    404,
    ...(route.method === 'GET' ? [] : [409, 422]),
    ...(route.ifMatch === undefined ? [] : [412, 428]),
  ].sort();
}

function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(route: Route): Json[] {
  if (route.query === undefined) return [];
  // The output's schema, for query values arrive as text and are turned into numbers.
  const { properties = {} } = z.toJSONSchema(route.query, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    const optional = (route.query as z.ZodObject).shape[name]?.safeParse(undefined).success === true;
    return { name, in: 'query', required: !optional, schema };
  });
}

function headers(route: Route): Json[] {
  const text = (pattern: string) => ({ type: 'string', pattern });
  const key = { name: 'Idempotency-Key', in: 'header', schema: text('^[A-Za-z0-9._-]{1,100}$') };
  return [
    ...(route.method === 'POST' ? [{ ...key, required: route.idempotencyKey === 'required' }] : []),
    ...(route.ifMatch === undefined
      ? []
      : [{ name: 'If-Match', in: 'header', required: true, schema: text('^(W/)?"\\d{1,15}"$') }]),
  ];
}

/** A zod schema as JSON Schema; the named schemas inside become components. */
function lift(schema: z.ZodType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  for (const [name, definition] of Object.entries($defs)) {
    const component = withComponentRefs(definition) as Json;
    const known = components.get(name);
    const same = known === undefined || JSON.stringify(known) === JSON.stringify(component);
    invariant(same, `the schema name ${name} means one thing`);
    components.set(name, component);
  }
  return withComponentRefs(root) as Json;
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
