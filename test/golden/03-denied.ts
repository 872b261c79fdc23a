import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const denied: GoldenLedger = {
  name: 'denied',
  reasoning: `
    Claim A: filed too late (CO-29) on both lines; status 4 as older payers use it for any denial. Claim B: PR with a denial reason
    (PR-204, not covered by the plan) is a denial too, and does not become the patient's debt. A payment of nothing, notified only.
    Everything stays with the payer: 150.00 + 40.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 5000] },
    B: { payers: ['bluecross'], lines: [4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE0301' },
      `
      CLP*{A}*4*150*0*0*12*ICN0301*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*29*100
      SVC*HC:85025*50*0**1
      CAS*CO*29*50
      CLP*{B}*1*40*0*40*12*ICN0302*11*1
      SVC*HC:99402*40*0**1
      CAS*PR*204*40`,
    ),
  ],
  expected: {
    accounts: { 'insurance-receivable': 19000, charges: -19000 },
    payers: { bluecross: { 'insurance-receivable': 19000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [15000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [4000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
