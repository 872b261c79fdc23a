import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryBeforeThePrimary: GoldenLedger = {
  name: 'secondary before the primary',
  reasoning: `
    The claim and the answers of X12 RFI 1696 (charge 500.00; Medicare 300.00, CO-45 125.00, PR 75.00; Medicaid 65.00, CO-45 435.00), but
    Medicaid's remittance arrives first. What Medicaid's figures restate cannot be told before Medicare has answered, so 65.00 waits in
    unapplied payer cash; when Medicare's answer posts, Medicaid's follows by itself. The books are those of the right order: 10.00 is
    written off, 425.00 is information.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [50000] },
  },
  remittances: [
    remittanceText(
      'medicaid',
      { amount: '65', trace: 'TRACE2902', date: '20261109' },
      `
      CLP*{A}*2*500*65*0*MC*TCN2901*11*1
      SVC*HC:99291*500*65**1
      CAS*CO*45*435`,
    ),
    remittanceText(
      'medicare',
      { amount: '300', trace: 'TRACE2901' },
      `
      CLP*{A}*1*500*300*75*MB*ICN2901*11*1
      SVC*HC:99291*500*300**1
      CAS*CO*45*125
      CAS*PR*2*75`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 36500, 'contractual-adjustments': 13500, charges: -50000 },
    payers: {
      medicare: { 'deposits-in-transit': 30000, 'contractual-adjustments': 12500 },
      medicaid: { 'deposits-in-transit': 6500, 'contractual-adjustments': 1000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
