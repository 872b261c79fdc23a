import { availableParallelism } from 'node:os';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { FunctionRow } from '../function-row.ts';
import { accountId, region, sdkConfiguration } from './environment.ts';
import type { InvokeFunction } from './function-pool.ts';
import type { InvocationOutcome } from './function-threads.ts';
import type { HostLog } from './host-log.ts';
import { visibilitySeconds } from './queues.ts';

/**
 * The client that all pollers share. Each poller keeps requests open that wait for messages, and by default the SDK
 * allows a client only 50 connections.
 */
export function pollingClient(endpoint: string): SQSClient {
  return new SQSClient({ ...sdkConfiguration(endpoint), requestHandler: { httpAgent: { maxSockets: 1000 } } });
}

export interface PollerSettings {
  readonly row: FunctionRow;
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly invoke: InvokeFunction;
  readonly log: HostLog;
  /** The longest wait before messages come again when their function failed as a whole. */
  readonly longestRetrySeconds: number;
}

export interface Poller {
  /** Receives no more, and waits for the batches in progress. */
  stop(): Promise<void>;
}

/** 1, 2, 4, 8 … seconds. On AWS, and here when the host is killed, messages wait for their visibility timeout instead. */
export const retryLater = (receives: number, longest: number): number =>
  Math.min(longest, 2 ** Math.max(0, receives - 1));

type Received = Message & { readonly MessageId: string; readonly ReceiptHandle: string };

/** The event of a Lambda event source mapping for SQS. */
function queueEvent(queueName: string, messages: readonly Received[]) {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body ?? '',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: accountId,
        ApproximateFirstReceiveTimestamp: '0',
        ...message.Attributes,
      },
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
          name,
          { stringValue: value.StringValue, stringListValues: [], binaryListValues: [], dataType: value.DataType },
        ]),
      ),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:${region}:${accountId}:${queueName}`,
      awsRegion: region,
    })),
  };
}

/**
 * The failed messages of a batch. As on AWS, a function that throws fails its whole batch, and so does an answer that
 * names a message that was not in the batch.
 */
export function failedMessages(messageIds: readonly string[], outcome: InvocationOutcome): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (outcome.kind !== 'succeeded') return all;
  const { result } = outcome;
  if (result === null || typeof result !== 'object') return new Set();
  const failures = (result as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return named.every((id): id is string => typeof id === 'string' && all.has(id)) ? new Set(named) : all;
}

/** Receives messages of a queue for its function, as many batches at once as the row and the machine allow. */
export function startPoller(settings: PollerSettings): Poller {
  const { row, client, queueUrl, invoke, log, longestRetrySeconds } = settings;
  if (row.trigger.kind !== 'queue') throw new Error(`${row.name} works off no queue`);
  const { batchSize, concurrency, waitsForOthers = false } = row.trigger;
  const stopped = new AbortController();

  const receive = async (): Promise<readonly Received[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(10, batchSize),
      WaitTimeSeconds: 20,
      VisibilityTimeout: visibilitySeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await client.send(command, { abortSignal: stopped.signal });
    return Messages as Received[];
  };

  const hideFor = (message: Received, seconds: number) =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: Math.max(1, Math.round(seconds)),
      }),
    );

  /** The function itself delays a message that it reports as failed, as on AWS. */
  const settle = async (message: Received, isFailed: boolean, isNamed: boolean) => {
    if (!isFailed) {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
      return;
    }
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    log.event('message-failed', { queue: row.name, messageId: message.MessageId, receives });
    if (!isNamed) await hideFor(message, retryLater(receives, longestRetrySeconds));
  };

  const workOff = async (messages: readonly Received[]) => {
    const keepHidden = () => {
      for (const message of messages) hideFor(message, visibilitySeconds).catch(() => undefined);
    };
    const renewal = setInterval(keepHidden, (visibilitySeconds * 1000) / 3);
    const outcome = await invoke(queueEvent(row.name, messages)).finally(() => clearInterval(renewal));
    const failed = failedMessages(
      messages.map(({ MessageId }) => MessageId),
      outcome,
    );
    const isNamed = outcome.kind === 'succeeded';
    await Promise.all(messages.map((message) => settle(message, failed.has(message.MessageId), isNamed)));
  };

  const loop = async () => {
    while (!stopped.signal.aborted) {
      try {
        const messages = await receive();
        if (messages.length > 0) await workOff(messages);
      } catch (error) {
        if (stopped.signal.aborted) return;
        log.event('poll-failed', { queue: row.name, errorType: error instanceof Error ? error.name : typeof error });
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };

  // More batches than cores would only wait for the database, which allows one writer at a time. Two are enough to
  // reveal faults due to shared state. Work that waits for other systems uses neither.
  const atOnce = waitsForOthers ? concurrency : Math.min(concurrency, Math.max(2, availableParallelism()));
  const loops = Array.from({ length: atOnce }, loop);
  const stop = async () => {
    stopped.abort();
    await Promise.all(loops);
  };
  return { stop };
}
