/** The part of an emulator's message that fairness needs. */
export interface QueuedMessage {
  readonly messageGroupId?: string;
}

/** The part of an emulator's queue that fairness needs. */
export interface EmulatedQueue<Received = unknown> {
  messages: QueuedMessage[];
  readonly inflightMessages: ReadonlyMap<string, { readonly message: QueuedMessage }>;
  dequeue(maximum: number, ...rest: unknown[]): Received[];
}

const groupOf = ({ messageGroupId = '' }: QueuedMessage): string => messageGroupId;

/**
 * The next message when groups take turns. The group with the fewest messages in progress is next; among equal groups,
 * the one that was served longest ago. The oldest message of that group is taken.
 */
function nextInTurn(
  waiting: readonly QueuedMessage[],
  atWork: readonly QueuedMessage[],
  servedAt: ReadonlyMap<string, number>,
): number {
  const working = new Map<string, number>();
  for (const message of atWork) working.set(groupOf(message), (working.get(groupOf(message)) ?? 0) + 1);
  const firstOf = new Map<string, number>();
  for (const [index, message] of waiting.entries()) {
    if (!firstOf.has(groupOf(message))) firstOf.set(groupOf(message), index);
  }
  const rank = (group: string) => [working.get(group) ?? 0, servedAt.get(group) ?? 0] as const;
  const inTurn = [...firstOf].sort(([left], [right]) => {
    const [leftRank, rightRank] = [rank(left), rank(right)];
    return leftRank[0] - rightRank[0] || leftRank[1] - rightRank[1];
  });
  return inTurn[0]?.[1] ?? 0;
}

/**
 * SQS delivers the messages of a standard queue fairly between its message groups. The emulator delivers them in the order of arrival.
 * So before each message is taken, the message that is next in turn is moved to the front.
 */
export function takeFairly(prototype: EmulatedQueue): void {
  const inOrder = prototype.dequeue;
  const served = new WeakMap<EmulatedQueue, Map<string, number>>();
  let turns = 0;
  prototype.dequeue = function takeInTurn(this: EmulatedQueue, maximum: number, ...rest: unknown[]) {
    const servedAt = served.get(this) ?? new Map<string, number>();
    served.set(this, servedAt);
    const received: unknown[] = [];
    while (received.length < maximum && this.messages.length > 0) {
      const atWork = [...this.inflightMessages.values()].map(({ message }) => message);
      const [next] = this.messages.splice(nextInTurn(this.messages, atWork, servedAt), 1) as [QueuedMessage];
      this.messages.unshift(next);
      turns += 1;
      servedAt.set(groupOf(next), turns);
      received.push(...Reflect.apply(inOrder, this, [1, ...rest]));
    }
    // The emulator makes delayed messages available again only when the queue is read.
    return received.length > 0 ? received : Reflect.apply(inOrder, this, [maximum, ...rest]);
  };
}
