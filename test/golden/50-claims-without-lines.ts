import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const claimsWithoutLines: GoldenLedger = {
  name: 'claims without lines',
  reasoning: `
    A claim without lines balances as a whole, and its adjustments are the claim's. A: 60.00 paid, CO-45 30.00, copayment 10.00. B: CO-29 100.00, filed too
    late: a denial of the claim, nothing moves.`,
  claims: {
    A: { payers: ['bluecross'], lines: [6000, 4000] },
    B: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '60', trace: 'TRACE5001' },
      `
      CLP*{A}*1*100*60*10*12*ICN5001*11*1
      CAS*CO*45*30
      CAS*PR*3*10
      CLP*{B}*1*100*0*0*12*ICN5002*11*1
      CAS*CO*29*100`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 6000,
      'contractual-adjustments': 3000,
      'patient-receivable': 1000,
      'insurance-receivable': 10000,
      charges: -20000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 6000, 'contractual-adjustments': 3000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1000 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [10000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-29'], cents: 10000, mayBillNextPayer: false }],
  },
};
