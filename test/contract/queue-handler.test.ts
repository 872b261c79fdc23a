import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, type SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { retrySeconds } from '../../shared/queue/retry.ts';
import { sendAll } from '../../shared/queue/sender.ts';
import { clientConfiguration, patience } from '../../shared/runtime/client-configuration.ts';
import { readEnvironment } from '../../shared/runtime/environment.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { readTree, typescriptFiles } from '../architecture/source-tree.ts';

const environment = readEnvironment({
  TABLE_NAME: 'table',
  QUEUE_URL_ASSEMBLE_CLAIMS: 'https://queue.example/assemble',
  LONGEST_RETRY_SECONDS: '300',
});

const record = (messageId: string, receives: number, encounterId: string) => ({
  messageId,
  receiptHandle: `handle-${messageId}`,
  body: JSON.stringify({ schemaVersion: 1, tenantId: 'north', work: 'encounter', encounterId }),
  attributes: { ApproximateReceiveCount: String(receives) },
});

/** Runs a batch through a handler that fails for the encounter `bad`. */
async function run(records: readonly object[], answer: () => Promise<unknown> = async () => ({})) {
  const sent: Record<string, unknown>[] = [];
  const logged: string[] = [];
  const sender = {
    send: async (command: ChangeMessageVisibilityCommand) => {
      expect(command).toBeInstanceOf(ChangeMessageVisibilityCommand);
      sent.push({ ...command.input });
      return answer();
    },
  };
  const handler = createQueueHandler(
    'assemble-claims',
    async (message) => {
      if ('encounterId' in message && message.encounterId === 'bad') throw new Error('no');
    },
    { environment, logger: createLogger('test', (line) => void logged.push(JSON.parse(line).event)) },
    sender,
  );
  const context = { getRemainingTimeInMillis: () => 60_000 } as Context;
  const result = await handler({ Records: records } as unknown as SQSEvent, context);
  return { failed: result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), sent, logged };
}

describe('a message that fails', () => {
  it('is retried after seconds, later after each receipt, and the others of its batch are done', async () => {
    const { failed, sent } = await run([record('a', 1, 'bad'), record('b', 1, 'good'), record('c', 3, 'bad')]);
    expect(failed).toEqual(['a', 'c']);
    const QueueUrl = 'https://queue.example/assemble';
    expect(sent).toEqual([
      { QueueUrl, ReceiptHandle: 'handle-a', VisibilityTimeout: 2 },
      { QueueUrl, ReceiptHandle: 'handle-c', VisibilityTimeout: 50 },
    ]);
  });

  it('is still reported as failed when its delay cannot be set', async () => {
    const { failed, logged } = await run([record('a', 1, 'bad')], () => Promise.reject(new Error('no')));
    expect(failed).toEqual(['a']);
    expect(logged).toEqual(['message-failed', 'retry-not-set']);
  });

  it('waits 2, 10, 50 and 250 seconds, and never longer than the maximum', () => {
    expect([1, 2, 3, 4, 5].map((receives) => retrySeconds(receives, 300))).toEqual([2, 10, 50, 250, 300]);
    expect(retrySeconds(3, 30)).toBe(30);
    // A delay of zero would lose the message on the local host until its next start.
    expect(retrySeconds(0, 1)).toBe(1);
  });
});

it('sends a message in the message group of its office, so that SQS is fair between offices', async () => {
  const sent: SendMessageBatchCommand[] = [];
  const sender = { send: async (command: SendMessageBatchCommand) => ({ count: sent.push(command) }) };
  await sendAll(sender, 'url', [{ tenantId: 'north' }, { tenantId: 'south' }]);
  expect(sent.flatMap(({ input }) => input.Entries?.map(({ MessageGroupId }) => MessageGroupId))).toEqual([
    'north',
    'south',
  ]);
});

it('changes a text that SQS would refuse into a form that SQS accepts', async () => {
  const sent: SendMessageBatchCommand[] = [];
  const sender = { send: async (command: SendMessageBatchCommand) => ({ count: sent.push(command) }) };
  const body = { tenantId: 'north', reason: 'Núñez said “yes” \u{1f600} \uffff' };
  await sendAll(sender, 'url', [body]);
  const text = sent[0]?.input.Entries?.[0]?.MessageBody ?? '';
  expect(text).toMatch(/^[ -~]+$/);
  expect(JSON.parse(text)).toEqual(body);
});

it('sends messages one by one when their batch is refused, and names those that the queue refuses', async () => {
  const taken: string[] = [];
  const sender = {
    send: async ({ input }: SendMessageBatchCommand) => {
      const texts = (input.Entries ?? []).map(({ MessageBody = '' }) => MessageBody);
      // SQS refuses the whole batch as too long, without saying which message is at fault.
      if (texts.some((text) => text.length > 1000)) {
        throw Object.assign(new Error('too long'), { name: 'BatchRequestTooLong', $fault: 'client' });
      }
      taken.push(...texts);
      return {};
    },
  };
  const bodies = Array.from({ length: 25 }, (_, index) => ({
    tenantId: 'north',
    index,
    note: index === 13 ? 'x'.repeat(2000) : '',
  }));
  const sending = sendAll(sender, 'url', bodies);
  await expect(sending).rejects.toMatchObject({ name: 'MessagesNotSent', refused: new Set([13]) });
  expect(taken).toHaveLength(24);
});

it('does not try message by message when the queue cannot be reached', async () => {
  let calls = 0;
  const sender = {
    send: async () => {
      calls += 1;
      throw new Error('no connection');
    },
  };
  await expect(sendAll(sender, 'url', [{ tenantId: 'north' }, { tenantId: 'south' }])).rejects.toThrow('no connection');
  expect(calls).toBe(1);
});

describe('an SDK client', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections();
  });

  it('gives up on an answer after its time limit, and tries as often as it may', async () => {
    const server = createServer(() => undefined).listen(0);
    servers.push(server);
    const client = new DynamoDBClient({
      ...clientConfiguration(environment, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
        connectionTimeout: 1000,
        requestTimeout: 100,
        maxAttempts: 3,
      }),
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const get = new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'a' }, sk: { S: 'a' } } });
    await expect(client.send(get)).rejects.toMatchObject({
      name: 'TimeoutError',
      $metadata: { attempts: 3 },
    });
    server.close();
  });

  it('has a shorter time limit than API Gateway', () => {
    const { connectionTimeout, requestTimeout, maxAttempts } = patience.quick;
    expect((connectionTimeout + requestTimeout) * maxAttempts).toBeLessThan(29_000);
  });

  it('is created with this time limit everywhere in the product', () => {
    const made = typescriptFiles(readTree()).flatMap(([file, text]) =>
      /^(?:shared|functions)\//.test(file)
        ? [...text.matchAll(/new (?:DynamoDB|S3|SQS|SecretsManager)Client\((?:\s*\{)?\s*(?:\.\.\.)?(\S+)/g)].map(
            ([, first]) => `${file}: ${first}`,
          )
        : [],
    );
    expect(made).toHaveLength(4);
    for (const text of made) expect(text).toMatch(/clientConfiguration\(/);
  });
});
