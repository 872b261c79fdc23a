import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paidByTheCaseAboveTheCharge: GoldenLedger = {
  name: 'paid by the case above the charge',
  reasoning: `
    A hospital stay paid by its diagnosis group: 5000.00 charged, 6200.00 allowed. Medicare pays 5568.00, leaves the deductible of 632.00, and says CO-45 -1200.00: the
    contractual reduction is below zero, for the case is worth more than its charges. It is booked as it is, in our favour; no credit balance is
    left and nobody is asked. 5568.00 - 1200.00 + 632.00 = 5000.00.`,
  claims: {
    A: { payers: ['medicare'], lines: [500000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '5568', trace: 'TRACE7901' },
      `
      CLP*{A}*1*5000*5568*632*MA*ICN7901*11*1**470
      CAS*CO*45*-1200
      CAS*PR*1*632`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 556800,
      'contractual-adjustments': -120000,
      'patient-receivable': 63200,
      charges: -500000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 556800, 'contractual-adjustments': -120000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 63200 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
