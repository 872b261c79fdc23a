import { hears, paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aPartIsDisputed: GoldenAccount = {
  name: 'a part that a cardholder disputes is owed again, the later visit first, and the statement shows what is left of the payment',
  reasoning: `
    Kim pays 100.00 by card for visits of 70.00 and 30.00; the processor keeps 3.20. She disputes 40.00: the 30.00 of the later visit and 10.00 of the first one are owed again; 15.00
    are charged for it. The bank takes her side. In transit: 100.00 - 3.20 - 40.00 - 15.00 = 41.80; fees 18.20.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [70_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [30_00], on: '2026-10-12' },
  },
  steps: [
    ...takesCards('2026-10-13'),
    ...paysByLink('2026-11-02', 'kim', 100_00),
    hears('2026-11-02'),
    { on: '2026-11-10', happens: { what: 'disputes', charge: 'kimLink', cents: 40_00 } },
    hears('2026-11-10'),
    { on: '2026-11-20', happens: { what: 'dispute-ends', charge: 'kimLink', as: 'lost' } },
    hears('2026-11-20'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, unapplied: 0, due: 40_00, ageing: { '31-60': 40_00 } } },
    claims: { A: { payers: [], patient: 10_00 }, B: { payers: [], patient: 30_00 } },
    statements: {
      kim: {
        due: 40_00,
        visits: { A: [70_00, 0, 0, 60_00, 10_00], B: [30_00, 0, 0, 0, 30_00] },
        why: { A: { 'no-insurance': 70_00 }, B: { 'no-insurance': 30_00 } },
      },
    },
    books: {
      ...{ 'patient-receivable': 40_00, 'deposits-in-transit': 41_80 },
      ...{ 'merchant-and-agency-fees': 18_20, charges: -100_00 },
    },
    work: [],
  },
};
