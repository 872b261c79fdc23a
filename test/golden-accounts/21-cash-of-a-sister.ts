import type { GoldenAccount } from './golden-account.ts';

export const cashOfASister: GoldenAccount = {
  name: 'cash that one account does not need pays a visit of another one, and is taken back before its check is',
  reasoning: `
    Kim owes 50.00, lee 40.00. Kim's check of 80.00 pays her visit: 30.00 are left. They go to lee's account and onto her visit: she owes 10.00.
    The check is not reversed while its cash is there. The transfer is taken back: lee owes 40.00, 54 days old again on the 27th; kim has 30.00
    unapplied. Of that, 5.00 go to lee once more and stay unapplied there. Money in transit: the check's 80.00. Charges: 90.00.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [40_00], on: '2026-10-04' },
  },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments', as: 'check' },
      body: { patientId: '{kim}', method: 'check', reference: '81', cents: 80_00, receivedOn: '2026-11-02' },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/patient-payments/{check}/transfer', version: 1, as: 'moved' },
      body: { accountId: '{lee.account}', reason: 'Meant for her sister too' },
    },
    { on: '2026-11-03', call: 'POST /v1/patient-payments/{moved}/allocate', version: 1, body: {} },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/patient-payments/{check}/reverse', version: 2 },
      ...{ body: { as: 'returned', reason: 'The bank says so' }, refused: 'payment-transferred' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments/{moved}/reverse', version: 2 },
      body: { as: 'voided', reason: 'She did not mean it' },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/patient-payments/{check}/transfer', version: 3 },
      body: { accountId: '{lee.account}', cents: 5_00, reason: 'Only that much' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, unapplied: 25_00, due: -25_00 },
      lee: { owed: 40_00, unapplied: 5_00, due: 35_00, ageing: { '31-60': 40_00 } },
    },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 40_00 } },
    books: {
      'patient-receivable': 40_00,
      'deposits-in-transit': 80_00,
      'unapplied-patient-cash': -30_00,
      charges: -90_00,
    },
    work: [],
  },
};
