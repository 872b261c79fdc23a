import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount, GoldenStep } from './golden-account.ts';
import { officeSays } from './office-settings.ts';

const ask = (claimId: string, why: string, refused?: string): GoldenStep => ({
  ...{ on: '2026-11-10', call: 'POST /v1/adjustments', by: 'biller' as const },
  body: { claimId, why, reason: 'By the office’s rule' },
  ...(refused === undefined ? {} : { refused }),
});
const pay = (patientId: string, cents: number): GoldenStep => ({
  ...{ on: '2026-11-10', call: 'POST /v1/patient-payments' },
  body: { patientId, method: 'cash', cents, receivedOn: '2026-11-10' },
});

export const discountsByRule: GoldenAccount = {
  name: 'discounts for self-pay and prompt payment follow the office’s rates, and never touch cost sharing of a federal programme',
  reasoning: `
    20 % off what is owed without a payer; 10 % off a share whose rest is paid within 14 days.
    Kim owes 100.00 without a payer: 20.00 are given up, 80.00 are left, 53 days old. For prompt payment it is too late (36 days).
    Lee's plan pays 50.00 of 100.00 on 2 November and leaves 50.00 to her. Before she pays, 45.00 would still be open: refused. She pays 45.00 on
    the 10th; 5.00 are given up; nothing is left.
    Mia's Medicare pays 64.00 of 100.00, 20.00 by contract, and leaves 16.00. She pays 14.40 in time; the 1.60 are no discount: refused. She owes
    1.60, 25 days old.
    Money in transit: 50.00 + 45.00 + 64.00 + 14.40 = 173.40. Given up: 20.00 + 5.00.`,
  patients: ['kim', 'lee', 'mia'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'lee', payers: ['bluecross'], lines: [100_00], on: '2026-10-06' },
    C: { patient: 'mia', payers: ['medicare'], lines: [100_00], on: '2026-10-07' },
  },
  steps: [
    officeSays('2026-10-08', { discounts: { selfPayRate: 2000, promptPay: { rate: 1000, withinDays: 14 } } }),
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '50', trace: 'ACC2301' },
        `CLP*{B}*1*100*50*50*12*ICN1*11*1
         SVC*HC:99213*100*50**1
         CAS*PR*2*50`,
      ),
    },
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'medicare',
        { amount: '64', trace: 'ACC2302' },
        `CLP*{C}*1*100*64*16*MB*ICN2*11*1
         SVC*HC:99213*100*64**1
         CAS*CO*45*20
         CAS*PR*2*16`,
      ),
    },
    ask('{A}', 'prompt-pay-discount', 'discount-not-offered'),
    ask('{A}', 'self-pay-discount'),
    ask('{B}', 'self-pay-discount', 'discount-not-offered'),
    ask('{B}', 'prompt-pay-discount', 'discount-exceeds-rule'),
    pay('{lee}', 45_00),
    ask('{B}', 'prompt-pay-discount'),
    pay('{mia}', 14_40),
    ask('{C}', 'prompt-pay-discount', 'federal-cost-sharing'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 80_00, due: 80_00, ageing: { '31-60': 80_00 } },
      lee: { owed: 0, due: 0 },
      mia: { owed: 1_60, due: 1_60, ageing: { '0-30': 1_60 } },
    },
    claims: {
      A: { payers: [], patient: 80_00 },
      B: { payers: [0], patient: 0 },
      C: { payers: [0], patient: 1_60 },
    },
    books: {
      'patient-receivable': 81_60,
      'deposits-in-transit': 173_40,
      'contractual-adjustments': 20_00,
      'other-adjustments': 25_00,
      charges: -300_00,
    },
    work: [],
  },
};
