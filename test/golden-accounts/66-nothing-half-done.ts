import type { GoldenAccount, GoldenStep } from './golden-account.ts';

const on = '2026-11-10';
const refused = (call: string, why: string, body: object): GoldenStep => ({
  ...{ on, call: `POST /v1/${call}`, refused: why, body },
});
const paid = { accountId: '{kim.account}', method: 'cash', receivedOn: on };
const plan = { accountId: '{kim.account}', firstDueOn: '2026-12-01', every: 'month' };

export const nothingHalfDone: GoldenAccount = {
  name: 'what cannot be is refused, and nothing of it remains: more put onto visits than was paid, parts of a cent, instalments of nothing',
  reasoning: `
    Kim owes 60.00 and 0.03. Refused are: 70.00 put onto a visit of 60.00; 50.00 put onto it out of a payment of 40.00; a payment of half a cent; one of nothing; a plan
    of four parts of 0.03; one that begins yesterday; a write-off of 60.01; a refund of cash that is not there. 40.00 are paid then, of which 40.00 go to the
    first visit: 20.00 and 0.03 are owed, of 5 and 6 October, 53 and 52 days. A refund of what is on a visit is refused, too.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [3], on: '2026-10-06' },
  },
  steps: [
    refused('patient-payments', 'request-invalid', {
      ...{ ...paid, cents: 100_00 },
      allocations: [{ claimId: '{A}', cents: 70_00 }],
    }),
    refused('patient-payments', 'payment-exceeded', {
      ...{ ...paid, cents: 40_00 },
      allocations: [{ claimId: '{A}', cents: 50_00 }],
    }),
    refused('patient-payments', 'request-invalid', { ...paid, cents: 0.5 }),
    refused('patient-payments', 'request-invalid', { ...paid, cents: 0 }),
    refused('payment-plans', 'request-invalid', { ...plan, claimIds: ['{B}'], count: 4 }),
    refused('payment-plans', 'request-invalid', { ...plan, firstDueOn: '2026-11-09', count: 2 }),
    refused('adjustments', 'adjustment-exceeds-balance', {
      ...{ claimId: '{A}', why: 'courtesy', cents: 60_01, reason: 'More than is owed' },
    }),
    { on, call: 'POST /v1/patient-payments', as: 'paid', body: { ...paid, cents: 40_00 } },
    refused('refunds', 'refund-exceeds-credit', { paymentId: '{paid}', cents: 40_00, reason: 'It is on a visit' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 20_03, unapplied: 0, due: 20_03, ageing: { '31-60': 20_03 } } },
    claims: { A: { payers: [], patient: 20_00 }, B: { payers: [], patient: 3 } },
    books: { 'patient-receivable': 20_03, 'deposits-in-transit': 40_00, charges: -60_03 },
    work: [],
  },
};
