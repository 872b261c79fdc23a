import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const debitPayment: GoldenLedger = {
  name: 'debit payment',
  reasoning: `
    A is paid 80.00 (CO-45 20.00). The next payment takes it back (-80.00) and pays B 30.00 (CO-45 20.00): the payer debits our account with 50.00,
    and says so. The equation holds with B below zero: -50.00 = -80.00 + 30.00. Deposits in transit is credited 50.00 until the bank shows the
    debit: 80.00 - 50.00. Contractual 20.00 - 20.00 + 20.00; A is owed in full.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE3801' },
      `
      CLP*{A}*1*100*80*0*12*ICN3801*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE3802', date: '20261109', debit: true },
      `
      CLP*{A}*22*-100*-80*0*12*ICN3801*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      CLP*{B}*1*50*30*0*12*ICN3802*11*1
      SVC*HC:99212*50*30**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 3000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 10000,
      charges: -15000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 3000, 'contractual-adjustments': 2000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
