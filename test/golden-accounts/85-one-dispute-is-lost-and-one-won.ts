import { hears, paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const oneDisputeIsLostAndOneWon: GoldenAccount = {
  name: 'what a cardholder disputes is owed again, as old as before; a dispute that is won pays the visit again, and its charge stays with the office',
  reasoning: `
    Kim pays 100.00 by card; the processor keeps 2.90 + 0.30 = 3.20. Lee pays 50.00; it keeps 1.45 + 0.30 = 1.75. Both dispute on 10 November: 100.00 and 50.00 leave, and
    15.00 each. On the 20th Kim's dispute is lost and Lee's is won: his 50.00 come back. Kim owes 100.00, 53 days old; Lee nothing.
    In transit: Kim 100.00 - 3.20 - 100.00 - 15.00 = -18.20, Lee 50.00 - 1.75 - 15.00 = 33.25: 15.05. Fees: 3.20 + 15.00 + 1.75 + 15.00 = 34.95.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [50_00], on: '2026-10-06' },
  },
  steps: [
    ...takesCards('2026-10-07'),
    ...paysByLink('2026-11-02', 'kim', 100_00),
    ...paysByLink('2026-11-02', 'lee', 50_00),
    hears('2026-11-02'),
    { on: '2026-11-10', happens: { what: 'disputes', charge: 'kimLink' } },
    { on: '2026-11-10', happens: { what: 'disputes', charge: 'leeLink' } },
    hears('2026-11-10'),
    { on: '2026-11-20', happens: { what: 'dispute-ends', charge: 'kimLink', as: 'lost' } },
    { on: '2026-11-20', happens: { what: 'dispute-ends', charge: 'leeLink', as: 'won' } },
    hears('2026-11-20'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 100_00, unapplied: 0, due: 100_00, ageing: { '31-60': 100_00 } },
      lee: { owed: 0, unapplied: 0, due: 0 },
    },
    claims: { A: { payers: [], patient: 100_00 }, B: { payers: [], patient: 0 } },
    books: {
      ...{ 'patient-receivable': 100_00, 'deposits-in-transit': 15_05 },
      ...{ 'merchant-and-agency-fees': 34_95, charges: -150_00 },
    },
    work: [],
  },
};
