import { overpaid } from './14-payers-credit-sent-back.ts';
import type { GoldenAccount } from './golden-account.ts';

export const payersRefundDeclined: GoldenAccount = {
  name: 'a payer’s refund that is declined is the payer’s credit again, and somebody’s work',
  reasoning: `
    Charged 100.00, paid 130.00. The 30.00 are moved to a refund by a manager, who decides so much alone, and the refund is declined: 30.00
    below zero stand with the payer, under an exception as before. No check can be sent of it.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    { on: '2026-10-20', remittance: overpaid('ACC1501') },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'credit' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/exceptions/{credit}/move', version: 1 },
      body: { to: 'refund', reason: 'Paid by mistake' },
    },
    { on: '2026-10-21', call: 'GET /v1/refunds?state=approved', as: 'back' },
    {
      on: '2026-10-22',
      call: 'POST /v1/refunds/{back}/decline',
      version: 1,
      body: { reason: 'It takes it back itself' },
    },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/refund-checks', refused: 'refund-not-in-state' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: -30_00 } },
    claims: { A: { payers: [-30_00], patient: 0 } },
    books: { 'deposits-in-transit': 130_00, 'insurance-receivable': -30_00, charges: -100_00 },
    work: ['exception credit-balance'],
  },
};
