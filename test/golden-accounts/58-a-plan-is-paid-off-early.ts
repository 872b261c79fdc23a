import type { GoldenAccount } from './golden-account.ts';

const agreed = { accountId: '{kim.account}', every: 'month' };
const pay = (on: string, cents: number) => ({
  ...{ on, call: 'POST /v1/patient-payments' },
  body: { accountId: '{kim.account}', planId: '{plan}', method: 'cash', cents, receivedOn: on },
});

export const aPlanIsPaidOffEarly: GoldenAccount = {
  name: 'a plan that is paid off early is over, and a statement asks for the first instalment of the next one only',
  reasoning: `
    90.00 and 60.00 are agreed on in four times 37.50. A third visit, 80.00, is not part of it. The first instalment is paid on its day: 37.50 of the 90.00.
    112.50, the rest of the plan, are paid five days later: 52.50 and 60.00, and nothing of the third visit. A new plan of two times 40.00 can be agreed. The
    statement of 27 November asks to be paid by 18 December: 40.00 of 28 November; the other 40.00 are due on 28 December. In transit: 150.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-10-01' },
    B: { patient: 'kim', payers: [], lines: [60_00], on: '2026-11-01' },
    C: { patient: 'kim', payers: [], lines: [80_00], on: '2026-11-02' },
  },
  steps: [
    {
      ...{ on: '2026-11-03', call: 'POST /v1/payment-plans', as: 'plan' },
      body: { ...agreed, claimIds: ['{A}', '{B}'], firstDueOn: '2026-11-10', count: 4 },
    },
    pay('2026-11-10', 37_50),
    {
      ...{ on: '2026-11-11', call: 'POST /v1/payment-plans', refused: 'plan-open-already' },
      body: { ...agreed, claimIds: ['{C}'], firstDueOn: '2026-11-28', count: 2 },
    },
    pay('2026-11-15', 112_50),
    {
      ...{ on: '2026-11-16', call: 'POST /v1/payment-plans' },
      body: { ...agreed, claimIds: ['{C}'], firstDueOn: '2026-11-28', count: 2 },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 80_00, unapplied: 0, due: 80_00, ageing: { '0-30': 80_00 } } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 }, C: { payers: [], patient: 80_00 } },
    statements: {
      kim: { due: 40_00, visits: { C: [80_00, 0, 0, 0, 80_00] }, why: { C: { 'no-insurance': 80_00 } } },
    },
    books: { 'patient-receivable': 80_00, 'deposits-in-transit': 150_00, charges: -230_00 },
    work: [],
  },
};
