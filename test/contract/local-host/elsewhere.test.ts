import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { startDynamodb } from '../../../infra/local/dynamodb.ts';
import { sdkConfiguration } from '../../../infra/local/environment.ts';
import { type LocalHost, startHost } from '../../../infra/local/host.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

const { worker, relay } = fixtureRows;
const never = () => () => undefined;

test('uses stand-ins that run elsewhere, and creates what is missing in them', async () => {
  const elsewhere = await startHost({ rows: [], entryOf: fixtureEntry });
  const { endpoints } = elsewhere;
  const options = { rows: [worker, relay], entryOf: fixtureEntry, endpoints, later: never };
  // The second start must work with what the first one has created.
  for (const _start of [1, 2]) {
    const host: LocalHost = await startHost(options);
    expect(host.endpoints).toEqual(endpoints);
    expect(await host.invoke('relay', { send: '{"id":"elsewhere"}' })).toEqual({ kind: 'succeeded', result: null });
    await host.stop();
  }
  const table = new DynamoDBClient(sdkConfiguration(endpoints.dynamodb));
  const { Table } = await table.send(new DescribeTableCommand({ TableName: elsewhere.tableName }));
  expect(
    Table?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection?.ProjectionType]),
  ).toEqual([
    ['gsi1', 'KEYS_ONLY'],
    ['gsi2', 'KEYS_ONLY'],
  ]);
  const queues = new SQSClient(sdkConfiguration(endpoints.sqs));
  const { Attributes } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl: `${endpoints.sqs}/000000000000/worker`, AttributeNames: ['All'] }),
  );
  expect(JSON.parse(Attributes?.RedrivePolicy ?? '')).toMatchObject({ maxReceiveCount: 2 });
  await elsewhere.stop();
});

test('says what to start where there is no embedded DynamoDB', async () => {
  await expect(startDynamodb(undefined, '@dynoxide/no-such-system')).rejects.toThrow(/DYNAMODB_ENDPOINT=http:/);
});

test('stops what it has started when a part does not start, and releases the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'superbill-host-'));
  const failing = () => Promise.reject(new Error('planted'));
  const options = { rows: [worker], entryOf: fixtureEntry, folder };
  await expect(startHost({ ...options, companions: [failing] })).rejects.toThrow('planted');
  await expect(startHost({ ...options, entryOf: () => join(folder, 'missing.ts') })).rejects.toThrow('missing.ts');
  let stopped = 0;
  const companion = async ({ url }: LocalHost) => {
    expect((await fetch(`${url}/v1/nothing`)).status).toBe(404);
    return {
      stop: async () => {
        stopped += 1;
      },
    };
  };
  const host = await startHost({ ...options, companions: [companion] });
  await expect(startHost(options)).rejects.toMatchObject({ name: 'FolderInUse' });
  await host.stop();
  await host.stop();
  expect(stopped).toBe(1);
  await rm(folder, { recursive: true });
});
