import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const balanceForward: GoldenLedger = {
  name: 'balance forward',
  reasoning: `
    A is paid 80.00 with CO-45 20.00, then reversed in a payment that brings only 50.00 for B (CO-45 10.00): -30.00 cannot be paid, so
    FB -30.00 moves the debt on and the payment is 0. The third payment pays C 70.00 (CO-45 20.00) and brings the debt back with FB
    30.00: 40.00. Deposits 80.00 + 0 + 40.00; contractual 20.00 - 20.00 + 10.00 + 20.00; A is owed 100.00.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000] },
    B: { payers: ['medicare'], lines: [6000] },
    C: { payers: ['medicare'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '80', trace: 'TRACE1201' },
      `
      CLP*{A}*1*100*80*0*MB*ICN1201*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE1202' },
      `
      CLP*{A}*22*-100*-80*0*MB*ICN1201*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      CLP*{B}*1*60*50*0*MB*ICN1202*11*1
      SVC*HC:99212*60*50**1
      CAS*CO*45*10
      PLB*1234567893*20261231*FB:FWD1202*-30`,
    ),
    remittanceText(
      'medicare',
      { amount: '40', trace: 'TRACE1203' },
      `
      CLP*{C}*1*90*70*0*MB*ICN1203*11*1
      SVC*HC:99213*90*70**1
      CAS*CO*45*20
      PLB*1234567893*20261231*FB:FWD1202*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 12000,
      'contractual-adjustments': 3000,
      'insurance-receivable': 10000,
      charges: -25000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { FWD1202: 0 },
    quarantined: [],
  },
};
