import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const adjustmentsOfNothingAndDenialsByStatus: GoldenLedger = {
  name: 'adjustments of nothing and denials by status',
  reasoning: `
    A carries an adjustment of nothing on the claim (CO-A1 0), as some payers write it; it says nothing, though A1 is a denial where there is an amount: 80.00 paid, CO-45 20.00. B is
    denied by status 4 and by its reason (CO-243, not authorized by the network): 100.00 stays with the payer as a denial; nothing is unapplied.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE8901' },
      `
      CLP*{A}*1*100*80*0*12*ICN8901*11*1
      CAS*CO*A1*0
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      CLP*{B}*4*100*0*0*12*ICN8902*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*243*100`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 10000,
      charges: -20000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [10000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-243'], cents: 10000, mayBillNextPayer: false }],
  },
};
