import type { GoldenAccount } from './golden-account.ts';

export const paidAfterItWasGivenUp: GoldenAccount = {
  name: 'a small balance that was given up and is then paid stands as cash until it is taken back, and pays it then',
  reasoning: `
    Kim owes 4.00, which a biller gives up as too small. She pays 4.00 all the same: no claim needs it. The write-off is taken back, so that 4.00 are
    owed again; the cash pays them. Nothing is given up in the end.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [4_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-10-30', call: 'POST /v1/adjustments', by: 'biller', as: 'small' },
      body: { claimId: '{A}', why: 'small-balance', reason: 'Not worth a statement' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'cash', cents: 4_00, receivedOn: '2026-11-10' },
    },
    { on: '2026-11-11', call: 'POST /v1/adjustments/{small}/reverse', version: 1, body: { reason: 'Paid after all' } },
    { on: '2026-11-11', call: 'POST /v1/patient-payments/{paid}/allocate', version: 1, body: {} },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: { 'deposits-in-transit': 4_00, charges: -4_00 },
    work: [],
  },
};
