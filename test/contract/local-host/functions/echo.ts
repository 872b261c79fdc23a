import { threadId } from 'node:worker_threads';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** Returns what it was sent, or misbehaves as the query says. */
export async function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
  const query = event.queryStringParameters ?? {};
  if (query.wait) await new Promise((resolve) => setTimeout(resolve, Number(query.wait)));
  if (query.throw) throw new Error('planted');
  if (query.exit) process.exit(3);
  if (query.shape) return { body: 'no status' } as APIGatewayProxyResult;
  if (query.large) return { statusCode: 200, body: 'x'.repeat(Number(query.large)) };
  if (query.binary)
    return { statusCode: 200, body: Buffer.from([0, 255, 1]).toString('base64'), isBase64Encoded: true };
  if (query.log) console.log(JSON.stringify({ message: query.log }));
  return {
    statusCode: 201,
    headers: { 'content-type': 'application/json' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    body: JSON.stringify({
      event,
      environment: process.env,
      threadId,
      functionName: context.functionName,
      awsRequestId: context.awsRequestId,
      remaining: context.getRemainingTimeInMillis(),
    }),
  };
}
