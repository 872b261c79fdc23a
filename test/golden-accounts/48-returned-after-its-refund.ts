import type { GoldenAccount } from './golden-account.ts';

export const returnedAfterItsRefund: GoldenAccount = {
  name: 'a check that the bank returns after what was too much of it was given back and cashed is owed again, and the rest is lost',
  reasoning: `
    Kim owes 50.00 and pays 100.00 by check; the 50.00 that are too much go back to her by check, which the bank pays. Then her own check comes
    back. The 50.00 of the visit are owed again, as old as they were (53 days). The other 50.00 are gone: bad debt, when somebody says so.
    In transit: 100.00 - 100.00. The bank paid 50.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '80', cents: 100_00, receivedOn: '2026-10-06' },
    },
    { on: '2026-10-10', call: 'POST /v1/refunds', as: 'back', body: { paymentId: '{paid}', reason: 'Too much' } },
    {
      ...{ on: '2026-10-12', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    {
      ...{
        on: '2026-10-15',
        call: 'POST /v1/patient-payments/{paid}/reverse',
        version: 2,
        refused: 'payment-refunded',
      },
      body: { as: 'returned', reason: 'No funds', bearsRefunds: true },
    },
    { on: '2026-10-20', call: 'POST /v1/refunds/{back}/clear', version: 2, body: {} },
    {
      ...{
        on: '2026-11-02',
        call: 'POST /v1/patient-payments/{paid}/reverse',
        version: 2,
        refused: 'payment-refunded',
      },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments/{paid}/reverse', version: 2 },
      body: { as: 'returned', reason: 'No funds', bearsRefunds: true },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, unapplied: 0, due: 50_00, ageing: { '31-60': 50_00 } } },
    claims: { A: { payers: [], patient: 50_00 } },
    books: { 'patient-receivable': 50_00, 'bad-debt': 50_00, bank: -50_00, charges: -50_00 },
    work: [],
  },
};
