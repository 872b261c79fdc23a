import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const states = [{ state: 'OH', months: 12, from: '2020-01-01' as LocalDate, source: 'made up' }];
const report = { call: 'POST /v1/unclaimed-refunds', body: { refundIds: ['{back}'], reason: 'Of this year' } };

export const aCheckThatBecomesTheStates: GoldenAccount = {
  name: 'a refund’s check that nobody cashes is reported after the state’s months, and goes to the state',
  reasoning: `
    Kim owes 50.00 and pays 80.00 in October 2025; 30.00 go back by a check of 12 October 2025. Ohio's time is said to be 12 months: on 11 October 2026 there is
    nothing to report, on the 12th there is. The check is void: 30.00 are at the bank and in refunds payable again. A check to the state follows: the bank has
    30.00 less, and nothing is payable. In transit: 80.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [50_00], on: '2025-10-05' } },
  steps: [
    officeSays('2025-10-05', { unclaimed: { assumedMonths: 36, states } }),
    {
      ...{ on: '2025-10-10', call: 'POST /v1/patient-payments', as: 'paid' },
      body: { patientId: '{kim}', method: 'check', reference: '601', cents: 80_00, receivedOn: '2025-10-10' },
    },
    {
      ...{ on: '2025-10-11', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { paymentId: '{paid}', reason: 'Too much' },
    },
    { on: '2025-10-12', call: 'POST /v1/refunds/{back}/approve', version: 1, body: { reason: 'Agreed' } },
    {
      ...{ on: '2025-10-12', call: 'POST /v1/refund-checks' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    { on: '2026-10-11', ...report, refused: 'refund-not-dormant' },
    { on: '2026-10-12', ...report },
    { on: '2026-10-20', call: 'POST /v1/refunds/{back}/remit', version: 4, body: { checkNumber: '7001' } },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 } },
    books: { 'deposits-in-transit': 80_00, bank: -30_00, charges: -50_00 },
    work: [],
  },
};
