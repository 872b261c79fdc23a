import { balanceForward } from './12-balance-forward.ts';
import type { GoldenLedger } from './golden-ledger.ts';

const [paid, held, collected] = balanceForward.remittances as [string, string, string];

export const collectedBeforeItIsHeld: GoldenLedger = {
  ...balanceForward,
  name: 'collected before it is held',
  reasoning: `
    The balance forward of case 12, whose files come in the order 1, 3, 2. The third payment takes 30.00 for a debt under FWD1202 that these
    books do not know yet: a take-back that nothing explains. The second then states that debt, FB -30.00 under the same reference. Nothing is
    open under it any more, so nothing asks, and the books are those of case 12.`,
  remittances: [paid, collected, held],
};
