import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const insuranceHasAPart: GoldenAccount = {
  name: 'what insurance has not answered keeps the patient’s part of the claim from the agency, and no other claim',
  reasoning: `
    100.00 of 3 August are with insurance; a biller moves 20.00 of it, which the plan does not cover, to the patient: 80.00 stay there. Another visit, 35.00
    of 4 August, has no payer. The statement asks for 55.00. The first claim alone is refused; the account goes with the 35.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [35_00], on: '2026-08-04' },
  },
  steps: [
    collects('2026-08-04'),
    agency('2026-08-04'),
    {
      ...{ on: '2026-08-05', call: 'POST /v1/adjustments', by: 'biller' },
      body: { claimId: '{A}', payerPosition: 0, why: 'not-covered', cents: 20_00, reason: 'Told beforehand' },
    },
    statement('2026-08-10'),
    place('2026-09-10', { claimIds: ['{A}'], refused: 'placement-conditions-missing' }),
    place('2026-09-10'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 20_00, due: 20_00, insurance: 80_00 } },
    claims: { A: { payers: [80_00], patient: 20_00 }, B: { payers: [], patient: 0 } },
    books: { 'patient-receivable': 20_00, 'insurance-receivable': 80_00, 'bad-debt': 35_00, charges: -135_00 },
    work: [],
  },
};
