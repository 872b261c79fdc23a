import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const federalCostSharing: GoldenAccount = {
  name: 'cost sharing of a federal programme is not given up as routine, only for a patient whose means were looked at',
  reasoning: `
    Medicare pays 64.00 of 100.00: 20.00 by contract, coinsurance 16.00. Nobody gives the 16.00 up as a small balance or a courtesy. For
    hardship a biller gives 10.00 up: 6.00 are owed, since the day of the answer (25 days).`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['medicare'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'medicare',
        { amount: '64', trace: 'ACC1601' },
        `CLP*{A}*1*100*64*16*MB*ICN1*11*1
         SVC*HC:99213*100*64**1
         CAS*CO*45*20
         CAS*PR*2*16`,
      ),
    },
    ...['small-balance', 'courtesy'].map((why) => ({
      ...{ on: '2026-11-10', call: 'POST /v1/adjustments', refused: 'federal-cost-sharing' },
      body: { claimId: '{A}', why, reason: 'Not worth it' },
    })),
    {
      ...{ on: '2026-11-10', call: 'POST /v1/adjustments', by: 'biller' },
      body: { claimId: '{A}', why: 'financial-hardship', cents: 10_00, reason: 'Income looked at' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 6_00, due: 6_00, ageing: { '0-30': 6_00 } } },
    claims: { A: { payers: [0], patient: 6_00 } },
    books: {
      'patient-receivable': 6_00,
      'deposits-in-transit': 64_00,
      'contractual-adjustments': 20_00,
      'other-adjustments': 10_00,
      charges: -100_00,
    },
    work: [],
  },
};
