import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { parseTenantId } from '../../domain/identity/ids.ts';
import { isRole, type Principal } from '../../domain/identity/principal.ts';
import { faultOf } from '../../domain/logger.ts';
import { present } from '../../domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../domain/result.ts';
import type { Api, Route } from '../../http/api.ts';
import { type Failure, problemOf } from '../../http/problem.ts';
import { matchRoute, type RouteTable, routeTable } from '../../http/router.ts';
import { isUnfit, validate } from '../../http/validate.ts';
import { officeDay } from '../../store/office.ts';
import { answerIdempotently, type EdgeDeps, type EdgeRequest, refusedRole, type Served } from './commit.ts';
import type { Operation, Operations } from './operation.ts';
import { pageTokens } from './page-secret.ts';
import { rereadRoute } from './replay.ts';
import { header, readBody } from './request-body.ts';
import { refusedPage } from './web-page.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * Makes the Lambda handler of an API family: routes, roles, schemas, idempotency, one transaction per change, problems.
 * Everything that all routes need is here.
 */
export function createApiHandler<A extends Api, Deps extends EdgeDeps>(
  api: A,
  operations: Operations<A, Deps>,
  deps: Deps,
): Handler {
  const family: Family<Deps> = { api, table: routeTable(api), operations: operations as Operations<Api, Deps> };
  const isOfPages = Object.values(api).every(({ page }) => page);
  const refused = (failure: Failure, requestId: string): APIGatewayProxyResult =>
    isOfPages ? refusedPage(problemOf(failure, requestId).status) : problemAnswer(failure, requestId);
  const run = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const requestId = event.requestContext.requestId;
    const started = deps.now();
    const { operation, result } = await serve(family, event, deps);
    const answer = result.ok ? result.value : refused(result.failure, requestId);
    deps.logger.info('request', {
      operation,
      status: answer.statusCode,
      milliseconds: deps.now().getTime() - started.getTime(),
      requestId,
      ...(result.ok ? {} : { failure: result.failure.kind }),
    });
    return { ...answer, headers: { ...answer.headers, 'X-Request-Id': requestId, 'Cache-Control': 'no-store' } };
  };
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .onError((request) => {
      // An Error's message may contain PHI, so only its class is logged.
      const requestId = request.event.requestContext.requestId;
      deps.logger.error('request-failed', { requestId, ...faultOf(request.error) });
      request.response = refused({ kind: 'unexpected' }, requestId);
    })
    .handler(run) as unknown as Handler;
}

interface Family<Deps> {
  readonly api: Api;
  readonly table: RouteTable;
  readonly operations: Operations<Api, Deps>;
}

interface Outcome {
  readonly operation: string;
  readonly result: Result<APIGatewayProxyResult, Failure>;
}

async function serve<Deps extends EdgeDeps>(
  { api, table, operations }: Family<Deps>,
  event: APIGatewayProxyEvent,
  deps: Deps,
): Promise<Outcome> {
  const matched = matchRoute(table, event.httpMethod, event.path);
  if (!matched.ok) return { operation: 'none', result: matched };
  const { name, params } = matched.value;
  // A path parameter that cannot be an id counts as not found.
  if (Object.values(params).some(isUnfit)) return { operation: name, result: fail({ kind: 'not-found' }) };
  const route = api[name] as Route;
  const parsed = readRequest({ name, route, params }, event, deps);
  if (!parsed.ok) return { operation: name, result: parsed };
  const served = servedBy({ api, operations }, name);
  return { operation: name, result: await answerIdempotently(served, parsed.value, deps) };
}

/** What serves a route of the family: its operation, and the route that reads its answer again. */
function servedBy<Deps extends EdgeDeps>(family: Pick<Family<Deps>, 'api' | 'operations'>, name: string): Served<Deps> {
  const { api, operations } = family;
  const partOf = (each: string) => ({
    ...{ name: each, route: api[each] as Route, operation: operations[each] as Operation<Route, Deps> },
    sibling: (other: string) => servedBy(family, other),
  });
  const again = rereadRoute(api, name);
  return { ...partOf(name), ...present({ reread: again === undefined ? undefined : partOf(again) }) };
}

interface MatchedRoute {
  readonly name: string;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function readRequest(
  { name, route, params }: MatchedRoute,
  event: APIGatewayProxyEvent,
  deps: EdgeDeps,
): Result<EdgeRequest, Failure> {
  const principal = principalOf(route, params, event);
  if (!principal.ok) return principal;
  const query = readQuery(route, event);
  if (!query.ok) return query;
  const body = readBody(route, event);
  if (!body.ok) return body;
  const expectedVersion = readVersion(route, header(event, 'if-match'));
  if (!expectedVersion.ok) return expectedVersion;
  const idempotencyKey = readIdempotencyKey(route, header(event, 'idempotency-key'));
  if (!idempotencyKey.ok) return idempotencyKey;
  const scope = {
    tenantId: principal.value.tenantId,
    operation: name,
    query: { ...(query.value as Record<string, unknown> | undefined), params, body: body.value },
  };
  const token = (query.value as { pageToken?: string } | undefined)?.pageToken;
  const at = deps.now().toISOString();
  return ok({
    name,
    principal: principal.value,
    at,
    requestId: event.requestContext.requestId,
    params,
    query: query.value,
    body: body.value,
    expectedVersion: expectedVersion.value,
    idempotencyKey: idempotencyKey.value,
    ...pageTokens(deps.table, scope, token),
    today: () => officeDay(deps.table, scope.tenantId, at),
  });
}

function principalOf(
  route: Route,
  params: MatchedRoute['params'],
  event: APIGatewayProxyEvent,
): Result<Principal, Failure> {
  const context: Record<string, unknown> = event.requestContext.authorizer ?? {};
  if (route.roles === 'public') {
    const office = parseTenantId(params.officeId ?? 'public');
    return office.ok ? ok({ tenantId: office.value, subject: 'public', roles: [] }) : fail({ kind: 'not-found' });
  }
  const tenantId = parseTenantId(String(context.tenantId ?? ''));
  invariant(tenantId.ok, 'the authorizer names a tenant');
  const held = String(context.roles ?? '')
    .split(' ')
    .filter(isRole);
  const refused = refusedRole(route, held);
  if (refused !== undefined) return fail(refused);
  return ok({ tenantId: tenantId.value, subject: String(context.subject ?? ''), roles: held });
}

function readQuery(route: Route, event: APIGatewayProxyEvent): Result<unknown, Failure> {
  // Mail programs add parameters to links, and the person who opens one cannot remove them. So pages ignore all
  // parameters.
  if (route.page) return ok(undefined);
  const given = event.multiValueQueryStringParameters ?? {};
  const named = Object.entries(given).flatMap(([name, values = []]) => values.map((value) => [name, value] as const));
  const unfit = (detail: string) => invalid('query', detail);
  if (route.query === undefined) return named.length === 0 ? ok(undefined) : unfit('this route takes no parameters');
  const query = new Map(named);
  if (query.size < named.length) return unfit('a parameter is given more than once');
  return validate('query', route.query, Object.fromEntries(query));
}

function readVersion(route: Route, ifMatch: string | undefined): Result<number, Failure> {
  if (route.ifMatch === undefined) return ok(0);
  if (ifMatch === undefined) return fail({ kind: 'version-required' });
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch.trim());
  return match === null ? fail({ kind: 'version-malformed' }) : ok(Number(match[1]));
}

function readIdempotencyKey(route: Route, key: string | undefined): Result<string | undefined, Failure> {
  // Each form that a person sends must count, and its answer is not stored.
  if (route.page) return ok(undefined);
  if (key === undefined) {
    return route.idempotencyKey === 'required' ? fail({ kind: 'idempotency-key-missing' }) : ok(undefined);
  }
  return /^[A-Za-z0-9._-]{1,100}$/.test(key) ? ok(key) : fail({ kind: 'idempotency-key-malformed' });
}

function problemAnswer(failure: Failure, requestId: string): APIGatewayProxyResult {
  const problem = problemOf(failure, requestId);
  return {
    statusCode: problem.status,
    headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': requestId },
    body: JSON.stringify(problem),
  };
}
