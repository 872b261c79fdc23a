import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const cashOfNoClaimGoesBack: GoldenAccount = {
  name: 'a payer’s cash of no claim becomes a refund; stopped and declined, it waits for a person again, who books it',
  reasoning: `
    Blue Cross pays 25.00 for a claim that nobody knows: they wait. A manager books them to refunds payable, which makes a refund to the payer; its check
    leaves, and is stopped; the refund is declined: 25.00 are in unapplied payer cash, under an exception. The payer writes that the office shall keep
    them: booked to other adjustments, the exception ends. Kim's 10.00 have nothing to do with it.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [10_00], on: '2026-11-01' } },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '25', trace: 'ACC2701' },
        `CLP*ELSEWHERE*1*25*25*0*12*ICN1*11*1
         SVC*HC:99213*25*25**1`,
      ),
    },
    { on: '2026-11-03', call: 'GET /v1/exceptions', as: 'cash' },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/exceptions/{cash}/book', version: 1 },
      body: { account: 'refunds-payable', reason: 'Another clinic’s' },
    },
    { on: '2026-11-03', call: 'GET /v1/refunds?state=approved', as: 'back' },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/refunds/{back}/stop', version: 2 },
      body: { reason: 'Lost in the mail' },
    },
    {
      ...{ on: '2026-11-11', call: 'POST /v1/refunds/{back}/decline', version: 3 },
      body: { reason: 'The payer has written' },
    },
    { on: '2026-11-12', call: 'GET /v1/exceptions?code=refund-of-cash-declined', as: 'again' },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/exceptions/{again}/book', version: 1 },
      body: { account: 'other-adjustments', reason: 'The payer lets us keep it' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 10_00, due: 10_00, ageing: { '0-30': 10_00 } } },
    claims: { A: { payers: [], patient: 10_00 } },
    books: {
      'patient-receivable': 10_00,
      'deposits-in-transit': 25_00,
      'other-adjustments': -25_00,
      charges: -10_00,
    },
    work: [],
  },
};
