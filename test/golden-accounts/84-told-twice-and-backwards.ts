import { paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const toldTwiceAndBackwards: GoldenAccount = {
  name: 'the processor tells everything twice and the last first, after the link was revoked: the money is booked once, and nobody takes a card’s money off by hand',
  reasoning: `
    Kim owes 100.00 and pays 60.00 by a link, which is revoked before the office hears of it. The processor keeps 60.00 x 2.9 % = 1.74, and 0.30: 2.04. Its events come
    backwards and twice: 60.00 came once. A biller cannot void it, since the processor has the money. Then it is disputed, and the dispute is won, before the
    office hears of either; the end is told first, and all of it twice. The dispute cost 15.00. So 60.00 left and came again: 40.00 are owed, 53 days old.
    In transit: 60.00 - 2.04 - 15.00 = 42.96.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' } },
  steps: [
    ...takesCards('2026-10-06'),
    ...paysByLink('2026-11-02', 'kim', 60_00),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/pay-links/{kimLink}/revoke', version: 2 },
      body: { reason: 'Sent to the wrong address' },
    },
    { on: '2026-11-03', happens: { what: 'events-arrive', how: 'backwards-and-twice' } },
    { on: '2026-11-03', call: 'GET /v1/patient-payments?accountId={kim.account}', as: 'paid' },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/patient-payments/{paid}/reverse', version: 1, refused: 'payment-by-card' },
      body: { as: 'voided', reason: 'The wrong patient' },
    },
    { on: '2026-11-10', happens: { what: 'disputes', charge: 'kimLink' } },
    { on: '2026-11-11', happens: { what: 'dispute-ends', charge: 'kimLink', as: 'won' } },
    { on: '2026-11-12', happens: { what: 'events-arrive', how: 'backwards-and-twice' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, unapplied: 0, due: 40_00, ageing: { '31-60': 40_00 } } },
    claims: { A: { payers: [], patient: 40_00 } },
    books: {
      ...{ 'patient-receivable': 40_00, 'deposits-in-transit': 42_96 },
      ...{ 'merchant-and-agency-fees': 17_04, charges: -100_00 },
    },
    work: [],
  },
};
