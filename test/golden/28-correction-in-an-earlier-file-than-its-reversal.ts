import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const correctionInAnEarlierFileThanItsReversal: GoldenLedger = {
  name: 'correction in an earlier file than its reversal',
  reasoning: `
    A is paid 100.00 with CO-45 50.00. Its correction (120.00, CO-45 30.00) comes a week before the reversal: until then the claim has an
    answer, so the 120.00 waits in unapplied payer cash. The reversal (-100.00, CO-45 -50.00; with B's 150.00 the payment is 50.00) undoes the
    first answer, and the correction that waited posts. Deposits 100.00 + 120.00 + 50.00; contractual 30.00; no exception is left.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
    B: { payers: ['bluecross'], lines: [15000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE2801' },
      `
      CLP*{A}*1*150*100*0*12*ICN2801*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '120', trace: 'TRACE2802', date: '20261109' },
      `
      CLP*{A}*1*150*120*0*12*ICN2801A*11*7
      SVC*HC:99214*150*120**1
      CAS*CO*45*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE2803', date: '20261116' },
      `
      CLP*{A}*22*-150*-100*0*12*ICN2801*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-50
      CLP*{B}*1*150*150*0*12*ICN2802*11*1
      SVC*HC:99214*150*150**1`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 27000, 'contractual-adjustments': 3000, charges: -30000 },
    payers: {
      bluecross: { 'deposits-in-transit': 27000, 'contractual-adjustments': 3000 },
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
