import type { APIGatewayProxyResult } from 'aws-lambda';
import { type IdKind, idFromDigest, idPrefixes } from '../../domain/identity/ids.ts';
import type { Principal } from '../../domain/identity/principal.ts';
import type { Logger } from '../../domain/logger.ts';
import { present } from '../../domain/present.ts';
import { fail, invariant, ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import { auditWrite, dueWrite } from '../../store/change.ts';
import { digestOf, digestText } from '../../store/digest.ts';
import type { Key } from '../../store/keys/table.ts';
import { idempotencyKey as idempotencyItemKey } from '../../store/keys/work.ts';
import type { Item, Write } from '../../store/table.ts';
import type { Change, Operation, Reply, Request, StoreDeps } from './operation.ts';
import { type KeptAnswer, keptAnswer, replay } from './replay.ts';
import { waitingHeader } from './waiting-for-retry.ts';

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

/** How a request is served: its route, and the route that reads its answer again. */
export interface Served<Deps> {
  readonly route: Route;
  readonly operation: Operation<Route, Deps>;
  readonly reread?: { readonly name: string; readonly route: Route; readonly operation: Operation<Route, Deps> };
}

/**
 * Runs an operation and commits its change in one transaction with the audit item, the messages and the idempotency
 * record. The same key with the same request gets the first answer again; with another request, 422.
 */
export async function answerIdempotently<Deps extends EdgeDeps>(
  { route, operation, reread }: Served<Deps>,
  request: EdgeRequest,
  deps: Deps,
): Promise<Result<APIGatewayProxyResult, Failure>> {
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
  const outcome = await operation(operationRequest(request, deps), deps);
  if (!outcome.ok) {
    // The first request with this key may have been committed since we looked.
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

function operationRequest(request: EdgeRequest, deps: EdgeDeps): Request<Route> {
  const { name, idempotencyKey, ...rest } = request;
  let ordinal = 0;
  const newId = (kind: IdKind): string => {
    if (idempotencyKey === undefined) return `${idPrefixes[kind]}_${deps.newUlid()}`;
    ordinal += 1;
    const { tenantId, subject } = request.principal;
    return idFromDigest(kind, digestOf('id', tenantId, subject, name, idempotencyKey, String(ordinal)));
  };
  return { ...rest, newId } as Request<Route>;
}

function wireAnswer(
  route: Route,
  answer: Reply<unknown>,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyResult {
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
