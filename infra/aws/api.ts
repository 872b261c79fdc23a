import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionRow } from '../function-row.ts';
import { apiDefinition } from './api-definition.ts';
import { pascalCase } from './names.ts';
import type { StageSettings } from './stages.ts';

export interface ApiSurroundings {
  readonly stackName: string;
  readonly stageName: string;
  readonly settings: StageSettings;
  readonly key: IKey;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

/** The REST API in front of the functions, its logs, and its permissions to invoke them. */
export function addApi(
  scope: Construct,
  rows: readonly FunctionRow[],
  around: ApiSurroundings,
): apigateway.SpecRestApi {
  const arnOf = (name: string) => functionOf(around.functions, name).functionArn;
  const api = new apigateway.SpecRestApi(scope, 'Api', {
    restApiName: around.stackName,
    apiDefinition: apigateway.ApiDefinition.fromInline(apiDefinition(around.stackName, rows, arnOf)),
    endpointTypes: [apigateway.EndpointType.REGIONAL],
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    deployOptions: stageOptions(scope, around),
    // Do not deploy a definition that API Gateway understands only in part.
    failOnWarnings: true,
  });
  const low = api.node.defaultChild as apigateway.CfnRestApi;
  low.description = 'Superbill: medical coding and billing.';
  // TLS 1.2 at least, with forward secrecy only.
  low.securityPolicy = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
  low.endpointAccessMode = 'BASIC';
  addExecutionLog(scope, api, around);
  addPermissions(scope, rows, api, arnOf);
  return api;
}

function stageOptions(scope: Construct, { key, stageName, settings }: ApiSurroundings): apigateway.StageOptions {
  const accessLog = new LogGroup(scope, 'AccessLogs', {
    encryptionKey: key,
    // Records of access are kept for six years.
    retention: RetentionDays.SIX_YEARS,
  });
  return {
    stageName,
    accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
    accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(accessLogFields)),
    loggingLevel: apigateway.MethodLoggingLevel.ERROR,
    // This must stay false: tracing would write bodies and headers into the log.
    dataTraceEnabled: false,
    metricsEnabled: true,
    tracingEnabled: true,
    throttlingRateLimit: settings.requestsPerSecond,
    throttlingBurstLimit: settings.burst,
  };
}

/**
 * Who called which route, when, and with what result. The route is a pattern, not the path. The log has no ids, no
 * query, no body, and no header except User-Agent.
 */
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

/**
 * API Gateway writes its own errors to a log group of exactly this name. If the group does not exist, API Gateway
 * creates one without a key or an expiry. So the stage depends on our group.
 */
function addExecutionLog(scope: Construct, api: apigateway.SpecRestApi, { key, stageName }: ApiSurroundings): void {
  const executionLog = new LogGroup(scope, 'ExecutionLogs', {
    logGroupName: `API-Gateway-Execution-Logs_${api.restApiId}/${stageName}`,
    encryptionKey: key,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  api.deploymentStage.node.addDependency(executionLog);
}

/** One permission per function, for the whole API. One for each path would be four resources per family. */
function addPermissions(
  scope: Construct,
  rows: readonly FunctionRow[],
  api: apigateway.SpecRestApi,
  arnOf: (name: string) => string,
): void {
  const sourceArn = Stack.of(scope).formatArn({
    service: 'execute-api',
    resource: api.restApiId,
    resourceName: '*',
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  for (const { name, trigger } of rows) {
    if (trigger.kind !== 'api' && trigger.kind !== 'authorizer') continue;
    new CfnPermission(scope, `${pascalCase(name)}FromApi`, {
      action: 'lambda:InvokeFunction',
      functionName: arnOf(name),
      principal: 'apigateway.amazonaws.com',
      sourceArn,
    });
  }
}

function functionOf(functions: ReadonlyMap<string, LambdaFunction>, name: string): LambdaFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`The API needs a function named ${name}`);
  return found;
}
