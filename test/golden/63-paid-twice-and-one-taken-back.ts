import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paidTwiceAndOneTakenBack: GoldenLedger = {
  name: 'paid twice and one taken back',
  reasoning: `
    A is paid 80.00 with CO-45 20.00, and a week later again: the second 80.00 waits in unapplied payer cash. Then the payer takes one answer back (-80.00; with B's
    100.00 the payment is 20.00): the first is undone, and the one that waited takes its place. The claim is paid once; nothing is unapplied.
    Deposits 80.00 + 80.00 + 20.00; contractual 20.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE6301' },
      `
      CLP*{A}*1*100*80*0*12*ICN6301*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE6302', date: '20261109' },
      `
      CLP*{A}*1*100*80*0*12*ICN6302*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE6303', date: '20261116' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN6302*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      CLP*{B}*1*100*100*0*12*ICN6303*11*1
      SVC*HC:99213*100*100**1`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 18000, 'contractual-adjustments': 2000, charges: -20000 },
    payers: {
      bluecross: { 'deposits-in-transit': 18000, 'contractual-adjustments': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
