import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const queues = new SQSClient({ endpoint: process.env.SQS_ENDPOINT ?? '' });

/** Sends what it is told to the worker. */
export async function handler(event: { readonly send?: string }): Promise<void> {
  if (event.send === undefined) return;
  await queues.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL_WORKER, MessageBody: event.send }));
}
