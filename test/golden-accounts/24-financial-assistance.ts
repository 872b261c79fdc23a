import { cents } from '../../shared/domain/money/cents.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

/** A made-up guideline: 15,000.00 for a household of one, 5,000.00 for each further person. */
const guideline = {
  ...{ year: 2026, region: 'contiguous' as const },
  ...{ firstCents: cents(15_000_00), furtherCents: cents(5_000_00) },
};

export const financialAssistance: GoldenAccount = {
  name: 'an approved application gives its part up of what is owed of its window, Medicare’s cost sharing too, and one of them is taken back',
  reasoning: `
    The policy gives 75 % up to 200 % of the guideline, of visits from 240 days before the application. Kim's household of two has 30,000.00 a year:
    the guideline is 15,000.00 + 5,000.00 = 20,000.00, so 150 %. She applies on 1 November 2026; the window begins on 6 March.
    She owes 100.00 of 5 October, 16.00 that Medicare left on 20 October (64.00 paid, 20.00 by contract), and 30.00 of January 2025: too old.
    Approved, 75.00 and 12.00 are given up: 25.00 + 4.00 + 30.00 are left. The 12.00 are taken back: 25.00 + 16.00 + 30.00 = 71.00. Of these
    41.00 are 31 to 60 days old, and 30.00 over 120. Means were looked at, so that the law on federal cost sharing is kept.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: ['medicare'], lines: [100_00], on: '2026-10-06' },
    C: { patient: 'kim', payers: [], lines: [30_00], on: '2025-01-15' },
  },
  steps: [
    officeSays('2026-10-07', {
      assistance: {
        ...{ guidelines: [guideline], bands: [{ upToPercent: 200, rate: 7500 }] },
        ...{ lookBackDays: 240, validDays: 180 },
      },
    }),
    {
      on: '2026-10-20',
      remittance: remittanceText(
        'medicare',
        { amount: '64', trace: 'ACC2401', date: '20261020' },
        `CLP*{B}*1*100*64*16*MB*ICN1*11*1
         SVC*HC:99213*100*64**1
         CAS*CO*45*20
         CAS*PR*2*16`,
      ),
    },
    {
      ...{ on: '2026-11-01', call: 'POST /v1/assistance-applications', by: 'biller', as: 'application' },
      body: {
        ...{ accountId: '{kim.account}', appliedOn: '2026-11-01' },
        ...{
          household: { size: 2, incomeCents: 30_000_00 },
          documents: [{ kind: 'tax-return', receivedOn: '2026-11-01' }],
        },
      },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/assistance-applications', refused: 'assistance-open-already' },
      body: {
        ...{ accountId: '{kim.account}', appliedOn: '2026-11-02' },
        ...{ household: { size: 1, incomeCents: 0 }, documents: [] },
      },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/assistance-applications/{application}/approve', version: 1 },
      body: { reason: 'The tax return shows it' },
    },
    { on: '2026-11-06', call: 'GET /v1/adjustments?claimId={B}', as: 'given' },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/adjustments/{given}/reverse', version: 1 },
      body: { reason: 'Another programme pays it' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 71_00, due: 71_00, ageing: { '31-60': 41_00, 'over-120': 30_00 } } },
    claims: {
      A: { payers: [], patient: 25_00 },
      B: { payers: [0], patient: 16_00 },
      C: { payers: [], patient: 30_00 },
    },
    books: {
      'patient-receivable': 71_00,
      'deposits-in-transit': 64_00,
      'contractual-adjustments': 20_00,
      'charity-care': 75_00,
      charges: -230_00,
    },
    work: [],
  },
};
