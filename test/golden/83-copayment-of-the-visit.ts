import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const copaymentOfTheVisit: GoldenLedger = {
  name: 'copayment of the visit',
  reasoning: `
    The payer takes one copayment for the visit, not for a line: PR-3 10.00 stands on the claim, and its lines are said to be paid 80.00 and 45.00 with CO-45 20.00 and 15.00. The claim pays 125.00
    - 10.00 = 115.00. The copayment is the patient's, for the claim as a whole, and never spread over lines. The lines name neither their dates nor their
    numbers, only the claim has a date: their order and charges tell them. Deposits 115.00; contractual 35.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '115', trace: 'TRACE8301' },
      `
      CLP*{A}*1*160*115*10*12*ICN8301*11*1
      CAS*PR*3*10
      DTM*232*20261005
      DTM*233*20261005
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      SVC*HC:85025*60*45**1
      CAS*CO*45*15`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 11500,
      'contractual-adjustments': 3500,
      'patient-receivable': 1000,
      charges: -16000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 11500, 'contractual-adjustments': 3500 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1000 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
