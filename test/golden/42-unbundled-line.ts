import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const unbundledLine: GoldenLedger = {
  name: 'unbundled line',
  reasoning: `
    One line of 300.00 was billed. The payer answers it as two (200.00, 120.00 paid, CO-45 80.00; 100.00, 60.00 paid, CO-45 40.00), each with the
    procedure that was submitted and the line's control number. Both belong to line 1; the sums are those of the claim: 180.00 paid, 120.00
    written off.`,
  claims: {
    A: { payers: ['bluecross'], lines: [30000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '180', trace: 'TRACE4201' },
      `
      CLP*{A}*1*300*180*0*12*ICN4201*11*1
      SVC*HC:80061*200*120**1*HC:80050
      CAS*CO*45*80
      REF*6R*1
      SVC*HC:84443*100*60**1*HC:80050
      CAS*CO*45*40
      REF*6R*1`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 18000, 'contractual-adjustments': 12000, charges: -30000 },
    payers: {
      bluecross: { 'deposits-in-transit': 18000, 'contractual-adjustments': 12000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
