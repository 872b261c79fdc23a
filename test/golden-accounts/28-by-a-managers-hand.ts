import type { GoldenAccount } from './golden-account.ts';

const lines = (account: string, cents: number) => [
  { account, cents },
  { account: 'bank', cents: -cents },
];
const post = { on: '2026-11-09', call: 'POST /v1/manual-entries' };

export const byAManagersHand: GoldenAccount = {
  name: 'a manager posts the bank’s fee by hand, and takes a mistaken entry back; no receivable can be posted to',
  reasoning: `
    The terminal's fee of October, 35.00, is posted on 31 October. 50.00 are posted to other adjustments by mistake and taken back. What a patient owes
    follows from claims alone: an entry to patient receivable is refused, and one that does not balance. A biller posts nothing. Kim owes 10.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [10_00], on: '2026-11-01' } },
  steps: [
    {
      ...post,
      body: {
        ...{ entityId: '{entity}', postedOn: '2026-10-31', reason: 'The terminal of October' },
        lines: lines('merchant-and-agency-fees', 35_00),
      },
    },
    {
      ...{ ...post, as: 'mistake' },
      body: { entityId: '{entity}', lines: lines('other-adjustments', 50_00), reason: 'The wrong account' },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/manual-entries/{mistake}/reverse', version: 1 },
      body: { reason: 'The wrong account' },
    },
    {
      ...{ ...post, refused: 'request-invalid' },
      body: { entityId: '{entity}', lines: lines('patient-receivable', 5_00), reason: 'By hand' },
    },
    {
      ...{ ...post, refused: 'manual-entry-unbalanced' },
      body: {
        ...{ entityId: '{entity}', reason: 'A cent more' },
        lines: [...lines('bad-debt', 5_00), { account: 'interest-expense', cents: 1 }],
      },
    },
    {
      ...{ ...post, by: 'biller' as const, refused: 'not-permitted' },
      body: { entityId: '{entity}', lines: lines('bad-debt', 5_00), reason: 'By hand' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 10_00, due: 10_00, ageing: { '0-30': 10_00 } } },
    claims: { A: { payers: [], patient: 10_00 } },
    books: { 'patient-receivable': 10_00, 'merchant-and-agency-fees': 35_00, bank: -35_00, charges: -10_00 },
    work: [],
  },
};
