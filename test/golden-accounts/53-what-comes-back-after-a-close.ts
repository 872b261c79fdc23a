import type { GoldenAccount } from './golden-account.ts';

const october = '/v1/accounting-periods/{entity}/2026-10';

export const whatComesBackAfterAClose: GoldenAccount = {
  name: 'a payment, and a refund’s check, of a closed month are taken back in the open one; nothing is booked into the closed one',
  reasoning: `
    Kim owes 50.00 and pays it by check. Lee owes 50.00 and pays 100.00; the 50.00 that are too much go back by check. October is closed. In November Kim's check
    is returned: 50.00 are owed again, 53 days old. Lee's refund check is stopped and the refund declined: his cash stands with the account. Nothing can be
    posted into October by hand. In transit: 50.00 - 50.00 + 100.00. The bank paid nothing in the end.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [50_00], on: '2026-10-05' },
  },
  steps: [
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'kims' },
      body: { patientId: '{kim}', method: 'check', reference: '80', cents: 50_00, receivedOn: '2026-10-06' },
    },
    {
      ...{ on: '2026-10-06', call: 'POST /v1/patient-payments', as: 'lees' },
      body: { patientId: '{lee}', method: 'check', reference: '90', cents: 100_00, receivedOn: '2026-10-06' },
    },
    { on: '2026-10-08', call: 'POST /v1/refunds', as: 'back', body: { paymentId: '{lees}', reason: 'Too much' } },
    {
      ...{ on: '2026-10-09', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    { on: '2026-11-02', call: `POST ${october}/close`, version: 0, body: { accepted: [] } },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/manual-entries', refused: 'period-closed' },
      body: {
        ...{ entityId: '{entity}', postedOn: '2026-10-31', reason: 'The terminal of October' },
        lines: [
          { account: 'merchant-and-agency-fees', cents: 35_00 },
          { account: 'bank', cents: -35_00 },
        ],
      },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments/{kims}/reverse', version: 1 },
      body: { as: 'returned', on: '2026-10-30', reason: 'No funds' },
    },
    { on: '2026-11-11', call: 'POST /v1/refunds/{back}/stop', version: 2, body: { reason: 'Lost' } },
    { on: '2026-11-12', call: 'POST /v1/refunds/{back}/decline', version: 3, body: { reason: 'Pays the next visit' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 50_00, unapplied: 0, due: 50_00, ageing: { '31-60': 50_00 } },
      lee: { owed: 0, unapplied: 50_00, due: -50_00 },
    },
    claims: { A: { payers: [], patient: 50_00 }, B: { payers: [], patient: 0 } },
    books: {
      ...{ 'patient-receivable': 50_00, 'deposits-in-transit': 100_00, 'unapplied-patient-cash': -50_00 },
      charges: -100_00,
    },
    work: [],
  },
};
