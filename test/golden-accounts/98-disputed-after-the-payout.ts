import { hears, paysByLink, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const disputedAfterThePayout: GoldenAccount = {
  name: 'a dispute after the payout has reached the bank leaves a debit in transit, until the bank shows it',
  reasoning: `
    Kim pays 100.00 by card; the processor keeps 3.20 and pays 96.80 out, which the bank shows on the 5th. Nothing is in transit. On the 10th she disputes all of it; 15.00 are charged: -115.00 are in transit. 100.00 are owed again,
    53 days old. Fees: 3.20 + 15.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' } },
  steps: [
    ...takesCards('2026-10-06'),
    ...paysByLink('2026-11-02', 'kim', 100_00),
    hears('2026-11-02'),
    { on: '2026-11-03', call: 'GET /v1/patient-payments?accountId={kim.account}', as: 'paid' },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/deposit-batches', refused: 'batch-total-differs' },
      body: {
        ...{ entityId: '{entity}', depositedOn: '2026-11-03', totalCents: 100_00 },
        ...{ paymentIds: ['{paid}'], reference: 'PAYOUT-98' },
      },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/deposit-batches' },
      body: {
        ...{ entityId: '{entity}', depositedOn: '2026-11-03', totalCents: 96_80 },
        ...{ paymentIds: ['{paid}'], reference: 'PAYOUT-98' },
      },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/deposits' },
      body: {
        ...{ entityId: '{entity}', depositedOn: '2026-11-05', bankAccount: 'EXAMPLE-1', cents: 96_80 },
        ...{ kind: 'check', traceNumber: 'PAYOUT-98' },
      },
    },
    { on: '2026-11-10', happens: { what: 'disputes', charge: 'kimLink' } },
    hears('2026-11-10'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 100_00, unapplied: 0, due: 100_00, ageing: { '31-60': 100_00 } } },
    claims: { A: { payers: [], patient: 100_00 } },
    books: {
      ...{ 'patient-receivable': 100_00, 'deposits-in-transit': -115_00, bank: 96_80 },
      ...{ 'merchant-and-agency-fees': 18_20, charges: -100_00 },
    },
    work: [],
  },
};
