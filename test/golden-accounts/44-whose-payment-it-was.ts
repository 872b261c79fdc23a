import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const whosePaymentItWas: GoldenAccount = {
  name: 'a line that an agency names by a number of its own waits with its money, and pays the claim once a person says whose it is',
  reasoning: `
    80.00 of 3 August are placed. The agency sends 50.00 less 15.00 for its account THEIR-7: 35.00 are in transit, 50.00 in unidentified receipts. A biller
    says that it is this placement: 50.00 of bad debt are paid, 30.00 are left. Saying it twice is refused.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [80_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03'),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-09-01'),
    remits('2026-10-20', ['payment,A-1,THEIR-7,2026-10-15,agency,50.00,15.00,35.00', 'total,1,,,,50.00,15.00,35.00'], {
      as: 'remit',
    }),
    ...[1, 2].map((time) => ({
      ...{ on: '2026-10-22', call: 'POST /v1/agency-remits/{remit}/lines/2/match', by: 'biller' as const },
      body: { caseId: '{placed}', reason: 'The agency called' },
      ...(time === 2 ? { refused: 'remit-line-not-waiting' } : {}),
    })),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: {
      'bad-debt': 30_00,
      'deposits-in-transit': 35_00,
      'merchant-and-agency-fees': 15_00,
      charges: -80_00,
    },
    work: [],
  },
};
