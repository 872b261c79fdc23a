import type { GoldenAccount } from './golden-account.ts';

export const givenUpByTwo: GoldenAccount = {
  name: 'what a biller gives up beyond his limit waits for a second person; what is taken back is owed again, as old as before',
  reasoning: `
    A, 300.00, without a payer. A biller decides 100.00 alone. He gives up 50.00 for a complaint: booked. He asks to give up 200.00 as
    uncollectible: waits, and a manager agrees. The 50.00 are taken back: 300.00 - 200.00 = 100.00 are owed, 53 days old.
    B, 80.00, is with a payer that has not answered. The coverage had ended: a manager moves 80.00 to the patient, due since then (17 days).
    Nobody gives up 80.01 of it.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [300_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [80_00], on: '2026-10-05' },
  },
  steps: [
    {
      ...{ on: '2026-10-20', call: 'POST /v1/adjustments', by: 'biller', as: 'complaint' },
      body: { claimId: '{A}', why: 'service-complaint', cents: 50_00, reason: 'Waited two hours' },
    },
    {
      ...{ on: '2026-10-20', call: 'POST /v1/adjustments', by: 'biller', as: 'lost' },
      body: { claimId: '{A}', why: 'uncollectible', cents: 200_00, reason: 'Moved away' },
    },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/adjustments/{lost}/approve', version: 1 },
      body: { reason: 'Looked for him too' },
    },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/adjustments/{complaint}/reverse', version: 1, by: 'biller' },
      body: { reason: 'The wrong patient' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/adjustments' },
      body: { claimId: '{B}', payerPosition: 0, why: 'coverage-ended', reason: 'Plan ended in September' },
    },
    {
      ...{ on: '2026-11-11', call: 'POST /v1/adjustments', refused: 'adjustment-exceeds-balance' },
      body: { claimId: '{B}', why: 'billing-error', cents: 80_01, reason: 'A cent too much' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 180_00, due: 180_00, insurance: 0, ageing: { '0-30': 80_00, '31-60': 100_00 } } },
    claims: { A: { payers: [], patient: 100_00 }, B: { payers: [0], patient: 80_00 } },
    books: { 'patient-receivable': 180_00, 'bad-debt': 200_00, charges: -380_00 },
    work: [],
  },
};
