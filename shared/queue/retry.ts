import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { QueueSender } from './sender.ts';

/** The wait of a message before its second, third, fourth … attempt: 2, 10, 50 seconds, at most `longest`. An outage of minutes is outlived. */
export function retrySeconds(receiveCount: number, longest: number): number {
  return Math.min(longest, 2 * 5 ** Math.max(0, receiveCount - 1));
}

/** Has a message that failed come again after so many seconds, instead of when its queue's visibility timeout is over. */
export async function comeAgain(
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
