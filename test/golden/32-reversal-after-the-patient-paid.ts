import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalAfterThePatientPaid: GoldenLedger = {
  name: 'reversal after the patient paid',
  reasoning: `
    A: 70.00 paid, CO-45 10.00, coinsurance 20.00, which the patient pays at the desk. Then the payer takes its answer back (-70.00; with B's
    100.00 the payment is 30.00). The reversal undoes what the answer posted, the patient's share included; what the patient paid stands. So the
    patient has a credit of 20.00, which an exception shows, and the payer owes 100.00. Deposits 70.00 + 20.00 + 30.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE3201' },
      `
      CLP*{A}*1*100*70*20*12*ICN3201*11*1
      SVC*HC:99213*100*70**1
      CAS*CO*45*10
      CAS*PR*2*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '30', trace: 'TRACE3202', date: '20261109' },
      `
      CLP*{A}*22*-100*-70*0*12*ICN3201*11*1
      SVC*HC:99213*-100*-70**1
      CAS*CO*45*-10
      CAS*PR*2*-20
      CLP*{B}*1*100*100*0*12*ICN3202*11*1
      SVC*HC:99213*100*100**1`,
    ),
  ],
  patientPayments: [{ claim: 'A', cents: 2000, after: 1 }],
  expected: {
    accounts: {
      'deposits-in-transit': 12000,
      'insurance-receivable': 10000,
      'patient-receivable': -2000,
      charges: -20000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 10000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: -2000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['patient-credit'],
    recoupments: {},
    quarantined: [],
  },
};
