import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';

/** The only access to SQS. */
export interface QueueSender {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's overloads per command do not fit a plain function type
  send(command: any, options?: { readonly abortSignal?: AbortSignal }): Promise<any>;
}

/** Every message names its office. */
export type MessageBody = Readonly<Record<string, unknown>> & { readonly tenantId: string };

/** Thrown when a queue keeps refusing messages; it has accepted all others. The caller's own message then comes again. */
export class MessagesNotSent extends Error {
  override readonly name = 'MessagesNotSent';
  /** The indices of the refused messages. */
  readonly refused: ReadonlySet<number>;

  constructor(refused: readonly number[]) {
    super();
    this.refused = new Set(refused);
  }
}

/**
 * Sends messages in batches of ten until all are accepted. A message may arrive twice: workers recognise what is
 * already done.
 * @throws MessagesNotSent when the queue refuses some messages five times, or both in their batch and alone
 */
export async function sendAll(sender: QueueSender, queueUrl: string, bodies: readonly MessageBody[]): Promise<void> {
  const entries = bodies.map((body, index) => ({
    Id: String(index),
    MessageBody: asciiJson(body),
    // SQS delivers the messages of an office with a backlog after those of other offices.
    MessageGroupId: body.tenantId,
  }));
  const refused: Entry[] = [];
  for (let start = 0; start < entries.length; start += 10) {
    refused.push(...(await sendBatch(sender, queueUrl, entries.slice(start, start + 10))));
  }
  if (refused.length > 0) throw new MessagesNotSent(refused.map(({ Id }) => Number(Id)));
}

/** One message of a batch. */
interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId: string;
}

/** @returns the messages that the queue refuses */
async function sendBatch(sender: QueueSender, queueUrl: string, entries: readonly Entry[]): Promise<readonly Entry[]> {
  let wanted = entries;
  try {
    for (let round = 1; wanted.length > 0 && round <= 5; round += 1) {
      const answer = await sender.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...wanted] }));
      const failed = new Set((answer.Failed ?? []).map((entry: { Id?: string }) => entry.Id));
      wanted = wanted.filter((entry) => failed.has(entry.Id));
    }
    return wanted;
  } catch (error) {
    // A fault of one message (its length, a character) makes the whole batch fail. So each message is then sent alone.
    if (!isRefusal(error)) throw error;
    if (wanted.length === 1) return wanted;
    const alone = [];
    for (const entry of wanted) alone.push(...(await sendBatch(sender, queueUrl, [entry])));
    return alone;
  }
}

/** Whether the queue refused the messages; otherwise it could not be reached. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && (error as { readonly $fault?: string }).$fault === 'client';
}

/**
 * JSON in ASCII: SQS refuses some characters that people's texts may contain, and a refused message would be sent again
 * for ever.
 */
function asciiJson(body: MessageBody): string {
  return JSON.stringify(body).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
