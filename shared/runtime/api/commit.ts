import type { APIGatewayProxyResult } from 'aws-lambda';
import { type IdKind, idFromDigest, idPrefixes } from '../../domain/identity/ids.ts';
import type { Principal, Role } from '../../domain/identity/principal.ts';
import type { Logger } from '../../domain/logger.ts';
import { present } from '../../domain/present.ts';
import { fail, invariant, ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import { validate } from '../../http/validate.ts';
import { auditWrite, dueWrite } from '../../store/change.ts';
import { digestOf, digestText } from '../../store/digest.ts';
import type { Key } from '../../store/keys/table.ts';
import { idempotencyKey as idempotencyItemKey } from '../../store/keys/work.ts';
import type { Item, Write } from '../../store/table.ts';
import type { Change, Deed, Done, Operation, Reply, Request, StoreDeps } from './operation.ts';
import { type KeptAnswer, keptAnswer, replay } from './replay.ts';
import { waitingHeader } from './waiting-for-retry.ts';
import { pageAnswer } from './web-page.ts';

/** The edge's own dependencies, besides the operations'. */
export interface EdgeDeps extends StoreDeps {
  readonly logger: Logger;
  now(): Date;
  /** A new ULID's text of 26 characters. */
  newUlid(): string;
}

/** A parsed request, with the parts that only the edge uses. */
export interface EdgeRequest {
  readonly name: string;
  readonly principal: Principal;
  readonly at: string;
  readonly requestId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | undefined;
  position(): Promise<Result<unknown, Failure>>;
  tokenFor(position: unknown): Promise<string | undefined>;
  today(): Promise<LocalDate>;
}

const replayWindowSeconds = 30 * 24 * 3600;

/** How a request is served: its route, the route that reads its answer again, and the others of its family. */
export interface Served<Deps> extends Serving<Deps> {
  readonly reread?: Serving<Deps>;
}

interface Serving<Deps> {
  readonly name: string;
  readonly route: Route;
  readonly operation: Operation<Route, Deps>;
  readonly sibling: (name: string) => Served<Deps>;
}

/** Why somebody may not call a route; undefined when one of the roles may. */
export function refusedRole({ roles: allowed }: Route, held: readonly Role[]): Failure | undefined {
  if (allowed === 'public' || held.some((role) => allowed.includes(role))) return undefined;
  return { kind: 'not-permitted', facts: { neededRoles: allowed.join(', ') } };
}

/**
 * Runs an operation and commits its change in one transaction with the audit item, the messages and the idempotency
 * record. The same key with the same request gets the first answer again; with another request, 422.
 */
export async function answerIdempotently<Deps extends EdgeDeps>(
  served: Served<Deps>,
  request: EdgeRequest,
  deps: Deps,
): Promise<Result<APIGatewayProxyResult, Failure>> {
  const { route, operation, reread } = served;
  const requestHash = digestText(JSON.stringify([request.params, request.query ?? null, request.body ?? null]));
  const recordKey = recordKeyOf(route, request);
  const again = (record: Item) =>
    replay(record, requestHash, (params) => {
      invariant(reread !== undefined, 'what is kept by its id can be read again');
      const reading = { ...request, name: reread.name, params, query: undefined, body: undefined };
      return answerIdempotently(reread, { ...reading, idempotencyKey: undefined }, deps);
    });
  if (recordKey !== undefined) {
    const record = await deps.table.get(recordKey);
    if (record !== undefined) return again(record);
  }
  const outcome = await operation(operationRequest(served, request, deps), deps);
  if (!outcome.ok) {
    // Another request with this key may have been committed since the record was read.
    const since = recordKey === undefined ? undefined : await deps.table.get(recordKey);
    return since === undefined ? outcome : again(since);
  }
  const waiting = await waitingHeader(route, request.principal.tenantId, deps.table);
  const result = wireAnswer(route, outcome.value, waiting);
  if (outcome.value.writes === undefined) return ok(result);
  const answer = keptAnswer(result, outcome.value.body, request.params, reread?.route);
  const record = recordKey === undefined ? [] : [recordWrite(recordKey, requestHash, answer, request.at)];
  const committed = await deps.table.transact([...record, ...writesOf(outcome.value, request)]);
  if (committed.ok) return ok(result);
  const { write, found } = committed.failure;
  if (write === record[0] && found !== undefined) return again(found);
  return fail(lostRace(route, write.orElse as Failure | undefined));
}

/** The failure for a write that came too late: it says that the version has changed only if the request named one. */
function lostRace(route: Route, failure: Failure = { kind: 'write-conflict' }): Failure {
  const isOfNoVersion = failure.kind === 'version-changed' && route.ifMatch === undefined;
  return isOfNoVersion ? { kind: 'write-conflict' } : failure;
}

function recordKeyOf(route: Route, { principal, name, idempotencyKey }: EdgeRequest): Key | undefined {
  if (idempotencyKey === undefined || route.method === 'GET') return undefined;
  return idempotencyItemKey(principal.tenantId, `${principal.subject} ${name}`, idempotencyKey);
}

function recordWrite(key: Key, requestHash: string, answer: KeptAnswer, at: string): Write {
  const expiresAt = Math.floor(Date.parse(at) / 1000) + replayWindowSeconds;
  const put = { ...key, type: 'idempotency', schemaVersion: 1, requestHash, answer, expiresAt };
  return { put, condition: { absent: true } };
}

function writesOf(change: Change<unknown>, request: EdgeRequest): Write[] {
  return [
    ...change.writes,
    auditWrite(request, change.audit),
    ...(change.due ?? []).map((message) => dueWrite(request.at, message)),
  ];
}

function operationRequest<Deps extends EdgeDeps>(
  { sibling }: Served<Deps>,
  request: EdgeRequest,
  deps: Deps,
): Request<Route> {
  const { name, idempotencyKey, ...rest } = request;
  let ordinal = 0;
  const newId = (kind: IdKind): string => {
    if (idempotencyKey === undefined) return `${idPrefixes[kind]}_${deps.newUlid()}`;
    ordinal += 1;
    const { tenantId, subject } = request.principal;
    return idFromDigest(kind, digestOf('id', tenantId, subject, name, idempotencyKey, String(ordinal)));
  };
  const alone = (deed: Deed) => answerAlone(sibling(deed.operation), request, deed, deps);
  return { ...rest, newId, alone } as Request<Route>;
}

/** Answers one of the several actions in a request, as if it were a request of its own. */
async function answerAlone<Deps extends EdgeDeps>(
  served: Served<Deps>,
  { idempotencyKey, ...request }: EdgeRequest,
  { name: deed, params = {}, body, version = 0 }: Deed,
  deps: Deps,
): Promise<Result<Done, Failure>> {
  const refused = refusedRole(served.route, request.principal.roles);
  if (refused !== undefined) return fail(refused);
  const parsed = served.route.body === undefined ? ok(undefined) : validate('body', served.route.body, body);
  if (!parsed.ok) return parsed;
  const own: EdgeRequest = {
    ...request,
    ...{ name: served.name, params, query: undefined, body: parsed.value, expectedVersion: version },
    requestId: `${request.requestId}.${deed}`,
    // A caller's key cannot contain `#`, so these keys never collide with one.
    idempotencyKey: idempotencyKey === undefined ? undefined : `${idempotencyKey}#${deed}`,
  };
  const answer = await answerIdempotently(served, own, deps);
  if (!answer.ok) return answer;
  const [, now] = /^"(\d+)"$/.exec(String(answer.value.headers?.ETag ?? '')) ?? [];
  return ok({
    ...present({ version: now === undefined ? undefined : Number(now) }),
    ...present({ made: answer.value.statusCode === 201 ? idIn(answer.value.body) : undefined }),
  });
}

function idIn(body: string): string | undefined {
  const { id } = JSON.parse(body) as { readonly id?: string };
  return id;
}

function wireAnswer(
  route: Route,
  answer: Reply<unknown>,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyResult {
  if (route.page) return pageAnswer(answer.status ?? route.answer.status, String(answer.body));
  return {
    statusCode: answer.status ?? route.answer.status,
    headers: {
      'Content-Type': 'application/json',
      ...headers,
      ...present({ ETag: answer.version === undefined ? undefined : `"${answer.version}"` }),
    },
    body: JSON.stringify(answer.body),
  };
}
