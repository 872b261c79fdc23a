import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { tableDefinition } from '../../shared/store/keys/table.ts';
import { uniqueName } from './names.ts';

/** Six years in days: HIPAA's retention for records of who did what (45 CFR 164.316(b)(2)(i)). */
const sixYearsInDays = 2192;

export interface Storage {
  readonly table: dynamodb.Table;
  readonly files: s3.Bucket;
}

/**
 * The one customer-managed key for everything that may hold PHI: table, buckets, queues, logs, alarms. The account's IAM policies
 * decide who may use it. AWS services that use it themselves may do only what they need, and only for this account's resources.
 */
export function addKey(scope: Construct): kms.Key {
  const key = new kms.Key(scope, 'Key', {
    description: 'Superbill: table, files, queues, logs and alarms.',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LogGroupsOfThisAccount',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return key;
}

/** The table, the bucket of files, and the backups of the table. All of it outlives the stack. */
export function addStorage(scope: Construct, key: kms.Key): Storage {
  const table = addTable(scope, key);
  addBackups(scope, key, table);
  return { table, files: addFiles(scope, key) };
}

function addTable(scope: Construct, key: kms.Key): dynamodb.Table {
  const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  const table = new dynamodb.Table(scope, 'Table', {
    partitionKey: text(tableDefinition.partitionKey),
    sortKey: text(tableDefinition.sortKey),
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    timeToLiveAttribute: tableDefinition.timeToLiveAttribute,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const index of Object.values(tableDefinition.indexes)) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: dynamodb.ProjectionType[index.projection],
    });
  }
  return table;
}

/** Point-in-time recovery lasts 35 days and dies with the table; these backups do not. */
function addBackups(scope: Construct, key: kms.Key, table: dynamodb.Table): void {
  const vault = new backup.BackupVault(scope, 'Vault', {
    backupVaultName: uniqueName(Stack.of(scope)),
    encryptionKey: key,
    blockRecoveryPointDeletion: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const plan = new backup.BackupPlan(scope, 'Backups', { backupVault: vault });
  plan.addRule(
    new backup.BackupPlanRule({
      ruleName: 'daily',
      scheduleExpression: Schedule.cron({ hour: '7', minute: '0' }),
      deleteAfter: Duration.days(35),
    }),
  );
  plan.addRule(
    new backup.BackupPlanRule({
      ruleName: 'monthly',
      scheduleExpression: Schedule.cron({ day: '1', hour: '8', minute: '0' }),
      deleteAfter: Duration.days(sixYearsInDays),
    }),
  );
  plan.addSelection('Table', { resources: [backup.BackupResource.fromDynamoDbTable(table)] });
}

/** Raw files (835 in, 837 out): private, versioned, logged. No CORS: browsers do not upload, programs and the CLI do. */
function addFiles(scope: Construct, key: kms.Key): s3.Bucket {
  const closed = {
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
  } as const;
  const accessLogs = new s3.Bucket(scope, 'FileAccessLogs', {
    ...closed,
    // S3 cannot deliver access logs to a bucket whose default encryption is a customer-managed key.
    encryption: s3.BucketEncryption.S3_MANAGED,
    lifecycleRules: [
      { id: 'after-six-years', expiration: Duration.days(sixYearsInDays) },
      { id: 'old-versions', noncurrentVersionExpiration: Duration.days(30) },
    ],
  });
  return new s3.Bucket(scope, 'Files', {
    ...closed,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    // CDK's types disagree about an optional property here.
    serverAccessLogsBucket: accessLogs as s3.IBucket,
    serverAccessLogsPrefix: 'files/',
    lifecycleRules: [
      {
        // Parts of large downloads, which shared/store/files.ts tags. The whole file is stored long before they expire.
        id: 'temporary-files',
        tagFilters: { lifetime: 'days' },
        expiration: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(1),
      },
      { id: 'broken-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      { id: 'old-versions', noncurrentVersionExpiration: Duration.days(sixYearsInDays) },
    ],
  });
}
