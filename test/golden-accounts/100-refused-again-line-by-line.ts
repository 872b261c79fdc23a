import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, saidOfOne, settles, twoLines, undoes } from './two-lines.ts';

const first: OfLine = { paid: 0, adjusted: ['CO*50*80'] };
const second: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 10, adjusted: ['CO*45*70'] };

export const refusedAgainLineByLine: GoldenAccount = {
  name: 'two lines are refused as one denial and moved; the payer takes its answer back and answers each line by itself',
  reasoning: `
    Two claims; of each both lines are refused for one reason, and the denial of 120.00 is moved to Kim. Then the payer takes both answers back.
    Of A it refuses the first line again, 80.00, and five days later the second one, 40.00: all is as before, Kim owes 120.00, and nobody has to do anything.
    Of B it pays 10.00 of the first line, 70.00 by contract, and refuses the second one again. The move of 80.00 is undone: its side is
    120.00 - 120.00 - 10.00 - 70.00 + 80.00 = 0, and Kim owes 40.00. In transit: 10.00.`,
  patients: ['kim'],
  claims: { A: twoLines, B: twoLines },
  steps: [
    brings('2026-10-20', 'ACC10001', 0, saidOfBoth([first, second])),
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-10-27', 'ACC10002', 0, saidOfBoth([first, second], 1, 'B')),
    ...settles('2026-10-28', { to: 'patient' }),
    brings('2026-11-01', 'ACC10003', 0, saidOfBoth([first, second], -1)),
    brings('2026-11-03', 'ACC10004', 0, saidOfOne(0, first)),
    brings('2026-11-08', 'ACC10005', 0, saidOfOne(1, second)),
    brings('2026-11-10', 'ACC10006', 10, saidOfBoth([first, second], -1, 'B'), saidOfBoth([paid, second], 1, 'B')),
    ...undoes('2026-11-12', { to: 'patient' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 160_00, due: 160_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 120_00 }, B: { payers: [0], patient: 40_00 } },
    books: {
      'patient-receivable': 160_00,
      'deposits-in-transit': 10_00,
      'contractual-adjustments': 70_00,
      charges: -240_00,
    },
    work: [],
  },
};
