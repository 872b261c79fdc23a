import { answered, corrected } from './answers.ts';
import { shareOfThirty } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const bankruptcy = { court: 'EXAMPLE COURT', caseNumber: '26-1', chapter: '7', filedOn: '2026-10-25' };

export const aPayerRaisesWhatABankruptcyEnded: GoldenAccount = {
  name: 'a payer raises a share that a bankruptcy ended: the difference is of the same visit, and nobody asks for it',
  reasoning: `
    The payer leaves 30.00 of a visit of 5 October (60.00 paid, 10.00 by contract). Kim files for bankruptcy on 25 October; the 30.00 are discharged and written off. On 10 November
    the payer corrects its answer: 50.00, 10.00 by contract, 40.00; 10.00 go back to it. 10.00 more stand with Kim, and belong to a service before the filing: no
    statement asks for them, though the answer is of a later day. In transit: 60.00 - 10.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC7901', shareOfThirty),
    {
      ...{ on: '2026-10-28', call: 'POST /v1/accounts/{kim.account}/holds' },
      body: { kind: 'bankruptcy', reason: 'Notice of the court', bankruptcy, contact: { name: 'EXAMPLE LAWYER' } },
    },
    {
      ...{ on: '2026-10-29', call: 'POST /v1/adjustments' },
      body: { claimId: '{A}', why: 'bankruptcy', reason: 'Discharged' },
    },
    corrected('2026-11-10', 'ACC7902', [shareOfThirty, { paid: 50, contract: 10, share: 40 }]),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 10_00, due: 10_00, forbidden: { A: 'bankruptcy' } } },
    claims: { A: { payers: [0], patient: 10_00 } },
    statements: { kim: { forbidden: 'bankruptcy' } },
    books: {
      'patient-receivable': 10_00,
      'deposits-in-transit': 50_00,
      'contractual-adjustments': 10_00,
      'bad-debt': 30_00,
      charges: -100_00,
    },
    work: [],
  },
};
