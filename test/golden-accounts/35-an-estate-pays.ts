import type { GoldenAccount } from './golden-account.ts';
import { examplePerson, preferences } from './organisations.ts';

export const anEstatePays: GoldenAccount = {
  name: 'nobody asks a guarantor who died; who settles the estate becomes the guarantor, pays a part, and the rest is given up',
  reasoning: `
    250.00 of 5 October. Kim dies: nothing is asked, and no plan is agreed with the dead. The estate can be claimed from until 20 May 2027. Who
    settles it becomes the guarantor, a manager ends the hold, and 150.00 come from the estate; it has no more: 100.00 are bad debt. A biller alone gives up to
    100.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [250_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-10-20', call: 'POST /v1/accounts/{kim.account}/holds', by: 'biller' },
      body: {
        ...{ kind: 'deceased', reason: 'The family called' },
        ...{ estate: { court: 'EXAMPLE PROBATE', claimBy: '2027-05-20' }, contact: { name: 'EXAMPLE EXECUTOR' } },
      },
    },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/statements', refused: 'statement-forbidden' },
      body: { accountId: '{kim.account}' },
    },
    {
      ...{ on: '2026-10-22', call: 'PUT /v1/accounts/{kim.account}', version: 1 },
      body: { guarantor: examplePerson, preferences },
    },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/accounts/{kim.account}/holds/1/end', by: 'biller' },
      ...{ body: { reason: 'Executor known' }, refused: 'hold-needs-manager' },
    },
    { on: '2026-10-22', call: 'POST /v1/accounts/{kim.account}/holds/1/end', body: { reason: 'Executor known' } },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments' },
      body: { accountId: '{kim.account}', method: 'check', reference: 'E1', cents: 150_00, receivedOn: '2026-11-10' },
    },
    {
      ...{ on: '2026-11-11', call: 'POST /v1/adjustments', by: 'biller' },
      body: { claimId: '{A}', why: 'no-estate', reason: 'Nothing is left' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: { 'deposits-in-transit': 150_00, 'bad-debt': 100_00, charges: -250_00 },
    work: [],
  },
};
