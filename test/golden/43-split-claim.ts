import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const splitClaim: GoldenLedger = {
  name: 'split claim',
  reasoning: `
    The payer answers one claim of two lines in two parts with claim numbers of their own: line 1 (100.00: 80.00, CO-45 20.00) and line 2 (60.00: 45.00,
    CO-45 10.00, copayment 5.00). The lines are known by their control numbers and the parts' charges add up to the claim's: both post.
    Deposits 125.00; contractual 30.00; the patient owes 5.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '125', trace: 'TRACE4301' },
      `
      CLP*{A}*1*100*80*0*12*ICN4301A*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      CLP*{A}*1*60*45*5*12*ICN4301B*11*1
      SVC*HC:85025*60*45**1
      CAS*CO*45*10
      CAS*PR*3*5
      REF*6R*2`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 12500,
      'contractual-adjustments': 3000,
      'patient-receivable': 500,
      charges: -16000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 12500, 'contractual-adjustments': 3000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 500 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
