/** An answer that API Gateway gives itself, before or instead of a function. */
export interface GatewayProblem {
  /** API Gateway's name for what happened. */
  readonly response: string;
  /** The last part of the problem's `type`, as in the problems of functions. */
  readonly kind: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const noRoute = {
  kind: 'route-not-found',
  status: 404,
  title: 'There is no such route',
  detail: 'The OpenAPI document at /v1/openapi.json lists every route.',
} as const;
const unexpected = {
  kind: 'unexpected',
  status: 500,
  title: 'Something went wrong on our side',
  detail: 'Send the same request again, and quote the instance if it persists.',
} as const;

/** The same kinds and titles as on the local host, so that clients can treat problems alike. */
export const gatewayProblems: readonly GatewayProblem[] = [
  {
    response: 'UNAUTHORIZED',
    kind: 'unauthenticated',
    status: 401,
    title: 'A valid token is needed: Authorization: Bearer …',
    detail: 'The token is missing, expired, or not from the identity provider of this service.',
    headers: { 'WWW-Authenticate': 'Bearer' },
  },
  {
    response: 'ACCESS_DENIED',
    kind: 'access-denied',
    status: 403,
    title: 'This token gives no access here: it names no office or no role',
    detail: 'Ask whoever runs your identity provider for the claims that name your office and roles.',
  },
  // API Gateway's answer for an unknown path.
  { response: 'MISSING_AUTHENTICATION_TOKEN', ...noRoute },
  { response: 'RESOURCE_NOT_FOUND', ...noRoute },
  {
    response: 'THROTTLED',
    kind: 'too-many-requests',
    status: 429,
    title: 'Too many requests',
    detail: 'Wait and send the same request again.',
    headers: { 'Retry-After': '1' },
  },
  {
    response: 'WAF_FILTERED',
    kind: 'request-blocked',
    status: 403,
    title: 'The firewall refused this request',
    detail: 'Nothing was read or written. Only a few routes accept bodies over 8 KB.',
  },
  {
    response: 'REQUEST_TOO_LARGE',
    kind: 'request-too-large',
    status: 413,
    title: 'The request is larger than 10 MB; send files by POST /v1/uploads',
    detail: 'Ask for an upload and send the file to the URL that it answers with.',
  },
  {
    response: 'INTEGRATION_TIMEOUT',
    kind: 'timed-out',
    status: 504,
    title: 'The answer took too long; ask again',
    detail: 'It may have been done. Send the same request again with the same Idempotency-Key.',
  },
  { response: 'INTEGRATION_FAILURE', ...unexpected, kind: 'bad-answer', status: 502 },
  { response: 'AUTHORIZER_FAILURE', ...unexpected },
  { response: 'AUTHORIZER_CONFIGURATION_ERROR', ...unexpected },
  {
    response: 'BAD_REQUEST_BODY',
    kind: 'bad-request',
    status: 400,
    title: 'The request is not HTTP that we understand',
    detail: 'It was refused before it reached a function.',
  },
  {
    response: 'DEFAULT_4XX',
    kind: 'request-refused',
    status: 400,
    title: 'The request was refused',
    detail: 'It was refused before it reached a function.',
  },
  { response: 'DEFAULT_5XX', ...unexpected },
];

/** The body of a gateway response; API Gateway fills in only the request's id. */
export function problemTemplate(problem: GatewayProblem): string {
  const { kind, title, status, detail } = problem;
  return JSON.stringify({
    type: `https://superbill.example/problems/${kind}`,
    title,
    status,
    detail,
    instance: 'urn:request:$context.requestId',
  });
}
