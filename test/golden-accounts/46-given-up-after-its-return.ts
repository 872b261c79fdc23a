import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const givenUpAfterItsReturn: GoldenAccount = {
  name: 'what an agency gives back stays owed where no bad debt was booked; nobody asks for it again until a person decides',
  reasoning: `
    70.00 of 3 August are placed and stay a receivable. The agency gives them back: still owed, 116 days, and no statement goes out. A biller gives 40.00
    up as uncollectible and ends the state: the statement asks for 30.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [70_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03', { booksBadDebt: false }),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-09-01'),
    {
      ...{ on: '2026-10-01', call: 'POST /v1/accounts/{kim.account}/holds/1/end', refused: 'hold-of-placement' },
      body: { reason: 'By hand' },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/collection-cases/{placed}/return', version: 1 },
      body: { as: 'expired', reason: 'After 60 days' },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/statements', refused: 'statement-forbidden' },
      body: { accountId: '{kim.account}' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/adjustments', by: 'biller' },
      body: { claimId: '{A}', why: 'uncollectible', cents: 40_00, reason: 'A part was wrong' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/accounts/{kim.account}/holds/2/end', by: 'biller' },
      body: { reason: 'Asked for again' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 30_00, due: 30_00, ageing: { '91-120': 30_00 } } },
    claims: { A: { payers: [], patient: 30_00 } },
    statements: {
      kim: { due: 30_00, visits: { A: [70_00, 0, 40_00, 0, 30_00] }, why: { A: { 'no-insurance': 70_00 } } },
    },
    books: { 'patient-receivable': 30_00, 'bad-debt': 40_00, charges: -70_00 },
    work: [],
  },
};
