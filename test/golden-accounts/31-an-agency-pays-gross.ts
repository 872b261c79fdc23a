import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const anAgencyPaysGross: GoldenAccount = {
  name: 'an agency that sends everything is owed its fee, also of what the patient paid the office, until a check pays it',
  reasoning: `
    200.00 of 3 August are placed, and stay a receivable: this office books no bad debt. The agency collects 60.00 and sends 60.00; its 30 percent
    are 18.00. The patient pays 40.00 at the desk, which go onto the claim by themselves; the agency claims 12.00 of them. 30.00 are
    owed to it. A check of 30.01 is refused, one of 30.00 leaves the bank. Owed: 200.00 - 60.00 - 40.00 = 100.00, 116 days old. In transit: 100.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [200_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03', { booksBadDebt: false }),
    agency('2026-08-03', 'gross'),
    statement('2026-08-10'),
    place('2026-09-01'),
    {
      ...{ on: '2026-09-20', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 40_00, receivedOn: '2026-09-20' },
    },
    remits('2026-10-20', [
      'payment,A-1,{placed},2026-10-15,agency,60.00,18.00,60.00',
      'payment,A-2,{placed},2026-09-20,office,40.00,12.00,0.00',
      'total,2,,,,100.00,30.00,60.00',
    ]),
    ...[30_01, 30_00].map((amount) => ({
      ...{ on: '2026-11-02', call: 'POST /v1/collection-agencies/{agency}/fee-payments' },
      body: { entityId: '{entity}', cents: amount, checkNumber: '2001', reason: 'Bill of October' },
      ...(amount === 30_01 ? { refused: 'fees-exceed-owed' } : {}),
    })),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 100_00, unapplied: 0, due: 100_00, ageing: { '91-120': 100_00 }, forbidden: { A: 'agency' } },
    },
    claims: { A: { payers: [], patient: 100_00 } },
    books: {
      'patient-receivable': 100_00,
      'deposits-in-transit': 100_00,
      bank: -30_00,
      'merchant-and-agency-fees': 30_00,
      charges: -200_00,
    },
    work: [],
  },
};
