import { type App, CfnOutput, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { FunctionRow } from '../function-row.ts';
import { functionRows } from '../functions.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { addAlarms } from './alarms.ts';
import { addApi } from './api.ts';
import { addFunctions } from './functions.ts';
import { isWorker, pascalCase } from './names.ts';
import { addQueues } from './queues.ts';
import { type StageSettings, settingsOf } from './stages.ts';
import { addKey, addStorage, type Storage } from './storage.ts';
import { leavePagesUntraced } from './untraced-pages.ts';
import { addFirewall } from './waf.ts';

export interface StackOptions {
  /** The folder with the bundled `handler.mjs` of a function, by the function's name. */
  readonly assets: (name: string) => string;
  /** By default `production`; set by the context (`-c stage=…`). */
  readonly stageName?: string;
  readonly rows?: readonly FunctionRow[];
  /** False leaves the findings of the security packs unacknowledged. Tests of the packs need that. */
  readonly acknowledged?: boolean;
}

/** CDK's improvements that are off by default for the sake of older stacks. */
const featureFlags = [
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy',
  '@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId',
  '@aws-cdk/core:enablePartitionLiterals',
] as const;

/** What is deployed. */
export interface Stacks {
  /**
   * The table, the files, the backups, and the key for all of them. This stack depends on no other and outlives them.
   */
  readonly data: Stack;
  /** The API, its functions, and the firewall. */
  readonly main: Stack;
  /** Workers: functions that no request waits for, with their queues; nested in `main`. */
  readonly workers: Stack;
  /** The alarms; nested in `main`. */
  readonly alarms: Stack;
}

/**
 * Makes the stacks of Superbill, in whatever account and region they are deployed to.
 * @throws when the stage's name cannot be part of a URL and of AWS's names
 */
export function createStacks(app: App, options: StackOptions): Stacks {
  const rows = options.rows ?? functionRows;
  const stageName = stageOf(app, options);
  const settings = settingsOf(stageName, app.node.tryGetContext('settings'));
  const stackName = `superbill-${stageName}`;
  for (const flag of featureFlags) app.node.setContext(flag, true);
  const stack = (id: string, name: string, description: string) =>
    new Stack(app, id, {
      stackName: name,
      description: `Superbill: ${description} Holds PHI.`,
      terminationProtection: true,
      analyticsReporting: false,
      tags: { application: 'superbill', stage: stageName, data: 'phi' },
    });
  const data = stack('SuperbillData', `${stackName}-data`, 'what is kept.');
  const main = stack('Superbill', stackName, 'API and workers of medical coding and billing.');
  const key = addKey(data);
  const kept = { key, storage: addStorage(data, key) };
  const made = addWork(main, rows, { ...kept, ...options, stackName, stageName, settings });
  const stacks = { data, main, ...made };
  if (options.acknowledged !== false) acknowledgeFindings(stacks, rows, settings);
  return stacks;
}

interface WorkSettings extends StackOptions {
  readonly key: Key;
  readonly storage: Storage;
  readonly stackName: string;
  readonly stageName: string;
  readonly settings: StageSettings;
}

/** The parts without data. */
function addWork(main: Stack, rows: readonly FunctionRow[], around: WorkSettings): Pick<Stacks, 'workers' | 'alarms'> {
  const { key, storage, stackName, stageName, settings } = around;
  const parameters = addParameters(main);
  const workers = new NestedStack(main, 'Workers', { description: 'Superbill: functions that no request waits for.' });
  const alarms = new NestedStack(main, 'Alarms', { description: 'Superbill: alarms for operations.' });
  const queues = addQueues(workers, rows, { key, stackName });
  const surroundings = {
    stackName,
    settings,
    key,
    storage,
    queues,
    assets: around.assets,
    environment: { STAGE: stageName, LOG_LEVEL: parameters.logLevel.valueAsString },
    authorizerEnvironment: authorizerEnvironment(parameters),
  };
  const functions = new Map([
    ...addFunctions(workers, rows.filter(isWorker), surroundings),
    ...addFunctions(
      main,
      rows.filter((row) => !isWorker(row)),
      surroundings,
    ),
  ]);
  const api = addApi(main, rows, { stackName, stageName, settings, key, functions });
  addFirewall(main, api.deploymentStage, { key, requestsPerAddress: settings.requestsPerAddress });
  leavePagesUntraced(main, stackName);
  const { tableName } = storage.table;
  const topic = addAlarms(alarms, { stackName, stageName, key, rows, tableName, email: parameters.operationsEmail });
  const output = (name: string, value: string) => new CfnOutput(main, name, { value });
  output('ApiUrl', api.url);
  output('TableName', tableName);
  output('FilesBucketName', storage.files.bucketName);
  output('OperationsTopicArn', topic.topicArn);
  for (const [name, queue] of queues.work) output(`${pascalCase(name)}QueueUrl`, queue.queueUrl);
  return { workers, alarms };
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

/** Parameters that differ between installations. CloudFormation checks them before it creates anything. */
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
