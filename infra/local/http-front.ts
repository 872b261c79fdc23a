import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FunctionRow } from '../function-row.ts';
import {
  authorizerEvent,
  headersOf,
  headerValue,
  type MatchedRoute,
  matchRoute,
  proxyEvent,
  type ReceivedRequest,
  readProxyAnswer,
  routesOf,
} from './api-gateway.ts';
import type { Authorize } from './authorizer-cache.ts';
import { type HostClock, readClockRequest } from './clock.ts';
import type { InvokeFunction } from './function-pool.ts';
import type { InvocationOutcome } from './function-threads.ts';
import { type GatewayProblem, gatewayProblem, gatewayStatus } from './gateway-problems.ts';
import { type Issuer, readTokenRequest } from './issuer.ts';
import { listen, loopback } from './ports.ts';

/** Limits of a REST API and of Lambda. */
const limits = {
  requestBytes: 10 * 1024 * 1024,
  payloadBytes: 6 * 1024 * 1024,
  integrationMilliseconds: 29_000,
} as const;

/**
 * How long a connection may stay open between requests. Node's default is five seconds: the connection could then end
 * just when a client on a busy machine sends its next request, and the request would fail as if the host had crashed.
 */
const idleMilliseconds = 75_000;

interface FrontSettings {
  readonly rows: readonly FunctionRow[];
  readonly invoke: (name: string) => InvokeFunction;
  readonly authorize: Authorize;
  readonly issuer: Issuer;
  readonly clock: HostClock;
  /** Whether the database ended by itself: then the health check says so. */
  readonly isDatabaseLost: () => boolean;
  /** How long the gateway waits for a function; 29 seconds except in tests. */
  readonly integrationMilliseconds?: number | undefined;
}

export interface HttpFront {
  /** Begins to answer requests; until then they wait. */
  open(settings: FrontSettings): void;
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, and finishes those in progress. */
  stop(): Promise<void>;
}

type Answer =
  | { readonly kind: 'problem'; readonly problem: GatewayProblem }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: ReadonlyMap<string, readonly string[]>;
      readonly body: Buffer;
    };

const problem = (kind: GatewayProblem): Answer => ({ kind: 'problem', problem: kind });

function json(status: number, value: unknown): Answer {
  const headers = new Map([['content-type', ['application/json']]]);
  return { kind: 'answer', status, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** Reads the body up to the limit; undefined when it is longer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limits.requestBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.requestBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A malicious web page can make its own host name resolve to this address, but it cannot change the Host header. */
function isAskedByName({ headers }: ReceivedRequest): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headerValue(headers, 'host') ?? '');
}

async function answerIssuer(issuer: Issuer, request: ReceivedRequest): Promise<Answer> {
  const path = request.path.slice('/oidc'.length);
  if (path === '/token' && request.method === 'POST') {
    if (!isAskedByName(request)) return problem('access-denied');
    const wanted = readTokenRequest(request.body.toString('utf8'));
    if (wanted === undefined) return problem('bad-request');
    return json(200, { access_token: await issuer.issueToken(wanted), token_type: 'Bearer' });
  }
  const document = issuer.documents[path];
  return document === undefined || request.method !== 'GET' ? problem('route-not-found') : json(200, document);
}

/** `GET /local/clock` answers the host's time; `POST` with `{ to }` moves the clock forward. */
function answerClock(clock: HostClock, request: ReceivedRequest): Answer {
  if (request.method === 'POST') {
    // A browser sends a simple request of another site without asking this host first, but always with that site's
    // Origin.
    const isOfPage = headerValue(request.headers, 'origin') !== undefined;
    if (isOfPage || !isAskedByName(request)) return problem('access-denied');
    const to = readClockRequest(request.body.toString('utf8'));
    if (to === undefined || clock.moveTo(to) !== 'moved') return problem('clock-not-moved');
  } else if (request.method !== 'GET') return problem('route-not-found');
  return json(200, { now: clock.now().toISOString() });
}

function answerOf(outcome: InvocationOutcome): Answer {
  if (outcome.kind === 'timed-out') return problem('timed-out');
  if (outcome.kind === 'failed') return problem('bad-answer');
  if (Buffer.byteLength(JSON.stringify(outcome.result)) > limits.payloadBytes) return problem('bad-answer');
  const answer = readProxyAnswer(outcome.result);
  return answer === undefined ? problem('bad-answer') : { kind: 'answer', ...answer };
}

/** Resolves to undefined when the promise takes longer. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function answerRoute(settings: FrontSettings, request: ReceivedRequest, route: MatchedRoute): Promise<Answer> {
  let context: Readonly<Record<string, string>> | undefined;
  if (!route.isPublic) {
    const authorization = headerValue(request.headers, 'authorization');
    const decision = await settings.authorize(authorization, authorizerEvent(request, route));
    if (decision.kind === 'unauthorized') return problem('unauthenticated');
    if (decision.kind === 'denied') return problem('access-denied');
    if (decision.kind === 'failed') return problem('unexpected');
    context = { ...decision.context, principalId: decision.principalId };
  }
  const event = proxyEvent(request, route, context);
  if (Buffer.byteLength(JSON.stringify(event)) > limits.payloadBytes) return problem('request-too-large');
  const milliseconds = settings.integrationMilliseconds ?? limits.integrationMilliseconds;
  const outcome = await within(milliseconds, settings.invoke(route.row.name)(event, request.requestId));
  return outcome === undefined ? problem('timed-out') : answerOf(outcome);
}

async function answer(settings: FrontSettings, message: IncomingMessage, requestId: string): Promise<Answer> {
  const body = await readBody(message);
  if (body === undefined) return problem('request-too-large');
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  const request: ReceivedRequest = {
    requestId,
    receivedAt: settings.clock.now().getTime(),
    method: message.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: headersOf(message),
    sourceIp: message.socket.remoteAddress ?? loopback,
    body,
  };
  if (request.path === '/v1/health' && settings.isDatabaseLost()) return problem('database-lost');
  if (request.path.startsWith('/oidc/')) return answerIssuer(settings.issuer, request);
  if (request.path === '/local/clock') return answerClock(settings.clock, request);
  const route = matchRoute(routesOf(settings.rows), request.path);
  return route === undefined ? problem('route-not-found') : answerRoute(settings, request, route);
}

function send(response: ServerResponse, answered: Answer, requestId: string): void {
  if (answered.kind === 'problem') {
    const status = gatewayStatus(answered.problem);
    response.writeHead(status, {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      // The rest of a body that is too large is not read.
      ...(status === 413 ? { connection: 'close' } : {}),
    });
    response.end(JSON.stringify(gatewayProblem(answered.problem, requestId)));
    return;
  }
  response.statusCode = answered.status;
  for (const [name, values] of answered.headers) response.setHeader(name, [...values]);
  if (!response.hasHeader('x-request-id')) response.setHeader('x-request-id', requestId);
  response.setHeader('content-length', answered.body.length);
  response.end(answered.body);
}

/**
 * Listens like a REST API of API Gateway: families from the rows, the authorizer before all families that are not public,
 * limits on size and time, problems as `application/problem+json`. `/oidc/…` is the local issuer, `/local/clock` the host's clock: AWS has neither.
 */
export async function listenFront(port: number): Promise<HttpFront> {
  let isOpen = false;
  let open: (settings: FrontSettings) => void = () => undefined;
  const opened = new Promise<FrontSettings>((resolve) => {
    open = (settings) => {
      isOpen = true;
      resolve(settings);
    };
  });
  const server = createServer((message, response) => {
    const requestId = randomUUID();
    opened
      .then((settings) => answer(settings, message, requestId))
      .catch(() => problem('unexpected'))
      .then((answered) => send(response, answered, requestId))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = idleMilliseconds;
  const actualPort = await listen(server, port);
  const stop = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    if (!isOpen) server.closeAllConnections();
    // Connections that are kept alive become idle one by one, after their last answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    await closed;
    clearInterval(sweep);
  };
  return { open, url: `http://${loopback}:${actualPort}`, port: actualPort, stop };
}
