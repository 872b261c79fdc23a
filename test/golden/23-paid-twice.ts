import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paidTwice: GoldenLedger = {
  name: 'paid twice',
  reasoning: `
    80.00 paid with CO-45 20.00. Another payment, with a trace of its own, answers the same claim again without taking the first answer
    back: its 80.00 waits in unapplied payer cash, and the claim is not touched.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE2301' },
      `
      CLP*{A}*1*100*80*0*12*ICN2301*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE2302' },
      `
      CLP*{A}*1*100*80*0*12*ICN2301*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 16000,
      'contractual-adjustments': 2000,
      'unapplied-payer-cash': -8000,
      charges: -10000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 16000, 'contractual-adjustments': 2000, 'unapplied-payer-cash': -8000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['already-adjudicated'],
    recoupments: {},
    quarantined: [],
  },
};
