import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { collects } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const states = [
  { state: 'OH', from: '2026-01-01' as LocalDate, source: 'made up', interest: { maximumBasisPoints: 800 } },
];
const charge = (on: string, claim: string) => ({
  ...{ on, call: 'POST /v1/interest-charges' },
  body: { claimId: `{${claim}}`, reason: 'As the statement says' },
});

export const interestWhereItIsAllowed: GoldenAccount = {
  name: 'interest is a charge of its own, at the lower rate, from the day on, and never beside what the No Surprises Act leaves',
  reasoning: `
    365.00 of 3 August without a payer. The office asks for 6 percent after 30 days; Ohio allows 8. From 2 September to 1 November are 29 + 31 + 1 = 61 days:
    365.00 x 6 % x 61 / 365 = 3.66. On the same day there is no more. On 11 November 10 days more are 0.60, of 365.00 still: interest bears none. That
    was too much trouble for a patient who calls: taken back. Of the other visit, 100.00, insurance paid 60.00, took 20.00 off and left 20.00 under
    the No Surprises Act (N862): no interest. Owed: 365.00 + 3.66 + 20.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [365_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' },
  },
  steps: [
    { ...charge('2026-08-03', 'A'), refused: 'interest-not-set' },
    collects('2026-08-03', { interest: { basisPoints: 600, afterDays: 30 }, states }),
    {
      on: '2026-08-20',
      remittance: remittanceText(
        'bluecross',
        { amount: '60', trace: 'ACC4301', date: '20260820' },
        `CLP*{B}*1*100*60*20*12*ICN1*11*1
         MOA***N862
         SVC*HC:99213*100*60**1
         CAS*CO*45*20
         CAS*PR*2*20`,
      ),
    },
    { ...charge('2026-09-01', 'A'), refused: 'interest-not-due' },
    charge('2026-11-01', 'A'),
    { ...charge('2026-11-01', 'A'), refused: 'interest-not-due' },
    { ...charge('2026-11-01', 'B'), refused: 'account-forbids' },
    { ...charge('2026-11-11', 'A'), as: 'more' },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/interest-charges/{more}/reverse', version: 1 },
      body: { reason: 'Goodwill' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 388_66, due: 388_66 } },
    claims: { A: { payers: [], patient: 368_66 }, B: { payers: [0], patient: 20_00 } },
    statements: {
      kim: {
        due: 388_66,
        visits: { A: [368_66, 0, 0, 0, 368_66], B: [100_00, 60_00, 20_00, 0, 20_00] },
        why: { A: { 'no-insurance': 365_00, interest: 3_66 }, B: { 'carc-2': 20_00 } },
      },
    },
    books: {
      'patient-receivable': 388_66,
      'deposits-in-transit': 60_00,
      'contractual-adjustments': 20_00,
      'interest-income': -3_66,
      charges: -465_00,
    },
    work: [],
  },
};
