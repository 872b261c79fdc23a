import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 10, share: 30 };

export const creditGivenBack: GoldenAccount = {
  name: 'what a patient has paid beyond a corrected share is given back by check, and is nobody’s work any more',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00, which the patient pays. The payer takes its answer back and pays 80.00,
    10.00 by contract, coinsurance 10.00: 20.00 too much came from the patient, a credit. A biller asks for 20.01: refused; for all of it:
    20.00 stand in refunds payable and the credit is gone, with its work. He cannot agree himself; a manager does. The check leaves: the bank
    has 20.00 less. In transit: 60.00 + 30.00 + 20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC1201', first),
    {
      ...{ on: '2026-10-25', call: 'POST /v1/patient-payments', by: 'biller' },
      body: { patientId: '{kim}', method: 'check', reference: '77', cents: 30_00, receivedOn: '2026-10-25' },
    },
    corrected('2026-11-02', 'ACC1202', [first, { paid: 80, contract: 10, share: 10 }]),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds', by: 'biller', refused: 'refund-exceeds-credit' },
      body: { claimId: '{A}', cents: 20_01, reason: 'A cent too much' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { claimId: '{A}', reason: 'The payer has corrected its answer' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds/{back}/approve', version: 1, by: 'manager' },
      body: { reason: 'As the payer says' },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: {
      'deposits-in-transit': 110_00,
      bank: -20_00,
      'contractual-adjustments': 10_00,
      charges: -100_00,
    },
    work: [],
  },
};
