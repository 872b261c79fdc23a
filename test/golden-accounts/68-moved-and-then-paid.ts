import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const unauthorised: OfLine = { paid: 0, adjusted: ['CO*197*80'] };
const paid: OfLine = { paid: 25, adjusted: ['CO*45*10', 'PR*2*5'] };

export const movedAndThenPaid: GoldenAccount = {
  name: 'a refused line was moved to the patient, and then the payer pays it and refuses the other one: the other one’s denial has its whole amount',
  reasoning: `
    Charged 80.00 and 40.00. The payer pays 10.00 of the first line, 70.00 by contract, and refuses the second: 40.00, which a biller moves to Kim. Then
    it takes its answer back and answers anew: the first line is refused, 80.00; of the second it pays 25.00, 10.00 are by contract, and Kim owes
    coinsurance of 5.00. Kim has 40.00 + 5.00 = 45.00, of which only 5.00 are right. The payer's side is 120.00 - 40.00 (moved) - 25.00 - 10.00 -
    5.00 = 40.00: the denial of 80.00, less the 40.00 that are counted twice, with an exception of their own. All 80.00 of the denial are written off, which
    leaves -40.00. In transit: 10.00 + 15.00.`,
  patients: ['kim'],
  claims: { A: twoLines },
  steps: [
    brings('2026-10-20', 'ACC6801', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-11-02', 'ACC6802', 15, saidOfBoth([first, refused], -1), saidOfBoth([unauthorised, paid])),
    ...settles('2026-11-05', { cents: 80_00 }, 'write-off'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 45_00, due: 45_00, insurance: -40_00 } },
    claims: { A: { payers: [-40_00], patient: 45_00 } },
    books: {
      'patient-receivable': 45_00,
      'insurance-receivable': -40_00,
      'deposits-in-transit': 25_00,
      'other-adjustments': 80_00,
      'contractual-adjustments': 10_00,
      charges: -120_00,
    },
    work: ['exception settled-denial-taken-back'],
  },
};
