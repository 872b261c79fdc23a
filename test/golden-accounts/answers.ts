import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenStep } from './golden-account.ts';

/**
 * A payer's answer to a claim with one line of 100.00, in dollars: what it pays, what it reduces by contract, and what
 * it leaves as coinsurance.
 */
export interface Answer {
  readonly paid: number;
  readonly contract: number;
  readonly share: number;
}

/** The segments of an answer as the payer writes them; with sign -1, those of its reversal. */
export function said({ paid, contract, share }: Answer, sign: 1 | -1 = 1, claim = 'A'): string {
  return [
    `CLP*{${claim}}*${sign === 1 ? 1 : 22}*${100 * sign}*${paid * sign}*${share * sign}*12*ICN${claim}*11*1`,
    `SVC*HC:99213*${100 * sign}*${paid * sign}**1`,
    ...(contract === 0 ? [] : [`CAS*CO*45*${contract * sign}`]),
    ...(share === 0 ? [] : [`CAS*PR*2*${share * sign}`]),
  ].join('\n');
}

/** The payer answers a claim for the first time. */
export function answered(on: string, trace: string, answer: Answer, claim = 'A'): GoldenStep {
  const payment = { amount: String(answer.paid), trace, date: on.replaceAll('-', '') };
  return { on, remittance: remittanceText('bluecross', payment, said(answer, 1, claim)) };
}

/**
 * The payer reverses its answer and gives another one in the same remittance, which pays or withholds the difference.
 */
export function corrected(on: string, trace: string, [before, after]: readonly [Answer, Answer]): GoldenStep {
  const difference = after.paid - before.paid;
  const debit = difference < 0 ? { debit: true as const } : {};
  const payment = { amount: String(Math.abs(difference)), trace, date: on.replaceAll('-', ''), ...debit };
  return { on, remittance: remittanceText('bluecross', payment, `${said(before, -1)}\n${said(after)}`) };
}
