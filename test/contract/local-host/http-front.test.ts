import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalHost, startHost } from '../../../infra/local/host.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

interface Echo {
  readonly event: APIGatewayProxyEvent;
  readonly environment: Record<string, string>;
  readonly threadId: number;
  readonly functionName: string;
  readonly awsRequestId: string;
  readonly remaining: number;
}

let host: LocalHost;

beforeAll(async () => {
  const { authorize, echo, open } = fixtureRows;
  host = await startHost({ rows: [authorize, echo, open], entryOf: fixtureEntry });
});
afterAll(() => host.stop());

const ask = (path: string, init: RequestInit = {}, token: string | undefined = host.tokens.biller): Promise<Response> =>
  fetch(`${host.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

test('hands a function the event of a REST proxy integration, with the principal in its context', async () => {
  const response = await ask('/v1/things/a%20b/c?x=1&x=2&y=', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-Thing': 'yes' },
    body: '{"né":1}',
  });
  expect(response.status).toBe(201);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  const { event, functionName, awsRequestId, remaining } = (await response.json()) as Echo;
  expect(event).toMatchObject({
    resource: '/v1/things/{proxy+}',
    path: '/v1/things/a%20b/c',
    httpMethod: 'POST',
    pathParameters: { proxy: 'a b/c' },
    queryStringParameters: { x: '2', y: '' },
    multiValueQueryStringParameters: { x: ['1', '2'], y: [''] },
    stageVariables: null,
    body: '{"né":1}',
    isBase64Encoded: false,
    requestContext: {
      stage: 'local',
      path: '/local/v1/things/a%20b/c',
      resourcePath: '/v1/things/{proxy+}',
      requestId: response.headers.get('x-request-id'),
      identity: { sourceIp: '127.0.0.1' },
      authorizer: { principalId: 'biller-1', tenantId: 'demo', subject: 'biller-1', roles: 'biller' },
    },
  });
  expect(event.requestContext.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  expect(functionName).toBe('echo');
  expect(awsRequestId).toBe(response.headers.get('x-request-id'));
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(60_000);
});

test('serves the family itself as its own resource, and several families by one function', async () => {
  const first = (await (await ask('/v1/things')).json()) as Echo;
  expect(first.event).toMatchObject({ resource: '/v1/things', pathParameters: null, body: null });
  expect(first.event).toMatchObject({ queryStringParameters: null, multiValueQueryStringParameters: null });
  const second = (await (await ask('/v1/other-things/1')).json()) as Echo;
  expect(second.event.resource).toBe('/v1/other-things/{proxy+}');
});

test('gives a function the environment of its row and none of the host’s', async () => {
  const { environment } = (await (await ask('/v1/things')).json()) as Echo;
  expect(environment).toMatchObject({ TABLE_NAME: 'superbill', AWS_REGION: 'us-east-1', STAGE: 'local' });
  expect(environment).not.toHaveProperty('FILES_BUCKET');
  expect(environment).not.toHaveProperty('OIDC_ISSUER');
  expect(environment).not.toHaveProperty('HOME');
});

test('runs functions of one size in one thread, each with its own environment, and two at once in two', async () => {
  const echo = async (path: string) => (await (await ask(path)).json()) as Echo;
  const things = await echo('/v1/things');
  const health = await echo('/v1/health');
  const again = await echo('/v1/things');
  expect([health.threadId, again.threadId]).toEqual([things.threadId, things.threadId]);
  expect(things.environment).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: 'echo', TABLE_NAME: 'superbill' });
  expect(health.environment).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: 'open' });
  expect(health.environment).not.toHaveProperty('TABLE_NAME');
  expect(again.environment).toEqual(things.environment);
  const [slow, other] = await Promise.all([echo('/v1/things?wait=300'), echo('/v1/health?wait=300')]);
  expect(slow.threadId).not.toBe(other.threadId);
  expect([slow.environment, other.environment]).toEqual([things.environment, health.environment]);
});

test('passes bytes through unchanged in both directions', async () => {
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await ask('/v1/things', { method: 'PUT', headers, body: new Uint8Array([0, 255]) });
  expect(((await sent.json()) as Echo).event).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  const got = await ask('/v1/things?binary=1');
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(new Uint8Array([0, 255, 1]));
});

const problems: readonly [title: string, path: string, init: RequestInit, status: number][] = [
  ['a request without a token', '/v1/things', { headers: { authorization: '' } }, 401],
  ['a token that is none', '/v1/things', { headers: { authorization: 'Bearer x.y.z' } }, 401],
  ['an unknown family', '/v1/nothing', {}, 404],
  ['a path outside of the API', '/', {}, 404],
  ['a body above 10 MB', '/v1/things', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413],
  ['a body that Lambda does not take', '/v1/things', { method: 'POST', body: 'x'.repeat(7 * 1024 * 1024) }, 413],
  ['a function that throws', '/v1/things?throw=1', {}, 502],
  ['a function whose process ends', '/v1/things?exit=1', {}, 502],
  ['an answer of the wrong shape', '/v1/things?shape=1', {}, 502],
  ['an answer above 6 MB', `/v1/things?large=${6 * 1024 * 1024}`, {}, 502],
];

async function expectProblem(response: Response, status: number): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as Record<string, string>;
  expect(problem).toMatchObject({
    status,
    title: expect.any(String),
    detail: expect.any(String),
    type: expect.stringMatching(/^https:/),
  });
  expect(problem.instance).toBe(`urn:request:${response.headers.get('x-request-id')}`);
}

test.each(problems)('answers %s with a problem', async (_title, path, init, status) => {
  await expectProblem(await ask(path, init), status);
});

test('passes a badly encoded path to its function, after checking the token', async () => {
  const path = '/v1/things/%E0%A4%A';
  const { event } = (await (await ask(path)).json()) as Echo;
  expect(event).toMatchObject({ path, pathParameters: { proxy: '%E0%A4%A' } });
  await expectProblem(await ask(path, { headers: { authorization: '' } }), 401);
});

test('accepts headers and parameters of any name', async () => {
  const answer = await ask('/v1/things?constructor=1&__proto__=2', {
    headers: Object.fromEntries([
      ['constructor', 'a'],
      ['__proto__', 'b'],
      ['toString', 'c'],
    ]),
  });
  expect(answer.status).toBe(201);
  expect(((await answer.json()) as Echo).event.headers).toMatchObject({ constructor: 'a', toString: 'c' });
});

test('returns a problem for a function that is slower than the gateway waits', async () => {
  const { authorize, echo } = fixtureRows;
  const hasty = await startHost({ rows: [authorize, echo], entryOf: fixtureEntry, integrationMilliseconds: 1 });
  const headers = { authorization: `Bearer ${hasty.tokens.biller}` };
  await expectProblem(await fetch(`${hasty.url}/v1/things?wait=50`, { headers }), 504);
  await hasty.stop();
});

test('answers a genuine token without an office or role with 403', async () => {
  for (const roles of [[], ['janitor']]) {
    const token = await host.issueToken({ tenantId: 'demo', subject: 'x', roles });
    expect((await ask('/v1/things', {}, token)).status).toBe(403);
  }
  const elsewhere = await host.issueToken({ tenantId: 'Not A Tenant', subject: 'x', roles: ['coder'] });
  expect((await ask('/v1/things', {}, elsewhere)).status).toBe(403);
});

test('asks no authorizer for a public family', async () => {
  const response = await fetch(`${host.url}/v1/health`);
  expect(response.status).toBe(201);
  expect(((await response.json()) as Echo).event.requestContext.authorizer).toBeUndefined();
});

test('continues to work after a function crashed or took too long', async () => {
  await ask('/v1/things?exit=1');
  expect((await ask('/v1/things')).status).toBe(201);
});

test('gives a function one event at a time for each of its two instances', async () => {
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask('/v1/things?wait=200')));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(395);
});

test('keeps what functions write in the log file', async () => {
  await ask('/v1/things?log=hello-log');
  await expect
    .poll(() => readFileSync(join(host.folder, 'host.log'), 'utf8'))
    .toMatch(/"function":"echo","message":"hello-log"/);
});

test('is an OpenID Connect issuer that a standard client can use', async () => {
  const configuration = (await (await fetch(`${host.url}/oidc/.well-known/openid-configuration`)).json()) as {
    issuer: string;
    jwks_uri: string;
    token_endpoint: string;
  };
  expect(configuration.issuer).toBe(`${host.url}/oidc`);
  const { keys } = (await (await fetch(configuration.jwks_uri)).json()) as { keys: Record<string, string>[] };
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
  const body = JSON.stringify({ tenantId: 'other-office', roles: ['coder'] });
  const issued = await fetch(configuration.token_endpoint, { method: 'POST', body });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const { event } = (await (await ask('/v1/things', {}, token)).json()) as Echo;
  expect(event.requestContext.authorizer).toMatchObject({ tenantId: 'other-office', roles: 'coder' });
  expect((await fetch(configuration.token_endpoint, { method: 'POST', body: '{}' })).status).toBe(400);
});

test('reports in its health check that the database has stopped', async () => {
  const other = await startHost({ rows: [fixtureRows.authorize, fixtureRows.open], entryOf: fixtureEntry });
  const health = () => fetch(`${other.url}/v1/health`);
  expect((await health()).status).toBe(201);
  const { port } = new URL(other.endpoints.dynamodb);
  const pids = execFileSync('pgrep', ['-f', `dynoxide.* --port ${port}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const pid of pids) process.kill(Number(pid), 'SIGKILL');
  await expect.poll(async () => (await health()).status).toBe(503);
  await expectProblem(await health(), 503);
  await other.stop();
});

test('keeps a connection open for more than a minute between requests', async () => {
  const { headers } = await ask('/v1/things/1');
  expect(headers.get('keep-alive')).toBe('timeout=75');
});

describe('the clock of the host', () => {
  const clock = async (to: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${host.url}/local/clock`, { method: 'POST', body: JSON.stringify({ to }), headers });
    return { status: response.status, body: (await response.json()) as { now?: string; type?: string } };
  };
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  test('moves forward for every function, and can be read by anybody', async () => {
    const to = inDays(40);
    const moved = await clock(to);
    expect(moved.status).toBe(200);
    expect(Date.parse(moved.body.now as string)).toBeGreaterThanOrEqual(Date.parse(to));
    const shown = (await (await fetch(`${host.url}/local/clock`)).json()) as { now: string };
    expect(Date.parse(shown.now)).toBeGreaterThanOrEqual(Date.parse(to));
    const { environment, event } = (await (await ask('/v1/things')).json()) as Echo;
    const days = Number(environment.CLOCK_AHEAD_MILLISECONDS) / 86_400_000;
    expect(days).toBeGreaterThan(39.9);
    expect(days).toBeLessThanOrEqual(40);
    expect(event.requestContext.requestTimeEpoch).toBeGreaterThanOrEqual(Date.parse(to));
  });

  test('is not moved by requests that another site’s page makes a browser send', async () => {
    const before = Date.parse(((await (await fetch(`${host.url}/local/clock`)).json()) as { now: string }).now);
    const to = new Date(before + 86_400_000).toISOString();
    expect((await clock(to, { Origin: 'https://evil.example.com', 'Content-Type': 'text/plain' })).status).toBe(403);
    const after = Date.parse(((await (await fetch(`${host.url}/local/clock`)).json()) as { now: string }).now);
    expect(after - before).toBeLessThan(43_200_000);
  });

  test('never moves back, moves at most 400 days at once, and accepts only an instant', async () => {
    const refused = [inDays(39), inDays(442), '2027-01-04', '2099-02-31T00:00:00Z', 5, undefined];
    for (const to of refused) {
      expect(await clock(to)).toMatchObject({
        status: 400,
        body: { type: expect.stringContaining('clock-not-moved') },
      });
    }
    const response = await fetch(`${host.url}/local/clock`, { method: 'POST', body: 'no JSON' });
    expect(response.status).toBe(400);
    expect((await fetch(`${host.url}/local/clock`, { method: 'PUT' })).status).toBe(404);
  });
});
