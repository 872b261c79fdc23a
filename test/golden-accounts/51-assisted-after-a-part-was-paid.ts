import { cents } from '../../shared/domain/money/cents.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

/** A made-up guideline: 15,000.00 for a household of one, 5,000.00 for each further person. */
const guideline = {
  ...{ year: 2026, region: 'contiguous' as const },
  ...{ firstCents: cents(15_000_00), furtherCents: cents(5_000_00) },
};

export const assistedAfterAPartWasPaid: GoldenAccount = {
  name: 'assistance gives its part up of what is left after a payment; when that comes back it is owed, and no second part is given up',
  reasoning: `
    Kim owes 100.00 and pays 40.00 by check. Her application is approved at 75 %: 45.00 of the 60.00 that are left are given up. The check comes back:
    15.00 + 40.00 = 55.00 are owed, 53 days old. The claim has had its part, so that applying the policy again gives nothing.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' } },
  steps: [
    officeSays('2026-10-07', {
      assistance: {
        ...{ guidelines: [guideline], bands: [{ upToPercent: 200, rate: 7500 }] },
        ...{ lookBackDays: 240, validDays: 180 },
      },
    }),
    {
      ...{ on: '2026-10-10', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '81', cents: 40_00, receivedOn: '2026-10-10' },
    },
    {
      ...{ on: '2026-11-01', call: 'POST /v1/assistance-applications', by: 'biller', as: 'application' },
      body: {
        ...{ accountId: '{kim.account}', appliedOn: '2026-11-01', household: { size: 2, incomeCents: 30_000_00 } },
        documents: [{ kind: 'tax-return', receivedOn: '2026-11-01' }],
      },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/assistance-applications/{application}/approve', version: 1 },
      body: { reason: 'The tax return shows it' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments/{paid}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-11', call: 'POST /v1/assistance-applications/{application}/apply', version: 2 },
      body: { reason: 'What is owed now' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 55_00, unapplied: 0, due: 55_00, ageing: { '31-60': 55_00 } } },
    claims: { A: { payers: [], patient: 55_00 } },
    books: { 'patient-receivable': 55_00, 'charity-care': 45_00, charges: -100_00 },
    work: [],
  },
};
