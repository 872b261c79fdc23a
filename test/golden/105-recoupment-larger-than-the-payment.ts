import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const recoupmentLargerThanThePayment: GoldenLedger = {
  name: 'recoupment larger than the payment',
  reasoning: `
    A's 200.00 (CO-45 50.00) are taken back and held by WO -200.00: 0.00 comes. The next payment has only 80.00 for B (CO-45 20.00): the payer collects the whole debt, WO 200.00, and carries what
    the payment does not cover forward, FB -120.00: 80.00 - 200.00 + 120.00 = 0.00. The one after that brings 300.00 for C (CO-45 100.00) less FB 120.00: 180.00. The debt is
    paid, 200.00 - 120.00 + 120.00. Deposits 200.00 + 180.00; contractual 20.00 + 100.00; A is with the payer again, 250.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [25000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['bluecross'], lines: [40000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '200', trace: 'TRACE10501' },
      `
      CLP*{A}*1*250*200*0*12*ICN10501*11*1
      SVC*HC:99213*250*200**1
      CAS*CO*45*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE10502', date: '20261109' },
      `
      CLP*{A}*22*-250*-200*0*12*ICN10501*11*1
      SVC*HC:99213*-250*-200**-1
      CAS*CO*45*-50
      PLB*1234567893*20261231*WO:ICN10501*-200`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE10503', date: '20261116' },
      `
      CLP*{B}*1*100*80*0*12*ICN10502*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      PLB*1234567893*20261231*WO:ICN10501*200*FB:ICN10501*-120`,
    ),
    remittanceText(
      'bluecross',
      { amount: '180', trace: 'TRACE10504', date: '20261123' },
      `
      CLP*{C}*1*400*300*0*12*ICN10503*11*1
      SVC*HC:99213*400*300**1
      CAS*CO*45*100
      PLB*1234567893*20261231*FB:ICN10501*120`,
    ),
  ],
  expected: {
    accounts: {
      'insurance-receivable': 25000,
      'deposits-in-transit': 38000,
      'contractual-adjustments': 12000,
      charges: -75000,
    },
    payers: {
      bluecross: { 'insurance-receivable': 25000, 'deposits-in-transit': 38000, 'contractual-adjustments': 12000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [25000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { ICN10501: 0 },
    quarantined: [],
  },
};
