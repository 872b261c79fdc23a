import { answered, corrected } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';
import { exampleWorks } from './organisations.ts';

const first = { paid: 60, contract: 10, share: 30 };
const share = { call: 'POST /v1/accounts/{works}/shares' };

export const anEmployerPaidAShareThatShrinks: GoldenAccount = {
  name: 'an employer that has paid a share gets back what the payer’s correction makes too much of it',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00, which the employer takes over and pays. The payer corrects: 80.00 paid, coinsurance 10.00: the
    patient's side is -20.00, and nobody but the employer has paid: no refund to the patient. The share cannot be taken back while it is paid. The payment is taken off, the
    share taken back (-20.00 + 30.00 = 10.00), 10.00 are taken over anew and paid out of the 30.00; 20.00 go back to the employer by check. In transit: 60.00 + 30.00 +
    20.00; the bank has 20.00 less.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC6701', first),
    { on: '2026-10-21', call: 'POST /v1/accounts', body: { guarantor: exampleWorks }, as: 'works' },
    { on: '2026-10-21', ...share, body: { claimId: '{A}', reason: 'Injured at work' }, as: 'share' },
    {
      ...{ on: '2026-10-25', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { accountId: '{works}', method: 'check', reference: '671', cents: 30_00, receivedOn: '2026-10-25' },
    },
    corrected('2026-11-02', 'ACC6702', [first, { paid: 80, contract: 10, share: 10 }]),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/refunds', refused: 'credit-not-paid' },
      body: { claimId: '{A}', reason: 'Looks like a credit' },
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/accounts/{works}/charges/{share}/reverse', refused: 'charge-paid' },
      body: { reason: 'The payer has lowered it' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/patient-payments/{paid}/take-off', version: 1 },
      body: { reason: 'The payer has lowered it' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/accounts/{works}/charges/{share}/reverse' },
      body: { reason: 'The payer has lowered it' },
    },
    { on: '2026-11-05', ...share, body: { claimId: '{A}', reason: 'Injured at work' } },
    { on: '2026-11-05', call: 'POST /v1/patient-payments/{paid}/allocate', version: 2, body: {} },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { paymentId: '{paid}', reason: 'Less is owed' },
    },
    { on: '2026-11-06', call: 'POST /v1/refunds/{back}/approve', version: 1, body: { reason: 'Agreed' } },
    {
      ...{ on: '2026-11-07', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, credit: 0, due: 0 },
      works: { client: 0, unapplied: 0, due: 0 },
    },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 110_00, bank: -20_00, 'contractual-adjustments': 10_00, charges: -100_00 },
    work: [],
  },
};
