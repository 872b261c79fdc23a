import { answered } from './answers.ts';
import { agency, collects, place, shareOfThirty, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aCheckComesBackAfterTheRestWasPlaced: GoldenAccount = {
  name: 'a check comes back after the rest of what it paid in part was placed: what it had paid is owed to the office, not to the agency',
  reasoning: `
    Kim owes 30.00 of one visit and 45.00 of another, and pays 50.00: 30.00 and 20.00. The other 25.00 are placed. Then the bank returns the check: 30.00 and 20.00 are owed again. Nobody
    has placed them, so the office itself asks for them, and the agency for its 25.00 of bad debt. In transit: 60.00 of the payer; the check never reached the bank's batch.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [45_00], on: '2026-08-04' },
  },
  steps: [
    collects('2026-08-04'),
    agency('2026-08-04'),
    answered('2026-08-20', 'ACC8201', shareOfThirty),
    {
      ...{ on: '2026-08-22', call: 'POST /v1/patient-payments', as: 'paid' },
      body: {
        ...{ patientId: '{kim}', method: 'check', reference: '93', cents: 50_00, receivedOn: '2026-08-22' },
        allocations: [
          { claimId: '{A}', cents: 30_00 },
          { claimId: '{B}', cents: 20_00 },
        ],
      },
    },
    statement('2026-08-25'),
    place('2026-09-10'),
    {
      ...{ on: '2026-09-20', call: 'POST /v1/patient-payments/{paid}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, unapplied: 0, due: 50_00 } },
    claims: { A: { payers: [0], patient: 30_00 }, B: { payers: [], patient: 20_00 } },
    books: {
      'patient-receivable': 50_00,
      'bad-debt': 25_00,
      'deposits-in-transit': 60_00,
      'contractual-adjustments': 10_00,
      charges: -145_00,
    },
    work: [],
  },
};
