import type { GoldenAccount } from './golden-account.ts';

export const paidBeforeItCameBack: GoldenAccount = {
  name: 'a share that was moved to the patient and paid goes back to the payer only when the payment is off',
  reasoning: `
    80.00 stand with a payer that has not answered. A manager moves them to the patient, who pays. To take the move back is refused: the patient
    would have paid what he does not owe. The payment is taken off: 80.00 unapplied. Now the move is taken back: 80.00 with the payer.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [80_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/adjustments', as: 'moved' },
      body: { claimId: '{A}', payerPosition: 0, why: 'coverage-ended', reason: 'Plan ended in September' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '79', cents: 80_00, receivedOn: '2026-11-05' },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/adjustments/{moved}/reverse', version: 1 },
      ...{ body: { reason: 'The plan had not ended' }, refused: 'adjustment-used-since' },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/patient-payments/{paid}/take-off', version: 1 },
      body: { reason: 'The plan had not ended' },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/adjustments/{moved}/reverse', version: 1 },
      body: { reason: 'The plan had not ended' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 80_00, due: -80_00, insurance: 80_00 } },
    claims: { A: { payers: [80_00], patient: 0 } },
    books: {
      'insurance-receivable': 80_00,
      'deposits-in-transit': 80_00,
      'unapplied-patient-cash': -80_00,
      charges: -80_00,
    },
    work: [],
  },
};
