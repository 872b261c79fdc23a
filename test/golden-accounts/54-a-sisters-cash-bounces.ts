import type { GoldenAccount } from './golden-account.ts';

export const aSistersCashBounces: GoldenAccount = {
  name: 'a check of which a part pays a sister’s visit comes back: her part goes home first, and both visits are owed again',
  reasoning: `
    Kim owes 30.00 and pays 100.00 by check; 70.00 go to Lee's account, where they pay her 60.00. The bank returns the check: it stands while a part of it is with
    Lee. Her part is taken back, 60.00 off her visit; then the check. Kim owes 30.00 and Lee 60.00, 53 days old. Nothing is in transit.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [30_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [60_00], on: '2026-10-05' },
  },
  steps: [
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '80', cents: 100_00, receivedOn: '2026-10-06' },
    },
    {
      ...{ on: '2026-10-07', call: 'POST /v1/patient-payments/{paid}/transfer', version: 1, as: 'moved' },
      body: { accountId: '{lee.account}', reason: 'Pays for her sister' },
    },
    { on: '2026-10-07', call: 'POST /v1/patient-payments/{moved}/allocate', version: 1, body: {} },
    {
      ...{
        on: '2026-11-02',
        call: 'POST /v1/patient-payments/{paid}/reverse',
        version: 2,
        refused: 'payment-transferred',
      },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments/{moved}/reverse', version: 2 },
      body: { as: 'voided', reason: 'The check came back' },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments/{paid}/reverse', version: 3 },
      body: { as: 'returned', reason: 'No funds' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 30_00, unapplied: 0, due: 30_00, ageing: { '31-60': 30_00 } },
      lee: { owed: 60_00, unapplied: 0, due: 60_00, ageing: { '31-60': 60_00 } },
    },
    claims: { A: { payers: [], patient: 30_00 }, B: { payers: [], patient: 60_00 } },
    books: { 'patient-receivable': 90_00, charges: -90_00 },
    work: [],
  },
};
