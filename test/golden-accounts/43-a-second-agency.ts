import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aSecondAgency: GoldenAccount = {
  name: 'an agency gives back what it could not collect; what is left stays bad debt until it is recalled, and goes to another agency',
  reasoning: `
    100.00 of 3 August are placed. The agency collects 40.00, keeps 12.00, sends 28.00; 60.00 are left in bad debt. It gives the rest back. Nothing
    is owed as long as it stands there, so that nobody else gets it. A manager recalls it: 60.00 are the patient's, and go to the second agency:
    bad debt again.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03'),
    agency('2026-08-03'),
    agency('2026-08-03', 'gross', 'second'),
    statement('2026-08-10'),
    place('2026-09-01'),
    remits('2026-10-01', ['payment,A-1,{placed},2026-09-20,agency,40.00,12.00,28.00', 'total,1,,,,40.00,12.00,28.00']),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/collection-cases/{placed}/return', version: 2, by: 'biller' },
      body: { as: 'uncollectible', reason: 'Moved, no trace' },
    },
    place('2026-11-03', { with: 'second', refused: 'request-invalid' }),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/collection-cases/{placed}/recall', version: 3 },
      body: { reason: 'Another agency tries' },
    },
    place('2026-11-03', { with: 'second' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: {
      'bad-debt': 60_00,
      'deposits-in-transit': 28_00,
      'merchant-and-agency-fees': 12_00,
      charges: -100_00,
    },
    work: [],
  },
};
