import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const bankruptcy = { chapter: '7', court: 'EXAMPLE DISTRICT', caseNumber: '26-10001', filedOn: '2026-09-01' };

export const bankruptcyStaysWhatWasBefore: GoldenAccount = {
  name: 'a bankruptcy stays the services up to the day of its filing; later ones are asked for, and may be placed',
  reasoning: `
    Three visits without a payer: 70.00 of 3 August, 30.00 of 1 September, 60.00 of 2 September. The petition is of 1 September: the first two are
    stayed, 100.00, the third is not. The statement asks for 60.00. Placing the account takes the 60.00 alone. A biller does not end the
    bankruptcy; a manager, after the discharge, has 100.00 given up as bad debt, with what the agency has 160.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [70_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [30_00], on: '2026-09-01' },
    C: { patient: 'kim', payers: [], lines: [60_00], on: '2026-09-02' },
  },
  steps: [
    collects('2026-09-02'),
    agency('2026-09-02'),
    {
      ...{ on: '2026-09-05', call: 'POST /v1/accounts/{kim.account}/holds', by: 'biller' },
      body: { kind: 'bankruptcy', reason: 'Notice of the court', bankruptcy, contact: { name: 'EXAMPLE LAWYER' } },
    },
    statement('2026-09-10'),
    place('2026-10-01', { claimIds: ['{A}'], refused: 'placement-conditions-missing' }),
    place('2026-10-01'),
    ...['A', 'B'].map((claim) => ({
      ...{ on: '2026-11-10', call: 'POST /v1/adjustments' },
      body: { claimId: `{${claim}}`, why: 'bankruptcy', reason: 'Discharged' },
    })),
    {
      ...{ on: '2026-11-10', call: 'POST /v1/accounts/{kim.account}/holds/1/end', by: 'biller' },
      ...{ body: { reason: 'Discharged' }, refused: 'hold-needs-manager' },
    },
    { on: '2026-11-10', call: 'POST /v1/accounts/{kim.account}/holds/1/end', body: { reason: 'Discharged' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 }, C: { payers: [], patient: 0 } },
    books: { 'bad-debt': 160_00, charges: -160_00 },
    work: [],
  },
};
