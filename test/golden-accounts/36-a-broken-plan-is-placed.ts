import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aBrokenPlanIsPlaced: GoldenAccount = {
  name: 'a plan and cash keep an account from the agency; the plan broken and the cash put on, the rest goes, and pays the office after all',
  reasoning: `
    120.00 of 3 August. Two instalments of 60.00 are agreed; the first, of 1 September, is not paid. With the plan in force nothing is placed. It is
    ended as broken. 20.00 in cash stand with no claim: nothing is placed either. Put onto the claim they leave 100.00, which
    go: bad debt. At the desk 70.00 are paid and put onto the placement: 30.00 of bad debt are left. The check comes back: 70.00 are owed again, beside 30.00 of
    bad debt, all of it with the agency. In transit: 20.00; the check never reached a deposit batch.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [120_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03'),
    agency('2026-08-03'),
    statement('2026-08-10'),
    {
      ...{ on: '2026-08-12', call: 'POST /v1/payment-plans', as: 'plan' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-09-01', every: 'month', count: 2 },
    },
    place('2026-09-20', { refused: 'placement-conditions-missing' }),
    {
      ...{ on: '2026-09-20', call: 'POST /v1/payment-plans/{plan}/end', version: 1 },
      body: { as: 'broken', reason: 'First instalment missed' },
    },
    {
      ...{ on: '2026-09-21', call: 'POST /v1/patient-payments', as: 'cash' },
      body: {
        ...{ accountId: '{kim.account}', entityId: '{entity}', method: 'cash', cents: 20_00, receivedOn: '2026-09-21' },
        allocations: [],
      },
    },
    place('2026-09-22', { refused: 'placement-conditions-missing' }),
    { on: '2026-09-22', call: 'POST /v1/patient-payments/{cash}/allocate', body: {}, version: 1 },
    place('2026-09-23'),
    {
      ...{ on: '2026-10-20', call: 'POST /v1/patient-payments', as: 'check' },
      body: {
        ...{ accountId: '{kim.account}', entityId: '{entity}', method: 'check', reference: '12', cents: 70_00 },
        receivedOn: '2026-10-20',
      },
    },
    {
      ...{ on: '2026-10-20', call: 'POST /v1/collection-cases/{placed}/payments', version: 1 },
      body: { paymentId: '{check}' },
    },
    {
      ...{ on: '2026-10-27', call: 'POST /v1/patient-payments/{check}/reverse', version: 2 },
      body: { as: 'returned', reason: 'No funds' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 70_00, unapplied: 0, due: 70_00, forbidden: { A: 'agency' } } },
    claims: { A: { payers: [], patient: 70_00 } },
    statements: { kim: { forbidden: 'agency' } },
    books: { 'patient-receivable': 70_00, 'bad-debt': 30_00, 'deposits-in-transit': 20_00, charges: -120_00 },
    work: [],
  },
};
