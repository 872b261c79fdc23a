import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenStep, GoldenVisit } from './golden-account.ts';

/** A claim of 80.00 and 40.00. */
export const twoLines = {
  patient: 'kim',
  payers: ['bluecross'],
  lines: [80_00, 40_00],
  on: '2026-10-05',
} as const satisfies GoldenVisit;

/** A payer's answer to one line: what it pays in dollars, and its adjustments, `CO*45*70`. */
export interface OfLine {
  readonly paid: number;
  readonly adjusted: readonly string[];
}

type TwoLines = readonly [OfLine, OfLine];

const charges = [80, 40] as const;

/** The segments of an answer about both lines, by the claim's name; with sign -1, those of its reversal. */
export function saidOfBoth(lines: TwoLines, sign: 1 | -1 = 1, claim = 'A', payer: 1 | 2 = 1): string {
  const paid = lines.reduce((sum, line) => sum + line.paid, 0) * sign;
  return [
    `CLP*{${claim}}*${sign === 1 ? payer : 22}*${120 * sign}*${paid}**12*ICN${claim}*11*1`,
    ...lines.flatMap((line, index) => segmentsOf(line, index, sign)),
  ].join('\n');
}

/** The same about the first line only. */
export function saidOfTheFirst(line: OfLine, sign: 1 | -1 = 1, claim = 'A'): string {
  return saidOfOne(0, line, sign, claim);
}

/** The same about one line only. */
export function saidOfOne(index: 0 | 1, line: OfLine, sign: 1 | -1 = 1, claim = 'A'): string {
  const stated = `CLP*{${claim}}*${sign === 1 ? 1 : 22}*${charges[index] * sign}*${line.paid * sign}**12*ICN${claim}*11*1`;
  return [stated, ...segmentsOf(line, index, sign)].join('\n');
}

function segmentsOf(line: OfLine, index: number, sign: 1 | -1): readonly string[] {
  return [
    `SVC*HC:${index === 0 ? '99213' : '85025'}*${(charges[index] as number) * sign}*${line.paid * sign}**1`,
    ...line.adjusted.map((each) => `CAS*${sign === 1 ? each : each.replace(/\*(?=[^*]*$)/, '*-')}`),
    `REF*6R*${index + 1}`,
  ];
}

/** A remittance with these claims and this payment, in dollars. */
export function brings(on: string, trace: string, amount: number, ...claims: readonly string[]): GoldenStep {
  return paidBy('bluecross', on, trace, amount, ...claims);
}

/** The same from another payer. */
export function paidBy(
  payer: Parameters<typeof remittanceText>[0],
  ...[on, trace, amount, ...claims]: Parameters<typeof brings>
): GoldenStep {
  const payment = { amount: String(amount), trace, date: on.replaceAll('-', '') };
  return { on, remittance: remittanceText(payer, payment, claims.join('\n')) };
}

/** A person finds the denial and settles it. */
export function settles(on: string, body: object, way: 'move' | 'write-off' = 'move'): readonly GoldenStep[] {
  return [
    { on, call: 'GET /v1/denials', as: 'denial' },
    { on, call: `POST /v1/denials/{denial}/${way}`, version: 1, body: { ...body, reason: 'As the payer says' } },
  ];
}

/** A person undoes the settlement, after the payer has reversed its denial. */
export function undoes(
  on: string,
  body: object,
  way: 'move' | 'write-off' = 'move',
  version = 1,
): readonly GoldenStep[] {
  return [
    { on, call: 'GET /v1/exceptions?code=settled-denial-taken-back', as: 'settled' },
    {
      ...{ on, call: `POST /v1/exceptions/{settled}/${way}`, version },
      body: { ...body, reason: 'The payer pays it after all' },
    },
  ];
}
