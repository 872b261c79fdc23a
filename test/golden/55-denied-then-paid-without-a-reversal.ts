import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const deniedThenPaidWithoutAReversal: GoldenLedger = {
  name: 'denied then paid without a reversal',
  reasoning: `
    A is denied (CO-197 100.00), of which nothing was booked. A week later the payer pays it, 80.00 with CO-45 20.00, and sends no reversal of nothing: the
    new answer stands in for the denial. B is denied (CO-29 50.00) and then again with the very same figures: a repetition, one denial.
    Deposits 80.00; contractual 20.00; B's 50.00 stays.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE5501' },
      `
      CLP*{A}*1*100*0*0*12*ICN5501*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*197*100
      CLP*{B}*1*50*0*0*12*ICN5502*11*1
      SVC*HC:99212*50*0**1
      CAS*CO*29*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE5502', date: '20261109' },
      `
      CLP*{A}*1*100*80*0*12*ICN5501A*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      CLP*{B}*1*50*0*0*12*ICN5502A*11*1
      SVC*HC:99212*50*0**1
      CAS*CO*29*50`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 5000,
      charges: -15000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000, 'insurance-receivable': 5000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [5000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['CO-197'], cents: 10000, mayBillNextPayer: false },
      { reasons: ['CO-29'], cents: 5000, mayBillNextPayer: false },
    ],
  },
};
