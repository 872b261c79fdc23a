import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paidInFull: GoldenLedger = {
  name: 'paid in full',
  reasoning: `
    Two lines, 100.00 and 50.00, with 80.00 and 30.00 paid. CO-45 of 20.00 on each stands beside a payment: contractual.
    150.00 - 110.00 - 40.00 leaves nothing with the payer.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000, 5000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '110', trace: 'TRACE0101' },
      `
      CLP*{A}*1*150*110*0*MB*ICN0101*11*1
      SVC*HC:99213*100*80**1
      DTM*472*20261005
      CAS*CO*45*20
      SVC*HC:85025*50*30**1
      DTM*472*20261005
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 11000, 'contractual-adjustments': 4000, charges: -15000 },
    payers: { medicare: { 'deposits-in-transit': 11000, 'contractual-adjustments': 4000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
