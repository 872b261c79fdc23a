import { Aws } from 'aws-cdk-lib';
import type { FunctionRow } from '../function-row.ts';
import { gatewayProblems, problemTemplate } from './gateway-problems.ts';

/** The ARN of a function, by its name. */
export type ArnOf = (name: string) => string;

/**
 * What API Gateway serves, as one OpenAPI document with extensions: `/v1/<family>` and `/v1/<family>/{proxy+}` for
 * every family of every row, with any method; the functions do the rest of the routing. The document is a single
 * CloudFormation resource, however many families there are.
 */
export function apiDefinition(title: string, rows: readonly FunctionRow[], arnOf: ArnOf): Record<string, unknown> {
  const authorizer = rows.find(({ trigger }) => trigger.kind === 'authorizer')?.name ?? 'authorizer';
  return {
    openapi: '3.0.1',
    info: { title, version: 'v1' },
    paths: Object.fromEntries(rows.flatMap((row) => pathsOf(row, arnOf))),
    components: { securitySchemes: { token: tokenScheme(arnOf(authorizer)) } },
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(gatewayProblems.map(gatewayResponse)),
  };
}

function pathsOf({ name, trigger }: FunctionRow, arnOf: ArnOf): (readonly [string, unknown])[] {
  if (trigger.kind !== 'api') return [];
  const any = {
    ...(trigger.isPublic === true ? {} : { security: [{ token: [] }] }),
    responses: {},
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: invocationOf(arnOf(name)),
      passthroughBehavior: 'when_no_match',
    },
  };
  const below = { ...any, parameters: [{ name: 'proxy', in: 'path', required: true, schema: { type: 'string' } }] };
  return trigger.families.flatMap((family) => [
    [`/v1/${family}`, { 'x-amazon-apigateway-any-method': any }] as const,
    [`/v1/${family}/{proxy+}`, { 'x-amazon-apigateway-any-method': below }] as const,
  ]);
}

function tokenScheme(functionArn: string): Record<string, unknown> {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      identitySource: 'method.request.header.Authorization',
      authorizerUri: invocationOf(functionArn),
      authorizerResultTtlInSeconds: 300,
    },
  };
}

function invocationOf(functionArn: string): string {
  return `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function gatewayResponse(problem: (typeof gatewayProblems)[number]): readonly [string, unknown] {
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...problem.headers,
  };
  const responseParameters: Record<string, string> = { 'gatewayresponse.header.X-Request-Id': 'context.requestId' };
  for (const [name, value] of Object.entries(headers)) {
    responseParameters[`gatewayresponse.header.${name}`] = `'${value}'`;
  }
  const status = problem.status === undefined ? {} : { statusCode: String(problem.status) };
  const responseTemplates = { 'application/json': problemTemplate(problem) };
  return [problem.response, { ...status, responseParameters, responseTemplates }];
}
