import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takenBeforeItsReversal: GoldenLedger = {
  name: 'taken before its reversal',
  reasoning: `
    A is paid 80.00 and B 60.00. The next payment (C, 200.00) takes 80.00 under A's claim number and 60.00 under B's, before any reversal: 60.00
    comes. Then A is reversed, and the 80.00 that its reversal takes from the payment are given back under A's claim number, because they
    were taken already (WO -80.00): nothing is paid, and nothing is left to explain of A. B's reversal comes without that, beside D's 100.00: 40.00
    comes. It is now known what B's WO was for, so nothing asks for its claim; but the
    60.00 were taken twice, by WO and by the reversal (40.00 = -60.00 + 100.00): that is what a person is told. Deposits 140.00 + 60.00 + 0 + 40.00;
    A and B are owed again; the 60.00 stand as a debit against the payer.`,
  claims: {
    A: { payers: ['bluecross'], lines: [8000] },
    B: { payers: ['bluecross'], lines: [6000] },
    C: { payers: ['bluecross'], lines: [20000] },
    D: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '140', trace: 'TRACE9401' },
      `
      CLP*{A}*1*80*80*0*12*ICN9401*11*1
      SVC*HC:99213*80*80**1
      CLP*{B}*1*60*60*0*12*ICN9402*11*1
      SVC*HC:99212*60*60**1`,
    ),
    remittanceText(
      'bluecross',
      { amount: '60', trace: 'TRACE9402', date: '20261109' },
      `
      CLP*{C}*1*200*200*0*12*ICN9403*11*1
      SVC*HC:99215*200*200**1
      PLB*1234567893*20261231*WO:ICN9401*80*WO:ICN9402*60`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE9403', date: '20261116' },
      `
      CLP*{A}*22*-80*-80*0*12*ICN9401*11*1
      SVC*HC:99213*-80*-80**1
      PLB*1234567893*20261231*WO:ICN9401*-80`,
    ),
    remittanceText(
      'bluecross',
      { amount: '40', trace: 'TRACE9404', date: '20261123' },
      `
      CLP*{B}*22*-60*-60*0*12*ICN9402*11*1
      SVC*HC:99212*-60*-60**1
      CLP*{D}*1*100*100*0*12*ICN9404*11*1
      SVC*HC:99213*100*100**1`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 24000,
      'insurance-receivable': 14000,
      'payer-recoupments-payable': 6000,
      charges: -44000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 24000, 'insurance-receivable': 14000, 'payer-recoupments-payable': 6000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [8000], patientCents: 0 },
      B: { state: 'reversed', payerCents: [6000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['taken-back-twice'],
    recoupments: { ICN9401: 0, ICN9402: -6000 },
    quarantined: [],
  },
};
