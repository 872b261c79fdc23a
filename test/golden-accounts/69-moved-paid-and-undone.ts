import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines, undoes } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 25, adjusted: ['CO*45*10', 'PR*2*5'] };

export const movedPaidAndUndone: GoldenAccount = {
  name: 'what was moved to a patient, and paid by her, goes back to the payer’s side when the payer pays it: she has a credit',
  reasoning: `
    As before, the second line is refused and its 40.00 moved to Kim, who pays them by check. The payer takes its answer back and pays the second line:
    25.00, 10.00 by contract, coinsurance 5.00; the first line as before. The payer's side is 120.00 - 40.00 - 10.00 - 70.00 - 25.00 - 10.00 - 5.00 =
    -40.00, and Kim's 40.00 - 40.00 + 5.00 = 5.00. The move is undone: the payer's side is 0, Kim's 5.00 - 40.00 = -35.00, which she has paid too much.
    In transit: 10.00 + 40.00 + 25.00 = 75.00.`,
  patients: ['kim'],
  claims: { A: twoLines },
  steps: [
    brings('2026-10-20', 'ACC6901', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', { to: 'patient' }),
    {
      ...{ on: '2026-10-28', call: 'POST /v1/patient-payments' },
      body: {
        ...{ accountId: '{kim.account}', method: 'check', reference: '77', cents: 40_00, receivedOn: '2026-10-28' },
      },
    },
    brings('2026-11-02', 'ACC6902', 25, saidOfBoth([first, refused], -1), saidOfBoth([first, paid])),
    ...undoes('2026-11-05', { to: 'patient' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 35_00, due: -35_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: -35_00 } },
    books: {
      'patient-receivable': -35_00,
      'deposits-in-transit': 75_00,
      'contractual-adjustments': 80_00,
      charges: -120_00,
    },
    work: [],
  },
};
