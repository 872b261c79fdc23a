import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryWithoutThePriorPayersAmount: GoldenLedger = {
  name: 'secondary without the prior payers amount',
  reasoning: `
    X12 RFI 2194: a secondary payer that leaves OA-23 out does not add up. Medicare pays 300.00 with CO-45 125.00 and PR 75.00. Medicaid pays 65.00 of 500.00 and
    states CO-45 10.00 only; 425.00 is unexplained. Its claim is quarantined: the 65.00 waits in unapplied payer cash, 75.00 stands with Medicaid, and
    nothing is plugged.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [50000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '300', trace: 'TRACE6201' },
      `
      CLP*{A}*1*500*300*75*MB*ICN6201*11*1
      SVC*HC:99291*500*300**1
      CAS*CO*45*125
      CAS*PR*2*75`,
    ),
    remittanceText(
      'medicaid',
      { amount: '65', trace: 'TRACE6202', date: '20261109' },
      `
      CLP*{A}*2*500*65*0*MC*TCN6201*11*1
      SVC*HC:99291*500*65**1
      CAS*CO*45*10`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 36500,
      'contractual-adjustments': 12500,
      'insurance-receivable': 7500,
      'unapplied-payer-cash': -6500,
      charges: -50000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 30000, 'contractual-adjustments': 12500 },
      medicaid: { 'deposits-in-transit': 6500, 'insurance-receivable': 7500, 'unapplied-payer-cash': -6500 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 7500], patientCents: 0 },
    },
    exceptions: ['claim-unbalanced'],
    recoupments: {},
    quarantined: [],
  },
};
