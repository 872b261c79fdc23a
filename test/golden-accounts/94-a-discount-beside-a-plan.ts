import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

export const aDiscountBesideAPlan: GoldenAccount = {
  name: 'a discount for prompt payment that an instalment earns pays the plan as well',
  reasoning: `
    10 % off a share whose rest is paid within 14 days, by itself. On 2 November the payer pays 50.00 of 100.00 and leaves 50.00; Kim owes 40.00 of another visit since 7 October, which is too long
    ago for a discount. A plan over 90.00: 45.00 on 10 November and 45.00 on 10 December. Her first 45.00 come on the 9th and go to the older visit, of which 5.00 are left: the discount. It is given.
    Of the plan 40.00 remain, all of 7 October, 51 days old. A statement of 27 November asks for what is due by 18 December: 90.00 less 50.00.
    In transit: 50.00 + 45.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [40_00], on: '2026-10-07' },
  },
  steps: [
    officeSays('2026-10-08', {
      discounts: { selfPayRate: 0, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } },
    }),
    answered('2026-11-02', 'ACC9401', { paid: 50, contract: 0, share: 50 }),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/payment-plans', as: 'plan' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-11-10', every: 'month', count: 2 },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/patient-payments' },
      body: { accountId: '{kim.account}', planId: '{plan}', method: 'cash', cents: 45_00, receivedOn: '2026-11-09' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, unapplied: 0, due: 40_00, ageing: { '31-60': 40_00 } } },
    claims: { A: { payers: [0], patient: 0 }, B: { payers: [], patient: 40_00 } },
    statements: {
      kim: {
        due: 40_00,
        visits: { B: [40_00, 0, 0, 0, 40_00] },
        why: { B: { 'no-insurance': 40_00 } },
        plan: { remaining: 40_00, later: 0, nextOn: '2026-12-10' },
      },
    },
    books: {
      ...{ 'patient-receivable': 40_00, 'deposits-in-transit': 95_00, 'other-adjustments': 5_00 },
      charges: -140_00,
    },
    work: [],
  },
};
