import type { Sender } from '../../shared/store/table.ts';

/** A power cut: nothing more happens until the message is delivered again. */
export class Cut extends Error {
  override readonly name = 'Cut';
}

/** Counts the sends of every wrapped sender, and cuts the run at one of them. */
export interface Fault {
  readonly wrap: (sender: Sender) => Sender;
  /** How many sends there were. */
  count(): number;
}

/**
 * Cuts at the n-th send, counted from 1: `before` it takes effect, or `after` it has taken effect and its answer is
 * lost. Without `at`, nothing is cut.
 */
export function faultAt(at?: number, when: 'before' | 'after' = 'before'): Fault {
  let count = 0;
  const wrap = (sender: Sender): Sender => ({
    send: async (command, options) => {
      count += 1;
      const isHit = count === at;
      if (isHit && when === 'before') throw new Cut();
      const answer = await sender.send(command, options);
      if (isHit) throw new Cut();
      return answer;
    },
  });
  return { wrap, count: () => count };
}
