import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const refundsAcknowledgedBothWays: GoldenLedger = {
  name: 'refunds acknowledged both ways',
  reasoning: `
    A (80.00, CO-45 20.00) is refunded by check, reversed and acknowledged (72 -80.00); a check of 15.00 that the payer did not expect is acknowledged with B2 -15.00.
    Both credit refunds sent, whose debits the checks' own journals hold. 72 with 5.00 takes money, which no refund of ours explains: suspense, and a
    person looks. -80.00 + 80.00 + 15.00 - 5.00 = 10.00 comes. Deposits 130.00 + 10.00; A is owed again.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '130', trace: 'TRACE6101' },
      `
      CLP*{A}*1*100*80*0*12*ICN6101*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      CLP*{B}*1*50*50*0*12*ICN6102*11*1
      SVC*HC:99212*50*50**1`,
    ),
    remittanceText(
      'bluecross',
      { amount: '10', trace: 'TRACE6102', date: '20261109' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN6101*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      PLB*1234567893*20261231*72:ICN6101*-80*B2:CHECK77*-15*72:ICN6199*5`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14000,
      'refunds-sent': -9500,
      'plb-suspense': 500,
      'insurance-receivable': 10000,
      charges: -15000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 14000,
        'refunds-sent': -9500,
        'plb-suspense': 500,
        'insurance-receivable': 10000,
      },
    },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['provider-adjustment-to-review'],
    recoupments: {},
    quarantined: [],
  },
};
