import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paymentThatDoesNotAddUp: GoldenLedger = {
  name: 'payment that does not add up',
  reasoning: `
    The payment says 85.00 and its one claim 80.00. The payment is quarantined and nothing at all is posted: no deposit, no claim.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '85', trace: 'TRACE2201' },
      `
      CLP*{A}*1*100*80*0*12*ICN2201*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: { 'insurance-receivable': 10000, charges: -10000 },
    payers: { bluecross: { 'insurance-receivable': 10000 } },
    claims: {
      A: { state: 'submitted', payerCents: [10000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: ['payment-unbalanced'],
  },
};
