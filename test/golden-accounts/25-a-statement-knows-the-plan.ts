import type { GoldenAccount } from './golden-account.ts';

export const statementKnowsThePlan: GoldenAccount = {
  name: 'a statement asks for what of a payment plan is due by its day, and not for all that is owed',
  reasoning: `
    Two visits without a payer, 90.00 and 60.00. Three instalments of 50.00, from 10 November monthly. Kim pays 30.00 on the 12th: 120.00 are owed. A
    statement of 27 November asks to be paid within 21 days, by 18 December: of the instalments of 10 November and 10 December, 100.00, 30.00 are
    paid. It asks for 70.00. The last 50.00 are due later. It says that 20.00 of the first instalment were missed, and that the next one is due on
    10 December.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-10-01' },
    B: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
  },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/payment-plans' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-11-10', every: 'month', count: 3 },
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 30_00, receivedOn: '2026-11-12' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 120_00, due: 120_00, ageing: { '31-60': 120_00 } } },
    claims: { A: { payers: [], patient: 60_00 }, B: { payers: [], patient: 60_00 } },
    statements: {
      kim: {
        due: 70_00,
        visits: { A: [90_00, 0, 0, 30_00, 60_00], B: [60_00, 0, 0, 0, 60_00] },
        why: { A: { 'no-insurance': 90_00 }, B: { 'no-insurance': 60_00 } },
        plan: { remaining: 120_00, missed: 20_00, later: 50_00, nextOn: '2026-12-10' },
      },
    },
    books: { 'patient-receivable': 120_00, 'deposits-in-transit': 30_00, charges: -150_00 },
    work: [],
  },
};
