import { join } from 'node:path';
import type { FunctionRow } from '../function-row.ts';
import type { Closers } from './closing.ts';
import { createTable, startDynamodb } from './dynamodb.ts';
import { type Endpoints, sdkConfiguration } from './environment.ts';
import { startFiles } from './files.ts';
import type { HostLog } from './host-log.ts';
import { createQueues, startQueues } from './queues.ts';

/** DynamoDB with its table, SQS with its queues, S3 with its bucket. */
export interface StandIns {
  readonly endpoints: Endpoints;
  readonly queueUrls: ReadonlyMap<string, string>;
  /** Whether the embedded database ended by itself. */
  isDatabaseLost(): boolean;
  /** The bodies of a queue's messages; empty when SQS runs elsewhere. */
  messagesIn(queue: string): readonly string[];
}

export interface StandInSettings {
  readonly folder: string;
  /** Whether their content outlives the host. Files are in the folder either way. */
  readonly isKept: boolean;
  /** Stand-ins that run elsewhere. */
  readonly given: Partial<Endpoints>;
  readonly rows: readonly FunctionRow[];
  readonly tableName: string;
  readonly bucket: string;
  readonly log: HostLog;
}

async function openDynamodb(settings: StandInSettings, closers: Closers) {
  const { folder, isKept, given, tableName, log } = settings;
  let endpoint = given.dynamodb;
  let isLost = false;
  if (endpoint === undefined) {
    const embedded = await startDynamodb(isKept ? join(folder, 'dynamodb.sqlite') : undefined);
    const lost = () => {
      isLost = true;
      log.event('dynamodb-lost');
    };
    embedded.lost.then(lost).catch(() => undefined);
    closers.push(embedded.stop);
    endpoint = embedded.endpoint;
  }
  await createTable(endpoint, tableName);
  return { endpoint, isDatabaseLost: () => isLost };
}

async function openQueues({ folder, isKept, given, rows }: StandInSettings, closers: Closers) {
  const { sqs } = given;
  if (sqs !== undefined) {
    return { endpoint: sqs, queueUrls: await createQueues(sqs, rows), messagesIn: () => [] };
  }
  const embedded = await startQueues(isKept ? join(folder, 'queues') : undefined);
  closers.push(embedded.stop);
  const queueUrls = await createQueues(embedded.endpoint, rows);
  await embedded.resendInFlight([...queueUrls.keys()]);
  return { endpoint: embedded.endpoint, queueUrls, messagesIn: embedded.inspect };
}

async function createBucket(endpoint: string, bucket: string): Promise<void> {
  const { CreateBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({ ...sdkConfiguration(endpoint), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: Error) => {
    if (!/^BucketAlready/.test(error.name)) throw error;
  });
  client.destroy();
}

async function openFiles({ folder, given, bucket }: StandInSettings, closers: Closers): Promise<string> {
  if (given.s3 !== undefined) {
    await createBucket(given.s3, bucket);
    return given.s3;
  }
  const embedded = await startFiles(join(folder, 'files'));
  closers.push(embedded.stop);
  return embedded.endpoint;
}

/** Starts the stand-ins in parallel, or prepares those that run elsewhere. */
export async function startStandIns(settings: StandInSettings, closers: Closers): Promise<StandIns> {
  const opening = [
    openDynamodb(settings, closers),
    openQueues(settings, closers),
    openFiles(settings, closers),
  ] as const;
  // All of them are awaited before the first error is thrown, so that the closers include everything that has started.
  await Promise.allSettled(opening);
  const [{ endpoint: dynamodb, isDatabaseLost }, { endpoint: sqs, queueUrls, messagesIn }, s3] =
    await Promise.all(opening);
  const { cards, payer } = settings.given;
  const endpoints = { dynamodb, sqs, s3, ...(cards && { cards }), ...(payer && { payer }) };
  return { endpoints, isDatabaseLost, queueUrls, messagesIn };
}
