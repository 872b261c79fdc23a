/**
 * What API Gateway itself answers when a request never reaches a function, or a function does not answer. The texts are of
 * the same form as the product's own problems (RFC 9457).
 */
export const gatewayProblems = {
  'bad-request': { status: 400, title: 'The request is not HTTP that we understand' },
  unauthenticated: { status: 401, title: 'A valid token is needed: Authorization: Bearer …' },
  'access-denied': { status: 403, title: 'This token opens nothing here: it names no office or no role' },
  'route-not-found': { status: 404, title: 'There is no such route' },
  'request-too-large': { status: 413, title: 'The request is larger than 10 MB; files travel by POST /v1/uploads' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  'bad-answer': { status: 502, title: 'Something went wrong on our side' },
  'timed-out': { status: 504, title: 'The answer took too long; ask again' },
} as const;

export type GatewayProblem = keyof typeof gatewayProblems;

/** The document of a gateway's problem. */
export function gatewayProblem(kind: GatewayProblem, requestId: string): Readonly<Record<string, string | number>> {
  const { status, title } = gatewayProblems[kind];
  return { type: `https://superbill.example/problems/${kind}`, title, status, instance: `urn:request:${requestId}` };
}
