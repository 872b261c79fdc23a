import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const interestOfClaimsAndOfThePayment: GoldenLedger = {
  name: 'interest of claims and of the payment',
  reasoning: `
    The claims say how much interest they bear (1.25 and 0.75): that informs. The money comes as L6 -2.00, their net: 80.00 + 50.00 + 2.00 = 132.00. In the next
    payment the payer takes 0.50 of interest back (L6 0.50), an expense: 39.50. Interest is no part of any claim. Contractual 20.00 + 10.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [6000] },
    C: { payers: ['bluecross'], lines: [4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '132', trace: 'TRACE5601' },
      `
      CLP*{A}*1*100*80*0*12*ICN5601*11*1
      AMT*I*1.25
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      CLP*{B}*1*60*50*0*12*ICN5602*11*1
      AMT*I*.75
      SVC*HC:99212*60*50**1
      CAS*CO*45*10
      PLB*1234567893*20261231*L6*-2`,
    ),
    remittanceText(
      'bluecross',
      { amount: '39.5', trace: 'TRACE5602', date: '20261109' },
      `
      CLP*{C}*1*40*40*0*12*ICN5603*11*1
      SVC*HC:99211*40*40**1
      PLB*1234567893*20261231*L6*.5`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 17150,
      'contractual-adjustments': 3000,
      'interest-income': -200,
      'interest-expense': 50,
      charges: -20000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 17150,
        'contractual-adjustments': 3000,
        'interest-income': -200,
        'interest-expense': 50,
      },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
