import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

const agreed = { accountId: '{kim.account}', every: 'month' };

export const aPlanThatInsurancePays: GoldenAccount = {
  name: 'a plan whose claim the payer pays after all is nearly over; what is left of it is paid, and the next one can be agreed',
  reasoning: `
    The payer leaves 90.00 of 100.00 to Kim, who agrees to three times 30.00. Then it takes that back and pays 80.00: she owes 20.00, and the first two
    instalments and 10.00 of the last count as paid. She pays 20.00: the plan is paid. Another visit of 1 November, 50.00, is paid by a plan of its
    own; a second plan beside the first was refused while that ran. In transit: 10.00 + 70.00 + 20.00. The 50.00 are 26 days old.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-11-01' },
  },
  steps: [
    {
      on: '2026-10-20',
      remittance: remittanceText(
        'bluecross',
        { amount: '10', trace: 'ACC5201', date: '20261020' },
        `CLP*{A}*1*100*10*90*12*ICN1*11*1
         SVC*HC:99213*100*10**1
         CAS*PR*2*90`,
      ),
    },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/payment-plans', as: 'plan' },
      body: { ...agreed, claimIds: ['{A}'], firstDueOn: '2026-11-10', count: 3 },
    },
    {
      on: '2026-11-09',
      remittance: remittanceText(
        'bluecross',
        { amount: '70', trace: 'ACC5202', date: '20261109' },
        `CLP*{A}*22*-100*-10*-90*12*ICN1*11*1
         SVC*HC:99213*-100*-10**1
         CAS*PR*2*-90
         CLP*{A}*1*100*80*20*12*ICN1*11*1
         SVC*HC:99213*100*80**1
         CAS*PR*2*20`,
      ),
    },
    {
      ...{ on: '2026-11-10', call: 'POST /v1/payment-plans', refused: 'plan-open-already' },
      body: { ...agreed, claimIds: ['{B}'], firstDueOn: '2026-12-01', count: 2 },
    },
    {
      on: '2026-11-12',
      call: 'POST /v1/patient-payments',
      body: {
        ...{ accountId: '{kim.account}', planId: '{plan}', method: 'cash', cents: 20_00 },
        receivedOn: '2026-11-12',
      },
    },
    {
      ...{ on: '2026-11-13', call: 'POST /v1/payment-plans' },
      body: { ...agreed, claimIds: ['{B}'], firstDueOn: '2026-12-01', count: 2 },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, unapplied: 0, due: 50_00, insurance: 0, ageing: { '0-30': 50_00 } } },
    claims: { A: { payers: [0], patient: 0 }, B: { payers: [], patient: 50_00 } },
    books: { 'patient-receivable': 50_00, 'deposits-in-transit': 100_00, charges: -150_00 },
    work: [],
  },
};
