import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const movedBeforeTheLawApplied: GoldenAccount = {
  name: 'what people moved to a patient before the payer said that the No Surprises Act applies is asked of nobody',
  reasoning: `
    Charged 150.00. The plan is said to have ended: all of it moves to Kim. Then the plan answers after all: it pays 80.00, 50.00 are beyond what it
    allows, and under the No Surprises Act (N862) Kim owes coinsurance of 20.00, and no more. 150.00 + 20.00 = 170.00 stand with her, and the plan
    is 150.00 - 80.00 - 50.00 - 20.00 - 150.00 = -150.00. While the 150.00 stand with her no statement asks for any of it, and no plan is made
    of it. A pay link asks for the 20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [150_00], on: '2026-10-05' } },
  steps: [
    {
      ...{ on: '2026-10-20', call: 'POST /v1/adjustments' },
      body: { claimId: '{A}', payerPosition: 0, why: 'coverage-ended', reason: 'Ended in May' },
    },
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '80', trace: 'ACC4701' },
        `CLP*{A}*1*150*80*20*12*ICN1*11*1
         MOA***N862
         SVC*HC:99213*150*80**1
         CAS*CO*45*50
         CAS*PR*2*20`,
      ),
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/payment-plans', refused: 'plan-forbidden' },
      body: { accountId: '{kim.account}', claimIds: ['{A}'], firstDueOn: '2026-12-01', every: 'month', count: 2 },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 170_00, due: 170_00, insurance: -150_00, forbidden: { A: 'no-surprises' } } },
    claims: { A: { payers: [-150_00], patient: 170_00 } },
    statements: { kim: { forbidden: 'no-surprises' } },
    books: {
      'patient-receivable': 170_00,
      'insurance-receivable': -150_00,
      'deposits-in-transit': 80_00,
      'contractual-adjustments': 50_00,
      charges: -150_00,
    },
    work: ['exception credit-balance'],
  },
};
