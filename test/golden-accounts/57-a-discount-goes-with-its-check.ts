import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const pay = { call: 'POST /v1/patient-payments' };

export const aDiscountGoesWithItsCheck: GoldenAccount = {
  name: 'a discount for prompt payment is taken back with the check that earned it, and a later payment earns none',
  reasoning: `
    10 % off a share whose rest is paid within 14 days, by itself. On 2 November Kim's payer pays 50.00 of 100.00 and leaves 50.00. Her check of 45.00 of 10
    November settles the visit: 5.00 are given up. On the 16th the bank sends the check back: 45.00 + 5.00 are owed again. Her cash of 45.00 comes on the
    20th, 18 days after the answer, which is too late: 5.00 stay owed, 25 days old on 27 November. In transit: 50.00 + 45.00. Nothing is given up.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    officeSays('2026-10-06', {
      discounts: { selfPayRate: 0, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } },
    }),
    answered('2026-11-02', 'ACC5701', { paid: 50, contract: 0, share: 50 }),
    {
      ...{ on: '2026-11-10', ...pay, as: 'check' },
      body: { patientId: '{kim}', method: 'check', reference: '571', cents: 45_00, receivedOn: '2026-11-10' },
    },
    {
      ...{ on: '2026-11-16', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-20', ...pay },
      body: { patientId: '{kim}', method: 'cash', cents: 45_00, receivedOn: '2026-11-20' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 5_00, unapplied: 0, due: 5_00, ageing: { '0-30': 5_00 } } },
    claims: { A: { payers: [0], patient: 5_00 } },
    statements: {
      kim: { due: 5_00, visits: { A: [100_00, 50_00, 0, 45_00, 5_00] }, why: { A: { 'carc-2': 50_00 } } },
    },
    books: { 'patient-receivable': 5_00, 'deposits-in-transit': 95_00, charges: -100_00 },
    work: [],
  },
};
