import { Aws, Duration, Size } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { tableDefinition } from '../../shared/store/keys/table.ts';
import { type FunctionRow, temporaryFileKinds } from '../function-row.ts';
import { countLoggedEvents } from './logged-events.ts';
import { functionName, pascalCase, queueUrlVariable, secretArns } from './names.ts';
import type { Queues } from './queues.ts';
import { concurrencyOf, reservedFor, type StageSettings } from './stages.ts';
import type { Storage } from './storage.ts';

/** The resources that all functions need. */
export interface FunctionSurroundings {
  readonly stackName: string;
  readonly settings: StageSettings;
  readonly key: IKey;
  readonly storage: Storage;
  readonly queues: Queues;
  /** The folder with the bundled `handler.mjs` of a function. */
  readonly assets: (name: string) => string;
  /** Variables for every function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables for the authorizer only. */
  readonly authorizerEnvironment: Readonly<Record<string, string>>;
}

const tableReads = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'];
const tableWrites = ['PutItem', 'UpdateItem', 'DeleteItem'];
const indexNames = Object.values(tableDefinition.indexes).map(({ name }) => name);

/** A Lambda per row, by name, each with its own role, policy and log group, and with its queue or schedule attached. */
export function addFunctions(
  scope: Construct,
  rows: readonly FunctionRow[],
  around: FunctionSurroundings,
): ReadonlyMap<string, lambda.Function> {
  return new Map(rows.map((row) => [row.name, addFunction(scope, row, around)]));
}

function addFunction(scope: Construct, row: FunctionRow, around: FunctionSurroundings): lambda.Function {
  const id = pascalCase(row.name);
  const deadLetters = row.trigger.kind === 'schedule' ? around.queues.deadLetters.get(row.name) : undefined;
  const reserved = reservedFor(around.settings, row);
  const logGroup = new LogGroup(scope, `${id}Logs`, {
    encryptionKey: around.key,
    retention: RetentionDays.ONE_YEAR,
  });
  countLoggedEvents(scope, row, logGroup, around.stackName);
  const role = new Role(scope, `${id}Role`, {
    description: `Superbill's function ${row.name}, and nothing else.`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const policy = new ManagedPolicy(scope, `${id}Policy`, {
    description: `What ${row.name} may do, from its row in infra/functions.ts.`,
    roles: [role],
    statements: statements(row, around, logGroup, deadLetters),
  });
  const made = new lambda.Function(scope, id, {
    functionName: functionName(around.stackName, row.name),
    description: row.purpose,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: lambda.Code.fromAsset(around.assets(row.name)),
    handler: 'handler.handler',
    memorySize: row.memoryMegabytes,
    timeout: Duration.seconds(row.timeoutSeconds),
    ...(row.temporaryMegabytes === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(row.temporaryMegabytes) }),
    tracing: lambda.Tracing.ACTIVE,
    // CDK must not extend the role: the policy above is complete.
    role: role.withoutPolicyUpdates(),
    logGroup,
    environment: environment(row, around),
    ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
    ...(deadLetters === undefined
      ? {}
      : { deadLetterQueue: deadLetters, retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
  });
  // Lambda checks the role's permissions when a queue or dead letters are attached, so the policy must be there first.
  made.node.addDependency(policy);
  attachTrigger(scope, row, made, around);
  return made;
}

function attachTrigger(
  scope: Construct,
  row: FunctionRow,
  made: lambda.Function,
  { queues, settings }: FunctionSurroundings,
): void {
  if (row.trigger.kind === 'queue') {
    made.addEventSource(
      new SqsEventSource(required(queues.work, row.name), {
        batchSize: row.trigger.batchSize,
        reportBatchItemFailures: true,
        maxConcurrency: concurrencyOf(settings, row.trigger),
      }),
    );
  }
  if (row.trigger.kind === 'schedule') {
    new Rule(scope, `${pascalCase(row.name)}Clock`, {
      description: row.purpose,
      schedule: Schedule.rate(Duration.minutes(row.trigger.everyMinutes)),
      targets: [
        new LambdaFunction(made, {
          event: RuleTargetInput.fromObject(row.trigger.input),
          // A failed event is not tried again: the next run does the work.
          retryAttempts: 0,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
  }
}

function environment(row: FunctionRow, around: FunctionSurroundings): Record<string, string> {
  const variables: Record<string, string> = { ...around.environment };
  if (row.table !== 'none') variables.TABLE_NAME = around.storage.table.tableName;
  if (row.reads.length + row.writes.length > 0) variables.FILES_BUCKET = around.storage.files.bucketName;
  if (row.temporaryMegabytes !== undefined) variables.TEMPORARY_MEGABYTES = String(row.temporaryMegabytes);
  if (row.secrets === 'read') variables.SECRETS_PREFIX = around.stackName;
  for (const name of queuesOf(row)) variables[queueUrlVariable(name)] = required(around.queues.work, name).queueUrl;
  return row.trigger.kind === 'authorizer' ? { ...variables, ...around.authorizerEnvironment } : variables;
}

/** The queues whose addresses a function gets: those that it sends to, and its own, in which it delays failed messages. */
function queuesOf({ name, sends, trigger }: FunctionRow): readonly string[] {
  return trigger.kind === 'queue' ? [...new Set([...sends, name])] : sends;
}

/** Everything that a function may do. No action and, except for X-Ray, no resource is a bare wildcard. Nobody may Scan or delete files. */
function statements(
  row: FunctionRow,
  around: FunctionSurroundings,
  logGroup: LogGroup,
  deadLetters: IQueue | undefined,
): PolicyStatement[] {
  const { table, files } = around.storage;
  const allow = (sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement[] =>
    resources.length === 0 ? [] : [new PolicyStatement({ sid, actions: [...actions], resources: [...resources] })];
  const fileArns = (kinds: readonly string[]) => kinds.map((kind) => files.arnForObjects(`*/${kind}/*`));
  const sent = row.sends.map((name) => required(around.queues.work, name).queueArn);
  return [
    ...allow('Log', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    ...allow('Trace', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']),
    ...allow('Table', tableActions(row), row.table === 'none' ? [] : [table.tableArn]),
    ...allow(
      'Index',
      ['dynamodb:Query'],
      row.table === 'none' ? [] : indexNames.map((name) => `${table.tableArn}/index/${name}`),
    ),
    ...allow('ReadFiles', ['s3:GetObject'], fileArns(row.reads)),
    // Without this permission, S3 answers 403 instead of 404 for a missing file. Keys hold no PHI.
    ...allow('TellMissingFiles', ['s3:ListBucket'], row.reads.length === 0 ? [] : [files.bucketArn]),
    ...allow('WriteFiles', ['s3:PutObject'], fileArns(row.writes)),
    ...allow(
      'TagTemporaryFiles',
      ['s3:PutObjectTagging'],
      fileArns(row.writes.filter((kind) => temporaryFileKinds.includes(kind))),
    ),
    ...allow(
      'ReadSecrets',
      ['secretsmanager:GetSecretValue'],
      row.secrets === 'read' ? [secretArns(around.stackName)] : [],
    ),
    ...allow('Send', ['sqs:SendMessage'], deadLetters === undefined ? sent : [...sent, deadLetters.queueArn]),
    ...allow(
      'Receive',
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      row.trigger.kind === 'queue' ? [required(around.queues.work, row.name).queueArn] : [],
    ),
    ...keyStatements(row, around.key, deadLetters !== undefined),
  ];
}

function tableActions(row: FunctionRow): string[] {
  return (row.table === 'write' ? [...tableReads, ...tableWrites] : tableReads).map((action) => `dynamodb:${action}`);
}

/**
 * Permission to use the key: only through the services that the row uses, and for encryption only if the row writes.
 */
function keyStatements(row: FunctionRow, key: IKey, hasDeadLetters: boolean): PolicyStatement[] {
  const sends = row.sends.length > 0 || hasDeadLetters;
  const via = (service: string, used: boolean, actions: readonly string[]): PolicyStatement[] =>
    used
      ? [
          new PolicyStatement({
            sid: `KeyFor${pascalCase(service)}`,
            actions: actions.map((action) => `kms:${action}`),
            resources: [key.keyArn],
            conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
          }),
        ]
      : [];
  const seal = ['Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];
  return [
    ...via('dynamodb', row.table !== 'none', ['Decrypt', 'DescribeKey', ...(row.table === 'write' ? seal : [])]),
    ...via('s3', row.reads.length + row.writes.length > 0, [
      'Decrypt',
      ...(row.writes.length > 0 ? ['GenerateDataKey'] : []),
    ]),
    ...via('secretsmanager', row.secrets === 'read', ['Decrypt']),
    ...via('sqs', sends || row.trigger.kind === 'queue', ['Decrypt', ...(sends ? ['GenerateDataKey'] : [])]),
  ];
}

function required<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined) throw new Error(`No queue is worked off by a function named ${name}`);
  return found;
}
