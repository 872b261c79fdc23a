import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const authorisationTakenBackAfterThePatientPaid: GoldenLedger = {
  name: 'authorisation taken back after the patient paid',
  reasoning: `
    A: the payer pays 120.00 of 200.00 with CO-45 60.00 and coinsurance 20.00, which the patient pays. Later the payer finds no authorisation: it takes its answer back and refuses all 200.00
    (CO-197). It takes no cash yet: WO -120.00 holds the take-back, so that -120.00 + 120.00 = 0.00 comes. With the next payment it collects: B is paid 150.00 with CO-45 50.00, WO 120.00:
    30.00 comes, and nothing is left to take. A's 200.00 are a denial, nothing of it is written off, and the patient has 20.00 too much. Deposits 120.00 + 20.00 + 0.00 + 30.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [20000] },
    B: { payers: ['bluecross'], lines: [20000] },
  },
  patientPayments: [{ claim: 'A', cents: 2000, after: 1 }],
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '120', trace: 'TRACE10401' },
      `
      CLP*{A}*1*200*120*20*12*ICN10401*11*1
      SVC*HC:70551*200*120**1
      CAS*CO*45*60
      CAS*PR*2*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE10402', date: '20261109' },
      `
      CLP*{A}*22*-200*-120*-20*12*ICN10401*11*1
      SVC*HC:70551*-200*-120**-1
      CAS*CO*45*-60
      CAS*PR*2*-20
      CLP*{A}*1*200*0*0*12*ICN10402*11*1
      SVC*HC:70551*200*0**1
      CAS*CO*197*200
      PLB*1234567893*20261231*WO:ICN10401*-120`,
    ),
    remittanceText(
      'bluecross',
      { amount: '30', trace: 'TRACE10403', date: '20261116' },
      `
      CLP*{B}*1*200*150*0*12*ICN10403*11*1
      SVC*HC:70551*200*150**1
      CAS*CO*45*50
      PLB*1234567893*20261231*WO:ICN10401*120`,
    ),
  ],
  expected: {
    accounts: {
      'insurance-receivable': 20000,
      'patient-receivable': -2000,
      'deposits-in-transit': 17000,
      'contractual-adjustments': 5000,
      charges: -40000,
    },
    payers: {
      bluecross: { 'insurance-receivable': 20000, 'deposits-in-transit': 15000, 'contractual-adjustments': 5000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [20000], patientCents: -2000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['patient-credit'],
    recoupments: { ICN10401: 0 },
    quarantined: [],
    denials: [{ reasons: ['CO-197'], cents: 20000, mayBillNextPayer: false }],
  },
};
