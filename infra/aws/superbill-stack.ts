import { type App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { type FunctionRow, functionRows } from '../functions.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { addAlarms } from './alarms.ts';
import { addApi } from './api.ts';
import { addFunctions } from './functions.ts';
import { pascalCase } from './names.ts';
import { addQueues } from './queues.ts';
import { addKey, addStorage } from './storage.ts';
import { addFirewall } from './waf.ts';

export interface StackOptions {
  /** The folder with the bundled `handler.mjs` of a function, by the function's name. */
  readonly assets: (name: string) => string;
  /** `production` unless the context says otherwise (`-c stage=…`). */
  readonly stageName?: string;
  readonly rows?: readonly FunctionRow[];
  /** False leaves the findings of the security packs without answers: for tests of the packs themselves. */
  readonly acknowledged?: boolean;
}

/** CDK's better ways that it keeps off by default, for the sake of older stacks. */
const featureFlags = [
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy',
  '@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId',
  '@aws-cdk/core:enablePartitionLiterals',
] as const;

/**
 * Makes the one stack of Superbill, in whatever account and region it is deployed to.
 * @throws when the stage's name cannot be part of a URL and of AWS's names
 */
export function createStack(app: App, options: StackOptions): Stack {
  const rows = options.rows ?? functionRows;
  const stageName = stageOf(app, options);
  const stackName = `superbill-${stageName}`;
  const stack = new Stack(app, 'Superbill', {
    stackName,
    description: 'Superbill: medical coding and billing. Holds PHI.',
    terminationProtection: true,
    analyticsReporting: false,
    tags: { application: 'superbill', stage: stageName, data: 'phi' },
  });
  for (const flag of featureFlags) stack.node.setContext(flag, true);
  const parameters = addParameters(stack);
  const key = addKey(stack);
  const storage = addStorage(stack, key);
  const queues = addQueues(stack, rows, key);
  const functions = addFunctions(stack, rows, {
    stackName,
    key,
    storage,
    queues,
    assets: options.assets,
    environment: { STAGE: stageName, LOG_LEVEL: parameters.logLevel.valueAsString },
    authorizerEnvironment: authorizerEnvironment(parameters),
  });
  const api = addApi(stack, rows, { stackName, stageName, key, functions });
  addFirewall(stack, api.deploymentStage, key);
  const topic = addAlarms(stack, { key, rows, functions, queues, storage, api, email: parameters.operationsEmail });
  if (options.acknowledged !== false) acknowledgeFindings(stack, rows);
  const output = (name: string, value: string) => new CfnOutput(stack, name, { value });
  output('ApiUrl', api.url);
  output('TableName', storage.table.tableName);
  output('FilesBucketName', storage.files.bucketName);
  output('OperationsTopicArn', topic.topicArn);
  for (const [name, queue] of queues.work) output(`${pascalCase(name)}QueueUrl`, queue.queueUrl);
  return stack;
}

function stageOf(app: App, options: StackOptions): string {
  const name: unknown = options.stageName ?? app.node.tryGetContext('stage') ?? 'production';
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{1,19}$/.test(name)) {
    throw new Error('stage: 2 to 20 lower-case letters, digits or hyphens, beginning with a letter');
  }
  return name;
}

interface Parameters {
  readonly issuer: CfnParameter;
  readonly audience: CfnParameter;
  readonly jwksUri: CfnParameter;
  readonly tenantClaim: CfnParameter;
  readonly rolesClaim: CfnParameter;
  readonly logLevel: CfnParameter;
  readonly operationsEmail: CfnParameter;
}

/** What differs between installations; CloudFormation checks it before anything is made. */
function addParameters(stack: Stack): Parameters {
  const httpsUrl = 'https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?';
  const claim = { allowedPattern: '[A-Za-z0-9_:/.-]{1,128}', constraintDescription: 'the name of a claim' };
  const text = (id: string, description: string, more: object) =>
    new CfnParameter(stack, id, { type: 'String', description, ...more });
  return {
    issuer: text('OidcIssuer', 'The `iss` of tokens, exactly as they carry it.', {
      allowedPattern: httpsUrl,
      constraintDescription: 'an https URL without query or fragment',
    }),
    audience: text('OidcAudience', 'The `aud` (or client id) that tokens must be meant for.', {
      allowedPattern: '[\\x21-\\x7e]{1,256}',
      constraintDescription: '1 to 256 characters without spaces',
    }),
    jwksUri: text('OidcJwksUri', "Where the issuer's keys are: `jwks_uri` of its discovery document.", {
      allowedPattern: `${httpsUrl}([?][A-Za-z0-9._~=&%-]*)?`,
      constraintDescription: 'an https URL',
    }),
    tenantClaim: text('OidcTenantClaim', 'The claim that names the office.', { default: 'tenant_id', ...claim }),
    rolesClaim: text('OidcRolesClaim', 'The claim that lists the roles.', { default: 'roles', ...claim }),
    logLevel: text('LogLevel', 'What functions log.', {
      default: 'info',
      allowedValues: ['debug', 'info', 'warn', 'error'],
    }),
    operationsEmail: text('OperationsEmail', 'Who gets the alarms; may be empty.', {
      default: '',
      allowedPattern: '|[^\\s@]+@[^\\s@]+[.][^\\s@]+',
      constraintDescription: 'empty, or an e-mail address',
    }),
  };
}

function authorizerEnvironment(parameters: Parameters): Record<string, string> {
  return {
    OIDC_ISSUER: parameters.issuer.valueAsString,
    OIDC_AUDIENCE: parameters.audience.valueAsString,
    OIDC_JWKS_URI: parameters.jwksUri.valueAsString,
    OIDC_TENANT_CLAIM: parameters.tenantClaim.valueAsString,
    OIDC_ROLES_CLAIM: parameters.rolesClaim.valueAsString,
  };
}
