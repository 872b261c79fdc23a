import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';

/** The only access to SQS. */
export interface QueueSender {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's overloads per command do not fit a plain function type
  send(command: any, options?: { readonly abortSignal?: AbortSignal }): Promise<any>;
}

/** Every message names its office. */
export type MessageBody = Readonly<Record<string, unknown>> & { readonly tenantId: string };

/** Thrown when a queue keeps refusing messages. The caller's own message then comes again, and all are sent once more. */
class MessagesNotSent extends Error {
  override readonly name = 'MessagesNotSent';
}

/**
 * Sends messages in batches of ten until all are accepted. A message may arrive twice: workers recognise what is already done.
 * @throws MessagesNotSent after five rounds
 */
export async function sendAll(sender: QueueSender, queueUrl: string, bodies: readonly MessageBody[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += 10) {
    let wanted = bodies.slice(start, start + 10).map((body, index) => ({
      Id: String(index),
      MessageBody: asciiJson(body),
      // SQS delivers the messages of an office with a backlog after those of other offices.
      MessageGroupId: body.tenantId,
    }));
    for (let round = 1; wanted.length > 0; round += 1) {
      const answer = await sender.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: wanted }));
      const failed = new Set((answer.Failed ?? []).map((entry: { Id?: string }) => entry.Id));
      wanted = wanted.filter((entry) => failed.has(entry.Id));
      if (wanted.length > 0 && round >= 5) throw new MessagesNotSent();
    }
  }
}

/** JSON in ASCII: SQS refuses characters that a person's text may hold, and what is refused is due for ever. */
function asciiJson(body: MessageBody): string {
  return JSON.stringify(body).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
