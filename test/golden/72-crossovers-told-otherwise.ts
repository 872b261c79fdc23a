import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const crossoversToldOtherwise: GoldenLedger = {
  name: 'crossovers told otherwise',
  reasoning: `
    Medicare tells a crossover under status 1, too. A names the carrier (NM1*TT) beside MA18; B says it by MA07 alone; each 60.00 paid, CO-45 20.00, PR-2
    20.00, and Medicaid keeps that Medicare forwarded the claim to it. C (120.00, CO-45 40.00, PR-2 40.00) was forwarded to more payers than there is room for (MA18,
    N89): both later payers keep it, and the 40.00 is the next one's. D (as A, by MA18) has no further payer: 20.00 stays with Medicare,
    for somebody will answer it, and is not the patient's. Deposits 300.00; contractual 100.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
    B: { payers: ['medicare', 'medicaid'], lines: [10000] },
    C: { payers: ['medicare', 'bluecross', 'medicaid'], lines: [20000] },
    D: { payers: ['medicare'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '300', trace: 'TRACE7201' },
      `
      CLP*{A}*1*100*60*20*MB*ICN7201*11*1
      NM1*TT*2*EXAMPLE MEDICAID*****PI*GOLDMCD
      MOA***MA01*MA18
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20
      CLP*{B}*1*100*60*20*MB*ICN7202*11*1
      MOA***MA01*MA07
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20
      CLP*{C}*1*200*120*40*MB*ICN7203*11*1
      MOA***MA01*MA18*N89
      SVC*HC:99215*200*120**1
      CAS*CO*45*40
      CAS*PR*2*40
      CLP*{D}*1*100*60*20*MB*ICN7204*11*1
      MOA***MA01*MA18
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 30000,
      'contractual-adjustments': 10000,
      'insurance-receivable': 10000,
      charges: -50000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 30000, 'contractual-adjustments': 10000, 'insurance-receivable': 2000 },
      medicaid: { 'insurance-receivable': 4000 },
      bluecross: { 'insurance-receivable': 4000 },
    },
    claims: {
      A: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 2000],
        patientCents: 0,
        marks: { medicaid: { forwardedBy: 'medicare' } },
      },
      B: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 2000],
        patientCents: 0,
        marks: { medicaid: { forwardedBy: 'medicare' } },
      },
      C: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 4000, 0],
        patientCents: 0,
        marks: { bluecross: { forwardedBy: 'medicare' }, medicaid: { forwardedBy: 'medicare' } },
      },
      D: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
    },
    exceptions: ['no-next-payer'],
    recoupments: {},
    quarantined: [],
  },
};
