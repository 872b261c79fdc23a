import { type App, CfnResource, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, type NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { FunctionRow } from '../function-row.ts';
import { isWorker, pascalCase } from './names.ts';
import { reservedFor, type StageSettings } from './stages.ts';

/**
 * The findings of the security packs that are accepted instead of corrected, with the reasons. Each is accepted for the
 * named resources only; the same finding anywhere else stops the synthesis.
 */
export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
  /** The constructs that the finding is about, as paths in the app. */
  readonly at: readonly string[];
}

/** The packs that check every synthesis. */
export function securityPacks(app: App): readonly NagPack[] {
  return [new AwsSolutionsChecks(app), new HIPAASecurityChecks(app)];
}

/** Makes `app.synth()` refuse a stack with a finding that is not accepted here. */
export function requireSecurity(app: App): void {
  Validations.of(app).addPlugins(...securityPacks(app));
}

/** The stacks whose findings are acknowledged. */
interface Answered {
  readonly data: Stack;
  readonly main: Stack;
}

/**
 * Attaches each acknowledgement to its resources.
 * @throws when an acknowledgement names a resource that does not exist, because it is then out of date.
 */
export function acknowledgeFindings(stacks: Answered, rows: readonly FunctionRow[], settings: StageSettings): void {
  for (const { id, reason, at } of acknowledgements(stacks, rows, settings)) {
    for (const path of at) Validations.of(resourceAt(stacks.main.node.root, path)).acknowledge({ id, reason });
  }
}

/** All acknowledgements for the stacks that are made from these rows. */
export function acknowledgements(
  stacks: Answered,
  rows: readonly FunctionRow[],
  settings: StageSettings,
): readonly Acknowledgement[] {
  return [
    ...functionAnswers(rows, settings),
    ...secretAnswers(stacks, rows),
    ...fileAnswers(stacks, rows),
    ...apiAnswers(stacks),
    ...storageAnswers,
  ].filter(({ at }) => at.length > 0);
}

/** The path of a function in the app. */
function placeOf(row: FunctionRow): string {
  return `Superbill/${isWorker(row) ? 'Workers/' : ''}${pascalCase(row.name)}`;
}

function functionAnswers(rows: readonly FunctionRow[], settings: StageSettings): Acknowledgement[] {
  const functions = rows.map(placeOf);
  const synchronous = rows.filter(({ trigger }) => trigger.kind !== 'schedule').map(placeOf);
  return [
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      at: functions.map((place) => `${place}Policy`),
      reason:
        'xray:PutTraceSegments and xray:PutTelemetryRecords, the only actions on *: X-Ray has no resources that a policy could name. A test asserts that no other action has this resource.',
    },
    {
      id: 'HIPAA.Security-LambdaInsideVPC',
      at: functions,
      reason:
        'Functions reach DynamoDB, S3, SQS, Secrets Manager and KMS only, over TLS with IAM; the authorizer also the public keys of the identity provider, and run-connection the SFTP hosts that offices set up, with their host keys pinned. None of these is in a VPC. A VPC would add routes and an Internet gateway to guard, and protect nothing more.',
    },
    {
      id: 'HIPAA.Security-LambdaConcurrency',
      at: rows.filter((row) => reservedFor(settings, row) === undefined).map(placeOf),
      reason:
        "Stages for development and tests reserve nothing: their accounts often have the initial quota, which leaves nothing to reserve. Concurrency is limited where work enters: by the stage's throttle and the firewall's rate limit for API functions, by the event source's maximum for workers, by the schedule for the others. Throttling raises an alarm. Production reserves a share for each function.",
    },
    {
      id: 'HIPAA.Security-LambdaDLQ',
      at: synchronous,
      reason:
        'This setting is for asynchronous invocations, and there are none: API Gateway waits for the answer, and messages that a worker cannot process go to the dead-letter queue. The scheduled function has a dead-letter queue of its own.',
    },
  ];
}

function secretAnswers({ main }: Answered, rows: readonly FunctionRow[]): Acknowledgement[] {
  const arns = `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${main.stackName}/*`;
  return [
    {
      id: `AwsSolutions-IAM5[Resource::${arns}]`,
      at: rows.filter(({ secrets }) => secrets === 'read').map((row) => `${placeOf(row)}Policy`),
      reason:
        'The secrets of connections, named <stack>/<office>/<name>: one deployment serves all offices. The office comes from the message, and an office cannot choose a name outside of its own path.',
    },
  ];
}

function fileAnswers({ data }: Answered, rows: readonly FunctionRow[]): Acknowledgement[] {
  const kinds = [...new Set(rows.flatMap((row) => [...row.reads, ...row.writes]))];
  // cdk-nag names the bucket by the export of the data stack, because the functions' stacks refer to it that way.
  const exported = data.exportValue(resourceAt(data.node.root, 'SuperbillData/Files').getAtt('Arn'));
  const bucket = (data.resolve(exported) as { 'Fn::ImportValue': string })['Fn::ImportValue'];
  return kinds.map((kind) => ({
    id: `AwsSolutions-IAM5[Resource::${bucket}/*/${kind}/*]`,
    at: rows
      .filter((row) => row.reads.includes(kind) || row.writes.includes(kind))
      .map((row) => `${placeOf(row)}Policy`),
    reason: `Files of the kind ${kind} of all offices: keys are <office>/<kind>/<name>, and one deployment serves all offices. The office comes from the verified token or the message, is checked in the function, and is part of every key. Other kinds of files stay closed.`,
  }));
}

function apiAnswers({ main }: Answered): Acknowledgement[] {
  const stages = main.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::ApiGateway::Stage')
    .map(({ node }) => node.path);
  return [
    {
      id: 'AwsSolutions-APIG2',
      at: ['Superbill/Api'],
      reason:
        'Each function validates path, query, headers and body with strict schemas before anything else, and the same schemas make the OpenAPI document. The gateway has two methods per family and no single routes, so it has nothing to validate against.',
    },
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      at: ['Superbill/Api/CloudWatchRole'],
      reason:
        "AWS documents this policy for API Gateway's account-wide logging role. Only API Gateway can assume the role, and the policy allows writing logs only.",
    },
    {
      id: 'HIPAA.Security-APIGWCacheEnabledAndEncrypted',
      at: stages,
      reason:
        'Caching is off on purpose: answers hold PHI, differ by office and role, and must not be served after a change. Functions send Cache-Control: no-store.',
    },
    {
      id: 'HIPAA.Security-APIGWSSLEnabled',
      at: stages,
      reason:
        "Client certificates identify the gateway to HTTP backends. There are none: the gateway invokes functions through AWS's signed API over TLS, with one invoke permission per function.",
    },
  ];
}

const storageAnswers: readonly Acknowledgement[] = [
  {
    id: 'HIPAA.Security-S3DefaultEncryptionKMS',
    at: ['SuperbillData/FileAccessLogs'],
    reason:
      'S3 delivers access logs only to buckets encrypted with S3-managed keys (AES-256). Keys of logged objects hold no PHI.',
  },
  {
    id: 'HIPAA.Security-S3BucketReplicationEnabled',
    at: ['SuperbillData/Files'],
    reason:
      'The bucket is versioned and kept when the stack is deleted, and no function may delete files. Whether PHI may be copied to a second region is for each installation to decide (docs/deploy.md).',
  },
  {
    id: 'HIPAA.Security-S3BucketReplicationEnabled',
    at: ['SuperbillData/FileAccessLogs'],
    reason: 'The bucket holds access logs, versioned and kept. Where CloudTrail is on, it has the same events.',
  },
  {
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
    at: ['SuperbillData/Backups/Table/Role'],
    reason:
      'AWS maintains this policy for AWS Backup, and only that service can assume the role. The policy changes with what the service needs.',
  },
];

/** The CloudFormation resource of the construct at a path. */
function resourceAt(app: IConstruct, path: string): CfnResource {
  let found = app.node.findAll().find((node) => node.node.path === path);
  if (found !== undefined && !CfnResource.isCfnResource(found)) found = found.node.defaultChild;
  if (found === undefined || !CfnResource.isCfnResource(found)) throw new Error(`No resource at ${path} to answer for`);
  return found;
}
