import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

export const lessIsOwedThanWasAgreed: GoldenAccount = {
  name: 'a discount for self-pay that is given after a plan was agreed counts as paid of its first instalment',
  reasoning: `
    Kim owes 100.00 and agrees on four times 25.00 from 10 November. On the 3rd 20 % are given up because no payer is billed: 80.00 are owed, 53 days old. They are what remains of the plan; the 20.00 count for
    the first instalment, of which 5.00 were missed. A statement of 27 November asks for what is due by 18 December: 25.00 + 25.00 less 20.00 = 30.00; 50.00 are due later.
    More than the rule gives is refused.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' } },
  steps: [
    officeSays('2026-10-06', { discounts: { selfPayRate: 2000, promptPay: { rate: 0, withinDays: 0 } } }),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/payment-plans' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-11-10', every: 'month', count: 4 },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/adjustments', refused: 'discount-exceeds-rule' },
      body: { claimId: '{A}', why: 'self-pay-discount', cents: 20_01, reason: 'No insurance' },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/adjustments' },
      body: { claimId: '{A}', why: 'self-pay-discount', reason: 'No insurance' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 80_00, due: 80_00, ageing: { '31-60': 80_00 } } },
    claims: { A: { payers: [], patient: 80_00 } },
    statements: {
      kim: {
        due: 30_00,
        visits: { A: [100_00, 0, 20_00, 0, 80_00] },
        why: { A: { 'no-insurance': 100_00 } },
        plan: { remaining: 80_00, missed: 5_00, later: 50_00, nextOn: '2026-12-10' },
      },
    },
    books: { 'patient-receivable': 80_00, 'other-adjustments': 20_00, charges: -100_00 },
    work: [],
  },
};
