import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondary: GoldenLedger = {
  name: 'secondary',
  reasoning: `
    X12 RFI 1696. Charge 500.00; Medicare pays 300.00 with CO-45 125.00 and PR 75.00, which moves to Medicaid. Medicaid pays 65.00 and
    states CO-45 435.00, restating what Medicare did. Only 75.00 stands with Medicaid: after the payment 10.00, so 10.00 is written
    off and 425.00 is information. Posted as read, it would leave -425.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [50000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '300', trace: 'TRACE0701' },
      `
      CLP*{A}*1*500*300*75*MB*ICN0701*11*1
      SVC*HC:99291*500*300**1
      CAS*CO*45*125
      CAS*PR*2*75`,
    ),
    remittanceText(
      'medicaid',
      { amount: '65', trace: 'TRACE0702' },
      `
      CLP*{A}*2*500*65*0*MC*TCN0701*11*1
      SVC*HC:99291*500*65**1
      CAS*CO*45*435`,
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
