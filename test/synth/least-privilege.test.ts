import { describe, expect, it } from 'vitest';
import { fileKinds, fileKindsFromOutside, temporaryFileKinds } from '../../infra/function-row.ts';
import { functionRows } from '../../infra/functions.ts';
import {
  actionsOf,
  lambdaOf,
  list,
  ofType,
  only,
  roleOf,
  type Statement,
  statementsOf,
  synthesise,
} from './synthesise.ts';

const template = synthesise();
const [tableId] = only(template, 'AWS::DynamoDB::Table');
const [filesId] = only(template, 'AWS::S3::Bucket', (_, id) => /^Files[0-9A-F]{8}$/.test(id));

const readActions = ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query'].map((name) => `dynamodb:${name}`);
const writeActions = ['DeleteItem', 'PutItem', 'UpdateItem'].map((name) => `dynamodb:${name}`);

/** The resources of the statements that allow an action, as text. */
function resourcesFor(statements: readonly Statement[], action: string): string[] {
  return statements
    .filter(({ Action }) => list(Action).includes(action))
    .flatMap(({ Resource }) => list(Resource).map((resource) => JSON.stringify(resource)))
    .sort();
}

const fileArns = (kinds: readonly string[]) =>
  kinds
    .map((kind) => JSON.stringify({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [filesId, 'Arn'] }, `/*/${kind}/*`]] }))
    .sort();

const queueArns = (names: readonly string[]) =>
  names
    .map((name) => {
      const [id] = only(template, 'AWS::SQS::Queue', (_, candidate) => candidate.startsWith(queueIdOf(name)));
      return JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    })
    .sort();

const pascal = (name: string) => name.replaceAll(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());
const queueIdOf = (name: string) => `${pascal(name)}Queue`;

describe.each(functionRows.map((row) => [row.name, row] as const))('the function %s', (name, row) => {
  const statements = statementsOf(template, roleOf(template, row));

  it('has a role that no other function has, with every permission in one policy of its own', () => {
    const role = roleOf(template, row);
    const sharers = ofType(template, 'AWS::Lambda::Function').filter(
      ([, { Properties }]) => Properties.Role['Fn::GetAtt'][0] === role,
    );
    expect(sharers).toHaveLength(1);
    expect(template.Resources[role]?.Properties.ManagedPolicyArns).toBeUndefined();
    expect(template.Resources[role]?.Properties.Policies).toBeUndefined();
    expect(statements.length).toBeGreaterThan(1);
    expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });

  it('names every action in full, and no resource is everything except for traces', () => {
    for (const { Action, Resource } of statements) {
      for (const action of list(Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
      if (list(Resource).includes('*')) {
        expect(list(Action)).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
      }
    }
  });

  it('accesses the table as its row states, and never scans it', () => {
    const expected = { none: [], read: readActions, write: [...readActions, ...writeActions].sort() }[row.table];
    expect(actionsOf(template, row, 'dynamodb')).toEqual(expected);
    for (const { Action, Resource } of statements) {
      if (!list(Action).some((action) => action.startsWith('dynamodb:'))) continue;
      expect(JSON.stringify(Resource)).toContain(tableId);
      expect(JSON.stringify(Resource)).not.toContain('*');
    }
  });

  it('reads and writes the kinds of file that its row lists, and deletes none', () => {
    expect(resourcesFor(statements, 's3:GetObject')).toEqual(fileArns(row.reads));
    expect(resourcesFor(statements, 's3:PutObject')).toEqual(fileArns(row.writes));
    expect(resourcesFor(statements, 's3:ListBucket')).toEqual(
      row.reads.length === 0 ? [] : [JSON.stringify({ 'Fn::GetAtt': [filesId, 'Arn'] })],
    );
    const tagged = row.writes.filter((kind) => temporaryFileKinds.includes(kind));
    expect(resourcesFor(statements, 's3:PutObjectTagging')).toEqual(fileArns(tagged));
    const allowed = new Set(['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:PutObjectTagging']);
    expect(actionsOf(template, row, 's3').filter((action) => !allowed.has(action))).toEqual([]);
  });

  it('may read what it writes, because a repeated write compares with what is there', () => {
    expect(row.reads).toEqual(expect.arrayContaining([...row.writes]));
  });

  it('sends to the queues that its row lists, and receives from its own only', () => {
    const deadLetters = list(lambdaOf(template, row)[1].Properties.DeadLetterConfig ?? []).map((config) =>
      JSON.stringify((config as { TargetArn: unknown }).TargetArn),
    );
    expect(resourcesFor(statements, 'sqs:SendMessage')).toEqual([...queueArns(row.sends), ...deadLetters].sort());
    expect(resourcesFor(statements, 'sqs:ReceiveMessage')).toEqual(
      row.trigger.kind === 'queue' ? queueArns([name]) : [],
    );
  });

  it('reads the secrets of offices only where its row says so, below the stack’s own name', () => {
    const resources = resourcesFor(statements, 'secretsmanager:GetSecretValue');
    expect(resources).toHaveLength(row.secrets === 'read' ? 1 : 0);
    for (const resource of resources) expect(resource).toMatch(/:secret:superbill-[a-z0-9-]+\/\*"/);
    expect(actionsOf(template, row, 'secretsmanager')).toHaveLength(resources.length);
  });

  it('uses the key only by way of a service, and encrypts only when it writes there', () => {
    const withKey = statements.filter(({ Action }) => list(Action).some((action) => action.startsWith('kms:')));
    const services = withKey.map(({ Action, Condition }) => {
      const via = JSON.stringify(Condition?.StringEquals?.['kms:ViaService']);
      const service = /"(dynamodb|s3|secretsmanager|sqs)\./.exec(via)?.[1] ?? 'none';
      return `${service}:${list(Action).includes('kms:GenerateDataKey') ? 'write' : 'read'}`;
    });
    const sends = row.sends.length > 0 || row.trigger.kind === 'schedule';
    expect(services).toEqual([
      ...(row.table === 'none' ? [] : [`dynamodb:${row.table}`]),
      ...(row.reads.length + row.writes.length === 0 ? [] : [`s3:${row.writes.length > 0 ? 'write' : 'read'}`]),
      ...(row.secrets === 'read' ? ['secretsmanager:read'] : []),
      ...(sends ? ['sqs:write'] : row.trigger.kind === 'queue' ? ['sqs:read'] : []),
    ]);
  });

  it('writes to its own log group only', () => {
    const logGroup = lambdaOf(template, row)[1].Properties.LoggingConfig.LogGroup.Ref;
    expect(resourcesFor(statements, 'logs:PutLogEvents')).toEqual([
      JSON.stringify({ 'Fn::GetAtt': [logGroup, 'Arn'] }),
    ]);
  });
});

it('gives a function that only reads the table no permission to write it, and none to encrypt for it', () => {
  const rows = functionRows.map((row) => (row.name === 'patients' ? { ...row, table: 'read' as const } : row));
  const reading = synthesise({ rows });
  expect(actionsOf(reading, { name: 'patients' }, 'dynamodb')).toEqual(readActions);
  expect(actionsOf(reading, { name: 'patients' }, 'kms')).toEqual(['kms:Decrypt', 'kms:DescribeKey']);
});

it('gives no role except those of functions, backup, and the gateway’s log', () => {
  const functionRoles = new Set(functionRows.map((row) => roleOf(template, row)));
  const others = ofType(template, 'AWS::IAM::Role').filter(([id]) => !functionRoles.has(id));
  const principals = others.map(([, role]) => role.Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service);
  expect(principals.sort()).toEqual(['apigateway.amazonaws.com', 'backup.amazonaws.com']);
  expect(functionRoles.size).toBe(functionRows.length);
});

it('has a reader and a writer for each kind of file', () => {
  for (const kind of fileKinds) {
    expect(functionRows.some((row) => row.reads.includes(kind))).toBe(true);
    expect(functionRows.some((row) => row.writes.includes(kind))).toBe(!fileKindsFromOutside.includes(kind));
  }
});
