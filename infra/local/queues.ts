import { Server } from 'node:net';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import type { FunctionRow } from '../function-row.ts';
import { accountId, region, sdkConfiguration } from './environment.ts';
import { type EmulatedQueue, takeFairly } from './fair-queues.ts';
import { loopback } from './ports.ts';

export interface EmbeddedQueues {
  readonly endpoint: string;
  /**
   * Sends again the messages that a killed host was working on. They count as new messages, so that kills never bring a
   * message to the dead letters.
   */
  resendInFlight(names: readonly string[]): Promise<void>;
  /** The bodies of a queue's messages, for tests and for finding faults. */
  inspect(name: string): readonly string[];
  stop(): Promise<void>;
}

/**
 * How long a received message stays hidden. The poller renews this while the function runs, so that a long-running function
 * keeps its messages, and those of a killed host come again soon. On AWS it is the function's timeout and a minute.
 */
export const visibilitySeconds = 30;

/** Dead letters are kept for fourteen days, as on AWS. */
const retentionSeconds = 14 * 24 * 3600;

/**
 * The emulator has no option for its address, and would listen on every interface. While it starts, listening on every
 * interface is redirected to loopback.
 */
async function startOnLoopback(start: () => Promise<FauxqsServer>): Promise<FauxqsServer> {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function listenOnLoopback(this: Server, ...parameters: unknown[]) {
    const [first] = parameters;
    if (typeof first === 'object' && first !== null && 'host' in first && first.host === '0.0.0.0') {
      parameters[0] = { ...first, host: loopback };
    }
    return Reflect.apply(listen, this, parameters);
  } as typeof listen;
  try {
    return await start();
  } finally {
    Server.prototype.listen = listen;
  }
}

/** The emulator's storage of messages on disk. */
interface Persistence {
  readonly db: { exec(statement: string): void };
  prepareStatements(): unknown;
}

/**
 * Adapts the emulator through classes that its package does not export: its queues become fair, and its log is not flushed to disk
 * for each message. Written messages survive when the host is killed; only a power failure of the machine may lose some.
 */
async function adaptEmulator(): Promise<void> {
  const module = (path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href);
  const { SqsQueue } = (await module('./sqs/sqsStore.js')) as { SqsQueue: { prototype: EmulatedQueue } };
  takeFairly(SqsQueue.prototype);
  const { PersistenceManager } = (await module('./persistence.js')) as {
    PersistenceManager: { prototype: Persistence };
  };
  const { prototype } = PersistenceManager;
  const prepare = prototype.prepareStatements;
  prototype.prepareStatements = function withoutFlush(this: Persistence) {
    this.db.exec('PRAGMA synchronous = NORMAL');
    return prepare.call(this);
  };
}

let adapted: Promise<void> | undefined;

/** Starts the embedded SQS on a free port; `folder` undefined keeps messages in memory. */
export async function startQueues(folder: string | undefined): Promise<EmbeddedQueues> {
  const options = {
    port: 0,
    logger: false,
    defaultRegion: region,
    ...(folder === undefined ? {} : { dataDir: folder }),
  };
  adapted ??= adaptEmulator();
  await adapted;
  const server = await startOnLoopback(() => startFauxqs(options));
  const endpoint = `http://${loopback}:${server.port}`;
  const resendInFlight = async (names: readonly string[]) => {
    const client = new SQSClient(sdkConfiguration(endpoint));
    for (const name of names) {
      const QueueUrl = localQueueUrl(endpoint, name);
      for (const { message, receiptHandle } of server.inspectQueue(name)?.messages.inflight ?? []) {
        const { body: MessageBody, messageGroupId: MessageGroupId } = message;
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId }));
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
      }
    }
    client.destroy();
  };
  const inspect = (name: string) => {
    const { ready = [], delayed = [], inflight = [] } = server.inspectQueue(name)?.messages ?? {};
    return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(({ body }) => body);
  };
  return { endpoint, resendInFlight, inspect, stop: () => server.stop() };
}

function localQueueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${accountId}/${name}`;
}

/** The queue for messages that a function gave up. */
function deadLetterQueue(name: string): string {
  return `${name}-dead-letters`;
}

/** Creates a queue, or updates the attributes of an existing one. Resolves to its URL. */
async function putQueue(client: SQSClient, name: string, attributes: Record<string, string>): Promise<string> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
    return QueueUrl as string;
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl as string;
  }
}

/**
 * Creates the queue and the dead letters of every row with a queue. Resolves to their URLs by name, at this endpoint,
 * because the emulator remembers URLs with the port of an earlier start.
 */
export async function createQueues(
  endpoint: string,
  rows: readonly FunctionRow[],
): Promise<ReadonlyMap<string, string>> {
  const client = new SQSClient(sdkConfiguration(endpoint));
  const urls = new Map<string, string>();
  for (const { name, trigger } of rows) {
    if (trigger.kind !== 'queue') continue;
    const deadLetters = deadLetterQueue(name);
    const deadUrl = await putQueue(client, deadLetters, { MessageRetentionPeriod: String(retentionSeconds) });
    const url = await putQueue(client, name, {
      VisibilityTimeout: String(visibilitySeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:${region}:${accountId}:${deadLetters}`,
        maxReceiveCount: trigger.maximumReceives,
      }),
    });
    urls.set(name, atEndpoint(url, endpoint)).set(deadLetters, atEndpoint(deadUrl, endpoint));
  }
  client.destroy();
  return urls;
}

function atEndpoint(queueUrl: string, endpoint: string): string {
  return `${endpoint}${new URL(queueUrl).pathname}`;
}
