import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalAndCorrectionBeforeTheOriginal: GoldenLedger = {
  name: 'reversal and correction before the original',
  reasoning: `
    Reversal (-100.00, CO-45 -50.00) and correction (120.00, CO-45 30.00) of 9 November arrive first: 20.00 comes. Nothing is there to be
    reversed, so -100.00 waits in unapplied payer cash; the correction is the first answer and posts. The original of 2 November (100.00,
    CO-45 50.00) then finds the claim answered: its 100.00 goes to unapplied payer cash, where the waiting reversal of a later day negates
    it exactly. The two offset each other; the correction stands. Deposits 20.00 + 100.00; contractual 30.00; nothing unapplied.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE2702', date: '20261109' },
      `
      CLP*{A}*22*-150*-100*0*12*ICN2701*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-50
      CLP*{A}*1*150*120*0*12*ICN2701A*11*7
      SVC*HC:99214*150*120**1
      CAS*CO*45*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE2701', date: '20261102' },
      `
      CLP*{A}*1*150*100*0*12*ICN2701*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000, charges: -15000 },
    payers: {
      bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
