import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

const joins = (patient: string) => ({
  ...{ on: '2026-11-21', call: 'POST /v1/accounts/{kim.account}/members' },
  body: { patientId: `{${patient}}` },
});

export const oneCheckForAFamily: GoldenAccount = {
  name: 'one check of the guarantor pays the oldest visits of the whole family, and stays on them when a child leaves',
  reasoning: `
    Kim owes 60.00 of 1 September. Lee's payer pays 60.00 of 100.00, 10.00 by contract, and leaves 30.00 of a visit of 5 September. Max owes 20.00 of 20
    November. All three are billed to Kim: 110.00. She sends 100.00: 60.00 for her own visit, 30.00 for Lee's, 10.00 for Max's. 10.00 are left. Max moves to
    his own account: his 10.00 go along, and so does what was paid of it. On 27 November they are 7 days old. In transit: 60.00 + 100.00.`,
  patients: ['kim', 'lee', 'max'],
  claims: {
    K: { patient: 'kim', payers: [], lines: [60_00], on: '2026-09-01' },
    L: { patient: 'lee', payers: ['bluecross'], lines: [100_00], on: '2026-09-05' },
    M: { patient: 'max', payers: [], lines: [20_00], on: '2026-11-20' },
  },
  steps: [
    answered('2026-10-01', 'ACC5501', { paid: 60, contract: 10, share: 30 }, 'L'),
    joins('lee'),
    joins('max'),
    {
      ...{ on: '2026-11-22', call: 'POST /v1/patient-payments', by: 'biller' },
      body: {
        ...{ accountId: '{kim.account}', method: 'check', reference: '551', cents: 100_00 },
        receivedOn: '2026-11-22',
      },
    },
    { on: '2026-11-24', call: 'POST /v1/accounts/{max.account}/members', body: { patientId: '{max}' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, unapplied: 0, due: 0, ageing: {} },
      lee: { owed: 0, due: 0 },
      max: { owed: 10_00, unapplied: 0, due: 10_00, ageing: { '0-30': 10_00 } },
    },
    claims: { K: { payers: [], patient: 0 }, L: { payers: [0], patient: 0 }, M: { payers: [], patient: 10_00 } },
    statements: {
      kim: { due: 0, visits: {}, why: {} },
      max: { due: 10_00, visits: { M: [20_00, 0, 0, 10_00, 10_00] }, why: { M: { 'no-insurance': 20_00 } } },
    },
    books: {
      'patient-receivable': 10_00,
      'deposits-in-transit': 160_00,
      'contractual-adjustments': 10_00,
      charges: -180_00,
    },
    work: [],
  },
};
