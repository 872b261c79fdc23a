import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const interest: GoldenLedger = {
  name: 'interest',
  reasoning: `
    80.00 paid with CO-45 20.00, and the payer adds 1.25 of interest (L6 below zero pays the provider): 81.25 comes.
    Interest is income of its own and no part of the claim.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '81.25', trace: 'TRACE1401' },
      `
      CLP*{A}*1*100*80*0*12*ICN1401*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      PLB*1234567893*20261231*L6*-1.25`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8125,
      'contractual-adjustments': 2000,
      'interest-income': -125,
      charges: -10000,
    },
    payers: { bluecross: { 'deposits-in-transit': 8125, 'contractual-adjustments': 2000, 'interest-income': -125 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
