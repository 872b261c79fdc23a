import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryRefusesBesideARestatedReduction: GoldenLedger = {
  name: 'secondary refuses beside a restated reduction',
  reasoning: `
    Medicare pays 64.00 with CO-45 20.00 and PR-2 16.00, which Medicaid refuses: CO-197 16.00. Medicaid also repeats Medicare's CO-45 20.00, for its OA-23
    is Medicare's payment alone (64.00). Only 16.00 stands with Medicaid. The refusal takes it, not the reduction beside it: nothing is written
    off a second time, and 16.00 is a denial. That Medicaid's OA-23 leaves out the 20.00 is shown.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '64', trace: 'TRACE6701' },
      `
      CLP*{A}*1*100*64*16*MB*ICN6701*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16`,
    ),
    remittanceText(
      'medicaid',
      { amount: '0', trace: 'TRACE6702', date: '20261109' },
      `
      CLP*{A}*2*100*0*0*MC*TCN6701*11*1
      SVC*HC:99213*100*0**1
      CAS*OA*23*64
      CAS*CO*45*20**197*16`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 6400,
      'contractual-adjustments': 2000,
      'insurance-receivable': 1600,
      charges: -10000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 6400, 'contractual-adjustments': 2000 },
      medicaid: { 'insurance-receivable': 1600 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [0, 1600], patientCents: 0 },
    },
    exceptions: ['prior-payer-differs'],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-197'], cents: 1600, mayBillNextPayer: false }],
  },
};
