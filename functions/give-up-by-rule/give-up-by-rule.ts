import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { GiveUpDeps } from './context.ts';
import { giveDiscounts } from './discounts.ts';
import { writeOffSmallBalances } from './small-balances.ts';

/** Processes a message: write-offs that the office's rules make without a request for each amount. */
export async function giveUpByRule(
  message: MessageOf<'give-up-by-rule'>,
  delivery: Delivery,
  deps: GiveUpDeps,
): Promise<void> {
  switch (message.work) {
    case 'small-balances':
      return writeOffSmallBalances(message, delivery, deps);
    case 'discounts':
      return giveDiscounts(message, deps);
  }
}
