import { answered, corrected } from './answers.ts';
import { hears, paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const before = { paid: 50, contract: 0, share: 50 };

export const aRefundThatNoCardTakes: GoldenAccount = {
  name: 'a refund that the card refuses leaves nothing in the books, and goes by check',
  reasoning: `
    The payer pays 50.00 of 100.00 and leaves 50.00, which Kim pays by card; the processor keeps 1.45 + 0.30 = 1.75. On 5 November the payer corrects its answer: it pays 80.00 and leaves
    20.00. Her 50.00 are taken off and 20.00 put back: 30.00 are cash of hers. They are refunded to the card, which does not take them: nothing has left. On the 12th
    they go by check. She owes nothing. In transit: the payer's 80.00 and 50.00 - 1.75: 128.25. The bank has -30.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    ...takesCards('2026-10-06'),
    answered('2026-11-02', 'ACC8901', before),
    ...paysByLink('2026-11-03', 'kim', 50_00),
    hears('2026-11-03'),
    corrected('2026-11-05', 'ACC8902', [before, { paid: 80, contract: 0, share: 20 }]),
    { on: '2026-11-06', call: 'GET /v1/patient-payments?accountId={kim.account}', as: 'paid' },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/patient-payments/{paid}/take-off', version: 1 },
      body: { reason: 'The payer pays more' },
    },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/patient-payments/{paid}/allocate', version: 2 },
      body: {},
    },
    { on: '2026-11-06', call: 'POST /v1/refunds', as: 'back', body: { paymentId: '{paid}', reason: 'Too much' } },
    { on: '2026-11-06', call: 'POST /v1/refunds/{back}/credit-card', version: 1, body: {} },
    { on: '2026-11-10', happens: { what: 'credit-ends', as: 'failed' } },
    hears('2026-11-10'),
    {
      ...{ on: '2026-11-12', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'The card is closed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: {
      ...{ 'deposits-in-transit': 128_25, bank: -30_00 },
      ...{ 'merchant-and-agency-fees': 1_75, charges: -100_00 },
    },
    work: [],
  },
};
