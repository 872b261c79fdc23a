import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryPatientShareFirst: GoldenLedger = {
  name: 'secondary patient share first',
  reasoning: `
    Charge 200.00; Medicare pays 120.00 with CO-45 50.00 and PR-2 30.00, which moves to the second payer. That one pays 20.00 and states
    CO-45 170.00, then a copayment of 10.00. After the payment 10.00 stands. The patient's share goes before reductions, whatever
    their order in the file: 10.00 is the patient's, and CO-45 170.00 restates.`,
  claims: {
    A: { payers: ['medicare', 'bluecross'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '120', trace: 'TRACE0801' },
      `
      CLP*{A}*1*200*120*30*MB*ICN0801*11*1
      SVC*HC:99223*200*120**1
      CAS*CO*45*50
      CAS*PR*2*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE0802' },
      `
      CLP*{A}*2*200*20*10*12*BCN0801*11*1
      SVC*HC:99223*200*20**1
      CAS*CO*45*170
      CAS*PR*3*10`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14000,
      'contractual-adjustments': 5000,
      'patient-receivable': 1000,
      charges: -20000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 12000, 'contractual-adjustments': 5000 },
      bluecross: { 'deposits-in-transit': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 1000 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
