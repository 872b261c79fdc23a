/**
 * API Gateway's own answers, when a request never reaches a function or a function does not answer. They have
 * the form of the product's own problems (RFC 9457).
 */
export const gatewayProblems = {
  'bad-request': {
    status: 400,
    title: 'The request is not HTTP that we understand',
    detail: 'It was refused before it reached a function.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid token is needed: Authorization: Bearer …',
    detail: 'The token is missing, expired, or not from the identity provider of this service.',
  },
  'access-denied': {
    status: 403,
    title: 'This token gives no access here: it names no office or no role',
    detail: 'Ask whoever runs your identity provider for the claims that name your office and roles.',
  },
  'route-not-found': {
    status: 404,
    title: 'There is no such route',
    detail: 'The OpenAPI document at /v1/openapi.json lists every route.',
  },
  'request-too-large': {
    status: 413,
    title: 'The request is larger than 10 MB; send files by POST /v1/uploads',
    detail: 'Ask for an upload and send the file to the URL that it answers with.',
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Send the same request again, and quote the instance if it persists.',
  },
  'bad-answer': {
    status: 502,
    title: 'Something went wrong on our side',
    detail: 'Send the same request again, and quote the instance if it persists.',
  },
  'timed-out': {
    status: 504,
    title: 'The answer took too long; ask again',
    detail: 'It may have been done. Send the same request again with the same Idempotency-Key.',
  },
} as const;

/** Problems that only the local host has. */
const localProblems = {
  'clock-not-moved': {
    status: 400,
    title: 'The clock was not moved',
    detail:
      'Send { "to": "2027-01-04T15:00:00Z" }: an instant in UTC that is not before the time of this host, which GET shows, and at most 400 days after it.',
  },
  'database-lost': {
    status: 503,
    title: 'The database has stopped',
    detail: 'Stop the local host and start it again. Whatever was answered before is in its folder.',
  },
} as const;

const allProblems = { ...gatewayProblems, ...localProblems };

export type GatewayProblem = keyof typeof allProblems;

/** The status with which a problem is answered. */
export function gatewayStatus(kind: GatewayProblem): number {
  return allProblems[kind].status;
}

/** The document of a gateway's problem. */
export function gatewayProblem(kind: GatewayProblem, requestId: string): Readonly<Record<string, string | number>> {
  const { status, title, detail } = allProblems[kind];
  const type = `https://superbill.example/problems/${kind}`;
  return { type, title, status, detail, instance: `urn:request:${requestId}` };
}
