import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const partialReversalThatIsHeld: GoldenLedger = {
  name: 'partial reversal that is held',
  reasoning: `
    A as before: 100.00 (80.00, CO-45 20.00) and 60.00 (45.00, CO-45 15.00). The payer takes back the second line with other amounts than it
    gave (-40.00, CO-45 -20.00). What it means by that is not certain: nothing of the claim moves, and unapplied payer cash bears the 40.00.
    With B's 60.00, 20.00 comes. Deposits 125.00 + 20.00; contractual 35.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000] },
    B: { payers: ['bluecross'], lines: [6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '125', trace: 'TRACE3101' },
      `
      CLP*{A}*1*160*125*0*12*ICN3101*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:85025*60*45**1
      CAS*CO*45*15
      REF*6R*2`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE3102', date: '20261109' },
      `
      CLP*{A}*22*-60*-40*0*12*ICN3101*11*1
      SVC*HC:85025*-60*-40**1
      CAS*CO*45*-20
      REF*6R*2
      CLP*{B}*1*60*60*0*12*ICN3102*11*1
      SVC*HC:99212*60*60**1`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14500,
      'contractual-adjustments': 3500,
      'unapplied-payer-cash': 4000,
      charges: -22000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 14500, 'contractual-adjustments': 3500, 'unapplied-payer-cash': 4000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['partial-reversal'],
    recoupments: {},
    quarantined: [],
  },
};
