import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const whatATakeBackNames: GoldenLedger = {
  name: 'what a take back names',
  reasoning: `
    X12 RFI 2370: the reference of a provider-level adjustment is the patient control number, the payer's claim number or a trace number;
    whichever it is, one balance is kept under it. A (50.00) and B (60.00) are paid and reversed; WO holds 50.00 under A's control number and 60.00
    under B's claim number. The third payment (C, 100.00) collects both; the 10.00 that is missing goes forward under that payment's trace
    (FB -10.00), so nothing comes. The fourth (D, 40.00) takes the 10.00: 30.00. Deposits 110.00 + 0 + 0 + 30.00; A and B are owed again.`,
  claims: {
    A: { payers: ['medicare'], lines: [5000] },
    B: { payers: ['medicare'], lines: [6000] },
    C: { payers: ['medicare'], lines: [10000] },
    D: { payers: ['medicare'], lines: [4000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '110', trace: 'TRACE3601' },
      `
      CLP*{A}*1*50*50*0*MB*ICN3601*11*1
      SVC*HC:99212*50*50**1
      CLP*{B}*1*60*60*0*MB*ICN3602*11*1
      SVC*HC:99212*60*60**1`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE3602', date: '20261109' },
      `
      CLP*{A}*22*-50*-50*0*MB*ICN3601*11*1
      SVC*HC:99212*-50*-50**1
      CLP*{B}*22*-60*-60*0*MB*ICN3602*11*1
      SVC*HC:99212*-60*-60**1
      PLB*1234567893*20261231*WO:{A}*-50*WO:ICN3602*-60`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE3603', date: '20261116' },
      `
      CLP*{C}*1*100*100*0*MB*ICN3603*11*1
      SVC*HC:99213*100*100**1
      PLB*1234567893*20261231*WO:{A}*50*WO:ICN3602*60*FB:TRACE3603*-10`,
    ),
    remittanceText(
      'medicare',
      { amount: '30', trace: 'TRACE3604', date: '20261123' },
      `
      CLP*{D}*1*40*40*0*MB*ICN3604*11*1
      SVC*HC:99211*40*40**1
      PLB*1234567893*20261231*FB:TRACE3603*10`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 14000, 'insurance-receivable': 11000, charges: -25000 },
    payers: {
      medicare: { 'deposits-in-transit': 14000, 'insurance-receivable': 11000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [5000], patientCents: 0 },
      B: { state: 'reversed', payerCents: [6000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { '{A}': 0, ICN3602: 0, TRACE3603: 0 },
    quarantined: [],
  },
};
