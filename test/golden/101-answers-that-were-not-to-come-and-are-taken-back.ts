import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const answersThatWereNotToComeAndAreTakenBack: GoldenLedger = {
  name: 'answers that were not to come and are taken back',
  reasoning: `
    A: Blue Cross, the second payer, pays as if it were the first: 70.00 with CO-45 20.00 and a copayment of 10.00. It speaks from another place than it has, and its 70.00 wait. A
    week later it takes them back. The two meet, and nothing is left to do. Then Medicare pays 64.00 with CO-45 20.00 and leaves 16.00, which Blue Cross pays from its own
    place. B: Medicare pays 50.00 of a claim on which it has no place, and takes them back: they meet too, and Blue Cross still owes the 80.00. Deposits 64.00 + 16.00.`,
  claims: {
    A: { payers: ['medicare', 'bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [8000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE10101' },
      `
      CLP*{A}*1*100*70*10*12*BCN10101*11*1
      SVC*HC:99213*100*70**1
      CAS*CO*45*20
      CAS*PR*3*10`,
    ),
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE10102', date: '20261109', debit: true },
      `
      CLP*{A}*22*-100*-70*-10*12*BCN10101*11*1
      SVC*HC:99213*-100*-70**-1
      CAS*CO*45*-20
      CAS*PR*3*-10`,
    ),
    remittanceText(
      'medicare',
      { amount: '114', trace: 'TRACE10103', date: '20261116' },
      `
      CLP*{A}*1*100*64*16*MB*ICN10101*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      CLP*{B}*1*80*50*0*MB*ICN10102*11*1
      SVC*HC:99212*80*50**1
      CAS*CO*45*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '16', trace: 'TRACE10104', date: '20261123' },
      `
      CLP*{A}*2*100*16*0*12*BCN10102*11*1
      SVC*HC:99213*100*16**1
      CAS*OA*23*84`,
    ),
    remittanceText(
      'medicare',
      { amount: '50', trace: 'TRACE10105', date: '20261130', debit: true },
      `
      CLP*{B}*22*-80*-50*0*MB*ICN10102*11*1
      SVC*HC:99212*-80*-50**-1
      CAS*CO*45*-30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 8000,
      charges: -18000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 6400, 'contractual-adjustments': 2000 },
      bluecross: { 'deposits-in-transit': 1600, 'insurance-receivable': 8000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
      B: { state: 'submitted', payerCents: [8000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
