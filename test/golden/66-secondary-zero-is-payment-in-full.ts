import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryZeroIsPaymentInFull: GoldenLedger = {
  name: 'secondary zero is payment in full',
  reasoning: `
    Medicaid's "lesser of": Medicare's payment was as much as Medicaid allows. A: Medicare 64.00, CO-45 20.00, PR-2 16.00; Medicaid pays nothing, OA-23 84.00 and CO-45
    16.00: 16.00 is written off, nothing is denied. B: the same, but Medicaid says CO-45 100.00 and no OA-23: our books show what Medicare did, 16.00
    is written off and 84.00 restates. C, two lines: Medicare 64.00, CO-45 20.00, PR-2 16.00 and 32.00, CO-45 10.00, PR-2 8.00; Medicaid pays 10.00 on the first and
    0.00 on the second, each with CO-45 for the rest. 24.00 stands, after the payment 14.00, which is written off; 126.00 restates.
    Deposits 64.00 + 64.00 + 96.00 + 10.00; contractual 70.00 for Medicare, 16.00 + 16.00 + 14.00 for Medicaid.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
    B: { payers: ['medicare', 'medicaid'], lines: [10000] },
    C: { payers: ['medicare', 'medicaid'], lines: [10000, 5000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '224', trace: 'TRACE6601' },
      `
      CLP*{A}*1*100*64*16*MB*ICN6601*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      CLP*{B}*1*100*64*16*MB*ICN6602*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      CLP*{C}*1*150*96*24*MB*ICN6603*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      SVC*HC:85025*50*32**1
      CAS*CO*45*10
      CAS*PR*2*8`,
    ),
    remittanceText(
      'medicaid',
      { amount: '10', trace: 'TRACE6602', date: '20261109' },
      `
      CLP*{A}*2*100*0*0*MC*TCN6601*11*1
      SVC*HC:99213*100*0**1
      CAS*OA*23*84
      CAS*CO*45*16
      CLP*{B}*2*100*0*0*MC*TCN6602*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*45*100
      CLP*{C}*2*150*10*0*MC*TCN6603*11*1
      SVC*HC:99213*100*10**1
      CAS*CO*45*90
      SVC*HC:85025*50*0**1
      CAS*CO*45*50`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 23400, 'contractual-adjustments': 11600, charges: -35000 },
    payers: {
      medicare: { 'deposits-in-transit': 22400, 'contractual-adjustments': 7000 },
      medicaid: { 'deposits-in-transit': 1000, 'contractual-adjustments': 4600 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [],
  },
};
