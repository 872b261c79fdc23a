import type { GoldenAccount } from './golden-account.ts';
import { examplePerson, preferences } from './organisations.ts';

export const holdsChangeNoCent: GoldenAccount = {
  name: 'a dispute of one claim and a bankruptcy forbid what they forbid, and change no cent',
  reasoning: `
    Two visits without a payer, 80.00 and 45.00. The first is disputed: statements may still show both. The guarantor files for bankruptcy:
    nothing may be asked for. The same bankruptcy cannot be opened twice. Somebody else becomes the guarantor; the bankruptcy holds until a
    person ends it. 125.00 are owed all the time.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [80_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [45_00], on: '2026-11-05' },
  },
  steps: [
    {
      on: '2026-11-06',
      call: 'POST /v1/accounts/{kim.account}/holds',
      body: { kind: 'dispute', claimIds: ['{A}'], reason: 'Says another visit was meant' },
    },
    { on: '2026-11-07', call: 'POST /v1/accounts/{kim.account}/holds', body: { kind: 'bankruptcy', reason: 'Notice' } },
    {
      ...{ on: '2026-11-08', call: 'POST /v1/accounts/{kim.account}/holds' },
      body: { kind: 'bankruptcy', reason: 'Notice again' },
      refused: 'hold-open-already',
    },
    {
      on: '2026-11-09',
      call: 'PUT /v1/accounts/{kim.account}',
      body: { guarantor: examplePerson, preferences },
      version: 2,
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 125_00, due: 125_00, forbidden: { A: 'bankruptcy', B: 'bankruptcy' } },
    },
    claims: { A: { payers: [], patient: 80_00 }, B: { payers: [], patient: 45_00 } },
    statements: { kim: { forbidden: 'bankruptcy' } },
    books: { 'patient-receivable': 125_00, charges: -125_00 },
    work: [],
  },
};
