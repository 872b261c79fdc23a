import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const negativeAndZeroPayments: GoldenLedger = {
  name: 'negative and zero payments',
  reasoning: `
    A (50.00) is paid 40.00 with CO-45 10.00. The second remittance pays nothing and still says a lot: A is corrected from CO-45 10.00 to CO-45 5.00
    and a copayment of 5.00 (-40.00 + 40.00), and B (90.00) goes to the deductible, 70.00, with CO-45 20.00. The third states -15.00 without
    calling it a debit (C 25.00 less WO 40.00 that these books do not know): it balances and posts with B below zero, and two exceptions ask
    whether the money left the account and what the take-back is for. Deposits 40.00 + 0 - 15.00; contractual 5.00 + 20.00; patients 5.00 + 70.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [5000] },
    B: { payers: ['bluecross'], lines: [9000] },
    C: { payers: ['bluecross'], lines: [2500] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '40', trace: 'TRACE3901' },
      `
      CLP*{A}*1*50*40*0*12*ICN3901*11*1
      SVC*HC:99212*50*40**1
      CAS*CO*45*10`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE3902', date: '20261109' },
      `
      CLP*{A}*22*-50*-40*0*12*ICN3901*11*1
      SVC*HC:99212*-50*-40**1
      CAS*CO*45*-10
      CLP*{A}*1*50*40*5*12*ICN3901A*11*7
      SVC*HC:99212*50*40**1
      CAS*CO*45*5
      CAS*PR*3*5
      CLP*{B}*1*90*0*70*12*ICN3902*11*1
      SVC*HC:99213*90*0**1
      CAS*CO*45*20
      CAS*PR*1*70`,
    ),
    remittanceText(
      'bluecross',
      { amount: '-15', trace: 'TRACE3903', date: '20261116' },
      `
      CLP*{C}*1*25*25*0*12*ICN3903*11*1
      SVC*HC:99211*25*25**1
      PLB*1234567893*20261231*WO:OLDCLAIM39*40`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 2500,
      'contractual-adjustments': 2500,
      'patient-receivable': 7500,
      'payer-recoupments-payable': 4000,
      charges: -16500,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 2500, 'contractual-adjustments': 2500, 'payer-recoupments-payable': 4000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 500 },
      B: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 7000 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['payment-below-zero', 'unresolved-take-back'],
    recoupments: { OLDCLAIM39: -4000 },
    quarantined: [],
  },
};
