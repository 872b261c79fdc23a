import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 10, share: 30 };

export const declinedRefundOfACorrectedShare: GoldenAccount = {
  name: 'a refund of a credit that is declined is the patient’s credit again, and work of the office again; of two, the one that goes out takes its part of it',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00, which Kim pays. The payer takes its answer back and pays 80.00, 10.00 by
    contract, coinsurance 10.00: a credit of 20.00. A manager gives back 12.00 and then 8.00: no credit and no work is left. The 8.00 are declined:
    they are a credit, and work, again. The 12.00 are declined as well: 20.00. Then 5.00 are given back, and that check leaves:
    the credit is 15.00. The bank has 5.00 less. In transit: 60.00 + 30.00 + 20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC10101', first),
    {
      ...{ on: '2026-10-25', call: 'POST /v1/patient-payments', by: 'biller' },
      body: { patientId: '{kim}', method: 'check', reference: '77', cents: 30_00, receivedOn: '2026-10-25' },
    },
    corrected('2026-11-02', 'ACC10102', [first, { paid: 80, contract: 10, share: 10 }]),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds', as: 'large' },
      body: { claimId: '{A}', cents: 12_00, reason: 'Corrected' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds', as: 'small' },
      body: { claimId: '{A}', cents: 8_00, reason: 'Corrected' },
    },
    { on: '2026-11-06', call: 'POST /v1/refunds/{small}/decline', version: 1, body: { reason: 'Comes again' } },
    { on: '2026-11-06', call: 'GET /v1/exceptions?code=patient-credit', as: 'credit' },
    { on: '2026-11-07', call: 'POST /v1/refunds/{large}/decline', version: 1, body: { reason: 'Comes again' } },
    {
      ...{ on: '2026-11-08', call: 'POST /v1/refunds', as: 'least' },
      body: { claimId: '{A}', cents: 5_00, reason: 'Wants a part of it' },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{least}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 15_00, unapplied: 0, due: -15_00 } },
    claims: { A: { payers: [0], patient: -15_00 } },
    books: {
      'patient-receivable': -15_00,
      'deposits-in-transit': 110_00,
      bank: -5_00,
      'contractual-adjustments': 10_00,
      charges: -100_00,
    },
    work: ['exception patient-credit'],
  },
};
