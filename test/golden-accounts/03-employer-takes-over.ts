import type { GoldenAccount } from './golden-account.ts';
import { exampleWorks } from './organisations.ts';

export const employerTakesOver: GoldenAccount = {
  name: 'an employer owes what is charged to it and what it takes over of a claim; what was a mistake comes back',
  reasoning: `
    A visit of 90.00 without a payer on 1 October. The employer takes over 60.00 of it on 12 October, so the patient owes 30.00. On 2
    November the employer is charged 3 drug screens at 45.50, 136.50, and a form at 20.00. The form was a mistake: taken back. It owes
    60.00 + 136.50 = 196.50, of which on 27 November 60.00 are 46 days old and 136.50 are 25.
    Income: 90.00 + 136.50 + 20.00 - 20.00 = 226.50.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-10-01' } },
  steps: [
    { on: '2026-10-02', call: 'POST /v1/accounts', body: { guarantor: exampleWorks }, as: 'works' },
    {
      on: '2026-10-12',
      call: 'POST /v1/accounts/{works}/shares',
      body: { claimId: '{A}', cents: 60_00, reason: 'Injured at work' },
    },
    {
      on: '2026-11-02',
      call: 'POST /v1/accounts/{works}/charges',
      body: {
        ...{ billingProviderId: '{provider}', serviceOn: '2026-11-01' },
        items: [{ description: 'Drug screen', quantity: 3, unitCents: 45_50 }],
      },
    },
    {
      on: '2026-11-02',
      call: 'POST /v1/accounts/{works}/charges',
      body: {
        ...{ billingProviderId: '{provider}', serviceOn: '2026-11-02' },
        items: [{ description: 'Form', quantity: 1, unitCents: 20_00 }],
      },
      as: 'form',
    },
    { on: '2026-11-03', call: 'POST /v1/accounts/{works}/charges/{form}/reverse', body: { reason: 'Not asked for' } },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/accounts/{works}/charges/{form}/reverse', body: { reason: 'Once more' } },
      refused: 'charge-taken-back',
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 30_00, client: 0, due: 30_00 },
      works: { owed: 0, client: 196_50, due: 196_50, ageing: { '31-60': 60_00, '0-30': 136_50 } },
    },
    claims: { A: { payers: [], patient: 30_00 } },
    statements: {
      kim: { due: 30_00, visits: { A: [90_00, 0, 0, 0, 30_00] }, why: { A: { 'no-insurance': 90_00 } } },
    },
    books: { 'patient-receivable': 30_00, 'client-receivable': 196_50, charges: -226_50 },
    timeline: {
      A: [
        '2026-10-01 Charged $90.00.',
        '2026-10-12 An employer or a facility takes a part over. $60.00 is an employer’s or a facility’s now.',
        'The patient owes $30.00.',
      ],
    },
    work: [],
  },
};
