import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*26*40'] };
const other: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const whole: OfLine = { paid: 10, adjusted: ['CO*45*30'] };

export const movedAndNeverAnsweredAgain: GoldenAccount = {
  name: 'a payer takes its answer back and says no more: what was moved before may stand, and the rest follows it',
  reasoning: `
    The second line is refused and its 40.00 moved to Kim. The payer takes the whole answer back, 10.00 (another claim brings them), because the coverage
    had ended. A biller closes the exception: the move may stand. The other 80.00 go to Kim as well: 120.00, and nothing is left with the payer.
    In transit: 10.00 + 20.00 - 10.00; by contract 100.00 of claim B, which Kim has nothing to do with.`,
  patients: ['kim'],
  claims: { A: twoLines, B: twoLines },
  steps: [
    brings('2026-10-20', 'ACC7401', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-11-02', 'ACC7402', 10, saidOfBoth([first, refused], -1), saidOfBoth([other, whole], 1, 'B')),
    { on: '2026-11-03', call: 'GET /v1/exceptions?code=settled-denial-taken-back', as: 'settled' },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/exceptions/{settled}/close', version: 1 },
      body: { reason: 'Not covered since May' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/adjustments' },
      body: { claimId: '{A}', payerPosition: 0, why: 'coverage-ended', reason: 'Ended in May' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 120_00, due: 120_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 120_00 }, B: { payers: [0], patient: 0 } },
    books: {
      'patient-receivable': 120_00,
      'deposits-in-transit': 20_00,
      'contractual-adjustments': 100_00,
      charges: -240_00,
    },
    work: [],
  },
};
