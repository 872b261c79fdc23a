import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const capitation: GoldenLedger = {
  name: 'capitation',
  reasoning: `
    The service (90.00) is covered by capitation: CO-24 takes it off as a capitation adjustment. The month's capitation of 500.00 comes as
    CT below zero and is income.`,
  claims: {
    A: { payers: ['bluecross'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '500', trace: 'TRACE1601' },
      `
      CLP*{A}*1*90*0*0*HM*ICN1601*11*1
      SVC*HC:99213*90*0**1
      CAS*CO*24*90
      PLB*1234567893*20261231*CT:CAP202611*-500`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 50000,
      'capitation-adjustments': 9000,
      'capitation-income': -50000,
      charges: -9000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 50000, 'capitation-adjustments': 9000, 'capitation-income': -50000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
