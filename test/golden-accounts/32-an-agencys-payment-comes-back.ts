import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const anAgencysPaymentComesBack: GoldenAccount = {
  name: 'a payment to an agency that comes back is bad debt again, its fee with it; one whose number nobody knows waits',
  reasoning: `
    90.00 of 3 August are placed. The agency collects all of it and keeps 27.00: 63.00 come, and the placement is over. The check comes back: the
    file of 10 November takes 90.00 and the fee of 27.00 back, and brings 50.00 of a placement that nobody knows, with a fee of 15.00. Its
    net is 35.00 - 63.00, below zero: refused. With 200.00 instead, fee 60.00, its net is 140.00 - 63.00 = 77.00. 90.00 are bad debt again; 200.00
    wait in unidentified receipts. In transit: 63.00 + 77.00. Fees: 27.00 - 27.00 + 60.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03'),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-09-01'),
    remits('2026-10-20', ['payment,A-1,{placed},2026-10-15,agency,90.00,27.00,63.00', 'total,1,,,,90.00,27.00,63.00']),
    remits(
      '2026-11-10',
      [
        'payment,B-1,OTHER-1,2026-11-05,agency,50.00,15.00,35.00',
        'reversal,A-1,{placed},2026-11-06,agency,-90.00,-27.00,-63.00',
        'total,2,,,,-40.00,-12.00,-28.00',
      ],
      { refused: 'agency-remit-differs' },
    ),
    remits('2026-11-10', [
      'payment,B-1,OTHER-1,2026-11-05,agency,200.00,60.00,140.00',
      'reversal,A-1,{placed},2026-11-06,agency,-90.00,-27.00,-63.00',
      'total,2,,,,110.00,33.00,77.00',
    ]),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: {
      'bad-debt': 90_00,
      'deposits-in-transit': 140_00,
      'unidentified-receipts': -200_00,
      'merchant-and-agency-fees': 60_00,
      charges: -90_00,
    },
    work: [],
  },
};
