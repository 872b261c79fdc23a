import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const benefitsUsedUpOrNotInForce: GoldenLedger = {
  name: 'benefits used up or not in force',
  reasoning: `
    A: the plan's maximum is reached (PR-119) for a visit of 100.00. B: the service was during a lapse of the coverage (PR-200). C: a routine examination, which the law leaves out
    of Medicare (PR-49). D: filed too late (CO-29). Nothing moves. A to C are about this coverage, and the next payer may cover them: it may be billed. D is about the
    claim, and no other payer's business.`,
  claims: {
    A: { payers: ['bluecross', 'medicaid'], lines: [10000] },
    B: { payers: ['bluecross', 'medicaid'], lines: [10000] },
    C: { payers: ['medicare', 'bluecross'], lines: [10000] },
    D: { payers: ['medicare', 'bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE9801' },
      `
      CLP*{A}*1*100*0*100*12*ICN9801*11*1
      SVC*HC:98941*100*0**1
      CAS*PR*119*100
      CLP*{B}*1*100*0*100*12*ICN9802*11*1
      SVC*HC:99213*100*0**1
      CAS*PR*200*100`,
    ),
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE9802' },
      `
      CLP*{C}*1*100*0*100*MB*ICN9803*11*1
      SVC*HC:99396*100*0**1
      CAS*PR*49*100
      CLP*{D}*1*100*0*0*MB*ICN9804*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*29*100`,
    ),
  ],
  expected: {
    accounts: { 'insurance-receivable': 40000, charges: -40000 },
    payers: { bluecross: { 'insurance-receivable': 20000 }, medicare: { 'insurance-receivable': 20000 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [10000, 0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [10000, 0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'denied', payerCents: [10000, 0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'denied', payerCents: [10000, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['PR-119'], cents: 10000, mayBillNextPayer: true },
      { reasons: ['PR-200'], cents: 10000, mayBillNextPayer: true },
      { reasons: ['PR-49'], cents: 10000, mayBillNextPayer: true },
      { reasons: ['CO-29'], cents: 10000, mayBillNextPayer: false },
    ],
  },
};
