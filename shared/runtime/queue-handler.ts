import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type MessageOf, messageSchemas, type QueueName } from '../queue/messages.ts';
import { faultOf, type Logger } from './logger.ts';

/** What a worker is told beside the message. */
export interface Delivery {
  readonly messageId: string;
  /** 1 for the first time; more tells that an earlier attempt died or failed. */
  readonly receiveCount: number;
  /** Milliseconds until the function is stopped. */
  remainingMilliseconds(): number;
}

/** Work stops this long before the function would be stopped. */
const spareMilliseconds = 10_000;

/** Whether the function's time is about to run out: what is left is for a new message. */
export function isTimeShort(delivery: Pick<Delivery, 'remainingMilliseconds'>): boolean {
  return delivery.remainingMilliseconds() < spareMilliseconds;
}

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * Makes the Lambda handler of a queue: each message is parsed and worked off by itself, in order; those that fail are reported
 * back and come again, the others are done. A message that cannot be parsed fails until it reaches the dead letters.
 */
export function createQueueHandler<Name extends QueueName>(
  queue: Name,
  work: (message: MessageOf<Name>, delivery: Delivery) => Promise<void>,
  logger: Logger,
): Handler {
  const one = async (record: SQSRecord, context: Context): Promise<boolean> => {
    const receiveCount = Number(record.attributes.ApproximateReceiveCount);
    try {
      const message = messageSchemas[queue].parse(JSON.parse(record.body)) as MessageOf<Name>;
      await work(message, {
        messageId: record.messageId,
        receiveCount,
        remainingMilliseconds: () => context.getRemainingTimeInMillis(),
      });
      return true;
    } catch (error) {
      logger.error('message-failed', { messageId: record.messageId, receiveCount, ...faultOf(error) });
      return false;
    }
  };
  const run = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of event.Records) {
      if (!(await one(record, context))) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };
  return middy<SQSEvent, SQSBatchResponse>().handler(run) as unknown as Handler;
}
