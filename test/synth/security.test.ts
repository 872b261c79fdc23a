import { type App, CfnResource, type Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgements, requireSecurity, securityPacks } from '../../infra/aws/acknowledgements.ts';
import { settingsOf } from '../../infra/aws/stages.ts';
import { functionRows } from '../../infra/functions.ts';
import { isLong } from '../support/effort.ts';
import { planned, removePlanned } from './synthesise.ts';

afterAll(removePlanned);

/** A stage that reserves concurrency and, in the long run, one that does not. */
const stages = isLong ? (['production', 'test'] as const) : (['production'] as const);

type Planned = ReturnType<typeof planned>;

/** The findings of the packs, as `id at path in the app`. */
function findings({ app }: Planned): string[] {
  // References between stacks get their names only at synthesis.
  app.synth();
  return securityPacks(app).flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      ),
  );
}

/** Violations that the packs must find. */
const plants: readonly {
  readonly what: string;
  readonly plant: (stack: Stack, id: string) => unknown;
  readonly expected: readonly string[];
}[] = [
  {
    what: 'a bucket with nothing closed',
    plant: (stack, id) => new Bucket(stack, id),
    expected: [
      'AwsSolutions-S1',
      'AwsSolutions-S10',
      'HIPAA.Security-S3BucketPublicReadProhibited',
      'HIPAA.Security-S3DefaultEncryptionKMS',
    ],
  },
  {
    what: 'a queue without dead letters that takes plain text',
    plant: (stack, id) => new Queue(stack, id),
    expected: ['AwsSolutions-SQS3', 'AwsSolutions-SQS4'],
  },
  {
    what: 'a role that may do everything',
    plant: (stack, id) =>
      new Role(stack, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }).addToPolicy(
        new PolicyStatement({ actions: ['*'], resources: ['*'] }),
      ),
    expected: ['AwsSolutions-IAM5[Resource::*]', 'HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess'],
  },
  {
    what: 'a log group without a key and an end',
    plant: (stack, id) => new CfnLogGroup(stack, id),
    expected: ['HIPAA.Security-CloudWatchLogGroupEncrypted', 'HIPAA.Security-CloudWatchLogGroupRetentionPeriod'],
  },
  {
    what: 'a table that cannot be restored',
    plant: (stack, id) => new Table(stack, id, { partitionKey: { name: 'pk', type: AttributeType.STRING } }),
    expected: ['AwsSolutions-DDB3', 'HIPAA.Security-DynamoDBPITREnabled', 'HIPAA.Security-DynamoDBInBackupPlan'],
  },
];

describe('the security packs', () => {
  it.each(stages)('find nothing unanswered in the stacks of %s', (stage) => {
    const made = planned({ stageName: stage });
    requireSecurity(made.app);
    expect(() => made.app.synth()).not.toThrow();
    expect(findings(made)).toEqual([]);
  });

  it.each(stages)(
    'find without answers in %s exactly what the answers cover: none is obsolete or too broad',
    (stage) => {
      const made = planned({ stageName: stage, acknowledged: false });
      const answered = acknowledgements(made.stacks, functionRows, settingsOf(stage)).flatMap(({ id, at }) =>
        at.map((path) => `${id} at ${resourcePath(made.app, path)}`),
      );
      expect(answered.length).toBeGreaterThan(20);
      expect(new Set(answered).size).toBe(answered.length);
      expect(findings(made).sort()).toEqual(answered.sort());
    },
  );

  it('stop the synthesis at a planted bucket, and name it', () => {
    const made = planned();
    requireSecurity(made.app);
    new Bucket(made.stacks.data, 'Planted', { encryption: BucketEncryption.S3_MANAGED });
    expect(() => made.app.synth()).toThrow(/AwsSolutions-S1\b[\s\S]*HIPAA\.Security-S3BucketLoggingEnabled/);
  });

  describe('on a stack with everything forbidden', () => {
    let found: readonly string[];
    beforeAll(() => {
      const made = planned();
      for (const [place, { plant }] of plants.entries()) plant(made.stacks.main, `Planted${place}`);
      const policy = made.stacks.main.node.findChild('BooksPolicy') as ManagedPolicy;
      policy.addStatements(new PolicyStatement({ actions: ['s3:Get*'], resources: ['arn:aws:s3:::elsewhere/*'] }));
      found = findings(made);
    });

    it.each(plants.map((each, place) => ({ ...each, place })))('find $what', ({ place, expected }) => {
      for (const id of expected)
        expect(found.filter((finding) => finding.startsWith(`${id} at Superbill/Planted${place}`))).toHaveLength(1);
    });

    it('find a function’s policy that reaches further than its answer, and nothing else', () => {
      expect(found.filter((finding) => !finding.includes(' at Superbill/Planted'))).toEqual([
        'AwsSolutions-IAM5[Action::s3:Get*] at Superbill/BooksPolicy/Resource',
        'AwsSolutions-IAM5[Resource::arn:aws:s3:::elsewhere/*] at Superbill/BooksPolicy/Resource',
      ]);
    });
  });
});

it('give each answer in a sentence that a reviewer can judge', () => {
  const { stacks } = planned({ stageName: 'test' });
  for (const { id, reason } of acknowledgements(stacks, functionRows, settingsOf('test'))) {
    expect(reason.length, id).toBeGreaterThan(60);
    expect(reason, id).toMatch(/\.$/);
  }
});

function resourcePath(app: App, path: string): string {
  const node = app.node.findAll().find((candidate) => candidate.node.path === path);
  return node !== undefined && CfnResource.isCfnResource(node) ? path : `${path}/Resource`;
}
