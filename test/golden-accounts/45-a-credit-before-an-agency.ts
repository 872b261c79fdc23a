import { answered, corrected } from './answers.ts';
import { agency, collects, place, statement } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

const first = { paid: 60, contract: 10, share: 30 };

export const aCreditBeforeAnAgency: GoldenAccount = {
  name: 'a patient to whom the office owes money is not placed; the credit given back, what is owed goes',
  reasoning: `
    Charged 100.00 on 3 August; 60.00 paid, 10.00 by contract, coinsurance 30.00, which the patient pays. The payer corrects: 80.00 paid, coinsurance 10.00: a
    credit of 20.00. Another visit, 50.00 of 4 August, is owed. With the credit open nothing is placed. 20.00 go to refunds payable; then
    the 50.00 are bad debt. In transit: 60.00 + 30.00 + 20.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-08-04' },
  },
  steps: [
    collects('2026-08-04'),
    agency('2026-08-04'),
    answered('2026-08-20', 'ACC4701', first),
    {
      ...{ on: '2026-08-22', call: 'POST /v1/patient-payments' },
      body: {
        ...{ patientId: '{kim}', method: 'cash', cents: 30_00, receivedOn: '2026-08-22' },
        allocations: [{ claimId: '{A}', cents: 30_00 }],
      },
    },
    statement('2026-08-25'),
    corrected('2026-11-02', 'ACC4702', [first, { paid: 80, contract: 10, share: 10 }]),
    place('2026-11-05', { refused: 'placement-conditions-missing' }),
    {
      ...{ on: '2026-11-06', call: 'POST /v1/refunds' },
      body: { claimId: '{A}', reason: 'The payer has corrected its answer' },
    },
    place('2026-11-07'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, due: 0 } },
    claims: { A: { payers: [0], patient: 0 }, B: { payers: [], patient: 0 } },
    books: {
      'bad-debt': 50_00,
      'deposits-in-transit': 110_00,
      'refunds-payable': -20_00,
      'contractual-adjustments': 10_00,
      charges: -150_00,
    },
    work: [],
  },
};
