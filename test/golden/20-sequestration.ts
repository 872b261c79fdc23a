import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const sequestration: GoldenLedger = {
  name: 'sequestration',
  reasoning: `
    100.00: Medicare pays 62.72; CO-45 20.00 and CO-253 1.28 (sequestration) are contractual, coinsurance 16.00 is the patient's.
    Sequestration is never the patient's.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '62.72', trace: 'TRACE2001' },
      `
      CLP*{A}*1*100*62.72*16*MB*ICN2001*11*1
      SVC*HC:99213*100*62.72**1
      CAS*CO*45*20**253*1.28
      CAS*PR*2*16`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 6272,
      'contractual-adjustments': 2128,
      'patient-receivable': 1600,
      charges: -10000,
    },
    payers: { medicare: { 'deposits-in-transit': 6272, 'contractual-adjustments': 2128 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1600 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
