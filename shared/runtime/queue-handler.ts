import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { faultOf } from '../domain/logger.ts';
import { type MessageOf, messageSchemas, type QueueName } from '../queue/messages.ts';
import { retryAfter, retrySeconds } from '../queue/retry.ts';
import type { QueueSender } from '../queue/sender.ts';
import type { Edge } from './edge.ts';
import { type Queues, sqsClient } from './queues.ts';

/** What a worker is given about the delivery of a message. */
export interface Delivery {
  readonly messageId: string;
  /** 1 for the first attempt; more when earlier attempts died or failed. */
  readonly receiveCount: number;
  /** Milliseconds until the function is stopped. */
  remainingMilliseconds(): number;
}

/** Work stops this long before the function times out. */
const spareMilliseconds = 10_000;

/**
 * Thrown when the function's time is about to run out. What is done stays done; the same or a new message continues
 * from there.
 */
class TimeIsShort extends Error {
  override readonly name = 'TimeIsShort';
}

/** Whether the function's time is about to run out. */
export function isTimeShort(delivery: Pick<Delivery, 'remainingMilliseconds'>): boolean {
  return delivery.remainingMilliseconds() < spareMilliseconds;
}

/** Stops work before the time runs out. @param neededMilliseconds the time of the next step, if longer than the usual reserve */
export function stopInTime(delivery: Pick<Delivery, 'remainingMilliseconds'>, neededMilliseconds = 0): void {
  if (delivery.remainingMilliseconds() < Math.max(spareMilliseconds, neededMilliseconds)) throw new TimeIsShort();
}

/**
 * After this many attempts, work is given up, because something ends the worker each time. The number is lower than the
 * attempts of every queue whose worker uses it.
 */
export const attemptsBeforeEnd = 4;

/**
 * Does work that stores its progress. When `stopInTime` ends it, a new message continues the work, and its attempts
 * count from zero. Each message must make some progress, or this would never end.
 * @param rest makes the message that continues the work
 */
export async function continueByMessage<Name extends QueueName>(
  queue: Name,
  rest: () => MessageOf<Name>,
  queues: Queues,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TimeIsShort)) throw error;
    await queues.send(queue, [rest()]);
  }
}

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * Makes the Lambda handler of a queue. It parses and processes each message separately, in order. Failed messages are reported
 * and come again after seconds; the others are done. A message that cannot be parsed fails until it reaches the dead letters.
 * @param sender changes the visibility of messages in the queue
 */
export function createQueueHandler<Name extends QueueName>(
  queue: Name,
  work: (message: MessageOf<Name>, delivery: Delivery) => Promise<void>,
  { logger, environment }: Pick<Edge, 'logger' | 'environment'>,
  sender: QueueSender = sqsClient(environment),
): Handler {
  const hideForSeconds = async ({ receiptHandle, messageId }: SQSRecord, receiveCount: number): Promise<void> => {
    const seconds = retrySeconds(receiveCount, environment.LONGEST_RETRY_SECONDS);
    try {
      await retryAfter(sender, environment.queueUrl(queue), receiptHandle, seconds);
    } catch (error) {
      // The message still comes again, at the end of the queue's visibility timeout.
      logger.warn('retry-not-set', { messageId, ...faultOf(error) });
    }
  };
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
      await hideForSeconds(record, receiveCount);
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
