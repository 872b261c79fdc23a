import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const partlyPaid: GoldenLedger = {
  name: 'partly paid',
  reasoning: `
    Line 1 (100.00): 80.00 paid, CO-45 20.00 contractual. Line 2 (50.00): nothing paid, CO-197 (authorization missing) is a denial,
    so nothing moves and 50.00 stays with the payer.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE0201' },
      `
      CLP*{A}*1*150*80*0*12*ICN0201*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      SVC*HC:72148*50*0**1
      CAS*CO*197*50`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 5000,
      charges: -15000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000, 'insurance-receivable': 5000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [5000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
