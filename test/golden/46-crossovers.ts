import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const crossovers: GoldenLedger = {
  name: 'crossovers',
  reasoning: `
    Statuses 19, 20 and 21: processed, and forwarded to the next payer, which is therefore not billed again; the claim keeps by whom. A (19): Medicare
    60.00, CO-45 20.00, PR 20.00, forwarded to Medicaid, which pays it. B (19): the same, and no further payer is on the claim: 20.00 stays with
    Medicare and is not the patient's, for somebody will answer it. C: Medicare 120.00, CO-45 40.00, PR 40.00; Blue Cross (20) 30.00, PR 10.00,
    forwarded to Medicaid; Medicaid (21) 10.00. Deposits 240.00 + 30.00 + 30.00; contractual 20.00 + 20.00 + 40.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
    B: { payers: ['medicare'], lines: [10000] },
    C: { payers: ['medicare', 'bluecross', 'medicaid'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '240', trace: 'TRACE4601' },
      `
      CLP*{A}*19*100*60*20*MB*ICN4601*11*1
      NM1*TT*2*EXAMPLE MEDICAID*****PI*GOLDMCD
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20
      CLP*{B}*19*100*60*20*MB*ICN4602*11*1
      NM1*TT*2*EXAMPLE MEDICAID*****PI*GOLDMCD
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20
      CLP*{C}*1*200*120*40*MB*ICN4603*11*1
      SVC*HC:99215*200*120**1
      CAS*CO*45*40
      CAS*PR*2*40`,
    ),
    remittanceText(
      'bluecross',
      { amount: '30', trace: 'TRACE4602', date: '20261109' },
      `
      CLP*{C}*20*200*30*10*12*BCN4601*11*1
      NM1*TT*2*EXAMPLE MEDICAID*****PI*GOLDMCD
      SVC*HC:99215*200*30**1
      CAS*OA*23*160
      CAS*PR*2*10`,
    ),
    remittanceText(
      'medicaid',
      { amount: '30', trace: 'TRACE4603', date: '20261116' },
      `
      CLP*{A}*2*100*20*0*MC*TCN4601*11*1
      SVC*HC:99213*100*20**1
      CAS*OA*23*80
      CLP*{C}*21*200*10*0*MC*TCN4602*11*1
      SVC*HC:99215*200*10**1
      CAS*OA*23*190`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 30000,
      'contractual-adjustments': 8000,
      'insurance-receivable': 2000,
      charges: -40000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 24000, 'contractual-adjustments': 8000, 'insurance-receivable': 2000 },
      bluecross: { 'deposits-in-transit': 3000 },
      medicaid: { 'deposits-in-transit': 3000 },
    },
    claims: {
      A: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 0],
        patientCents: 0,
        marks: { medicaid: { forwardedBy: 'medicare' } },
      },
      B: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
      C: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 0, 0],
        patientCents: 0,
        marks: { medicaid: { forwardedBy: 'bluecross' } },
      },
    },
    exceptions: ['no-next-payer'],
    recoupments: {},
    quarantined: [],
  },
};
