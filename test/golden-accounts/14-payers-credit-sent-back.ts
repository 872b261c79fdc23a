import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

/** The payer states that it paid 130.00 for a line of 100.00. */
export const overpaid = (trace: string) =>
  remittanceText(
    'bluecross',
    { amount: '130', trace, date: '20261020' },
    `CLP*{A}*1*100*130*0*12*ICN1*11*1
     SVC*HC:99213*100*130**1
     CAS*OA*94*-30`,
  );

export const payersCreditSentBack: GoldenAccount = {
  name: 'what a payer has paid too much goes back by check, agreed to by a second person, and is over when the bank has paid it',
  reasoning: `
    Charged 100.00, paid 130.00: 30.00 too much, an exception. A biller moves it to a refund: 30.00 in refunds payable, and the exception ends. A
    manager agrees; the check leaves (refunds sent 30.00, bank -30.00); the bank pays it, and refunds sent meets refunds payable: both zero.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    { on: '2026-10-20', remittance: overpaid('ACC1401') },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'credit' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/exceptions/{credit}/move', version: 1, by: 'biller' },
      body: { to: 'refund', reason: 'Paid by mistake' },
    },
    { on: '2026-10-21', call: 'GET /v1/refunds?state=requested', as: 'back' },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/refunds/{back}/approve', version: 1 },
      body: { reason: 'The payer has written' },
    },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    { on: '2026-10-30', call: 'POST /v1/refunds/{back}/clear', version: 3, by: 'biller', body: {} },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 130_00, bank: -30_00, charges: -100_00 },
    work: [],
  },
};
