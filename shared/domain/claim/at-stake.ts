import type { Cents } from '../money/cents.ts';
import type { ClaimBalance } from './balance.ts';
import { currentFiling } from './filing.ts';

/**
 * The amount at stake with a filing that cannot proceed: the payer's balance in our books. Uses the current filing when
 * no number is given.
 */
export function atStakeCents({ filings, payers, chargeCents }: ClaimBalance, number?: number): Cents {
  const filing = number === undefined ? currentFiling(filings) : filings.find((each) => each.number === number);
  return payers[filing?.share ?? 0]?.receivableCents ?? chargeCents;
}
