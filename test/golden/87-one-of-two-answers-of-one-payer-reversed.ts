import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const oneOfTwoAnswersOfOnePayerReversed: GoldenLedger = {
  name: 'one of two answers of one payer reversed',
  reasoning: `
    Claims A and C have two coverages with Blue Cross each, 200.00 charged, answered twice in the first payment as in "both coverages with one
    payer": 120.00 with CO-45 50.00 and PR-1 30.00; then 25.00 with OA-23 170.00 and PR-1 5.00. The second payment pays B 300.00, and takes
    back A's second answer (-25.00) and C's first (-120.00): 155.00. Each reversal finds its share by its figures. A: the second share stands at
    30.00 again, and the patient owes nothing. C: the first share stands at 200.00 again, the 30.00 leave the second, which has been
    answered and now stands at -30.00; that is for a person, and the patient's 5.00 stand.`,
  claims: {
    A: { payers: ['bluecross', 'bluecross'], lines: [20000] },
    B: { payers: ['bluecross'], lines: [30000] },
    C: { payers: ['bluecross', 'bluecross'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '290', trace: 'TRACE8701' },
      `
      CLP*{A}*1*200*120*30*12*ICN8701*11*1
      SVC*HC:99213*200*120**1
      CAS*CO*45*50
      CAS*PR*1*30
      CLP*{A}*2*200*25*5*12*ICN8702*11*1
      SVC*HC:99213*200*25**1
      CAS*OA*23*170
      CAS*PR*1*5
      CLP*{C}*1*200*120*30*12*ICN8703*11*1
      SVC*HC:99213*200*120**1
      CAS*CO*45*50
      CAS*PR*1*30
      CLP*{C}*2*200*25*5*12*ICN8704*11*1
      SVC*HC:99213*200*25**1
      CAS*OA*23*170
      CAS*PR*1*5`,
    ),
    remittanceText(
      'bluecross',
      { amount: '155', trace: 'TRACE8702', date: '20261109' },
      `
      CLP*{A}*22*-200*-25*-5*12*ICN8702*11*1
      SVC*HC:99213*-200*-25**1
      CAS*OA*23*-170
      CAS*PR*1*-5
      CLP*{C}*22*-200*-120*-30*12*ICN8703*11*1
      SVC*HC:99213*-200*-120**1
      CAS*CO*45*-50
      CAS*PR*1*-30
      CLP*{B}*1*300*300*0*12*ICN8705*11*1
      SVC*HC:99213*300*300**1`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 44500,
      'contractual-adjustments': 5000,
      'insurance-receivable': 20000,
      'patient-receivable': 500,
      charges: -70000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 44500, 'contractual-adjustments': 5000, 'insurance-receivable': 20000 },
    },
    claims: {
      A: { state: 'reversed', payerCents: [0, 3000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'reversed', payerCents: [20000, -3000], patientCents: 500 },
    },
    exceptions: ['later-payer-answered'],
    recoupments: {},
    quarantined: [],
  },
};
