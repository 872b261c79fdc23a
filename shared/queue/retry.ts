import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { QueueSender } from './sender.ts';

/**
 * The wait before the second, third, fourth … attempt: 2, 10, 50 … seconds, at most `longest`. Retries thus outlast an
 * outage of some minutes.
 */
export function retrySeconds(receiveCount: number, longest: number): number {
  return Math.min(longest, 2 * 5 ** Math.max(0, receiveCount - 1));
}

/** Makes a failed message visible again after `seconds`, instead of at the end of its queue's visibility timeout. */
export async function retryAfter(
  sender: QueueSender,
  queueUrl: string,
  receiptHandle: string,
  seconds: number,
): Promise<void> {
  await sender.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}
