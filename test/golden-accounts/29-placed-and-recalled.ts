import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const placedAndRecalled: GoldenAccount = {
  name: 'an account is placed once every day has passed, is bad debt then, and is owed again as of old when it is recalled',
  reasoning: `
    100.00 of 3 August without a payer. The office wants two statements, 30 days from the last of them, and 60 days that it is owed. Statements on
    10 August and 10 September: 10 September and 30 days are 10 October, 3 August and 60 days are 2 October. On 9 October nothing
    may be placed, on 10 October the 100.00 go: bad debt. Recalled on 2 November, they are owed since 3 August,
    116 days on 27 November.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03', { statements: 2, noticeDays: 30, ageDays: 60 }),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-09-09', { refused: 'placement-conditions-missing' }),
    statement('2026-09-10'),
    place('2026-10-09', { refused: 'placement-conditions-missing' }),
    place('2026-10-10'),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/collection-cases/{placed}/recall', version: 1 },
      body: { reason: 'The patient called' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 100_00, due: 100_00, ageing: { '91-120': 100_00 } } },
    claims: { A: { payers: [], patient: 100_00 } },
    statements: {
      kim: { due: 100_00, visits: { A: [100_00, 0, 0, 0, 100_00] }, why: { A: { 'no-insurance': 100_00 } } },
    },
    books: { 'patient-receivable': 100_00, charges: -100_00 },
    work: [],
  },
};
