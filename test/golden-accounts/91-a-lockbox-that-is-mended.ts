import type { GoldenAccount, GoldenStep } from './golden-account.ts';

const file = (
  on: string,
  total: string,
  more: { readonly as?: string; readonly refused?: string } = {},
): GoldenStep => ({
  on,
  happens: {
    ...{ what: 'lockbox-file', ...(more.as === undefined ? {} : { as: more.as }) },
    text: `header,4711,2026-11-05
      item,1,1,9001,60.00,{kim.account}
      item,1,2,9002,45.00,{B}
      item,1,3,9003,20.00,HAPPY BIRTHDAY
      batch,1,3,${total}
      trailer,3,${total}`,
  },
  ...(more.refused === undefined ? {} : { refused: more.refused }),
});

export const aLockboxThatIsMended: GoldenAccount = {
  name: 'a lockbox file that does not add up books nothing; mended it is booked once, however often either comes, and a check of nobody finds its account',
  reasoning: `
    Three checks of 60.00, 45.00 and 20.00: 125.00. The bank's first file says 124.00 and is refused whole. The mended one says 125.00. Both come again: the first is refused as
    before, the second one is the same file. Kim's account and Lee's visit are paid. The third check names nobody and waits. On the 9th Lee calls: it is his. It pays
    15.00 of a second visit, of which nothing is owed then, and 5.00 stay with his account. In transit: 125.00.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [45_00], on: '2026-10-06' },
    C: { patient: 'lee', payers: [], lines: [15_00], on: '2026-10-07' },
  },
  steps: [
    file('2026-11-05', '124.00', { refused: 'batch-total-differs' }),
    file('2026-11-05', '125.00', { as: 'box' }),
    file('2026-11-06', '124.00', { refused: 'batch-total-differs' }),
    file('2026-11-06', '125.00'),
    { on: '2026-11-09', call: 'GET /v1/patient-payments?state=unidentified', as: 'unknown' },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/patient-payments/{unknown}/transfer', version: 1, as: 'his' },
      body: { accountId: '{lee.account}', reason: 'He called' },
    },
    { on: '2026-11-09', call: 'POST /v1/patient-payments/{his}/allocate', version: 1, body: {} },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 }, lee: { owed: 0, unapplied: 5_00, due: -5_00 } },
    claims: {
      A: { payers: [], patient: 0 },
      B: { payers: [], patient: 0 },
      C: { payers: [], patient: 0 },
    },
    books: { 'deposits-in-transit': 125_00, 'unapplied-patient-cash': -5_00, charges: -120_00 },
    work: [],
  },
};
