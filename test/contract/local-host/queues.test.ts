import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sdkConfiguration } from '../../../infra/local/environment.ts';
import { type LocalHost, startHost } from '../../../infra/local/host.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

let host: LocalHost;
let table: DynamoDBClient;
let queues: SQSClient;

/** The test decides when the ticker runs. */
const planned: { readonly milliseconds: number; readonly run: () => void }[] = [];

beforeAll(async () => {
  const { worker, relay } = fixtureRows;
  host = await startHost({
    rows: [worker, relay],
    entryOf: fixtureEntry,
    longestRetrySeconds: 1,
    later: (milliseconds, run) => {
      planned.push({ milliseconds, run });
      return () => undefined;
    },
  });
  table = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
  queues = new SQSClient(sdkConfiguration(host.endpoints.sqs));
});
afterAll(() => host.stop());

const send = (message: { readonly id: string; readonly do?: string }) =>
  queues.send(new SendMessageCommand({ QueueUrl: host.queueUrls.get('worker'), MessageBody: JSON.stringify(message) }));

/** What the worker has stored, with the receive count of each message. */
async function worked(): Promise<Record<string, number>> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: host.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'worked' } },
    }),
  );
  return Object.fromEntries(Items.map(({ sk, receives }) => [String(sk?.S), Number(receives?.N)]));
}

test('delivers messages to their function, returns failed ones to the queue, and puts hopeless ones aside', async () => {
  await Promise.all([
    send({ id: 'good' }),
    send({ id: 'second-time', do: 'fail-once' }),
    send({ id: 'bad', do: 'fail' }),
  ]);
  await expect.poll(worked).toMatchObject({ good: 1, 'second-time': 2 });
  await expect.poll(() => host.messagesIn('worker-dead-letters')).toEqual(['{"id":"bad","do":"fail"}']);
  expect(host.messagesIn('worker')).toEqual([]);
  expect(await worked()).not.toHaveProperty('bad');
});

test('runs scheduled functions on the given clock, and again only after they have ended', async () => {
  expect(planned.map(({ milliseconds }) => milliseconds)).toEqual([1000]);
  planned[0]?.run();
  expect(planned).toHaveLength(1);
  await expect.poll(worked).toHaveProperty('ticked');
  await expect.poll(() => planned.length).toBe(2);
});
