import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalInAnotherFile: GoldenLedger = {
  name: 'reversal in another file',
  reasoning: `
    A's answer (100.00, CO-45 50.00), its reversal and its correction come in three payments. The reversal undoes the first to the cent;
    the payer does not take the 100.00 at once but holds it with WO -100.00: nothing is paid. The third payment brings the correction
    (90.00, CO-45 50.00, copayment 10.00) and B (60.00, CO-45 20.00) and collects WO 100.00: 90.00 + 60.00 - 100.00 = 50.00.
    Deposits 100.00 + 0 + 50.00; contractual 50.00 + 20.00; nothing is left under the payer's reference.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
    B: { payers: ['bluecross'], lines: [8000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE2501' },
      `
      CLP*{A}*1*150*100*0*12*ICN2501*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE2502', date: '20261109' },
      `
      CLP*{A}*22*-150*-100*0*12*ICN2501*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-50
      PLB*1234567893*20261231*WO:ICN2501*-100`,
    ),
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE2503', date: '20261116' },
      `
      CLP*{A}*1*150*90*10*12*ICN2501A*11*7
      SVC*HC:99214*150*90**1
      CAS*CO*45*50
      CAS*PR*3*10
      CLP*{B}*1*80*60*0*12*ICN2502*11*1
      SVC*HC:99213*80*60**1
      CAS*CO*45*20
      PLB*1234567893*20261231*WO:ICN2501*100`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 15000,
      'contractual-adjustments': 7000,
      'patient-receivable': 1000,
      charges: -23000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 15000, 'contractual-adjustments': 7000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { ICN2501: 0 },
    quarantined: [],
  },
};
