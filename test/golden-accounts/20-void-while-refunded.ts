import type { GoldenAccount } from './golden-account.ts';

export const voidWhileRefunded: GoldenAccount = {
  name: 'cash that is about to be given back pays nothing else, and its payment stands until the refund is declined',
  reasoning: `
    50.00 without a payer; the patient pays 100.00: 50.00 are unapplied. A biller asks to give 30.00 back: 20.00 are left, and another 30.00 are
    refused. The payment cannot be voided meanwhile. The biller withdraws the refund; the payment is voided: 50.00 are owed, 53 days old.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '80', cents: 100_00, receivedOn: '2026-10-06' },
    },
    {
      ...{ on: '2026-11-20', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { paymentId: '{paid}', cents: 30_00, reason: 'Wants it back' },
    },
    {
      ...{ on: '2026-11-20', call: 'POST /v1/refunds', refused: 'refund-exceeds-credit' },
      body: { paymentId: '{paid}', cents: 30_00, reason: 'Wants it back' },
    },
    {
      ...{
        on: '2026-11-21',
        call: 'POST /v1/patient-payments/{paid}/reverse',
        version: 2,
        refused: 'payment-refunded',
      },
      body: { as: 'returned', reason: 'The bank says so' },
    },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/refunds/{back}/decline', version: 1, by: 'biller' },
      body: { reason: 'The check came back' },
    },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/patient-payments/{paid}/reverse', version: 3 },
      body: { as: 'returned', reason: 'The bank says so' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, unapplied: 0, due: 50_00, ageing: { '31-60': 50_00 } } },
    claims: { A: { payers: [], patient: 50_00 } },
    books: { 'patient-receivable': 50_00, charges: -50_00 },
    work: [],
  },
};
