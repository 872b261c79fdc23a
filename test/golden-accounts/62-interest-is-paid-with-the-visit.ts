import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { collects } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const states = [
  { state: 'OH', from: '2026-01-01' as LocalDate, source: 'made up', interest: { maximumBasisPoints: 800 } },
];

export const interestIsPaidWithTheVisit: GoldenAccount = {
  name: 'interest stands with its visit, is paid with it, and is owed again when the check comes back',
  reasoning: `
    365.00 of 3 August without a payer; 6 percent after 30 days. From 2 September to 1 November are 61 days: 365.00 x 6 % x 61 / 365 = 3.66. A check of 368.66
    pays both, and comes back on 12 November: 368.66 are owed. 100.00 in cash leave 268.66. Income: 365.00 and 3.66. The check never reached a deposit
    batch, so that only the cash is in transit.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [365_00], on: '2026-08-03' } },
  steps: [
    collects('2026-08-03', { interest: { basisPoints: 600, afterDays: 30 }, states }),
    {
      ...{ on: '2026-11-01', call: 'POST /v1/interest-charges' },
      body: { claimId: '{A}', reason: 'As the statement says' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments', as: 'check' },
      body: { patientId: '{kim}', method: 'check', reference: '621', cents: 368_66, receivedOn: '2026-11-05' },
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-20', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 100_00, receivedOn: '2026-11-20' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 268_66, unapplied: 0, due: 268_66 } },
    claims: { A: { payers: [], patient: 268_66 } },
    statements: {
      kim: {
        due: 268_66,
        visits: { A: [368_66, 0, 0, 100_00, 268_66] },
        why: { A: { 'no-insurance': 365_00, interest: 3_66 } },
      },
    },
    books: {
      'patient-receivable': 268_66,
      'deposits-in-transit': 100_00,
      'interest-income': -3_66,
      charges: -365_00,
    },
    work: [],
  },
};
