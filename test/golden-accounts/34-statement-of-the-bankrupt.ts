import type { GoldenAccount } from './golden-account.ts';

const bankruptcy = { chapter: '13', court: 'EXAMPLE DISTRICT', caseNumber: '26-10002', filedOn: '2026-10-10' };

export const statementOfTheBankrupt: GoldenAccount = {
  name: 'a statement to a guarantor in bankruptcy asks for what came after the filing, and for nothing else',
  reasoning: `
    70.00 of 5 October, 45.00 of 5 November. The petition is of 10 October. All 115.00 are owed; the statement of 27 November asks for 45.00. A
    filing that is still to come is no filing, and the facts of a bankruptcy belong to no dispute.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [70_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [45_00], on: '2026-11-05' },
  },
  steps: [
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{kim.account}/holds', refused: 'request-invalid' },
      body: { kind: 'bankruptcy', reason: 'Notice', bankruptcy: { ...bankruptcy, filedOn: '2026-11-07' } },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{kim.account}/holds', refused: 'request-invalid' },
      body: { kind: 'dispute', reason: 'Notice', bankruptcy },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/accounts/{kim.account}/holds' },
      body: { kind: 'bankruptcy', reason: 'Notice', bankruptcy },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 115_00, due: 115_00, forbidden: { A: 'bankruptcy' } } },
    claims: { A: { payers: [], patient: 70_00 }, B: { payers: [], patient: 45_00 } },
    statements: {
      kim: { due: 45_00, visits: { B: [45_00, 0, 0, 0, 45_00] }, why: { B: { 'no-insurance': 45_00 } } },
    },
    books: { 'patient-receivable': 115_00, charges: -115_00 },
    work: [],
  },
};
