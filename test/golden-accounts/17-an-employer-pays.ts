import type { GoldenAccount } from './golden-account.ts';
import { exampleWorks } from './organisations.ts';

const charge = (on: string, unitCents: number, quantity: number) => ({
  ...{ on, call: 'POST /v1/accounts/{works}/charges' },
  body: {
    ...{ billingProviderId: '{provider}', serviceOn: on },
    items: [{ description: 'Drug screen', quantity, unitCents }],
  },
});
const pay = (on: string, cents: number) => ({
  ...{ on, call: 'POST /v1/patient-payments' },
  body: { accountId: '{works}', method: 'ach', cents, receivedOn: on },
});

export const anEmployerPays: GoldenAccount = {
  name: 'an employer pays too much, is charged more, and has one of its payments returned',
  reasoning: `
    3 drug screens at 45.50 are 136.50. 100.00 leave 36.50; of 50.00 more, 36.50 pay them and 13.50 wait. Another screen at 20.00: the 13.50
    are put onto it, and 6.50 are owed. The 50.00 come back: 6.50 + 50.00 = 56.50 are owed, 20.00 of the latest charge, 18 days old on 27
    November, and 36.50 of the first one, 25 days old. 100.00 are on their way to the bank. Income: 136.50 + 20.00.`,
  patients: [],
  claims: {},
  steps: [
    { on: '2026-11-01', call: 'POST /v1/accounts', body: { guarantor: exampleWorks }, as: 'works' },
    charge('2026-11-02', 45_50, 3),
    pay('2026-11-05', 100_00),
    { ...pay('2026-11-06', 50_00), as: 'second' },
    charge('2026-11-09', 20_00, 1),
    { on: '2026-11-10', call: 'POST /v1/patient-payments/{second}/allocate', body: {}, version: 1 },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments/{second}/reverse', version: 2 },
      body: { as: 'returned', reason: 'Account closed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { works: { owed: 0, client: 56_50, unapplied: 0, due: 56_50, ageing: { '0-30': 56_50 } } },
    claims: {},
    books: { 'client-receivable': 56_50, 'deposits-in-transit': 100_00, charges: -156_50 },
    work: [],
  },
};
