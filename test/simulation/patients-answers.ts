import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import type { Chance } from '../../simulator/chance.ts';
import { remittanceText } from '../golden/remittance-text.ts';

/** A claim of the run: its lines in cents, and its payer's answer that is in force. */
export interface RunClaim {
  readonly id: string;
  readonly patientId: string;
  readonly lines: readonly number[];
  readonly isInsured: boolean;
  standing?: Answer;
  /** All answers, in their order. */
  readonly answers: Given[];
}

/**
 * When an answer came, its trace number, and which lines it denied, counting from 1; a line is always denied as a
 * whole.
 */
interface Given {
  readonly trace: string;
  readonly at: string;
  readonly denied: readonly number[];
}

interface Answer {
  /** By line: what the payer pays, what it leaves to the patient, and what it denies. The rest is contractual. */
  readonly lines: readonly { readonly paid: number; readonly shared: number; readonly denied: number }[];
}

export const dollars = (cents: number) => formatCents(cents as Cents).replace(/\.00$/, '');
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** The payer's next answer to a claim: the first one; later, the reversal of the last one and a new one. */
export function nextAnswer(claim: RunClaim, chance: Chance, { number, at }: { number: number; at: string }): string {
  const answer: Answer = {
    lines: claim.lines.map((charge) => {
      if (chance.percent(25)) return { shared: 0, paid: 0, denied: charge };
      const shared = Math.floor((charge * chance.pick([0, 10, 20, 50, 100])) / 100);
      return { denied: 0, shared, paid: Math.floor(((charge - shared) * chance.pick([60, 80, 100])) / 100) };
    }),
  };
  const before = claim.standing;
  const parts = [...(before === undefined ? [] : [said(claim, before, -1, number)]), said(claim, answer, 1, number)];
  claim.standing = answer;
  const denied = answer.lines.flatMap((line, index) => (line.denied === 0 ? [] : [index + 1]));
  claim.answers.push({ trace: `RUN${number}`, at, denied });
  const paid = sum(answer.lines.map((line) => line.paid)) - sum((before?.lines ?? []).map((line) => line.paid));
  const payment = { amount: dollars(Math.abs(paid)), trace: `RUN${number}`, date: at.slice(0, 10).replaceAll('-', '') };
  return remittanceText('bluecross', { ...payment, ...(paid < 0 ? { debit: true as const } : {}) }, parts.join('\n'));
}

function said(claim: RunClaim, { lines }: Answer, sign: 1 | -1, number: number): string {
  const stated = lines.map((line, index) => ({
    ...line,
    ...{ procedure: 'HC:99213', charge: claim.lines[index] as number },
  }));
  return answerText({ claimId: claim.id, status: '1', payerClaimNumber: `ICN${number}`, lines: stated }, sign);
}

/** A line of an answer, in cents. What is neither paid, left to the patient nor denied is contractual. */
export interface AnsweredLine {
  readonly procedure: string;
  readonly charge: number;
  readonly paid: number;
  readonly shared: number;
  readonly denied: number;
  /** Our number of the line, if the payer repeats it. */
  readonly number?: number;
}

/** A payer's answer to a claim. */
export interface ClaimAnswered {
  readonly claimId: string;
  readonly status: string;
  readonly payerClaimNumber: string;
  readonly lines: readonly AnsweredLine[];
}

/** The segments of an answer; with `sign` -1 those that take it back. */
export function answerText({ claimId, status, payerClaimNumber, lines }: ClaimAnswered, sign: 1 | -1): string {
  const amount = (cents: number) => dollars(sign * cents);
  const [charge, paid, shared] = (['charge', 'paid', 'shared'] as const).map((part) =>
    amount(sum(lines.map((line) => line[part]))),
  );
  return [
    `CLP*${claimId}*${sign === 1 ? status : 22}*${charge}*${paid}*${shared}*12*${payerClaimNumber}*11*1`,
    ...lines.flatMap((line) => {
      const reduced = line.charge - line.paid - line.shared - line.denied;
      return [
        `SVC*${line.procedure}*${amount(line.charge)}*${amount(line.paid)}**1`,
        ...(reduced === 0 ? [] : [`CAS*CO*45*${amount(reduced)}`]),
        ...(line.denied === 0 ? [] : [`CAS*CO*50*${amount(line.denied)}`]),
        ...(line.shared === 0 ? [] : [`CAS*PR*2*${amount(line.shared)}`]),
        ...(line.number === undefined ? [] : [`REF*6R*L${line.number}`]),
      ];
    }),
  ].join('\n');
}
