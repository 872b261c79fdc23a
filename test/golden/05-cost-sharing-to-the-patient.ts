import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const costSharingToThePatient: GoldenLedger = {
  name: 'cost sharing to the patient',
  reasoning: `
    Claim A (200.00): 112.50 paid, CO-45 50.00 contractual, deductible 25.00 and coinsurance 12.50: no further payer, so 37.50 is the
    patient's. Claim B (90.00): nothing paid, CO-45 20.00 beside the patient's share is contractual, deductible 70.00 the patient's.`,
  claims: {
    A: { payers: ['bluecross'], lines: [20000] },
    B: { payers: ['bluecross'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '112.5', trace: 'TRACE0501' },
      `
      CLP*{A}*1*200*112.5*37.5*12*ICN0501*11*1
      SVC*HC:99205*200*112.5**1
      CAS*CO*45*50
      CAS*PR*1*25**2*12.5
      CLP*{B}*1*90*0*70*12*ICN0502*11*1
      SVC*HC:99213*90*0**1
      CAS*CO*45*20
      CAS*PR*1*70`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 11250,
      'contractual-adjustments': 7000,
      'patient-receivable': 10750,
      charges: -29000,
    },
    payers: { bluecross: { 'deposits-in-transit': 11250, 'contractual-adjustments': 7000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 3750 },
      B: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 7000 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
