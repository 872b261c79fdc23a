import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const anEmergencyOutOfNetwork: GoldenAccount = {
  name: 'what a payer calls the patient’s above the allowed amount of an emergency is not hers: it cannot be moved to her, only written off or disputed',
  reasoning: `
    An emergency out of network, 200.00. The payer pays 70.00, states a deductible of 50.00, and calls the 80.00 above what it allows the patient's as well (PR-45), with the remark that the No
    Surprises Act applies (N877). Kim owes 50.00. The 80.00 stay with the payer, with an exception; to move them to Kim is refused. The office does not go to arbitration for
    80.00, and writes them off as contractual. The statement asks for 50.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [200_00], on: '2026-10-05' } },
  steps: [
    {
      on: '2026-10-20',
      remittance: remittanceText(
        'bluecross',
        { amount: '70', trace: 'ACC8101', date: '20261020' },
        `CLP*{A}*1*200*70*130*12*ICN1*23*1
         MOA***N877
         SVC*HC:99285*200*70**1
         CAS*PR*1*50**45*80`,
      ),
    },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'held' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/exceptions/{held}/move', version: 1 },
      ...{ body: { to: 'patient', reason: 'The payer says so' }, refused: 'settlement-does-not-fit' },
    },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/exceptions/{held}/write-off', version: 1 },
      body: { as: 'contractual', reason: 'No arbitration for so little' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, due: 50_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 50_00 } },
    statements: {
      kim: { due: 50_00, visits: { A: [200_00, 70_00, 80_00, 0, 50_00] }, why: { A: { 'carc-1': 50_00 } } },
    },
    books: {
      'patient-receivable': 50_00,
      'deposits-in-transit': 70_00,
      'contractual-adjustments': 80_00,
      charges: -200_00,
    },
    work: [],
  },
};
