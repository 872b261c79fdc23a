import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

export const paidLateForAClosedMonth: GoldenAccount = {
  name: 'what came in a month that is closed, and is entered or answered later, counts in the open month; the closed one stays as it was',
  reasoning: `
    Kim owes 100.00; Lee's payer owes 100.00. October is closed on 2 November. On the 5th a check of 40.00 is found that came on 30 October, and the payer's answer arrives that is dated 30 October: it pays 70.00, takes
    10.00 off and leaves 20.00. All of it is booked on 5 November: on 31 October 200.00 were owed, and still are in the books of that day. Nobody can post into October by hand.
    Kim owes 60.00 of 5 October, 53 days old; Lee owes 20.00 since 5 November, 22 days. In transit: 40.00 + 70.00.`,
  patients: ['kim', 'lee'],
  claims: {
    B: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' },
    A: { patient: 'lee', payers: ['bluecross'], lines: [100_00], on: '2026-10-06' },
  },
  steps: [
    {
      ...{ on: '2026-11-02', call: 'POST /v1/accounting-periods/{entity}/2026-10/close', version: 0 },
      body: { accepted: [] },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'check', reference: '931', cents: 40_00, receivedOn: '2026-10-30' },
    },
    { ...answered('2026-10-30', 'ACC9301', { paid: 70, contract: 10, share: 20 }), on: '2026-11-05' },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/manual-entries', refused: 'period-closed' },
      body: {
        ...{ entityId: '{entity}', postedOn: '2026-10-30', reason: 'Into October' },
        lines: [
          { account: 'merchant-and-agency-fees', cents: 1_00 },
          { account: 'bank', cents: -1_00 },
        ],
      },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 60_00, unapplied: 0, due: 60_00, ageing: { '31-60': 60_00 } },
      lee: { owed: 20_00, unapplied: 0, due: 20_00, ageing: { '0-30': 20_00 } },
    },
    claims: { B: { payers: [], patient: 60_00 }, A: { payers: [0], patient: 20_00 } },
    books: {
      ...{ 'patient-receivable': 80_00, 'deposits-in-transit': 110_00, 'contractual-adjustments': 10_00 },
      charges: -200_00,
    },
    booksAt: {
      '2026-10-31': { 'patient-receivable': 100_00, 'insurance-receivable': 100_00, charges: -200_00 },
      '2026-11-04': { 'patient-receivable': 100_00, 'insurance-receivable': 100_00, charges: -200_00 },
    },
    work: [],
  },
};
