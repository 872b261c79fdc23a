import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const qualifiedBeneficiary: GoldenAccount = {
  name: 'a qualified Medicare beneficiary owes no cost sharing, and may be asked for nothing of the claim',
  reasoning: `
    Charged 100.00. Medicare pays 64.00, 20.00 by contract, and states coinsurance of 16.00 with the remark N782: the patient is a
    qualified beneficiary. The 16.00 are for Medicaid, the second payer; none of it is the patient's, whatever Medicaid says.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['medicare', 'medicaid'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'medicare',
        { amount: '64', trace: 'ACC0901' },
        `CLP*{A}*1*100*64*16*MB*ICN1*11*1
         MOA***N782
         SVC*HC:99213*100*64**1
         CAS*CO*45*20
         CAS*PR*2*16`,
      ),
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: {
        owed: 0,
        due: 0,
        insurance: 16_00,
        positions: { 'payer-2': 16_00 },
        forbidden: { A: 'qualified-beneficiary' },
      },
    },
    claims: { A: { payers: [0, 16_00], patient: 0 } },
    statements: { kim: { due: 0, visits: {}, why: {} } },
    books: {
      'insurance-receivable': 16_00,
      'deposits-in-transit': 64_00,
      'contractual-adjustments': 20_00,
      charges: -100_00,
    },
    work: [],
  },
};
