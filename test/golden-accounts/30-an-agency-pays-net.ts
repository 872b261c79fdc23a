import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const anAgencyPaysNet: GoldenAccount = {
  name: 'an agency that keeps its fee pays the oldest claim first, out of bad debt; what is more than was placed stands with the account',
  reasoning: `
    80.00 of 3 August and 50.00 of 4 September are placed: 130.00 of bad debt. The agency collects 100.00 and keeps 30 percent, 30.00: 70.00 come.
    80.00 pay the older claim, 20.00 the other one; 30.00 of bad debt are left. Then it collects 45.00, keeps 13.50 and sends 31.50: 30.00 pay the
    rest, 15.00 stand with no claim. The placement is over. In transit: 70.00 + 31.50. Fees: 30.00 + 13.50.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [80_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-09-04' },
  },
  steps: [
    collects('2026-09-04'),
    agency('2026-09-04'),
    statement('2026-09-10'),
    place('2026-10-01'),
    remits('2026-10-20', [
      'payment,A-1,{placed},2026-10-15,agency,100.00,30.00,70.00',
      'total,1,,,,100.00,30.00,70.00',
    ]),
    remits('2026-11-10', ['payment,A-2,{placed},2026-11-05,agency,45.00,13.50,31.50', 'total,1,,,,45.00,13.50,31.50']),
    remits('2026-11-11', ['payment,A-2,{placed},2026-11-05,agency,45.00,13.50,31.50', 'total,1,,,,45.00,13.50,31.50'], {
      refused: 'agency-remit-known',
    }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 15_00, due: -15_00 } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 } },
    books: {
      'deposits-in-transit': 101_50,
      'unapplied-patient-cash': -15_00,
      'merchant-and-agency-fees': 43_50,
      charges: -130_00,
    },
    timeline: {
      B: [
        '2026-09-04 Charged $50.00.',
        '2026-10-01 It went to a collection agency. $50.00 was written off as uncollectible.',
        '2026-10-20 A part of it counts as owed again. $20.00 of what was written off came back. $20.00 is the patient’s share.',
        '2026-10-20 A collection agency collected $20.00.',
        '2026-11-10 A part of it counts as owed again. $30.00 of what was written off came back. $30.00 is the patient’s share.',
        '2026-11-10 A collection agency collected $30.00.',
        'Nothing is owed.',
      ],
    },
    work: [],
  },
};
