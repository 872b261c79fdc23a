import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 36, share: 4 };

export const aSmallBalanceThatGrows: GoldenAccount = {
  name: 'a share that was given up as small and that the payer then raises is owed whole again when that is taken back',
  reasoning: `
    Charged 100.00; 60.00 paid, 36.00 by contract, coinsurance 4.00, which a biller gives up as too small. The payer corrects: 60.00 paid, 26.00 by contract,
    coinsurance 14.00. The patient's side is 4.00 - 4.00 - 4.00 + 14.00 = 10.00. It is small no more: the 4.00 are taken back, and 14.00 are owed.
    The remittance of the correction brings nothing: 60.00 are in transit.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC6101', first),
    {
      ...{ on: '2026-10-25', call: 'POST /v1/adjustments', by: 'biller', as: 'small' },
      body: { claimId: '{A}', why: 'small-balance', reason: 'Not worth a statement' },
    },
    corrected('2026-11-02', 'ACC6102', [first, { paid: 60, contract: 26, share: 14 }]),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/adjustments/{small}/reverse', version: 1 },
      body: { reason: 'It is worth a statement now' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 14_00, due: 14_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 14_00 } },
    statements: {
      kim: { due: 14_00, visits: { A: [100_00, 60_00, 26_00, 0, 14_00] }, why: { A: { 'carc-2': 14_00 } } },
    },
    books: {
      'patient-receivable': 14_00,
      'deposits-in-transit': 60_00,
      'contractual-adjustments': 26_00,
      charges: -100_00,
    },
    work: [],
  },
};
