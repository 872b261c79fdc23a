import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const patientCreditAfterACorrection: GoldenLedger = {
  name: 'patient credit after a correction',
  reasoning: `
    A: 70.00 paid, CO-45 10.00, copayment 20.00, which the patient pays. The correction raises the payment to 85.00 and lowers the copayment to
    5.00: 15.00 comes. The patient's 20.00 stands against 5.00 owed: a credit of 15.00, shown once (not by the reversal on the way). It stays
    with the patient until a person applies or refunds it. Deposits 70.00 + 20.00 + 15.00; contractual 10.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE3301' },
      `
      CLP*{A}*1*100*70*20*12*ICN3301*11*1
      SVC*HC:99213*100*70**1
      CAS*CO*45*10
      CAS*PR*3*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '15', trace: 'TRACE3302', date: '20261109' },
      `
      CLP*{A}*22*-100*-70*0*12*ICN3301*11*1
      SVC*HC:99213*-100*-70**1
      CAS*CO*45*-10
      CAS*PR*3*-20
      CLP*{A}*1*100*85*5*12*ICN3301A*11*7
      SVC*HC:99213*100*85**1
      CAS*CO*45*10
      CAS*PR*3*5`,
    ),
  ],
  patientPayments: [{ claim: 'A', cents: 2000, after: 1 }],
  expected: {
    accounts: {
      'deposits-in-transit': 10500,
      'contractual-adjustments': 1000,
      'patient-receivable': -1500,
      charges: -10000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8500, 'contractual-adjustments': 1000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: -1500 },
    },
    exceptions: ['patient-credit'],
    recoupments: {},
    quarantined: [],
  },
};
