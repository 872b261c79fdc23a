import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const costSharingAges: GoldenAccount = {
  name: 'cost sharing is the patient’s from the day on which the payer’s answer posts',
  reasoning: `
    Charged 200.00 on 5 October. The payer's answer posts on 2 November: 112.50 paid, 50.00 by contract, deductible 25.00 and coinsurance
    12.50, together 37.50 for the patient. On 10 December these are 38 days old, whatever the day of service. The other claim, 90.00 of 9
    November, is still with the payer: nothing of it is the patient's.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [200_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [90_00], on: '2026-11-09' },
  },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '112.5', trace: 'ACC0101' },
        `CLP*{A}*1*200*112.5*37.5*12*ICN1*11*1
         SVC*HC:99205*200*112.5**1
         CAS*CO*45*50
         CAS*PR*1*25**2*12.5`,
      ),
    },
  ],
  asOf: '2026-12-10',
  expected: {
    accounts: {
      kim: {
        ...{ owed: 37_50, credit: 0, unapplied: 0, client: 0, due: 37_50, insurance: 90_00 },
        ageing: { '31-60': 37_50 },
        positions: { patient: 37_50, 'payer-1': 90_00 },
      },
    },
    claims: { A: { payers: [0], patient: 37_50 }, B: { payers: [90_00], patient: 0 } },
    statements: {
      kim: {
        due: 37_50,
        visits: { A: [200_00, 112_50, 50_00, 0, 37_50] },
        why: { A: { 'carc-1': 25_00, 'carc-2': 12_50 } },
      },
    },
    books: {
      'insurance-receivable': 90_00,
      'patient-receivable': 37_50,
      'deposits-in-transit': 112_50,
      'contractual-adjustments': 50_00,
      charges: -290_00,
    },
    timeline: {
      A: [
        '2026-10-05 Charged $200.00.',
        '2026-11-02 EXAMPLE BLUE CROSS paid $112.50. $50.00 was reduced by contract: above the contracted or allowed amount. $25.00 is the patient’s share: deductible. $12.50 is the patient’s share: coinsurance.',
        'The patient owes $37.50.',
      ],
      B: ['2026-11-09 Charged $90.00.', '$90.00 is with EXAMPLE BLUE CROSS, which has not answered.'],
    },
    work: [],
  },
};
