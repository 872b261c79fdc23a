import type { GoldenAccount } from './golden-account.ts';

export const aStatementAfterAReturnedCheck: GoldenAccount = {
  name: 'a statement says which payment of the last one came back, what was paid and refunded since, and nothing of a slip of the pen',
  reasoning: `
    Kim owes 60.00 and 50.00 and pays 60.00 by check, which goes to the older visit. A statement leaves on the 4th of November. On the 10th the check is returned. On
    the 12th she pays 130.00 in cash: 110.00 for both visits, 20.00 are too much and go back by check on the 16th. On the 13th 15.00 are entered by mistake and
    voided at once. Before the next statement 40.00 more are charged. Since the last one: 60.00 left, 130.00 came, 20.00 left. The voided 15.00 were never told
    and are not told now. In transit: 60.00 - 60.00 + 130.00; the check of 20.00 left the bank.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-12' },
    C: { patient: 'kim', payers: [], lines: [40_00], on: '2026-11-14' },
  },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments', as: 'check' },
      body: {
        ...{ patientId: '{kim}', method: 'check', reference: '91', cents: 60_00, receivedOn: '2026-11-02' },
        allocations: [{ claimId: '{A}', cents: 60_00 }],
      },
    },
    { on: '2026-11-04', call: 'POST /v1/statements', body: { accountId: '{kim.account}' } },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments', as: 'cash' },
      body: {
        ...{ patientId: '{kim}', method: 'cash', cents: 130_00, receivedOn: '2026-11-12' },
        allocations: [
          { claimId: '{A}', cents: 60_00 },
          { claimId: '{B}', cents: 50_00 },
        ],
      },
    },
    {
      ...{ on: '2026-11-13', call: 'POST /v1/patient-payments', as: 'slip' },
      body: { patientId: '{kim}', method: 'cash', cents: 15_00, receivedOn: '2026-11-13', allocations: [] },
    },
    {
      ...{ on: '2026-11-13', call: 'POST /v1/patient-payments/{slip}/reverse', version: 1 },
      body: { as: 'voided', reason: 'The wrong patient' },
    },
    { on: '2026-11-16', call: 'POST /v1/refunds', as: 'back', body: { paymentId: '{cash}', reason: 'Too much' } },
    {
      ...{ on: '2026-11-16', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, unapplied: 0, due: 40_00, ageing: { '0-30': 40_00 } } },
    claims: {
      A: { payers: [], patient: 0 },
      B: { payers: [], patient: 0 },
      C: { payers: [], patient: 40_00 },
    },
    statements: {
      kim: {
        due: 40_00,
        visits: { C: [40_00, 0, 0, 0, 40_00] },
        why: { C: { 'no-insurance': 40_00 } },
        payments: [
          ['2026-11-10', -60_00, 'returned'],
          ['2026-11-12', 130_00],
          ['2026-11-16', -20_00, 'refunded'],
        ],
      },
    },
    books: {
      ...{ 'patient-receivable': 40_00, 'deposits-in-transit': 130_00 },
      ...{ bank: -20_00, charges: -150_00 },
    },
    work: [],
  },
};
