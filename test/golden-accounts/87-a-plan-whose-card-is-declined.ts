import { dayPasses, hears, kimsCard, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aPlanWhoseCardIsDeclined: GoldenAccount = {
  name: 'an instalment that a card pays is announced, declined and tried again; the plan counts it for the instalment that was missed',
  reasoning: `
    90.00 and 60.00, in three instalments of 50.00 from 12 November monthly, by a card on file. The charge is announced a week ahead, on the 5th. On the 12th the bank declines it. A
    biller tries again on the 13th. It was announced, so the card is charged at once: 50.00, less 1.45 + 0.30 = 1.75. They go to the older visit: 40.00 and
    60.00 are owed, 57 and 53 days old. A statement of 27 November asks for what is due by 18 December: 50.00 + 50.00 less the 50.00 that are paid. Nothing is missed any more.
    In transit: 48.25.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [90_00], on: '2026-10-01' },
    B: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
  },
  steps: [
    ...takesCards('2026-10-06'),
    ...kimsCard('2026-11-02'),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/payment-plans' },
      body: { accountId: '{kim.account}', firstDueOn: '2026-11-12', every: 'month', count: 3, cardId: '{card}' },
    },
    dayPasses('2026-11-05'),
    { on: '2026-11-12', happens: { what: 'bank-decides', card: 'pm_card_chargeDeclinedInsufficientFunds' } },
    dayPasses('2026-11-12'),
    { on: '2026-11-13', happens: { what: 'bank-decides', card: 'pm_card_visa' } },
    { on: '2026-11-13', call: 'GET /v1/card-charges?list=declined', as: 'charge' },
    {
      ...{ on: '2026-11-13', call: 'POST /v1/card-charges/{charge}/retry', version: 5 },
      body: { reason: 'Has money now' },
    },
    dayPasses('2026-11-13'),
    hears('2026-11-16'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 100_00, unapplied: 0, due: 100_00, ageing: { '31-60': 100_00 } } },
    claims: { A: { payers: [], patient: 40_00 }, B: { payers: [], patient: 60_00 } },
    statements: {
      kim: {
        due: 50_00,
        visits: { A: [90_00, 0, 0, 50_00, 40_00], B: [60_00, 0, 0, 0, 60_00] },
        why: { A: { 'no-insurance': 90_00 }, B: { 'no-insurance': 60_00 } },
        payments: [['2026-11-13', 50_00]],
        plan: { remaining: 100_00, later: 50_00, nextOn: '2026-12-12' },
      },
    },
    books: {
      ...{ 'patient-receivable': 100_00, 'deposits-in-transit': 48_25 },
      ...{ 'merchant-and-agency-fees': 1_75, charges: -150_00 },
    },
    work: [],
  },
};
