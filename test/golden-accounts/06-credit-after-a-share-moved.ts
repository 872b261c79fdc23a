import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';
import { exampleWorks } from './organisations.ts';

const first = { paid: 60, contract: 10, share: 30 };

export const creditAfterAShareMoved: GoldenAccount = {
  name: 'a share that an employer took over and the payer then lowered leaves a credit, which is work',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00. The employer takes the 30.00 over. The payer takes its answer back and
    pays 80.00 instead, 10.00 by contract, coinsurance 10.00. The patient's side of the claim: 30.00 - 30.00 - 30.00 + 10.00 = -20.00, a
    credit. The employer still owes 30.00: what is too much is settled with it by a person.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC0601', first),
    { on: '2026-10-21', call: 'POST /v1/accounts', body: { guarantor: exampleWorks }, as: 'works' },
    { on: '2026-10-21', call: 'POST /v1/accounts/{works}/shares', body: { claimId: '{A}', reason: 'As agreed' } },
    corrected('2026-11-02', 'ACC0602', [first, { paid: 80, contract: 10, share: 10 }]),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, credit: 20_00, due: -20_00, ageing: {}, positions: { patient: -20_00 } },
      works: { client: 30_00, due: 30_00 },
    },
    claims: { A: { payers: [0], patient: -20_00 } },
    statements: {
      kim: { due: -20_00, visits: { A: [100_00, 80_00, 10_00, 0, -20_00] }, why: { A: { 'carc-2': 10_00 } } },
    },
    books: {
      'patient-receivable': -20_00,
      'client-receivable': 30_00,
      'deposits-in-transit': 80_00,
      'contractual-adjustments': 10_00,
      charges: -100_00,
    },
    work: ['exception patient-credit'],
  },
};
