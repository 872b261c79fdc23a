import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { holdAgainstDocument } from './held-against-document.ts';

/** Who sends the request, as the authorizer states it: the values of its context are texts. */
export interface TestPrincipal {
  readonly tenantId: string;
  readonly subject: string;
  readonly roles: string;
}

export interface TestRequest {
  readonly method: string;
  /** With its query string, if there is one. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent instead of `body`, unchanged. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly principal?: TestPrincipal;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  readonly body: any;
}

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

export const manager: TestPrincipal = { tenantId: 'first-office', subject: 'user-manager', roles: 'manager' };
export const coder: TestPrincipal = { tenantId: 'first-office', subject: 'user-coder', roles: 'coder' };
export const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'manager coder' };

/** An event as API Gateway's REST API sends it to a Lambda proxy integration for `/v1/<family>/{proxy+}`. */
function apiEvent(request: TestRequest): APIGatewayProxyEvent {
  const url = new URL(request.path, 'https://api.example.com');
  const family = url.pathname.split('/')[2] ?? '';
  const proxy = url.pathname.split('/').slice(3).join('/');
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    Host: 'abcdefghij.execute-api.us-east-1.amazonaws.com',
    'X-Forwarded-For': '192.0.2.1',
    'X-Forwarded-Proto': 'https',
    ...request.headers,
  };
  const query = [...url.searchParams.keys()];
  const body = request.rawBody ?? (request.body === undefined ? null : JSON.stringify(request.body));
  return {
    resource: proxy === '' ? `/v1/${family}` : `/v1/${family}/{proxy+}`,
    path: url.pathname,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters:
      query.length === 0 ? null : Object.fromEntries(query.map((name) => [name, url.searchParams.get(name) as string])),
    multiValueQueryStringParameters:
      query.length === 0 ? null : Object.fromEntries(query.map((name) => [name, url.searchParams.getAll(name)])),
    pathParameters: proxy === '' ? null : { proxy },
    stageVariables: null,
    requestContext: requestContext(request, url.pathname),
    body,
    isBase64Encoded: false,
  };
}

function requestContext(request: TestRequest, path: string): APIGatewayProxyEvent['requestContext'] {
  return {
    accountId: '000000000000',
    apiId: 'abcdefghij',
    authorizer: request.principal === undefined ? {} : { ...request.principal, principalId: request.principal.subject },
    httpMethod: request.method,
    identity: { sourceIp: '192.0.2.1', userAgent: 'test' } as APIGatewayProxyEvent['requestContext']['identity'],
    path: `/test${path}`,
    protocol: 'HTTP/1.1',
    requestId: randomUUID(),
    requestTimeEpoch: 1795442706789,
    resourceId: 'abc123',
    resourcePath: '/v1/{family}/{proxy+}',
    stage: 'test',
  };
}

/** Calls a handler as API Gateway would, reads its answer, and checks it against the API's description. */
export async function callApi(handler: ApiHandler, request: TestRequest): Promise<TestAnswer> {
  const context = { awsRequestId: 'test', getRemainingTimeInMillis: () => 29_000 } as unknown as Context;
  const answer = await handler(apiEvent(request), context);
  const isPage = String(answer.headers?.['Content-Type']).startsWith('text/html');
  const body = answer.body === '' ? undefined : isPage ? answer.body : JSON.parse(answer.body);
  holdAgainstDocument({ method: request.method, path: request.path, status: answer.statusCode, body });
  return { status: answer.statusCode, headers: answer.headers as Record<string, string>, body };
}
