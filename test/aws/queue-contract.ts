import { GetQueueAttributesCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import type { Deployment } from './deployment.ts';

/** What Lambda's poller does and the local host imitates: only messages that a worker reports as failed come again. */
export function queueContract({ assembleClaimsQueueUrl: QueueUrl }: Deployment): void {
  const client = new SQSClient({});
  const waiting = async (): Promise<number> => {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const answer = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
    return names.reduce((sum, name) => sum + Number(answer.Attributes?.[name] ?? '0'), 0);
  };

  it('keeps a message that the worker reports as failed, although the function itself succeeded', async () => {
    expect(await waiting(), 'the queue must be idle: this test empties it at its end').toBe(0);
    try {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"synthetic":"not a message"}' }));
      // A poller that ignored the report would have deleted the message by now. A failed message is hidden for six
      // minutes.
      await new Promise((resolve) => setTimeout(resolve, 90_000));
      expect(await waiting()).toBe(1);
    } finally {
      await client.send(new PurgeQueueCommand({ QueueUrl }));
    }
  });
}
