import { hears, paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aRefundThatComesBackFromTheCard: GoldenAccount = {
  name: 'a refund that the card took, and gave back days later, is the patient’s cash again when it is declined, and pays the next visit',
  reasoning: `
    Kim pays 80.00 by card for a visit of 80.00; the processor keeps 2.32 + 0.30 = 2.62. The office gives 30.00 of the charge up as a billing error: she has paid 30.00 too much. They are taken off
    and credited to her card on 6 November. On the 12th the card gives them back. The refund is declined: 30.00 are her cash, and pay 25.00 of another visit; 5.00 stay
    unapplied. In transit: 80.00 - 2.62 - 30.00 + 30.00 = 77.38.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [50_00, 30_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [25_00], on: '2026-11-14' },
  },
  steps: [
    ...takesCards('2026-10-06'),
    ...paysByLink('2026-11-02', 'kim', 80_00),
    hears('2026-11-02'),
    { on: '2026-11-05', call: 'GET /v1/patient-payments?accountId={kim.account}', as: 'paid' },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments/{paid}/take-off', version: 1 },
      body: { reason: 'Charged too much' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/adjustments' },
      body: { claimId: '{A}', why: 'billing-error', cents: 30_00, reason: 'Not done' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments/{paid}/allocate', version: 2 },
      body: { allocations: [{ claimId: '{A}', cents: 50_00 }] },
    },
    { on: '2026-11-06', call: 'POST /v1/refunds', as: 'back', body: { paymentId: '{paid}', reason: 'Too much' } },
    { on: '2026-11-06', call: 'POST /v1/refunds/{back}/credit-card', version: 1, body: {} },
    { on: '2026-11-06', happens: { what: 'credit-ends', as: 'succeeded' } },
    hears('2026-11-06'),
    { on: '2026-11-12', happens: { what: 'credit-ends', as: 'failed' } },
    hears('2026-11-12'),
    { on: '2026-11-13', call: 'POST /v1/refunds/{back}/decline', version: 5, body: { reason: 'Pays the next visit' } },
    {
      ...{ on: '2026-11-16', call: 'POST /v1/patient-payments/{paid}/allocate', version: 5 },
      body: {},
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 5_00, due: -5_00 } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 } },
    books: {
      ...{ 'deposits-in-transit': 77_38, 'unapplied-patient-cash': -5_00, 'other-adjustments': 30_00 },
      ...{ 'merchant-and-agency-fees': 2_62, charges: -105_00 },
    },
    work: [],
  },
};
