import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const balanceForwardOverSeveralRemittances: GoldenLedger = {
  name: 'balance forward over several remittances',
  reasoning: `
    A (80.00, CO-45 20.00) is reversed beside B's 50.00 (CO-45 10.00): -30.00 cannot be paid and goes forward under FWD1. The very next payment (C,
    70.00, CO-45 20.00) does not bring it back; the one after does, and D's 20.00 is less than 30.00, so 10.00 goes forward again, as a debt of its
    own, FWD2. E's 60.00 less 10.00 settles it. One debt at a time; none is lost. Deposits 80.00 + 0 + 70.00 + 0 + 50.00; contractual
    10.00 + 20.00; A is owed 100.00.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000] },
    B: { payers: ['medicare'], lines: [6000] },
    C: { payers: ['medicare'], lines: [9000] },
    D: { payers: ['medicare'], lines: [2000] },
    E: { payers: ['medicare'], lines: [6000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '80', trace: 'TRACE3701' },
      `
      CLP*{A}*1*100*80*0*MB*ICN3701*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE3702', date: '20261109' },
      `
      CLP*{A}*22*-100*-80*0*MB*ICN3701*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      CLP*{B}*1*60*50*0*MB*ICN3702*11*1
      SVC*HC:99212*60*50**1
      CAS*CO*45*10
      PLB*1234567893*20261231*FB:FWD1*-30`,
    ),
    remittanceText(
      'medicare',
      { amount: '70', trace: 'TRACE3703', date: '20261116' },
      `
      CLP*{C}*1*90*70*0*MB*ICN3703*11*1
      SVC*HC:99213*90*70**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE3704', date: '20261123' },
      `
      CLP*{D}*1*20*20*0*MB*ICN3704*11*1
      SVC*HC:99211*20*20**1
      PLB*1234567893*20261231*FB:FWD1*30*FB:FWD2*-10`,
    ),
    remittanceText(
      'medicare',
      { amount: '50', trace: 'TRACE3705', date: '20261130' },
      `
      CLP*{E}*1*60*60*0*MB*ICN3705*11*1
      SVC*HC:99212*60*60**1
      PLB*1234567893*20261231*FB:FWD2*10`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 20000,
      'contractual-adjustments': 3000,
      'insurance-receivable': 10000,
      charges: -33000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 20000, 'contractual-adjustments': 3000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      E: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { FWD1: 0, FWD2: 0 },
    quarantined: [],
  },
};
