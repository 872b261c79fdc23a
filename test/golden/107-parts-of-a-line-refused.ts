import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const partsOfALineRefused: GoldenLedger = {
  name: 'parts of a line refused',
  reasoning: `
    A: two units on one line of 200.00. The payer answers the line in two parts, both with its number: one unit is paid 70.00 with CO-45 30.00, the other is one too many (CO-151 100.00). B: a panel of
    100.00, answered as its three tests: 25.00 with CO-45 15.00, 20.00 with CO-45 10.00, and 30.00 not covered (PR-96), which another payer may cover. What is refused of a line proves nothing against
    the reductions of its other parts: they are contractual, and 100.00 and 30.00 are denials. Deposits 70.00 + 45.00; contractual 30.00 + 25.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [20000] },
    B: { payers: ['bluecross', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '115', trace: 'TRACE10701' },
      `
      CLP*{A}*1*200*70*0*12*ICN10701*11*1
      SVC*HC:J1885*100*70**1
      CAS*CO*45*30
      REF*6R*1
      SVC*HC:J1885*100*0**0**1
      CAS*CO*151*100*1
      REF*6R*1
      CLP*{B}*1*100*45*30*12*ICN10702*11*1
      SVC*HC:80053*40*25**1*HC:80050
      CAS*CO*45*15
      REF*6R*1
      SVC*HC:85025*30*20**1*HC:80050
      CAS*CO*45*10
      REF*6R*1
      SVC*HC:84443*30*0**1*HC:80050
      CAS*PR*96*30
      REF*6R*1`,
    ),
  ],
  expected: {
    accounts: {
      'insurance-receivable': 13000,
      'deposits-in-transit': 11500,
      'contractual-adjustments': 5500,
      charges: -30000,
    },
    payers: {
      bluecross: { 'insurance-receivable': 13000, 'deposits-in-transit': 11500, 'contractual-adjustments': 5500 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [3000, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['CO-151'], cents: 10000, mayBillNextPayer: false },
      { reasons: ['PR-96'], cents: 3000, mayBillNextPayer: true },
    ],
  },
};
