import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const denialsThatAnotherPayerMayCover: GoldenLedger = {
  name: 'denials that another payer may cover',
  reasoning: `
    CO-22: another payer is first. A has a second payer: the denial asks whether to bill it or to hold. B has none. C: PR-204, not covered by this plan: the
    patient's by its group, a denial by its reason, and the second payer may cover it. D: PR-197, no authorisation: a denial that no other payer mends.
    Nothing moves by itself: 100.00 + 40.00 + 60.00 + 50.00 stays with Blue Cross.`,
  claims: {
    A: { payers: ['bluecross', 'medicare'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [4000] },
    C: { payers: ['bluecross', 'medicare'], lines: [6000] },
    D: { payers: ['bluecross', 'medicare'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE5401' },
      `
      CLP*{A}*1*100*0*0*12*ICN5401*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*22*100
      CLP*{B}*1*40*0*0*12*ICN5402*11*1
      SVC*HC:99212*40*0**1
      CAS*CO*22*40
      CLP*{C}*1*60*0*60*12*ICN5403*11*1
      SVC*HC:99402*60*0**1
      CAS*PR*204*60
      CLP*{D}*1*50*0*50*12*ICN5404*11*1
      SVC*HC:97110*50*0**1
      CAS*PR*197*50`,
    ),
  ],
  expected: {
    accounts: { 'insurance-receivable': 25000, charges: -25000 },
    payers: {
      bluecross: { 'insurance-receivable': 25000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [10000, 0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [4000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'denied', payerCents: [6000, 0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'denied', payerCents: [5000, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['CO-22'], cents: 10000, mayBillNextPayer: true },
      { reasons: ['CO-22'], cents: 4000, mayBillNextPayer: false },
      { reasons: ['PR-204'], cents: 6000, mayBillNextPayer: true },
      { reasons: ['PR-197'], cents: 5000, mayBillNextPayer: false },
    ],
  },
};
