import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const from = '2026-01-01' as LocalDate;
const returnedChecks = { feeCents: cents(35_00), states: [{ state: 'OH', mostCents: cents(20_00), from }] };

export const feeForAReturnedCheck: GoldenAccount = {
  name: 'a returned check costs its account the fee that the state allows, and nothing where the law protects a patient',
  reasoning: `
    The office asks 35.00 for a returned check; Ohio allows 20.00. Kim owes 60.00 and pays by a check, which comes back on the 5th of November: she
    owes 60.00 and 20.00 more. Her cash of 70.00 pays the visit, and 10.00 of the fee: 10.00 are left, 22 days old.
    Lee owes 40.00 of a visit without a payer. Of another one Medicare paid 64.00, took 20.00 off by contract and said that she is a qualified
    beneficiary (N782): its 16.00 are Medicaid's. Her check of 40.00 comes back too. No fee is asked of her: she owes 40.00.
    In transit: the cash of 70.00 and Medicare's 64.00. Charges: 60.00 + 100.00 + 40.00.`,
  patients: ['kim', 'lee'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: ['medicare', 'medicaid'], lines: [100_00], on: '2026-10-06' },
    C: { patient: 'lee', payers: [], lines: [40_00], on: '2026-10-07' },
  },
  steps: [
    officeSays('2026-10-07', { returnedChecks }),
    {
      on: '2026-10-20',
      remittance: remittanceText(
        'medicare',
        { amount: '64', trace: 'ACC2201' },
        `CLP*{B}*1*100*64*16*MB*ICN1*11*1
         MOA***N782
         SVC*HC:99213*100*64**1
         CAS*CO*45*20
         CAS*PR*2*16`,
      ),
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments', as: 'first' },
      body: { patientId: '{kim}', method: 'check', reference: '91', cents: 60_00, receivedOn: '2026-11-02' },
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/patient-payments', as: 'second' },
      body: { patientId: '{lee}', method: 'check', reference: '92', cents: 40_00, receivedOn: '2026-11-02' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments/{first}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/patient-payments/{second}/reverse', version: 1 },
      body: { as: 'returned', reason: 'No funds' },
    },
    {
      ...{ on: '2026-11-09', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 70_00, receivedOn: '2026-11-09' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 0, client: 10_00, unapplied: 0, due: 10_00, ageing: { '0-30': 10_00 } },
      lee: { owed: 40_00, client: 0, unapplied: 0, due: 40_00, ageing: { '31-60': 40_00 } },
    },
    claims: {
      A: { payers: [], patient: 0 },
      B: { payers: [0, 16_00], patient: 0 },
      C: { payers: [], patient: 40_00 },
    },
    books: {
      'patient-receivable': 40_00,
      'client-receivable': 10_00,
      'insurance-receivable': 16_00,
      'deposits-in-transit': 134_00,
      'contractual-adjustments': 20_00,
      'fee-income': -20_00,
      charges: -200_00,
    },
    work: [],
  },
};
