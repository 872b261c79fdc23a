import type { GoldenAccount } from './golden-account.ts';
import { exampleWorks } from './organisations.ts';

const invoice = { call: 'POST /v1/invoices', body: { accountId: '{works}' } };

export const anEmployersInvoiceIsWithdrawn: GoldenAccount = {
  name: 'an employer’s charges stand on one invoice at a time, and what it pays too much goes back by check',
  reasoning: `
    Three drug screens at 45.50: 136.50, on an invoice; nothing is left for a second one. The invoice is withdrawn, which books nothing, and they stand on
    another one. The employer pays 150.00: 136.50 pay the charges, 13.50 wait. A biller asks to give them back, a manager agrees, the check leaves: the
    bank has 13.50 less. In transit: 150.00.`,
  patients: [],
  claims: {},
  steps: [
    { on: '2026-11-01', call: 'POST /v1/accounts', body: { guarantor: exampleWorks }, as: 'works' },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/accounts/{works}/charges' },
      body: {
        ...{ billingProviderId: '{provider}', serviceOn: '2026-11-02' },
        items: [{ description: 'Drug screen', quantity: 3, unitCents: 45_50 }],
      },
    },
    { on: '2026-11-03', ...invoice, as: 'first' },
    { on: '2026-11-03', ...invoice, refused: 'nothing-to-invoice' },
    { on: '2026-11-04', call: 'POST /v1/invoices/{first}/withdraw', body: { reason: 'The wrong department' } },
    { on: '2026-11-04', ...invoice },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { accountId: '{works}', method: 'check', reference: '561', cents: 150_00, receivedOn: '2026-11-10' },
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { paymentId: '{paid}', reason: 'More than was billed' },
    },
    { on: '2026-11-12', call: 'POST /v1/refunds/{back}/approve', version: 1, body: { reason: 'Agreed' } },
    {
      ...{ on: '2026-11-13', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { works: { owed: 0, client: 0, unapplied: 0, due: 0, ageing: {} } },
    claims: {},
    books: { 'deposits-in-transit': 150_00, bank: -13_50, charges: -136_50 },
    work: [],
  },
};
