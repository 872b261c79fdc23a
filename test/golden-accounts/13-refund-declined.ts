import type { GoldenAccount } from './golden-account.ts';

export const refundDeclined: GoldenAccount = {
  name: 'a refund that is declined after its check was stopped leaves the cash where it was, and it pays the next visit',
  reasoning: `
    A, 80.00, without a payer. The patient pays 100.00: 80.00 for A, 20.00 are left. A manager, who decides so much alone, gives the 20.00 back:
    the check leaves and is stopped, the refund is declined, and 20.00 are unapplied again. They are put onto B, 50.00: 30.00 are owed.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [80_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-11-20' },
  },
  steps: [
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'paid' },
      body: {
        ...{ patientId: '{kim}', method: 'check', reference: '78', cents: 100_00, receivedOn: '2026-10-06' },
        allocations: [{ claimId: '{A}', cents: 80_00 }],
      },
    },
    {
      ...{ on: '2026-10-07', call: 'POST /v1/refunds', as: 'back' },
      body: { paymentId: '{paid}', reason: 'Wants it back' },
    },
    {
      ...{ on: '2026-10-07', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    { on: '2026-10-20', call: 'POST /v1/refunds/{back}/stop', version: 2, body: { reason: 'Lost in the mail' } },
    { on: '2026-10-20', call: 'POST /v1/refunds/{back}/decline', version: 3, body: { reason: 'Comes again' } },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/patient-payments/{paid}/allocate', version: 3 },
      body: { allocations: [{ claimId: '{B}', cents: 20_00 }] },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 30_00, credit: 0, unapplied: 0, due: 30_00, ageing: { '0-30': 30_00 } } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 30_00 } },
    books: { 'patient-receivable': 30_00, 'deposits-in-transit': 100_00, charges: -130_00 },
    work: [],
  },
};
