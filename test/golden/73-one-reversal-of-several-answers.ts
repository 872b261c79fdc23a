import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const oneReversalOfSeveralAnswers: GoldenLedger = {
  name: 'one reversal of several answers',
  reasoning: `
    A is answered in two parts with claim numbers of their own: 100.00 (80.00, CO-45 20.00) and 60.00 (45.00, CO-45 15.00). One reversal takes both back at once: -125.00, CO-45
    -20.00 and -15.00, the sum of the two, line by line. The correction of the whole pays 110.00 with CO-45 50.00. C is answered in three parts (40.00, 30.00 and 20.00, CO-45
    10.00 each); one reversal takes back the first two, and the third stands answered: 90.00 is owed again. With B's 100.00 the second payment
    is -125.00 + 110.00 - 70.00 + 100.00 = 15.00. Deposits 215.00 + 15.00; contractual 50.00 + 10.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['bluecross'], lines: [5000, 4000, 3000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '215', trace: 'TRACE7301' },
      `
      CLP*{A}*1*100*80*0*12*ICN7301A*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      CLP*{A}*1*60*45*0*12*ICN7301B*11*1
      SVC*HC:85025*60*45**1
      CAS*CO*45*15
      REF*6R*2
      CLP*{C}*1*50*40*0*12*ICN7303A*11*1
      SVC*HC:97110*50*40**1
      CAS*CO*45*10
      REF*6R*1
      CLP*{C}*1*40*30*0*12*ICN7303B*11*1
      SVC*HC:97140*40*30**1
      CAS*CO*45*10
      REF*6R*2
      CLP*{C}*1*30*20*0*12*ICN7303C*11*1
      SVC*HC:97035*30*20**1
      CAS*CO*45*10
      REF*6R*3`,
    ),
    remittanceText(
      'bluecross',
      { amount: '15', trace: 'TRACE7302', date: '20261109' },
      `
      CLP*{A}*22*-160*-125*0*12*ICN7301A*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      REF*6R*1
      SVC*HC:85025*-60*-45**1
      CAS*CO*45*-15
      REF*6R*2
      CLP*{A}*1*160*110*0*12*ICN7301C*11*7
      SVC*HC:99213*100*70**1
      CAS*CO*45*30
      REF*6R*1
      SVC*HC:85025*60*40**1
      CAS*CO*45*20
      REF*6R*2
      CLP*{C}*22*-90*-70*0*12*ICN7303A*11*1
      SVC*HC:97110*-50*-40**1
      CAS*CO*45*-10
      REF*6R*1
      SVC*HC:97140*-40*-30**1
      CAS*CO*45*-10
      REF*6R*2
      CLP*{B}*1*100*100*0*12*ICN7302*11*1
      SVC*HC:99213*100*100**1`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 23000,
      'contractual-adjustments': 6000,
      'insurance-receivable': 9000,
      charges: -38000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 23000, 'contractual-adjustments': 6000, 'insurance-receivable': 9000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: {
        state: 'adjudicated',
        outcome: 'partly-paid',
        payerCents: [9000],
        patientCents: 0,
        marks: { bluecross: { answeredLines: [3] } },
      },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
