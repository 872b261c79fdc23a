import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

const protectedByMedicaid = { medicare: { patientProtection: 'qualified-beneficiary' } } as const;

export const qualifiedBeneficiary: GoldenLedger = {
  name: 'qualified beneficiary',
  reasoning: `
    160.00 each; Medicare pays 80.00 with CO-45 60.00 and PR-2 20.00, and remark N782: a Qualified Medicare Beneficiary owes no
    coinsurance. A's moves to Medicaid. B has no further payer: 20.00 stays with Medicare, with an exception, and never becomes
    the patient's.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [16000] },
    B: { payers: ['medicare'], lines: [16000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '160', trace: 'TRACE1901' },
      `
      CLP*{A}*1*160*80*20*MB*ICN1901*11*1
      SVC*HC:99215*160*80**1
      CAS*CO*45*60
      CAS*PR*2*20
      LQ*HE*N782
      CLP*{B}*1*160*80*20*MB*ICN1902*11*1
      SVC*HC:99215*160*80**1
      CAS*CO*45*60
      CAS*PR*2*20
      LQ*HE*N782`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 16000,
      'contractual-adjustments': 12000,
      'insurance-receivable': 4000,
      charges: -32000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 16000, 'contractual-adjustments': 12000, 'insurance-receivable': 2000 },
      medicaid: { 'insurance-receivable': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 2000], patientCents: 0, marks: protectedByMedicaid },
      B: {
        state: 'adjudicated',
        outcome: 'partly-paid',
        payerCents: [2000],
        patientCents: 0,
        marks: protectedByMedicaid,
      },
    },
    exceptions: ['no-next-payer'],
    recoupments: {},
    quarantined: [],
  },
};
