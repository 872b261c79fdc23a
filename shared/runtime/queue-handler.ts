import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { faultOf } from '../domain/logger.ts';
import { type MessageOf, messageSchemas, type QueueName } from '../queue/messages.ts';
import { comeAgain, retrySeconds } from '../queue/retry.ts';
import type { QueueSender } from '../queue/sender.ts';
import type { Edge } from './edge.ts';
import { type Queues, sqsClient } from './queues.ts';

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

/** Thrown when the function's time is about to run out. What is done stays done; the message, or a new one, goes on from there. */
class TimeIsShort extends Error {
  override readonly name = 'TimeIsShort';
}

/** Whether the function's time is about to run out. */
export function isTimeShort(delivery: Pick<Delivery, 'remainingMilliseconds'>): boolean {
  return delivery.remainingMilliseconds() < spareMilliseconds;
}

/** Stops work in order. @param neededMilliseconds what the next step takes, when that is more than is kept in any case */
export function stopInTime(delivery: Pick<Delivery, 'remainingMilliseconds'>, neededMilliseconds = 0): void {
  if (delivery.remainingMilliseconds() < Math.max(spareMilliseconds, neededMilliseconds)) throw new TimeIsShort();
}

/**
 * Does work that keeps its progress, up to where `stopInTime` ends it: what is left is for a new message, and no attempt is
 * counted against it. Each message must get on a little, or this would go on for ever.
 * @param rest makes the message that goes on with the work
 */
export async function goingOn<Name extends QueueName>(
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
 * Makes the Lambda handler of a queue: each message is parsed and worked off by itself, in order; those that fail are reported
 * back and come again after seconds, the others are done. A message that cannot be parsed fails until it reaches the dead letters.
 * @param sender sends to the queue itself
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
      await comeAgain(sender, environment.queueUrl(queue), receiptHandle, seconds);
    } catch (error) {
      // It comes again all the same, when the queue's visibility timeout is over.
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
