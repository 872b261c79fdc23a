import type { GoldenAccount } from './golden-account.ts';

const pay = (patient: string, method: string, cents: number) => ({
  ...{ on: '2026-11-02', call: 'POST /v1/patient-payments', as: patient === 'kim' ? 'check' : 'cash' },
  body: {
    ...{ patientId: `{${patient}}`, method, cents, receivedOn: '2026-11-02' },
    ...(method === 'check' ? { reference: '651' } : {}),
  },
});
const slip = (totalCents: number) => ({
  ...{ on: '2026-11-03', call: 'POST /v1/deposit-batches' },
  body: { entityId: '{entity}', depositedOn: '2026-11-03', totalCents, reference: 'SLIP-65' },
});

export const aSlipThatIsShort: GoldenAccount = {
  name: 'a slip that is not what was received is refused; a check of one that the bank has shown comes back, and is owed and in transit below zero',
  reasoning: `
    Kim pays 60.00 by check, Lee 40.00 in cash. A slip of 99.00 is refused, one of 100.00 is made, and the bank shows it by its number: nothing is in transit, 100.00 are at
    the bank. Then Kim's check comes back: 60.00 are owed again, since 5 October, 53 days; in transit are -60.00 until the bank's debit is entered.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: [], lines: [40_00], on: '2026-10-06' },
  },
  steps: [
    pay('kim', 'check', 60_00),
    pay('lee', 'cash', 40_00),
    { ...slip(99_00), refused: 'batch-total-differs' },
    slip(100_00),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/deposits' },
      body: {
        ...{ entityId: '{entity}', depositedOn: '2026-11-04', bankAccount: 'EXAMPLE-1', cents: 100_00 },
        ...{ kind: 'check', traceNumber: 'SLIP-65' },
      },
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments/{check}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 60_00, unapplied: 0, due: 60_00, ageing: { '31-60': 60_00 } },
      lee: { owed: 0, due: 0 },
    },
    claims: { A: { payers: [], patient: 60_00 }, B: { payers: [], patient: 0 } },
    books: { 'patient-receivable': 60_00, 'deposits-in-transit': -60_00, bank: 100_00, charges: -100_00 },
    work: [],
  },
};
