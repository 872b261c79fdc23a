import { describe, expect, it } from 'vitest';
import { type EmulatedQueue, type QueuedMessage, takeFairly } from '../../../infra/local/fair-queues.ts';

/** A queue like the emulator's: first come, first served. */
class Queue implements EmulatedQueue<QueuedMessage> {
  messages: QueuedMessage[];
  readonly inflightMessages = new Map<string, { readonly message: QueuedMessage }>();

  constructor(messages: readonly QueuedMessage[]) {
    this.messages = [...messages];
  }

  dequeue(maximum: number): QueuedMessage[] {
    const taken = this.messages.splice(0, maximum);
    for (const message of taken) this.inflightMessages.set(String(this.inflightMessages.size), { message });
    return taken;
  }
}
takeFairly(Queue.prototype);

const of = (messageGroupId: string, number: number) => ({ messageGroupId, number });
const busy = Array.from({ length: 50 }, (_, index) => of('busy', index));

describe('a queue of the local host', () => {
  it('takes turns between offices, and keeps the order of each', () => {
    const queue = new Queue([...busy, of('small', 0), of('small', 1)]);
    const taken = Array.from({ length: 5 }, () => {
      const [message] = queue.dequeue(1);
      queue.inflightMessages.clear();
      return message;
    });
    expect(taken).toEqual([of('busy', 0), of('small', 0), of('busy', 1), of('small', 1), of('busy', 2)]);
  });

  it('chooses the office with fewer messages being processed', () => {
    const queue = new Queue([...busy, of('small', 0)]);
    expect(queue.dequeue(1)).toEqual([of('busy', 0)]);
    expect(queue.dequeue(1)).toEqual([of('small', 0)]);
    expect(queue.dequeue(1)).toEqual([of('busy', 1)]);
  });

  it('gives a batch with messages of all offices', () => {
    const queue = new Queue([...busy, of('small', 0), of('third', 0)]);
    expect(queue.dequeue(4)).toEqual([of('busy', 0), of('small', 0), of('third', 0), of('busy', 1)]);
  });

  it('gives messages without an office too', () => {
    expect(new Queue([{}]).dequeue(10)).toEqual([{}]);
    expect(new Queue([]).dequeue(10)).toEqual([]);
  });
});
