import { afterAll, describe, expect, it } from 'vitest';
import { loggedEvents } from '../../infra/aws/logged-events.ts';
import { pascalCase, queueUrlVariable } from '../../infra/aws/names.ts';
import { settingsOf, stageSettings } from '../../infra/aws/stages.ts';
import { functionRows } from '../../infra/functions.ts';
import { tableDefinition } from '../../shared/store/keys/table.ts';
import {
  lambdaOf,
  list,
  ofType,
  only,
  planned,
  type Resource,
  removePlanned,
  synthesise,
  synthesiseApart,
  type Template,
} from './synthesise.ts';

afterAll(removePlanned);

const template = synthesise();
const [keyId] = only(template, 'AWS::KMS::Key');
const key = { 'Fn::GetAtt': [keyId, 'Arn'] };
const kinds = ({ Resources }: Template) =>
  [...new Set(Object.values(Resources).map(({ Type }) => Type.split('::')[1]))].sort();

describe('the stack', () => {
  it('is separate from the stored data: data outlives it, and depends on nothing else', () => {
    const { data, main, workers } = synthesiseApart();
    expect(kinds(data)).toEqual(['Backup', 'DynamoDB', 'IAM', 'KMS', 'S3']);
    expect(kinds(main)).toEqual(['ApiGateway', 'CloudFormation', 'IAM', 'Lambda', 'Logs', 'WAFv2', 'XRay']);
    expect(kinds(workers)).toEqual(['Events', 'IAM', 'Lambda', 'Logs', 'SQS']);
    expect(JSON.stringify(data)).not.toContain('Fn::ImportValue');
    for (const { Type, DeletionPolicy } of Object.values(data.Resources)) {
      if (/::(Table|Bucket|Key|BackupVault)$/.test(Type)) expect(DeletionPolicy, Type).toBe('Retain');
    }
  });

  it('refuses a stage name that cannot be part of a URL', () => {
    expect(() => planned({ stageName: 'Not A Stage' })).toThrow(/stage/);
  });

  it('refuses a row that sends to a queue without a consumer', () => {
    const rows = functionRows.map((row) => (row.name === 'relay-due' ? { ...row, sends: ['nobody'] } : row));
    expect(() => planned({ rows })).toThrow(/nobody/);
  });

  it('takes the identity provider as parameters, and an issuer only with https', () => {
    const pattern = (name: string) => new RegExp(`^(?:${template.Parameters[name]?.AllowedPattern})$`);
    expect(pattern('OidcIssuer').test('https://login.example.com/office')).toBe(true);
    expect(pattern('OidcIssuer').test('http://login.example.com')).toBe(false);
    expect(pattern('OidcIssuer').test('https://login.example.com/?x=1')).toBe(false);
    expect(pattern('OidcIssuer').test('')).toBe(false);
    expect(pattern('OidcJwksUri').test('https://login.example.com/keys?p=office')).toBe(true);
    expect(pattern('OidcJwksUri').test('http://login.example.com/keys')).toBe(false);
    expect(pattern('OidcAudience').test('')).toBe(false);
    expect(pattern('OperationsEmail').test('')).toBe(true);
    expect(pattern('OperationsEmail').test('nobody')).toBe(false);
    expect(template.Parameters.OidcIssuer?.Default).toBeUndefined();
  });
});

describe.each(functionRows.map((row) => [row.name, row] as const))('the function %s', (name, row) => {
  const [id, { Properties, DependsOn }] = lambdaOf(template, row);

  it('is an arm64 Node 24 Lambda with the memory and time of its row, traced', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'handler.handler',
      MemorySize: row.memoryMegabytes,
      Timeout: row.timeoutSeconds,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('has an encrypted log group with an expiry, and waits for its policy', () => {
    const logGroup = template.Resources[Properties.LoggingConfig.LogGroup.Ref] as Resource;
    expect(logGroup.Properties).toMatchObject({ KmsKeyId: key, RetentionInDays: 365 });
    expect(list(DependsOn ?? []).some((dependency) => dependency.includes('Policy'))).toBe(true);
  });

  it('gets the table, the bucket, the queues and the identity provider only where its row needs them', () => {
    const names = Object.keys(Properties.Environment.Variables).sort();
    const oidc = ['AUDIENCE', 'ISSUER', 'JWKS_URI', 'ROLES_CLAIM', 'TENANT_CLAIM'].map((word) => `OIDC_${word}`);
    expect(names).toEqual(
      [
        'LOG_LEVEL',
        'STAGE',
        ...(row.table === 'none' ? [] : ['TABLE_NAME']),
        ...(row.reads.length + row.writes.length === 0 ? [] : ['FILES_BUCKET']),
        ...(row.secrets === 'read' ? ['SECRETS_PREFIX'] : []),
        ...(row.temporaryMegabytes === undefined ? [] : ['TEMPORARY_MEGABYTES']),
        ...new Set([...row.sends, ...(row.trigger.kind === 'queue' ? [name] : [])].map(queueUrlVariable)),
        ...(row.trigger.kind === 'authorizer' ? oidc : []),
      ].sort(),
    );
  });

  it('has the space in its temporary folder that its row states', () => {
    const { temporaryMegabytes } = row;
    const { EphemeralStorage, Environment } = Properties;
    expect(EphemeralStorage).toEqual(temporaryMegabytes === undefined ? undefined : { Size: temporaryMegabytes });
    expect(Environment.Variables.TEMPORARY_MEGABYTES).toBe(temporaryMegabytes?.toString());
  });

  it('is started by what its row states and by nothing else', () => {
    const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').filter(
      ([, mapping]) => mapping.Properties.FunctionName.Ref === id,
    );
    const callers = ofType(template, 'AWS::Lambda::Permission')
      .filter(([, permission]) => permission.Properties.FunctionName['Fn::GetAtt'][0] === id)
      .map(([, permission]) => permission.Properties.Principal as string);
    const { trigger } = row;
    expect(mappings).toHaveLength(trigger.kind === 'queue' ? 1 : 0);
    const expected = {
      authorizer: ['apigateway.amazonaws.com'],
      // One permission for the whole API, however many families there are.
      api: ['apigateway.amazonaws.com'],
      queue: [],
      schedule: ['events.amazonaws.com'],
    }[trigger.kind];
    expect(callers, name).toEqual(expected);
  });
});

describe('a queue', () => {
  const workers = functionRows.flatMap((row) => (row.trigger.kind === 'queue' ? [{ row, trigger: row.trigger }] : []));

  it.each(workers.map((worker) => [worker.row.name, worker] as const))(
    'of %s returns single messages, and gives up in the end',
    (_, { row, trigger }) => {
      const [functionId] = lambdaOf(template, row);
      const [, mapping] = only(
        template,
        'AWS::Lambda::EventSourceMapping',
        ({ Properties }) => Properties.FunctionName.Ref === functionId,
      );
      expect(mapping.Properties).toMatchObject({
        BatchSize: trigger.batchSize,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: Math.max(2, trigger.concurrency) },
      });
      const queue = template.Resources[mapping.Properties.EventSourceArn['Fn::GetAtt'][0]] as Resource;
      expect(queue.Properties.VisibilityTimeout).toBe(row.timeoutSeconds + 60);
      expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBe(trigger.maximumReceives);
      const dead = template.Resources[queue.Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]] as Resource;
      expect(dead.Type).toBe('AWS::SQS::Queue');
    },
  );

  it('is encrypted with the key and takes TLS only, dead letters too', () => {
    const queues = ofType(template, 'AWS::SQS::Queue');
    const schedules = functionRows.filter(({ trigger }) => trigger.kind === 'schedule');
    expect(queues).toHaveLength(workers.length * 2 + schedules.length);
    for (const [id, { Properties }] of queues) {
      expect(Properties.KmsMasterKeyId).toEqual(key);
      const [, policy] = only(template, 'AWS::SQS::QueuePolicy', (found) => found.Properties.Queues[0].Ref === id);
      expect(JSON.stringify(policy.Properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
    }
  });
});

it('runs scheduled functions on a clock, with the input of their rows', () => {
  for (const row of functionRows) {
    if (row.trigger.kind !== 'schedule') continue;
    const [id, made] = lambdaOf(template, row);
    const [, rule] = only(
      template,
      'AWS::Events::Rule',
      ({ Properties }) => Properties.Targets[0].Arn['Fn::GetAtt'][0] === id,
    );
    expect(rule.Properties.ScheduleExpression).toMatch(new RegExp(`^rate\\(${row.trigger.everyMinutes} minutes?\\)$`));
    expect(JSON.parse(rule.Properties.Targets[0].Input)).toEqual(row.trigger.input);
    expect(made.Properties.DeadLetterConfig.TargetArn).toBeDefined();
  }
});

describe('stored data', () => {
  const [, table] = only(template, 'AWS::DynamoDB::Table');

  it('is in one table that can be restored to any second, encrypted with the key, and outlives the stack', () => {
    expect(table.DeletionPolicy).toBe('Retain');
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key },
      TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLiveAttribute, Enabled: true },
    });
    expect(table.Properties.StreamSpecification).toBeUndefined();
    expect(template.Resources[keyId]).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    });
  });

  it('has the keys and the indexes that the store writes', () => {
    const schema = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(table.Properties.KeySchema).toEqual(schema(tableDefinition.partitionKey, tableDefinition.sortKey));
    expect(table.Properties.GlobalSecondaryIndexes).toEqual(
      Object.values(tableDefinition.indexes).map((index) => ({
        IndexName: index.name,
        KeySchema: schema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: index.projection },
      })),
    );
  });

  it('is in buckets that are private, versioned, logged, and accept TLS only', () => {
    const buckets = ofType(template, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(DeletionPolicy).toBe('Retain');
      expect(Properties.VersioningConfiguration.Status).toBe('Enabled');
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(Properties.CorsConfiguration).toBeUndefined();
      const [, policy] = only(template, 'AWS::S3::BucketPolicy', (found) => found.Properties.Bucket.Ref === id);
      expect(JSON.stringify(policy.Properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
    }
    const [, files] = only(
      template,
      'AWS::S3::Bucket',
      ({ Properties }) => Properties.LoggingConfiguration !== undefined,
    );
    expect(
      files.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault,
    ).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key });
    const rules = JSON.stringify(files.Properties.LifecycleConfiguration);
    expect(rules).toContain('AbortIncompleteMultipartUpload');
    expect(rules).toContain('NoncurrentVersionExpiration');
  });
});

describe('the alarms', () => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const [topicId, topic] = only(template, 'AWS::SNS::Topic');

  it('are sent to an encrypted topic, which CloudWatch may publish to', () => {
    for (const [, { Properties }] of alarms) expect(Properties.AlarmActions).toEqual([{ Ref: topicId }]);
    expect(topic.Properties.KmsMasterKeyId).toEqual(key);
    const [, policy] = only(template, 'AWS::SNS::TopicPolicy');
    const allowed = policy.Properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(allowed).toMatchObject([{ Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }]);
  });

  it('watch only functions, queues and tables that exist, by their names', () => {
    const names = new Set(
      Object.values(template.Resources).flatMap(({ Properties }) => [
        ...[Properties?.FunctionName, Properties?.QueueName].filter((name) => typeof name === 'string'),
      ]),
    );
    const watched = alarms.flatMap(([, { Properties }]) =>
      (Properties.Dimensions ?? []).filter(({ Name }: { Name: string }) => /^(FunctionName|QueueName)$/.test(Name)),
    );
    expect(watched.length).toBeGreaterThan(30);
    for (const { Value } of watched) expect(names).toContain(Value);
    const [, api] = only(template, 'AWS::ApiGateway::RestApi');
    const ofApi = alarms.filter(([, { Properties }]) => Properties.Namespace === 'AWS/ApiGateway');
    expect(ofApi).toHaveLength(2);
    for (const [, { Properties }] of ofApi) {
      expect(Properties.Dimensions).toContainEqual({ Name: 'ApiName', Value: api.Properties.Name });
    }
  });

  it('count log lines of functions, from the log group of the function that writes them', () => {
    const filters = ofType(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
    const expected = functionRows.flatMap((row) => loggedEvents(row).map((logged) => ({ row, ...logged })));
    expect(filters).toHaveLength(expected.length);
    for (const { row, event, metricName } of expected) {
      const filter = filters.find(({ MetricTransformations }) => MetricTransformations[0].MetricName === metricName);
      expect(filter?.FilterPattern).toBe(`"${event}"`);
      expect(filter?.LogGroupName).toEqual(lambdaOf(template, row)[1].Properties.LoggingConfig.LogGroup);
      expect(filter?.MetricTransformations[0].MetricNamespace).toBe('superbill-production');
    }
  });

  it('watch every dead letter, every function, every queue’s age, the API, the table, and that the clock runs', () => {
    const count = (metric: string, namespace: string) =>
      alarms.filter(([, { Properties }]) => Properties.MetricName === metric && Properties.Namespace === namespace)
        .length;
    const queues = functionRows.filter(({ trigger }) => trigger.kind === 'queue').length;
    const schedules = functionRows.filter(({ trigger }) => trigger.kind === 'schedule').length;
    expect(count('ApproximateNumberOfMessagesVisible', 'AWS/SQS')).toBe(queues + schedules);
    expect(count('ApproximateAgeOfOldestMessage', 'AWS/SQS')).toBe(queues);
    // The authorizer fails whenever a token is bad, so its own faults are counted from its log.
    expect(count('Errors', 'AWS/Lambda')).toBe(functionRows.length - 1);
    expect(count('AuthorizeAuthorizerFailed', 'superbill-production')).toBe(1);
    for (const { name, trigger } of functionRows) {
      if (trigger.kind === 'queue') expect(count(`${pascalCase(name)}MessageFailed`, 'superbill-production')).toBe(1);
    }
    expect(count('Throttles', 'AWS/Lambda')).toBe(functionRows.length);
    expect(count('Invocations', 'AWS/Lambda')).toBe(schedules);
    expect(count('5XXError', 'AWS/ApiGateway')).toBe(1);
    expect(count('Latency', 'AWS/ApiGateway')).toBe(1);
    expect(
      alarms.some(([, { Properties }]) => JSON.stringify(Properties.Metrics ?? '').includes('WriteThrottleEvents')),
    ).toBe(true);
  });
});

describe('the settings of a stage', () => {
  const reservedIn = (stageName: string) =>
    ofType(synthesise({ stageName }), 'AWS::Lambda::Function').map(
      ([, { Properties }]) => Properties.ReservedConcurrentExecutions as number | undefined,
    );

  it('reserve concurrency for each function in production, and leave a hundred of a thousand to the account', () => {
    const reserved = reservedIn('production');
    expect(reserved).toHaveLength(functionRows.length);
    for (const value of reserved) expect(value).toBeGreaterThanOrEqual(2);
    // There is room for twice as many functions.
    expect(2 * reserved.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeLessThanOrEqual(900);
  });

  it('reserve none where accounts have their initial quota', () => {
    for (const stage of ['test', 'development', 'staging']) {
      expect(new Set(reservedIn(stage))).toEqual(new Set([undefined]));
    }
  });

  it('limit requests at the gateway, addresses at the firewall, and concurrent batches of workers', () => {
    for (const [stageName, settings] of Object.entries(stageSettings)) {
      const made = synthesise({ stageName });
      const [, stage] = only(made, 'AWS::ApiGateway::Stage');
      expect(stage.Properties.MethodSettings[0]).toMatchObject({
        ThrottlingRateLimit: settings.requestsPerSecond,
        ThrottlingBurstLimit: settings.burst,
      });
      const rules = JSON.stringify(only(made, 'AWS::WAFv2::WebACL')[1].Properties.Rules);
      expect(rules).toContain(`"Limit":${settings.requestsPerAddress}`);
      const atOnce = ofType(made, 'AWS::Lambda::EventSourceMapping').map(
        ([, { Properties }]) => Properties.ScalingConfig.MaximumConcurrency as number,
      );
      expect(Math.max(...atOnce)).toBe(Math.min(settings.workerConcurrency, 6));
    }
  });

  it('depend on the stage’s name, or on the named settings; there are no others', () => {
    expect(settingsOf('production')).toBe(stageSettings.production);
    expect(settingsOf('clinic-east')).toBe(stageSettings.test);
    expect(settingsOf('clinic-east', 'production')).toBe(stageSettings.production);
    expect(() => settingsOf('production', 'toString')).toThrow(/settings/);
  });
});
