import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takenBesideItsReversal: GoldenLedger = {
  name: 'taken beside its reversal',
  reasoning: `
    A (80.00) and B (50.00) are paid. The next payment reverses both beside C's 300.00, and takes 80.00 under A's number and 50.00 under B's, for which it
    first gives B's 50.00 back (WO -50.00): -80.00 - 50.00 + 300.00 - 80.00 + 50.00 - 50.00 = 90.00 comes. B's money is taken once, by WO. A's is taken twice:
    the reversal lowers the payment by 80.00, and WO by 80.00 more. It is known what for, so no claim is asked for; the 80.00 stand as a debit against the
    payer, and a person is told. The third payment gives them back (WO -80.00) beside D's 20.00: 100.00 comes, and nothing is left to tell.
    Deposits 130.00 + 90.00 + 100.00; A and B are owed again.`,
  claims: {
    A: { payers: ['bluecross'], lines: [8000] },
    B: { payers: ['bluecross'], lines: [5000] },
    C: { payers: ['bluecross'], lines: [30000] },
    D: { payers: ['bluecross'], lines: [2000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '130', trace: 'TRACE9601' },
      `
      CLP*{A}*1*80*80*0*12*ICN9601*11*1
      SVC*HC:99213*80*80**1
      CLP*{B}*1*50*50*0*12*ICN9602*11*1
      SVC*HC:99212*50*50**1`,
    ),
    remittanceText(
      'bluecross',
      { amount: '90', trace: 'TRACE9602', date: '20261109' },
      `
      CLP*{A}*22*-80*-80*0*12*ICN9601*11*1
      SVC*HC:99213*-80*-80**1
      CLP*{B}*22*-50*-50*0*12*ICN9602*11*1
      SVC*HC:99212*-50*-50**1
      CLP*{C}*1*300*300*0*12*ICN9603*11*1
      SVC*HC:99215*300*300**1
      PLB*1234567893*20261231*WO:ICN9601*80*WO:ICN9602*-50*WO:ICN9602*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE9603', date: '20261116' },
      `
      CLP*{D}*1*20*20*0*12*ICN9604*11*1
      SVC*HC:99211*20*20**1
      PLB*1234567893*20261231*WO:ICN9601*-80`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 32000, 'insurance-receivable': 13000, charges: -45000 },
    payers: { bluecross: { 'deposits-in-transit': 32000, 'insurance-receivable': 13000 } },
    claims: {
      A: { state: 'reversed', payerCents: [8000], patientCents: 0 },
      B: { state: 'reversed', payerCents: [5000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { ICN9601: 0, ICN9602: 0 },
    quarantined: [],
  },
};
