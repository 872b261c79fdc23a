import type { GoldenAccount } from './golden-account.ts';

const plan = { accountId: '{kim.account}', firstDueOn: '2026-11-10', every: 'month' };

export const aPlanAndAReturnedCheck: GoldenAccount = {
  name: 'a plan is paid by a check that comes back, and then in cash: what came back is owed again, as old as it was',
  reasoning: `
    Two visits without a payer: 90.00 on 1 October and 50.00 on 1 November, 140.00 in all. Five instalments would need disclosures; four of
    35.00 are agreed. A check of 70.00 goes to the older visit and is returned: 140.00 are owed again. 100.00 in cash pay the older visit
    whole, 90.00, and 10.00 of the other one: 50.00 - 10.00 = 40.00 are left, 26 days old on 27 November. The check never reached
    the bank's batch, so that only the cash is on its way: 100.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-10-01' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-11-01' },
  },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/payment-plans', body: { ...plan, count: 5 } },
      refused: 'plan-needs-disclosures',
    },
    { on: '2026-11-02', call: 'POST /v1/payment-plans', body: { ...plan, count: 4 }, as: 'plan' },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/payment-plans', body: { ...plan, count: 2 } },
      refused: 'plan-open-already',
    },
    {
      on: '2026-11-10',
      call: 'POST /v1/patient-payments',
      body: {
        ...{ accountId: '{kim.account}', planId: '{plan}', method: 'check', reference: '1001' },
        ...{ cents: 70_00, receivedOn: '2026-11-10' },
      },
      as: 'check',
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      on: '2026-11-13',
      call: 'POST /v1/patient-payments',
      body: { accountId: '{kim.account}', planId: '{plan}', method: 'cash', cents: 100_00, receivedOn: '2026-11-13' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, unapplied: 0, due: 40_00, ageing: { '0-30': 40_00 } } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 40_00 } },
    books: { 'patient-receivable': 40_00, 'deposits-in-transit': 100_00, charges: -140_00 },
    work: [],
  },
};
