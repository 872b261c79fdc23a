import type { IncomingMessage } from 'node:http';
import type { FunctionRow } from '../function-row.ts';
import { accountId, region } from './environment.ts';

/** The messages between a REST API of API Gateway and Lambda: the proxy event, the authorizer's event, the proxy answer. */

const stage = 'local';
const apiId = 'local';

/** A request for the function of a family. */
export interface MatchedRoute {
  readonly row: FunctionRow;
  readonly isPublic: boolean;
  /** `/v1/claims` or `/v1/claims/{proxy+}`. */
  readonly resource: string;
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

/** A request that the HTTP front has read. */
export interface ReceivedRequest {
  readonly requestId: string;
  readonly receivedAt: number;
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly sourceIp: string;
  readonly body: Buffer;
}

/** The functions, by the resource family that they serve. */
export function routesOf(rows: readonly FunctionRow[]): ReadonlyMap<string, FunctionRow> {
  return new Map(
    rows.flatMap((row) => (row.trigger.kind === 'api' ? row.trigger.families.map((name) => [name, row] as const) : [])),
  );
}

/**
 * Finds the function for a path. The gateway has two resources per family; the function routes everything below them.
 */
export function matchRoute(routes: ReadonlyMap<string, FunctionRow>, path: string): MatchedRoute | undefined {
  const [, family = '', rest = ''] = /^\/v1\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const row = routes.get(family);
  if (row?.trigger.kind !== 'api') return undefined;
  const isPublic = row.trigger.isPublic === true;
  if (rest === '') return { row, isPublic, resource: `/v1/${family}`, pathParameters: null };
  return { row, isPublic, resource: `/v1/${family}/{proxy+}`, pathParameters: { proxy: decodedPath(rest) } };
}

/** A path that is not encoded correctly is passed on unchanged. The function answers it like any unknown path. */
function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Every header with all its values, in its original case. */
export function headersOf(request: IncomingMessage): Readonly<Record<string, readonly string[]>> {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] as string;
    headers.set(name, [...(headers.get(name) ?? []), request.rawHeaders[index + 1] as string]);
  }
  return Object.fromEntries(headers);
}

/** One header's last value, whatever its case. */
export function headerValue(headers: ReceivedRequest['headers'], name: string): string | undefined {
  return Object.entries(headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .at(-1);
}

function queryOf(query: URLSearchParams): Readonly<Record<string, readonly string[]>> | null {
  const names = [...new Set(query.keys())];
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, query.getAll(name)]));
}

function lastValues(values: Readonly<Record<string, readonly string[]>> | null): Record<string, string> | null {
  if (values === null) return null;
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));
}

/** Text stays text; other bodies become base 64. */
function bodyOf({ body, headers }: ReceivedRequest): { body: string | null; isBase64Encoded: boolean } {
  if (body.length === 0) return { body: null, isBase64Encoded: false };
  const contentType = headerValue(headers, 'content-type') ?? 'application/json';
  const isText = /^text\/|json|xml|x-www-form-urlencoded/i.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** The method's name in policies: `arn:aws:execute-api:…:local/local/GET/v1/claims`. */
function methodArn({ method, path }: Pick<ReceivedRequest, 'method' | 'path'>): string {
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${path}`;
}

function requestContext(request: ReceivedRequest, resource: string) {
  const at = new Date(request.receivedAt).toUTCString();
  const [, day, month, year, time] = at.split(' ');
  return {
    accountId,
    apiId,
    domainName: 'localhost',
    domainPrefix: 'localhost',
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: headerValue(request.headers, 'user-agent') ?? null,
      userArn: null,
    },
    path: `/${stage}${request.path}`,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: `${day}/${month}/${year}:${time} +0000`,
    requestTimeEpoch: request.receivedAt,
    resourceId: 'local',
    resourcePath: resource,
    stage,
  };
}

/** The common part of a function's event and the authorizer's event. */
function commonEvent(request: ReceivedRequest, route: MatchedRoute) {
  const query = queryOf(request.query);
  return {
    resource: route.resource,
    path: request.path,
    httpMethod: request.method,
    headers: lastValues(request.headers) as Record<string, string>,
    multiValueHeaders: request.headers,
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: query,
    pathParameters: route.pathParameters,
    stageVariables: null,
  };
}

/** The event of a Lambda proxy integration, payload version 1.0. `authorizer` is the authorizer's context. */
export function proxyEvent(
  request: ReceivedRequest,
  route: MatchedRoute,
  authorizer: Readonly<Record<string, string>> | undefined,
) {
  const context = requestContext(request, route.resource);
  return {
    ...commonEvent(request, route),
    requestContext: authorizer === undefined ? context : { ...context, authorizer },
    ...bodyOf(request),
  };
}

/** The event of a request authorizer. It never sees the body. */
export function authorizerEvent(request: ReceivedRequest, route: MatchedRoute) {
  return {
    type: 'REQUEST',
    methodArn: methodArn(request),
    ...commonEvent(request, route),
    requestContext: requestContext(request, route.resource),
  };
}

/** A function's answer as HTTP. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

/** Reads a function's answer; undefined when API Gateway would not pass it on but answer 502. */
export function readProxyAnswer(result: unknown): ProxyAnswer | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = result as Record<string, unknown>;
  const status = typeof statusCode === 'number' ? statusCode : Number(statusCode ?? Number.NaN);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const merged = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers ?? {})) merged.set(name.toLowerCase(), [String(value)]);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    if (!Array.isArray(values)) return undefined;
    merged.set(name.toLowerCase(), values.map(String));
  }
  return { status, headers: merged, body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
}
