import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../functions.ts';
import { gatewayProblems, problemTemplate } from './gateway-problems.ts';
import { pascalCase } from './names.ts';

export interface ApiSurroundings {
  readonly stackName: string;
  readonly stageName: string;
  readonly key: IKey;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

/**
 * The REST API: `/v1/<family>` and `/v1/<family>/{proxy+}` for every family of every row, any method; functions route further.
 * Two methods a family keep the stack far below CloudFormation's 500 resources, whatever the number of routes.
 */
export function addApi(scope: Construct, rows: readonly FunctionRow[], around: ApiSurroundings): apigateway.RestApi {
  const api = new apigateway.RestApi(scope, 'Api', {
    restApiName: around.stackName,
    description: 'Superbill: medical coding and billing.',
    endpointTypes: [apigateway.EndpointType.REGIONAL],
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    deployOptions: stageOptions(scope, around),
  });
  const low = api.node.defaultChild as apigateway.CfnRestApi;
  // TLS 1.2 at least, with forward secrecy only.
  low.securityPolicy = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
  low.endpointAccessMode = 'BASIC';
  addRoutes(api, rows, around.functions, addAuthorizer(scope, rows, around.functions));
  addGatewayResponses(api);
  return api;
}

function stageOptions(scope: Construct, around: ApiSurroundings): apigateway.StageOptions {
  const accessLog = new LogGroup(scope, 'AccessLogs', {
    encryptionKey: around.key,
    // Who asked for what: six years, as for every record of access.
    retention: RetentionDays.SIX_YEARS,
  });
  return {
    stageName: around.stageName,
    accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
    accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(accessLogFields)),
    loggingLevel: apigateway.MethodLoggingLevel.ERROR,
    // Never: it would write bodies and headers into the log.
    dataTraceEnabled: false,
    metricsEnabled: true,
    tracingEnabled: true,
    throttlingRateLimit: 100,
    throttlingBurstLimit: 200,
  };
}

/** Who, what, when and how it went. The route is a pattern, not the path: no ids, no query, no body, no header but User-Agent. */
const accessLogFields = {
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  traceId: '$context.xrayTraceId',
  requestedAt: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  responseMilliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integration.latency',
  functionStatus: '$context.integration.status',
  authorizerStatus: '$context.authorizer.status',
  authorizerMilliseconds: '$context.authorizer.latency',
  firewall: '$context.waf.status',
  failure: '$context.error.responseType',
  principal: '$context.authorizer.principalId',
  tenantId: '$context.authorizer.tenantId',
  sourceIp: '$context.identity.sourceIp',
  userAgent: '$context.identity.userAgent',
} as const;

function addAuthorizer(
  scope: Construct,
  rows: readonly FunctionRow[],
  functions: ReadonlyMap<string, LambdaFunction>,
): apigateway.RequestAuthorizer {
  const row = rows.find(({ trigger }) => trigger.kind === 'authorizer');
  return new apigateway.RequestAuthorizer(scope, 'Authorizer', {
    handler: functionOf(functions, row?.name ?? 'authorizer'),
    identitySources: [apigateway.IdentitySource.header('Authorization')],
    resultsCacheTtl: Duration.seconds(300),
  });
}

function addRoutes(
  api: apigateway.RestApi,
  rows: readonly FunctionRow[],
  functions: ReadonlyMap<string, LambdaFunction>,
  authorizer: apigateway.RequestAuthorizer,
): void {
  const version = api.root.addResource('v1');
  const withToken = { authorizer, authorizationType: apigateway.AuthorizationType.CUSTOM };
  const withoutToken = { authorizationType: apigateway.AuthorizationType.NONE };
  for (const { name, trigger } of rows) {
    if (trigger.kind !== 'api') continue;
    const integration = new apigateway.LambdaIntegration(functionOf(functions, name), { allowTestInvoke: false });
    const options = trigger.isPublic === true ? withoutToken : withToken;
    for (const family of trigger.families) {
      const collection = version.addResource(family);
      collection.addMethod('ANY', integration, options);
      collection.addResource('{proxy+}').addMethod('ANY', integration, options);
    }
  }
}

function addGatewayResponses(api: apigateway.RestApi): void {
  for (const problem of gatewayProblems) {
    const headers: Record<string, string> = {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...problem.headers,
    };
    const responseParameters: Record<string, string> = { 'gatewayresponse.header.X-Request-Id': 'context.requestId' };
    for (const [name, value] of Object.entries(headers)) {
      responseParameters[`gatewayresponse.header.${name}`] = `'${value}'`;
    }
    const response = new apigateway.CfnGatewayResponse(api, `Problem${pascalCase(problem.response.toLowerCase())}`, {
      restApiId: api.restApiId,
      responseType: problem.response,
      ...(problem.status === undefined ? {} : { statusCode: String(problem.status) }),
      responseParameters,
      responseTemplates: { 'application/json': problemTemplate(problem) },
    });
    // A changed answer takes effect only with a new deployment of the stage.
    api.latestDeployment?.node.addDependency(response);
    api.latestDeployment?.addToLogicalId(problem);
  }
}

function functionOf(functions: ReadonlyMap<string, LambdaFunction>, name: string): LambdaFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`The API needs a function named ${name}`);
  return found;
}
