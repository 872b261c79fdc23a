import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryReversedAndCorrected: GoldenLedger = {
  name: 'secondary reversed and corrected',
  reasoning: `
    Medicare pays 64.00 with CO-45 20.00 and PR-2 16.00; Medicaid pays 10.00 and says CO-45 90.00, of which 6.00 is written off and 84.00 restates. Later Medicaid takes that back as it
    stated it (-10.00, CO-45 -90.00) and pays 12.00 with CO-45 88.00: 2.00 comes. The reversal undoes the 6.00 that was booked, not the 90.00 that was said; then
    4.00 is written off. Deposits 64.00 + 10.00 + 2.00; contractual 20.00 + 4.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '64', trace: 'TRACE8101' },
      `
      CLP*{A}*1*100*64*16*MB*ICN8101*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16`,
    ),
    remittanceText(
      'medicaid',
      { amount: '10', trace: 'TRACE8102', date: '20261109' },
      `
      CLP*{A}*2*100*10*0*MC*TCN8101*11*1
      SVC*HC:99213*100*10**1
      CAS*CO*45*90`,
    ),
    remittanceText(
      'medicaid',
      { amount: '2', trace: 'TRACE8103', date: '20261116' },
      `
      CLP*{A}*22*-100*-10*0*MC*TCN8101*11*1
      SVC*HC:99213*-100*-10**1
      CAS*CO*45*-90
      CLP*{A}*2*100*12*0*MC*TCN8101A*11*7
      SVC*HC:99213*100*12**1
      CAS*CO*45*88`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 7600, 'contractual-adjustments': 2400, charges: -10000 },
    payers: {
      medicare: { 'deposits-in-transit': 6400, 'contractual-adjustments': 2000 },
      medicaid: { 'deposits-in-transit': 1200, 'contractual-adjustments': 400 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
