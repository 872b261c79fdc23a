import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 30, share: 10 };

export const givenUpAndThenThePayers: GoldenAccount = {
  name: 'a share that was given up and that the payer then pays is nobody’s credit: no cent of it goes to the patient',
  reasoning: `
    Charged 100.00; 60.00 paid, 30.00 by contract, coinsurance 10.00, which a biller gives up as too small. The payer takes its answer back and pays
    70.00, 30.00 by contract, no coinsurance. The patient's side is 10.00 - 10.00 - 10.00 = -10.00, and the patient has paid nothing: there is
    nothing to give back. The write-off is taken back: -10.00 + 10.00 = 0, and the work about the credit ends. In transit: 60.00 + 10.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC5001', first),
    {
      ...{ on: '2026-10-25', call: 'POST /v1/adjustments', by: 'biller', as: 'small' },
      body: { claimId: '{A}', why: 'small-balance', reason: 'Not worth a statement' },
    },
    corrected('2026-11-02', 'ACC5002', [first, { paid: 70, contract: 30, share: 0 }]),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/refunds', refused: 'credit-not-paid' },
      body: { claimId: '{A}', reason: 'A credit' },
    },
    {
      on: '2026-11-04',
      call: 'POST /v1/adjustments/{small}/reverse',
      version: 1,
      body: { reason: 'The payer pays it' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 70_00, 'contractual-adjustments': 30_00, charges: -100_00 },
    work: [],
  },
};
