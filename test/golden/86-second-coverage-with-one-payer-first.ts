import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondCoverageWithOnePayerFirst: GoldenLedger = {
  name: 'second coverage with one payer first',
  reasoning: `
    Two coverages with Blue Cross. Its answer as the secondary (25.00 paid, OA-23 170.00, PR-1 5.00) comes a payment before its answer as
    the primary. It waits with its cash: the first share has not been answered. The answer as the primary (120.00, CO-45 50.00, PR-1 30.00)
    posts to the first share, and what waited then posts to the second: 30.00 less 25.00, and 5.00 are the patient's.`,
  claims: {
    A: { payers: ['bluecross', 'bluecross'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '25', trace: 'TRACE8601' },
      `
      CLP*{A}*2*200*25*5*12*ICN8601*11*1
      SVC*HC:99213*200*25**1
      CAS*OA*23*170
      CAS*PR*1*5`,
    ),
    remittanceText(
      'bluecross',
      { amount: '120', trace: 'TRACE8602', date: '20261109' },
      `
      CLP*{A}*1*200*120*30*12*ICN8602*11*1
      SVC*HC:99213*200*120**1
      CAS*CO*45*50
      CAS*PR*1*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14500,
      'contractual-adjustments': 5000,
      'patient-receivable': 500,
      charges: -20000,
    },
    payers: { bluecross: { 'deposits-in-transit': 14500, 'contractual-adjustments': 5000 } },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 500 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
