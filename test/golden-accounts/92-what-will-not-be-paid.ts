import type { GoldenAccount, GoldenStep } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const close = (on: string, month: string, version: number): GoldenStep => ({
  ...{ on, call: `POST /v1/accounting-periods/{entity}/${month}/close`, version },
  body: { accepted: [] },
});

export const whatWillNotBePaid: GoldenAccount = {
  name: 'each close reserves for bad debt by age of all that is owed, and for charity of what patients owe; the next day has neither',
  reasoning: `
    Reserved for bad debt are 1 % up to 30 days, 5 % up to 60, 10 % up to 90; for charity 2 % of what patients owe for 31 to 60 days. Kim owes 100.00 of 10 September. Her payer owes 200.00 of 20 October; Lee
    owes 40.00 of 5 October.
    30 September: 100.00 are 20 days old: 1.00. 31 October: 240.00 are 11 and 26 days old: 2.40; 100.00 are 51 days old: 5.00, and 2.00 for charity. Together 7.40 and 2.00.
    On 1 October and on 1 November both are back. On 10 November Lee pays 40.00.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-09-10' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [200_00], on: '2026-10-20' },
    C: { patient: 'lee', payers: [], lines: [40_00], on: '2026-10-05' },
  },
  steps: [
    officeSays('2026-10-01', {
      books: {
        closeNeedsSecondPerson: false,
        badDebtReserve: [100, 500, 1000, 2000, 4000],
        charityReserve: [0, 200, 0, 0, 0],
      },
    }),
    { on: '2026-11-02', happens: { what: 'reports-are-made' } },
    close('2026-11-02', '2026-09', 0),
    close('2026-11-02', '2026-10', 1),
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments' },
      body: { patientId: '{lee}', method: 'cash', cents: 40_00, receivedOn: '2026-11-10' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 100_00, due: 100_00, insurance: 200_00, ageing: { '61-90': 100_00 } },
      lee: { owed: 0, due: 0 },
    },
    claims: {
      A: { payers: [], patient: 100_00 },
      B: { payers: [200_00], patient: 0 },
      C: { payers: [], patient: 0 },
    },
    books: {
      ...{ 'patient-receivable': 100_00, 'insurance-receivable': 200_00, 'deposits-in-transit': 40_00 },
      charges: -340_00,
    },
    booksAt: {
      '2026-09-30': {
        ...{ 'patient-receivable': 100_00, charges: -100_00 },
        ...{ 'bad-debt-provision': 1_00, 'bad-debt-allowance': -1_00 },
      },
      '2026-10-01': { 'patient-receivable': 100_00, charges: -100_00 },
      '2026-10-31': {
        ...{ 'patient-receivable': 140_00, 'insurance-receivable': 200_00, charges: -340_00 },
        ...{ 'bad-debt-provision': 7_40, 'bad-debt-allowance': -7_40 },
        ...{ 'charity-provision': 2_00, 'charity-allowance': -2_00 },
      },
      '2026-11-01': { 'patient-receivable': 140_00, 'insurance-receivable': 200_00, charges: -340_00 },
    },
    work: [],
  },
};
