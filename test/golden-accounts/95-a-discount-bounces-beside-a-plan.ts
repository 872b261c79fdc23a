import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

export const aDiscountBouncesBesideAPlan: GoldenAccount = {
  name: 'an instalment’s check comes back, and takes its discount with it: the plan is behind by the whole instalment',
  reasoning: `
    10 % off a share whose rest is paid within 14 days, by itself. Kim owes 50.00 since her payer's answer of 2 November, and 40.00 since 7 October. A plan: 45.00 on 10 November, 45.00 on 10 December. Her check
    of 45.00 of the 9th settles the first visit with a discount of 5.00. On the 16th it comes back: 50.00 are owed again, 25 days old, and 40.00, 51 days old.
    Of the plan 90.00 remain; the 45.00 of 10 November are missed. A statement of 27 November asks for both instalments, since the second is due by 18 December. In transit: 50.00 of
    the payer; nothing is given up.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [40_00], on: '2026-10-07' },
  },
  steps: [
    officeSays('2026-10-08', {
      discounts: { selfPayRate: 0, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } },
    }),
    answered('2026-11-02', 'ACC9501', { paid: 50, contract: 0, share: 50 }),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/payment-plans', as: 'plan' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-11-10', every: 'month', count: 2 },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/patient-payments', as: 'check' },
      body: {
        ...{ accountId: '{kim.account}', planId: '{plan}', method: 'check', reference: '951' },
        ...{ cents: 45_00, receivedOn: '2026-11-09' },
      },
    },
    {
      ...{ on: '2026-11-16', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 90_00, unapplied: 0, due: 90_00, ageing: { '0-30': 50_00, '31-60': 40_00 } } },
    claims: { A: { payers: [0], patient: 50_00 }, B: { payers: [], patient: 40_00 } },
    statements: {
      kim: {
        due: 90_00,
        visits: { A: [100_00, 50_00, 0, 0, 50_00], B: [40_00, 0, 0, 0, 40_00] },
        why: { A: { 'carc-2': 50_00 }, B: { 'no-insurance': 40_00 } },
        plan: { remaining: 90_00, missed: 45_00, later: 0, nextOn: '2026-12-10' },
      },
    },
    books: { 'patient-receivable': 90_00, 'deposits-in-transit': 50_00, charges: -140_00 },
    work: [],
  },
};
