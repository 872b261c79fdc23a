import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 20, share: 20 };

export const correctedShareKeepsItsAge: GoldenAccount = {
  name: 'a share that a payer corrects in one remittance is as old as it was',
  reasoning: `
    Charged 100.00. On 1 September the payer pays 60.00, 20.00 by contract, coinsurance 20.00. On 2 November it takes that back and answers
    anew: 50.00 paid, 20.00 by contract, coinsurance 30.00. The patient owes 30.00, and has owed something since 1 September: on 27
    November 87 days. Cash: 60.00 - 60.00 + 50.00 = 50.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-05' } },
  steps: [
    answered('2026-09-01', 'ACC0501', first),
    corrected('2026-11-02', 'ACC0502', [first, { paid: 50, contract: 20, share: 30 }]),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 30_00, due: 30_00, insurance: 0, ageing: { '61-90': 30_00 } } },
    claims: { A: { payers: [0], patient: 30_00 } },
    books: {
      'patient-receivable': 30_00,
      'deposits-in-transit': 50_00,
      'contractual-adjustments': 20_00,
      charges: -100_00,
    },
    work: [],
  },
};
