import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const qualifiedBeneficiaryByOtherCodes: GoldenLedger = {
  name: 'qualified beneficiary by other codes',
  reasoning: `
    Three ways to say that Medicaid, not the patient, bears Medicare's cost sharing. A: OA-209 20.00 goes to Medicaid, which restates 140.00, pays 12.00
    and writes 8.00 off. B: CO-209 20.00, and no Medicaid on the claim: it stays with Medicare, with an exception. C: a deductible of 70.00 beside
    remark N781 goes to Medicaid. Nothing is the patient's. Deposits 80.00 + 80.00 + 12.00; contractual 60.00 + 60.00 + 30.00 + 8.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [16000] },
    B: { payers: ['medicare'], lines: [16000] },
    C: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '160', trace: 'TRACE4501' },
      `
      CLP*{A}*1*160*80*0*MB*ICN4501*11*1
      SVC*HC:99215*160*80**1
      CAS*CO*45*60
      CAS*OA*209*20
      CLP*{B}*1*160*80*0*MB*ICN4502*11*1
      SVC*HC:99215*160*80**1
      CAS*CO*45*60**209*20
      CLP*{C}*1*100*0*70*MB*ICN4503*11*1
      MOA***N781
      SVC*HC:99213*100*0**1
      CAS*CO*45*30
      CAS*PR*1*70`,
    ),
    remittanceText(
      'medicaid',
      { amount: '12', trace: 'TRACE4502', date: '20261109' },
      `
      CLP*{A}*2*160*12*0*MC*TCN4501*11*1
      SVC*HC:99215*160*12**1
      CAS*OA*23*140
      CAS*CO*45*8`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 17200,
      'contractual-adjustments': 15800,
      'insurance-receivable': 9000,
      charges: -42000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 16000, 'contractual-adjustments': 15000, 'insurance-receivable': 2000 },
      medicaid: { 'deposits-in-transit': 1200, 'contractual-adjustments': 800, 'insurance-receivable': 7000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
      C: {
        state: 'adjudicated',
        outcome: 'patient-responsibility',
        payerCents: [0, 7000],
        patientCents: 0,
        marks: { medicare: { patientProtection: 'qualified-beneficiary' } },
      },
    },
    exceptions: ['no-next-payer'],
    recoupments: {},
    quarantined: [],
  },
};
