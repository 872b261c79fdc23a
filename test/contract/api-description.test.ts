import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { functionRows } from '../../infra/functions.ts';
import { generatedFiles } from '../../infra/generate.ts';
import type { Api } from '../../shared/http/api.ts';
import { callApi } from '../support/api-event.ts';
import { holdAgainstDocument } from '../support/held-against-document.ts';
import { officeApi } from '../support/office.ts';
import { startTestTable, testEdge } from '../support/table.ts';
import { allRoutes } from '../support/whole-api.ts';

const root = join(import.meta.dirname, '../..');
const families = functionRows.flatMap(({ name, trigger }) =>
  trigger.kind === 'api' ? [{ name, families: trigger.families }] : [],
);

// biome-ignore lint/suspicious/noExplicitAny: the test looks into a JSON document
type Json = any;

const generated = await generatedFiles();
const document: Json = JSON.parse(generated.get('functions/api-description/openapi.json') as string);
const { handler } = await import('../../functions/api-description/handler.ts');

/** Every object inside a value, with the path to it. */
function* objects(value: Json, path = '#'): Iterable<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value];
  for (const [name, inner] of Object.entries(value)) yield* objects(inner, `${path}/${name}`);
}

const operationsOf = (paths: Json): [string, string, Json][] =>
  Object.entries<Json>(paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]): [string, string, Json] => [path, method, operation]),
  );

/** The content of a body or an answer, whatever its media type: JSON, a form, a page. */
const contentOf = ({ content }: Json): Json => Object.values(content)[0];

const resolve = (schema: Json): Json =>
  schema?.$ref === undefined
    ? schema
    : schema.$ref
        .slice(2)
        .split('/')
        .reduce((value: Json, name: string) => value[name], document);

describe('the generated files', () => {
  test.each(['functions/api-description/openapi.json', 'docs/errors.md', 'docs/data-model.md'])(
    '%s is what `npm run generate` makes now',
    async (path) => {
      const expected = generated.get(path);
      expect(expected?.length).toBeGreaterThan(1000);
      expect((await readFile(join(root, path), 'utf8')) === expected, `${path} is stale: npm run generate`).toBe(true);
    },
  );
});

describe('the public routes', () => {
  test('serve the document to anybody, without a token', async () => {
    const answer = await callApi(handler, { method: 'GET', path: '/v1/openapi.json' });
    expect([answer.status, answer.headers['Content-Type']]).toEqual([200, 'application/json']);
    expect(answer.body).toEqual(document);
  });

  test('say that the API answers, and which version', async () => {
    const answer = await callApi(handler, { method: 'GET', path: '/v1/health' });
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok', version: document.info.version }]);
    const keyed = { method: 'GET', path: '/v1/health', headers: { 'Idempotency-Key': 'key' } };
    expect((await callApi(handler, keyed)).status).toBe(200);
  });

  test('refuse a method, a body and a query that they do not take', async () => {
    expect((await callApi(handler, { method: 'POST', path: '/v1/health', body: {} })).status).toBe(405);
    expect((await callApi(handler, { method: 'GET', path: '/v1/health', body: { a: 1 } })).status).toBe(400);
    expect((await callApi(handler, { method: 'GET', path: '/v1/health?a=1' })).status).toBe(400);
    expect((await callApi(handler, { method: 'GET', path: '/v1/health/deep' })).status).toBe(404);
  });
});

describe('the OpenAPI document', () => {
  test('has the form of OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document).sort()).toEqual([
      'components',
      'info',
      'openapi',
      'paths',
      'security',
      'servers',
      'tags',
    ]);
    expect(document.info).toMatchObject({ title: 'Superbill', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    for (const [path, method, operation] of operationsOf(document.paths)) {
      expect(path).toMatch(/^\/v1\/[a-z0-9.-]+(\/([a-z0-9.-]+|\{\w+\}))*$/);
      expect(['get', 'post', 'put', 'patch', 'delete']).toContain(method);
      expect(operation.responses.default.content['application/problem+json']).toBeDefined();
      // A route that answers 201 or 202 may answer 200 when the work had been done before.
      const successes = Object.keys(operation.responses).filter((status) => /^2\d\d$/.test(status));
      expect(successes.filter((status, _, all) => all.length === 1 || status !== '200')).toHaveLength(1);
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = operation.parameters.filter((parameter: Json) => parameter.in === 'path');
      expect(given.map((parameter: Json) => parameter.name)).toEqual(wanted);
      expect(given.every((parameter: Json) => parameter.required === true)).toBe(true);
    }
  });

  test('names every operation once', () => {
    const names = operationsOf(document.paths).map(([, , operation]) => operation.operationId);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
  });

  test('refers only to definitions that it contains', () => {
    const refs = [...objects(document)].filter(([, value]) => typeof value.$ref === 'string');
    expect(refs.length).toBeGreaterThan(50);
    for (const [path, value] of refs) expect(resolve(value), `${path} → ${value.$ref}`).toBeDefined();
  });

  test.each(families)('has every route of $name, and only in its families', async ({ name, families: own }) => {
    const module = (await import(`../../functions/${name}/api.ts`)) as Record<string, Api>;
    const api = Object.entries(module).find(([exported]) => exported.endsWith('Api'))?.[1] as Api;
    expect(Object.keys(api).length).toBeGreaterThan(0);
    for (const [operation, route] of Object.entries(api)) {
      const described = document.paths[route.path]?.[route.method.toLowerCase()];
      expect(described, `${route.method} ${route.path}`).toMatchObject({ operationId: operation, tags: [name] });
      expect(own).toContain(route.path.split('/')[2]);
      expect(described['x-roles'] ?? 'public').toEqual(route.roles);
      expect(described.requestBody !== undefined).toBe(route.body !== undefined);
      const header = (wanted: string) => described.parameters.find((parameter: Json) => parameter.name === wanted);
      expect(header('If-Match')?.required ?? false).toBe(route.ifMatch === 'required');
      expect(header('Idempotency-Key')?.required ?? false).toBe(route.idempotencyKey === 'required');
    }
  });

  test('lets no body contain a field that it does not name', () => {
    const bodies = operationsOf(document.paths).filter(([, , operation]) => operation.requestBody !== undefined);
    expect(bodies.length).toBeGreaterThan(10);
    const seen = new Set<Json>();
    const strict = (schema: Json, place: string): void => {
      for (const [path, value] of objects(schema, place)) {
        if (value.$ref !== undefined && !seen.has(value.$ref)) {
          seen.add(value.$ref);
          strict(resolve(value), value.$ref);
        }
        if (value.type === 'object' && value.properties !== undefined)
          expect(value.additionalProperties, path).toBe(false);
      }
    };
    for (const [path, method, operation] of bodies)
      strict(contentOf(operation.requestBody).schema, `${method} ${path}`);
    expect(seen.size).toBeGreaterThan(3);
  });

  test('writes money as integers and dates as dates', () => {
    for (const [path, value] of objects(document.components.schemas)) {
      for (const [name, schema] of Object.entries<Json>(value.properties ?? {})) {
        if (/Cents$/.test(name) && schema.type !== undefined) expect(schema.type, `${path}/${name}`).toBe('integer');
      }
    }
    expect(document.components.schemas.PatientBody.properties.birthDate).toMatchObject({
      type: 'string',
      format: 'date',
    });
  });

  test('describes every operation, parameter and field', () => {
    const silent: string[] = [];
    for (const [path, method, operation] of operationsOf(document.paths)) {
      expect(operation.summary.length, operation.operationId).toBeGreaterThan(5);
      expect(operation.description.length, operation.operationId).toBeGreaterThan(5);
      for (const { name, description, schema } of operation.parameters) {
        if (!description || schema.type === undefined) silent.push(`${method} ${path} ${name}`);
      }
    }
    let fields = 0;
    for (const [path, value] of objects(document)) {
      if (/\/allOf\//.test(path) || path.endsWith('/properties')) continue;
      for (const [name, schema] of Object.entries<Json>(value.properties ?? {})) {
        fields += 1;
        if (!schema.description && !resolve(schema)?.description) silent.push(`${path} ${name}`);
      }
    }
    expect(fields).toBeGreaterThan(500);
    expect(silent).toEqual([]);
  });

  test('requires the query parameters that the server requires, and says which exclude each other', () => {
    const parameters = document.paths['/v1/ledger-entries'].get.parameters;
    expect(parameters.map(({ name, required }: Json) => [name, required])).toEqual([
      ['limit', false],
      ['pageToken', false],
      ['claimId', false],
      ['remittanceId', false],
      ['depositId', false],
      ['paymentId', false],
      ['accountId', false],
      ['postedOn', false],
    ]);
    expect(parameters[2].description).toContain(
      'Give exactly one of claimId, remittanceId, depositId, paymentId, accountId, postedOn',
    );
    const format = document.paths['/v1/remittances/{remittanceId}/document'].get.parameters[1];
    expect(format).toMatchObject({ name: 'format', required: true });
    for (const route of allRoutes) {
      const described = document.paths[route.path][route.method.toLowerCase()].parameters;
      const missing = route.query?.safeParse({}).error?.issues.map(({ path }) => path[0]) ?? [];
      for (const { name, in: place, required } of described) {
        if (place === 'query') expect(required, `${route.name} ${name}`).toBe(missing.includes(name));
      }
    }
  });

  test.each(allRoutes.filter(({ body }) => body !== undefined).map((route) => [route.name, route] as const))(
    'has an example of the body of %s that the server takes',
    (name, route) => {
      const operation = document.paths[route.path][route.method.toLowerCase()];
      const { example } = contentOf(operation.requestBody);
      const parsed = route.body?.safeParse(example);
      expect(parsed?.error?.issues ?? [], `${name}: ${JSON.stringify(example)}`).toEqual([]);
    },
  );

  test('has examples of set-up that are accepted as they stand, one after the other', async () => {
    const store = await startTestTable();
    const api = officeApi(testEdge(store.table));
    const exampleOf = (path: string): Json => contentOf(document.paths[path].post.requestBody).example;
    const create = async (path: string) => {
      const { status, body } = await api.call('POST', path, exampleOf(path));
      expect(status, JSON.stringify(body)).toBe(201);
    };
    for (const path of ['/v1/payers', '/v1/providers', '/v1/facilities', '/v1/patients']) await create(path);
    await store.stop();
    // What was taken over is no more than was charged.
    const [claim] = exampleOf('/v1/opening-claims').claims;
    expect(claim.payers[0].receivableCents + claim.patientCents).toBeLessThanOrEqual(claim.chargeCents);
  });

  test('has an example of every answer, which matches the description', () => {
    for (const route of allRoutes) {
      const operation = document.paths[route.path][route.method.toLowerCase()];
      const { example } = contentOf(operation.responses[route.answer.status]);
      holdAgainstDocument({ method: route.method, path: route.path, status: route.answer.status, body: example });
    }
  });

  test('names the problems that each operation can answer, by status', () => {
    const { responses } = document.paths['/v1/encounters/{encounterId}/finalize'].post;
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '403',
      '404',
      '409',
      '412',
      '422',
      '428',
      '500',
      '503',
      'default',
    ]);
    expect(responses['422'].description).toContain('encounter-not-billable');
    expect(responses['409'].description).toContain('encounter-final');
  });
});

describe('checking an answer against the description', () => {
  const held = (status: number, body: unknown) => () =>
    holdAgainstDocument({ method: 'GET', path: '/v1/health', status, body });
  const health = { status: 'ok', version: '0.1.0' };

  test('finds an undescribed field, a missing one, and an undescribed status or problem', () => {
    expect(held(200, health)).not.toThrow();
    expect(held(200, { ...health, colour: 'red' })).toThrow(/colour/);
    expect(held(200, { status: 'ok' })).toThrow(/version/);
    expect(held(204, undefined)).toThrow(/does not describe/);
    const type = 'https://superbill.example/problems/encounter-final';
    expect(held(400, { type })).toThrow(/encounter-final/);
  });
});
