import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const secondPayerHasIt: GoldenAccount = {
  name: 'what the first payer leaves is with the second one, and only what that leaves is the patient’s',
  reasoning: `
    Charged 200.00 on 1 July. The first payer on 1 August: 120.00 paid, 40.00 by contract, coinsurance 40.00, which is the second payer's. The
    second claim, 50.00 of 1 November, is with its first payer. On 27 November the 40.00 are 118 days old, the 50.00 are 26.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['medicare', 'bluecross'], lines: [200_00], on: '2026-07-01' },
    B: { patient: 'kim', payers: ['medicare', 'bluecross'], lines: [50_00], on: '2026-11-01' },
  },
  steps: [
    {
      on: '2026-08-01',
      remittance: remittanceText(
        'medicare',
        { amount: '120', trace: 'ACC0701', date: '20260801' },
        `CLP*{A}*1*200*120*40*MB*ICN1*11*1
         SVC*HC:99213*200*120**1
         CAS*CO*45*40
         CAS*PR*2*40`,
      ),
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, due: 0, insurance: 90_00, ageing: {}, positions: { 'payer-1': 50_00, 'payer-2': 40_00 } },
    },
    claims: { A: { payers: [0, 40_00], patient: 0 }, B: { payers: [50_00, 0], patient: 0 } },
    books: {
      'insurance-receivable': 90_00,
      'deposits-in-transit': 120_00,
      'contractual-adjustments': 40_00,
      charges: -250_00,
    },
    timeline: {
      A: [
        '2026-07-01 Charged $200.00.',
        '2026-08-01 EXAMPLE MEDICARE paid $120.00. $40.00 was reduced by contract: above the contracted or allowed amount. $40.00 is with EXAMPLE BLUE CROSS.',
        '$40.00 is with EXAMPLE BLUE CROSS, which has not answered.',
      ],
    },
    work: [],
  },
};
