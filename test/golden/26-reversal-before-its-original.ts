import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalBeforeItsOriginal: GoldenLedger = {
  name: 'reversal before its original',
  reasoning: `
    The reversal of A (-100.00, CO-45 -50.00, paid on 9 November) arrives before the answer that it takes back, with B (120.00, CO-45
    30.00): 20.00 comes. A has no answer yet, so unapplied payer cash bears the -100.00. When the original of 2 November posts, the reversal
    matches by itself: its 100.00 leaves unapplied payer cash, and A is owed in full again. Deposits 20.00 + 100.00; contractual 30.00 for B;
    no exception is left.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
    B: { payers: ['bluecross'], lines: [15000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE2602', date: '20261109' },
      `
      CLP*{A}*22*-150*-100*0*12*ICN2601*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-50
      CLP*{B}*1*150*120*0*12*ICN2602*11*1
      SVC*HC:99214*150*120**1
      CAS*CO*45*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE2601', date: '20261102' },
      `
      CLP*{A}*1*150*100*0*12*ICN2601*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 12000,
      'contractual-adjustments': 3000,
      'insurance-receivable': 15000,
      charges: -30000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000, 'insurance-receivable': 15000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [15000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
