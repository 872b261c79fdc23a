import { type Cents, formatCents, sumCents } from '../../money/cents.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';
import type { PriorAnswer } from './prior-answer.ts';

/**
 * Why an earlier payer's answer cannot be sent with a claim: the next payer refuses a claim whose amounts do not add up
 * (005010X222A1, 1.4.1.1). The code, then the facts with place and values, as in holds: `prior-line-differs payer=1
 * line=2 charge=120.00 stated=110.00`.
 */
export type PriorFault =
  | `prior-line-${'unmatched' | 'unanswered' | 'differs'} ${string}`
  | `prior-claim-differs ${string}`;

/** What a claim is compared with: its charge, and its lines as they were sent. */
export interface ChargedClaim {
  readonly chargeCents: Cents;
  readonly lines: readonly SentLine[];
}

const amounts = (charge: Cents, stated: Cents): string => `charge=${formatCents(charge)} stated=${formatCents(stated)}`;

/**
 * Checks the equations of a claim with an earlier payer's answer. For a line: its charge equals the payer's payment and
 * adjustments, over all parts into which the payer split it. For the claim: its charge equals the payment, the claim's
 * own adjustments and those of all lines.
 * @param payer the earlier payer's place, 1 for the primary
 */
export function priorFaults(answer: PriorAnswer, payer: number, claim: ChargedClaim): readonly PriorFault[] {
  const faults: PriorFault[] = [];
  for (const [index, line] of answer.lines.entries()) {
    if (line.line === undefined) faults.push(`prior-line-unmatched payer=${payer} place=${index + 1}`);
  }
  if (answer.lines.length > 0) faults.push(...claim.lines.flatMap((line) => lineFaults(answer, payer, line)));
  const stated = sumCents([
    answer.paidCents,
    ...answer.adjustments.map((one) => one.cents),
    ...answer.lines.flatMap((line) => line.adjustments.map((one) => one.cents)),
  ]);
  if (stated !== claim.chargeCents) {
    faults.push(`prior-claim-differs payer=${payer} ${amounts(claim.chargeCents, stated)}`);
  }
  return faults;
}

function lineFaults({ lines }: PriorAnswer, payer: number, { number, chargeCents }: SentLine): PriorFault[] {
  const parts = lines.filter(({ line }) => line === number);
  if (parts.length === 0) {
    return chargeCents === 0 ? [] : [`prior-line-unanswered payer=${payer} line=${number}`];
  }
  const stated = sumCents(parts.flatMap((part) => [part.paidCents, ...part.adjustments.map((one) => one.cents)]));
  if (stated === chargeCents) return [];
  return [`prior-line-differs payer=${payer} line=${number} ${amounts(chargeCents, stated)}`];
}
