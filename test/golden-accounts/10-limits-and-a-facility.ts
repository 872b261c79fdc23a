import type { GoldenAccount } from './golden-account.ts';
import { exampleHome } from './organisations.ts';

export const limitsAndAFacility: GoldenAccount = {
  name: 'what is above a role’s limit or above what is owed moves nothing; what is below moves, and back',
  reasoning: `
    A visit of 1,200.00 without a payer. A biller may move 1,000.00 alone: 1,100.00 are refused, and 1,300.00 are more than the patient owes.
    The biller moves 700.00 and 500.00 to the facility; the 500.00 come back. Facility 700.00, patient 500.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [1200_00], on: '2026-11-05' } },
  steps: [
    { on: '2026-11-06', call: 'POST /v1/accounts', body: { guarantor: exampleHome }, as: 'home' },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{home}/shares', by: 'biller' },
      body: { claimId: '{A}', cents: 1100_00, reason: 'By contract' },
      refused: 'above-role-limit',
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{home}/shares' },
      body: { claimId: '{A}', cents: 1300_00, reason: 'By contract' },
      refused: 'share-exceeds-balance',
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{home}/shares', by: 'biller' },
      body: { claimId: '{A}', cents: 700_00, reason: 'By contract' },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{home}/shares', by: 'biller' },
      body: { claimId: '{A}', cents: 500_00, reason: 'By contract' },
      as: 'rest',
    },
    { on: '2026-11-07', call: 'POST /v1/accounts/{home}/charges/{rest}/reverse', body: { reason: 'Not covered' } },
    {
      ...{ on: '2026-11-07', call: 'POST /v1/accounts/{kim.account}/shares' },
      body: { claimId: '{A}', reason: 'A patient takes nothing over' },
      refused: 'account-of-no-client',
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 500_00, due: 500_00, ageing: { '0-30': 500_00 } },
      home: { client: 700_00, due: 700_00, ageing: { '0-30': 700_00 } },
    },
    claims: { A: { payers: [], patient: 500_00 } },
    books: { 'patient-receivable': 500_00, 'client-receivable': 700_00, charges: -1200_00 },
    work: [],
  },
};
