import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const costSharingBelowZeroWithANextPayer: GoldenLedger = {
  name: 'cost sharing below zero with a next payer',
  reasoning: `
    Blue Cross pays 105.00 for 100.00 and states a coinsurance of -5.00. Cost sharing moves to the next payer, Medicaid, below zero as well: nobody bills Medicaid
    for it, so the 5.00 are a credit that somebody has to look at, and not an amount that waits for an answer.`,
  claims: {
    A: { payers: ['bluecross', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '105', trace: 'TRACE9801' },
      `
      CLP*{A}*1*100*105*0*12*BCN9801*11*1
      SVC*HC:99213*100*105**1
      CAS*PR*2*-5`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 10500, 'insurance-receivable': -500, charges: -10000 },
    payers: { bluecross: { 'deposits-in-transit': 10500 }, medicaid: { 'insurance-receivable': -500 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, -500], patientCents: 0 },
    },
    exceptions: ['credit-balance'],
    recoupments: {},
    quarantined: [],
  },
};
