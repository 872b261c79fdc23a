import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines, undoes } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*96*40'] };
const paid: OfLine = { paid: 40, adjusted: [] };

export const theNextPayersAndThenTheFirst: GoldenAccount = {
  name: 'a refused line went to the next payer, and the first one pays it: it comes back before the next one is billed',
  reasoning: `
    The second line is refused and its 40.00 moved to Medicaid. Before Medicaid is billed, the payer takes its answer back and pays the whole line,
    40.00, and the first one as before: its side is -40.00, Medicaid's 40.00. The move is undone: both are 0, and nobody is billed. In transit 50.00.`,
  patients: ['kim'],
  claims: { A: { ...twoLines, payers: ['bluecross', 'medicaid'] } },
  steps: [
    brings('2026-10-20', 'ACC7201', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', { to: 'next-payer' }),
    brings('2026-11-02', 'ACC7202', 40, saidOfBoth([first, refused], -1), saidOfBoth([first, paid])),
    ...undoes('2026-11-05', { to: 'next-payer' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0, 0], patient: 0 } },
    books: { 'deposits-in-transit': 50_00, 'contractual-adjustments': 70_00, charges: -120_00 },
    work: [],
  },
};
