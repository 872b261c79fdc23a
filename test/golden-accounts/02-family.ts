import type { GoldenAccount } from './golden-account.ts';

export const family: GoldenAccount = {
  name: 'a family’s shares are billed together, and a child that leaves takes its own along',
  reasoning: `
    Kim owes 60.00 since 1 September, the children Lee 45.00 since 1 October and Max 20.00 since 20 November; no payer. Lee and Max move to
    Kim's account: 60.00 + 45.00 + 20.00 = 125.00. Max goes back to his own: 105.00 stay. On 27 November 1 September is 87 days ago, 1
    October 57, 20 November 7.`,
  patients: ['kim', 'lee', 'max'],
  claims: {
    K: { patient: 'kim', payers: [], lines: [60_00], on: '2026-09-01' },
    L: { patient: 'lee', payers: [], lines: [45_00], on: '2026-10-01' },
    M: { patient: 'max', payers: [], lines: [20_00], on: '2026-11-20' },
  },
  steps: [
    { on: '2026-11-21', call: 'POST /v1/accounts/{kim.account}/members', body: { patientId: '{lee}' } },
    { on: '2026-11-21', call: 'POST /v1/accounts/{kim.account}/members', body: { patientId: '{max}' } },
    { on: '2026-11-22', call: 'POST /v1/accounts/{max.account}/members', body: { patientId: '{max}' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 105_00, due: 105_00, ageing: { '61-90': 60_00, '31-60': 45_00 } },
      lee: { owed: 0, due: 0, ageing: {} },
      max: { owed: 20_00, due: 20_00, ageing: { '0-30': 20_00 } },
    },
    claims: {
      K: { payers: [], patient: 60_00 },
      L: { payers: [], patient: 45_00 },
      M: { payers: [], patient: 20_00 },
    },
    statements: {
      kim: {
        due: 105_00,
        visits: { K: [60_00, 0, 0, 0, 60_00], L: [45_00, 0, 0, 0, 45_00] },
        why: { K: { 'no-insurance': 60_00 }, L: { 'no-insurance': 45_00 } },
      },
      lee: { due: 0, visits: {}, why: {} },
      max: { due: 20_00, visits: { M: [20_00, 0, 0, 0, 20_00] }, why: { M: { 'no-insurance': 20_00 } } },
    },
    books: { 'patient-receivable': 125_00, charges: -125_00 },
    work: [],
  },
};
