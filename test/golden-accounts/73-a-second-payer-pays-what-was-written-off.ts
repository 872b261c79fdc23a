import type { GoldenAccount } from './golden-account.ts';
import { type OfLine, paidBy, saidOfBoth, settles, twoLines } from './two-lines.ts';

const primary: readonly [OfLine, OfLine] = [
  { paid: 30, adjusted: ['PR*2*50'] },
  { paid: 10, adjusted: ['PR*2*30'] },
];
const first: OfLine = { paid: 10, adjusted: ['OA*23*30', 'CO*45*40'] };
const refused: OfLine = { paid: 0, adjusted: ['OA*23*10', 'CO*50*30'] };
const unauthorised: OfLine = { paid: 0, adjusted: ['OA*23*30', 'CO*197*50'] };
const paid: OfLine = { paid: 30, adjusted: ['OA*23*10'] };

export const aSecondPayerPaysWhatWasWrittenOff: GoldenAccount = {
  name: 'a second payer pays a line that was written off, and refuses the other one: neither hides the other',
  reasoning: `
    Medicare pays 30.00 + 10.00 and leaves 50.00 + 30.00 to Medicaid, which pays 10.00 of the first line, 40.00 by contract, and refuses the second: 30.00,
    written off. Medicaid takes that back and refuses the first line, 50.00, and pays the second, 30.00. Medicaid's side is 80.00 - 30.00 (written off) -
    30.00 = 20.00: the denial of 50.00 less 30.00 that are counted twice. In transit: 40.00 + 10.00 + 20.00.`,
  patients: ['kim'],
  claims: { A: { ...twoLines, payers: ['medicare', 'medicaid'] } },
  steps: [
    paidBy('medicare', '2026-10-20', 'ACC7301', 40, saidOfBoth(primary)),
    paidBy('medicaid', '2026-10-28', 'ACC7302', 10, saidOfBoth([first, refused], 1, 'A', 2)),
    ...settles('2026-11-01', {}, 'write-off'),
    paidBy(
      ...(['medicaid', '2026-11-08', 'ACC7303', 20] as const),
      ...[saidOfBoth([first, refused], -1), saidOfBoth([unauthorised, paid], 1, 'A', 2)],
    ),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 20_00 } },
    claims: { A: { payers: [0, 20_00], patient: 0 } },
    books: {
      'insurance-receivable': 20_00,
      'deposits-in-transit': 70_00,
      'other-adjustments': 30_00,
      charges: -120_00,
    },
    work: ['denial authorisation', 'exception settled-denial-taken-back'],
  },
};
