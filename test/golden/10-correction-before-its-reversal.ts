import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const correctionBeforeItsReversal: GoldenLedger = {
  name: 'correction before its reversal',
  reasoning: `
    The correction stands before the reversal in the file, and the reversal uses the older form: group CR. The correction waits for
    it. First 100.00 with CO-45 50.00, undone; then 120.00 with CO-45 30.00. The second payment is 120.00 - 100.00 = 20.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE1001' },
      `
      CLP*{A}*1*150*100*0*12*ICN1001*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE1002' },
      `
      CLP*{A}*1*150*120*0*12*ICN1001*11*1
      SVC*HC:99214*150*120**1
      CAS*CO*45*30
      CLP*{A}*22*-150*-100*0*12*ICN1001*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CR*45*-50`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000, charges: -15000 },
    payers: { bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
