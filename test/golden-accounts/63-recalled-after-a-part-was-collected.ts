import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const recalledAfterAPartWasCollected: GoldenAccount = {
  name: 'what an agency has collected stays paid and its fee spent when the account is recalled; the rest is owed to the office again',
  reasoning: `
    80.00 of 3 August are placed: bad debt. The agency collects 40.00, keeps 12.00 and sends 28.00; 40.00 of bad debt are left. The office recalls the account:
    40.00 are owed again, as old as before. The patient pays 25.00 of them at the desk, of which the agency gets nothing: 15.00 are owed, 116 days old on 27
    November. In transit: 28.00 + 25.00. Fees: 12.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [80_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03'),
    agency('2026-08-03'),
    statement('2026-08-10'),
    place('2026-10-01'),
    remits('2026-10-20', ['payment,A-1,{placed},2026-10-15,agency,40.00,12.00,28.00', 'total,1,,,,40.00,12.00,28.00']),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/collection-cases/{placed}/recall', version: 2 },
      body: { reason: 'The patient pays the rest here' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 25_00, receivedOn: '2026-11-10' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 15_00, unapplied: 0, due: 15_00, ageing: { '91-120': 15_00 } } },
    claims: { A: { payers: [], patient: 15_00 } },
    statements: {
      kim: { due: 15_00, visits: { A: [80_00, 0, 0, 65_00, 15_00] }, why: { A: { 'no-insurance': 80_00 } } },
    },
    books: {
      'patient-receivable': 15_00,
      'deposits-in-transit': 53_00,
      'merchant-and-agency-fees': 12_00,
      charges: -80_00,
    },
    work: [],
  },
};
