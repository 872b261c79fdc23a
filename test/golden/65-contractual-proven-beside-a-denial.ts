import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const contractualProvenBesideADenial: GoldenLedger = {
  name: 'contractual proven beside a denial',
  reasoning: `
    A: 100.00, 40.00 paid, CO-45 20.00, CO-97 40.00. What was paid proves what the payer allows, so 20.00 is contractual also beside the
    denial, of which 40.00 stays (X12 RFI 1028). B: the same with a denial under the patient's group: 50.00 paid, CO-45 20.00, PR-96 30.00. C: nothing paid,
    CO-45 20.00, CO-97 80.00: nothing proves an allowed amount, so CO-45 is part of the denial, 100.00. D: nothing paid, but a deductible
    of 30.00 beside CO-45 20.00 and CO-97 50.00: the patient's share proves it. Deposits 90.00; contractual 20.00 + 20.00 + 20.00; the patient owes
    30.00; 40.00 + 30.00 + 100.00 + 50.00 stays.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['bluecross'], lines: [10000] },
    D: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '90', trace: 'TRACE6501' },
      `
      CLP*{A}*1*100*40*0*12*ICN6501*11*1
      SVC*HC:99213*100*40**1
      CAS*CO*45*20**97*40
      CLP*{B}*1*100*50*30*12*ICN6502*11*1
      SVC*HC:99213*100*50**1
      CAS*CO*45*20
      CAS*PR*96*30
      CLP*{C}*1*100*0*0*12*ICN6503*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*45*20**97*80
      CLP*{D}*1*100*0*30*12*ICN6504*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*97*50**45*20
      CAS*PR*1*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 9000,
      'contractual-adjustments': 6000,
      'patient-receivable': 3000,
      'insurance-receivable': 22000,
      charges: -40000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 9000, 'contractual-adjustments': 6000, 'insurance-receivable': 22000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [4000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [3000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'denied', payerCents: [10000], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [5000], patientCents: 3000 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['CO-97'], cents: 4000, mayBillNextPayer: false },
      { reasons: ['PR-96'], cents: 3000, mayBillNextPayer: false },
      { reasons: ['CO-45', 'CO-97'], cents: 10000, mayBillNextPayer: false },
      { reasons: ['CO-97'], cents: 5000, mayBillNextPayer: false },
    ],
  },
};
