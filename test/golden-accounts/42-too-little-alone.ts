import { cents } from '../../shared/domain/money/cents.ts';
import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const tooLittleAlone: GoldenAccount = {
  name: 'an account that owes too little waits until it owes enough, and a claim that no statement has told of stays behind',
  reasoning: `
    The least amount is 25.00. 15.00 of 3 August: too little. 12.00 of 1 September: with it 27.00, but the only statement is of 10 August, before that visit:
    still 15.00 that could go, too little. After the statement of 10 September both go. 40.00 of 20 September come too late for it and stay: 68 days
    old on 27 November.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [15_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [12_00], on: '2026-09-01' },
    C: { patient: 'kim', payers: [], lines: [40_00], on: '2026-09-20' },
  },
  steps: [
    collects('2026-08-03', { minimumCents: cents(25_00) }),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-08-20', { claimIds: ['{A}'], refused: 'placement-conditions-missing' }),
    place('2026-09-02', { claimIds: ['{A}', '{B}'], refused: 'placement-conditions-missing' }),
    statement('2026-09-10'),
    place('2026-09-21'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, due: 40_00, ageing: { '61-90': 40_00 } } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 }, C: { payers: [], patient: 40_00 } },
    books: { 'patient-receivable': 40_00, 'bad-debt': 27_00, charges: -67_00 },
    work: [],
  },
};
