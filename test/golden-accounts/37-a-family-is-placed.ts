import { agency, collects, place, remits, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aFamilyIsPlaced: GoldenAccount = {
  name: 'a family’s account is placed as one, but what is disputed; nobody leaves it until it is recalled',
  reasoning: `
    Kim owes 60.00 of 3 August, Lee 45.00 of 5 August and 25.00 of 7 August, which is disputed. Lee belongs to Kim's account. Placed: 60.00 + 45.00 =
    105.00. Lee cannot be moved to his own account meanwhile. The agency collects 70.00, keeps 21.00 and sends 49.00: 60.00 pay Kim's visit,
    10.00 the first of Lee's; 35.00 of bad debt are left. Recalled, they are Lee's again with the disputed 25.00, and he leaves: Kim owes nothing, Lee
    60.00. The older visit is owed since 5 August, 114 days on 27 November, the other one since 7 August, 112 days.`,
  patients: ['kim', 'lee'],
  claims: {
    K: { patient: 'kim', payers: [], lines: [60_00], on: '2026-08-03' },
    L: { patient: 'lee', payers: [], lines: [45_00], on: '2026-08-05' },
    M: { patient: 'lee', payers: [], lines: [25_00], on: '2026-08-07' },
  },
  steps: [
    collects('2026-08-07'),
    agency('2026-08-07'),
    { on: '2026-08-08', call: 'POST /v1/accounts/{kim.account}/members', body: { patientId: '{lee}' } },
    statement('2026-08-10'),
    {
      ...{ on: '2026-08-20', call: 'POST /v1/accounts/{kim.account}/holds' },
      body: { kind: 'dispute', claimIds: ['{M}'], reason: 'Was not there that day' },
    },
    place('2026-09-10'),
    {
      ...{ on: '2026-09-11', call: 'POST /v1/accounts/{lee.account}/members', refused: 'account-with-agency' },
      body: { patientId: '{lee}' },
    },
    remits('2026-10-10', ['payment,A-1,{placed},2026-10-05,agency,70.00,21.00,49.00', 'total,1,,,,70.00,21.00,49.00']),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/collection-cases/{placed}/recall', version: 2 },
      body: { reason: 'Lee is of age' },
    },
    { on: '2026-11-03', call: 'POST /v1/accounts/{lee.account}/members', body: { patientId: '{lee}' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, unapplied: 0, due: 0 },
      lee: { owed: 60_00, due: 60_00, ageing: { '91-120': 60_00 } },
    },
    claims: {
      K: { payers: [], patient: 0 },
      L: { payers: [], patient: 35_00 },
      M: { payers: [], patient: 25_00 },
    },
    books: {
      'patient-receivable': 60_00,
      'deposits-in-transit': 49_00,
      'merchant-and-agency-fees': 21_00,
      charges: -130_00,
    },
    work: [],
  },
};
