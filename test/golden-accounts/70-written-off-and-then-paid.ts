import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines, undoes } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 30, adjusted: ['CO*45*10'] };

export const writtenOffAndThenPaid: GoldenAccount = {
  name: 'a refused line was written off and is paid in the end: the write-off is undone, and counts once',
  reasoning: `
    The second line is refused, 40.00 are written off. The payer takes its answer back, pays 30.00 of it, 10.00 by contract, and the first line as
    before. Its side is 120.00 - 40.00 - 10.00 - 70.00 - 30.00 - 10.00 = -40.00. The write-off is undone: 0. In transit 10.00 + 30.00, by contract 70.00 +
    10.00.`,
  patients: ['kim'],
  claims: { A: twoLines },
  steps: [
    brings('2026-10-20', 'ACC7001', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', {}, 'write-off'),
    brings('2026-11-02', 'ACC7002', 30, saidOfBoth([first, refused], -1), saidOfBoth([first, paid])),
    ...undoes('2026-11-05', {}, 'write-off'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 40_00, 'contractual-adjustments': 80_00, charges: -120_00 },
    work: [],
  },
};
