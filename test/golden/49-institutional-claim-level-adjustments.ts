import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const institutionalClaimLevelAdjustments: GoldenLedger = {
  name: 'institutional claim level adjustments',
  reasoning: `
    X12 RFI 2570: the lines of a hospital claim say that they are paid 494.60 in all, and the claim pays 98.92, for the claim itself carries CO-45
    395.68: 494.60 - 395.68 = 98.92 is valid. The reduction is booked for the claim as a whole and never spread over its lines.`,
  claims: {
    A: { payers: ['medicare'], lines: [30000, 19460] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '98.92', trace: 'TRACE4901' },
      `
      CLP*{A}*1*494.6*98.92*0*MA*ICN4901*13*1
      CAS*CO*45*395.68
      MOA***MA01
      SVC*NU:0450*300*300*0450*1
      SVC*NU:0300*194.6*194.6*0300*1`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 9892, 'contractual-adjustments': 39568, charges: -49460 },
    payers: {
      medicare: { 'deposits-in-transit': 9892, 'contractual-adjustments': 39568 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
