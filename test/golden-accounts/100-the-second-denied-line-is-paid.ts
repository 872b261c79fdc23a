import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines, undoes } from './two-lines.ts';

const refused: OfLine = { paid: 0, adjusted: ['CO*50*80'] };
const alsoRefused: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 10, adjusted: ['CO*45*30'] };

export const theSecondDeniedLineIsPaid: GoldenAccount = {
  name: 'two lines are refused and moved to the patient one after the other; when the payer pays the later one, only that comes back',
  reasoning: `
    Of 80.00 + 40.00 the payer refuses the first line and pays 10.00 of the second, 30.00 by contract. The 80.00 are moved to Kim. Then the payer corrects itself, takes its 10.00 back and refuses
    both lines. The first one was settled before, so that 40.00 are open; they are moved to Kim, too: 120.00. Then it pays the second line after all: 10.00 and 30.00 by contract. The payer has
    40.00 too many moved away: 120.00 - 10.00 - 30.00 - 120.00 = -40.00. The move of the 40.00 is undone. Kim owes the 80.00 of the first line, which is still refused.`,
  patients: ['kim'],
  claims: { A: twoLines },
  steps: [
    brings('2026-10-20', 'ACC10001', 10, saidOfBoth([refused, paid])),
    ...settles('2026-10-21', { to: 'patient' }),
    {
      on: '2026-10-24',
      remittance: remittanceText(
        'bluecross',
        { amount: '10', trace: 'ACC10002', date: '20261024', debit: true },
        `${saidOfBoth([refused, paid], -1)}\n${saidOfBoth([refused, alsoRefused])}`,
      ),
    },
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-11-01', 'ACC10003', 10, saidOfBoth([refused, alsoRefused], -1), saidOfBoth([refused, paid])),
    ...undoes('2026-11-05', { to: 'patient' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 80_00, due: 80_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 80_00 } },
    books: {
      ...{ 'patient-receivable': 80_00, 'deposits-in-transit': 10_00 },
      ...{ 'contractual-adjustments': 30_00, charges: -120_00 },
    },
    work: [],
  },
};
