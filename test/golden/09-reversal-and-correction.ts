import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalAndCorrection: GoldenLedger = {
  name: 'reversal and correction',
  reasoning: `
    First file: 100.00 paid, CO-45 50.00. Second file: the reversal undoes both to the cent; the correction pays 90.00, CO-45 50.00,
    copayment 10.00. Claim B brings 60.00 and CO-45 20.00, so that the payment is -100.00 + 90.00 + 60.00 = 50.00.
    Deposits 100.00 + 50.00; contractual 50.00 - 50.00 + 50.00 + 20.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [15000] },
    B: { payers: ['bluecross'], lines: [8000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE0901' },
      `
      CLP*{A}*1*150*100*0*12*ICN0901*11*1
      SVC*HC:99214*150*100**1
      CAS*CO*45*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE0902' },
      `
      CLP*{A}*22*-150*-100*0*12*ICN0901*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-50
      CLP*{A}*1*150*90*10*12*ICN0901A*11*1
      SVC*HC:99214*150*90**1
      CAS*CO*45*50
      CAS*PR*3*10
      CLP*{B}*1*80*60*0*12*ICN0902*11*1
      SVC*HC:99213*80*60**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 15000,
      'contractual-adjustments': 7000,
      'patient-receivable': 1000,
      charges: -23000,
    },
    payers: { bluecross: { 'deposits-in-transit': 15000, 'contractual-adjustments': 7000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
