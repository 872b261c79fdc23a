import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const shareOfCostAndItsKin: GoldenLedger = {
  name: 'share of cost and its kin',
  reasoning: `
    More reasons by which a plan leaves an amount to the patient. A, Medicaid alone: 60.00 paid, CO-45 20.00, share of cost PR-142 15.00 and a Medicaid copayment PR-241
    5.00. B: a spend-down, PR-178 40.00, with CO-45 60.00 beside it, which the share proves. C: Medicare pays 50.00 with CO-45 20.00 and
    a psychiatric reduction PR-122 30.00, which moves to Medicaid, the next payer. Deposits 110.00; contractual 20.00 + 60.00 + 20.00; patients 20.00 + 40.00.`,
  claims: {
    A: { payers: ['medicaid'], lines: [10000] },
    B: { payers: ['medicaid'], lines: [10000] },
    C: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicaid',
      { amount: '60', trace: 'TRACE6801' },
      `
      CLP*{A}*1*100*60*20*MC*TCN6801*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*142*15**241*5
      CLP*{B}*1*100*0*40*MC*TCN6802*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*45*60
      CAS*PR*178*40`,
    ),
    remittanceText(
      'medicare',
      { amount: '50', trace: 'TRACE6802' },
      `
      CLP*{C}*1*100*50*30*MB*ICN6801*11*1
      SVC*HC:90834*100*50**1
      CAS*CO*45*20
      CAS*PR*122*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 11000,
      'contractual-adjustments': 10000,
      'patient-receivable': 6000,
      'insurance-receivable': 3000,
      charges: -30000,
    },
    payers: {
      medicaid: { 'deposits-in-transit': 6000, 'contractual-adjustments': 8000, 'insurance-receivable': 3000 },
      medicare: { 'deposits-in-transit': 5000, 'contractual-adjustments': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 2000 },
      B: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 4000 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 3000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
