import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const capitatedServiceAndSequesteredSecondary: GoldenLedger = {
  name: 'capitated service and sequestered secondary',
  reasoning: `
    A: CO-24, covered by capitation, beside a copayment: 80.00 comes off as a capitation adjustment, 10.00 is the patient's. B: Medicare pays 62.72 with CO-45 20.00,
    sequestration CO-253 1.28 and coinsurance 16.00 for Medicaid, which restates Medicare's part (OA-23 84.00), pays 10.00 and states CO-45 6.00.
    Sequestration is never the next payer's nor the patient's, and nothing of it is booked twice. Contractual 20.00 + 1.28 + 6.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [9000] },
    B: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE6401' },
      `
      CLP*{A}*1*90*0*10*HM*ICN6401*11*1
      SVC*HC:99213*90*0**1
      CAS*CO*24*80
      CAS*PR*3*10`,
    ),
    remittanceText(
      'medicare',
      { amount: '62.72', trace: 'TRACE6402' },
      `
      CLP*{B}*1*100*62.72*16*MB*ICN6402*11*1
      SVC*HC:99213*100*62.72**1
      CAS*CO*45*20**253*1.28
      CAS*PR*2*16`,
    ),
    remittanceText(
      'medicaid',
      { amount: '10', trace: 'TRACE6403', date: '20261109' },
      `
      CLP*{B}*2*100*10*0*MC*TCN6401*11*1
      SVC*HC:99213*100*10**1
      CAS*OA*23*84
      CAS*CO*45*6`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 7272,
      'contractual-adjustments': 2728,
      'capitation-adjustments': 8000,
      'patient-receivable': 1000,
      charges: -19000,
    },
    payers: {
      bluecross: { 'capitation-adjustments': 8000 },
      medicare: { 'deposits-in-transit': 6272, 'contractual-adjustments': 2128 },
      medicaid: { 'deposits-in-transit': 1000, 'contractual-adjustments': 600 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 1000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
