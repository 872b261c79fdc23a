import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const partialReversalByLine: GoldenLedger = {
  name: 'partial reversal by line',
  reasoning: `
    A and B have two lines each: 100.00 (80.00 paid, CO-45 20.00) and 60.00 (45.00 paid, CO-45 15.00); 250.00 comes. The payer then takes
    back the second line of each, exactly as it gave it (-60.00, -45.00, CO-45 -15.00): other amounts than the claim got, so an exception, yet
    certain line by line, so it posts for these lines. A's second line is corrected in the same payment (50.00, CO-45 10.00), A is whole again and its exception ends;
    B's stays owed, 60.00, its first line stands answered. B's -45.00 is held with WO -45.00: -45.00 + 50.00 - 45.00 + 45.00 = 5.00 comes.
    Contractual A 20.00 + 10.00, B 20.00; we owe the payer 45.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000] },
    B: { payers: ['bluecross'], lines: [10000, 6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '250', trace: 'TRACE3001' },
      `
      CLP*{A}*1*160*125*0*12*ICN3001*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:85025*60*45**1
      CAS*CO*45*15
      REF*6R*2
      CLP*{B}*1*160*125*0*12*ICN3002*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:85025*60*45**1
      CAS*CO*45*15
      REF*6R*2`,
    ),
    remittanceText(
      'bluecross',
      { amount: '5', trace: 'TRACE3002', date: '20261109' },
      `
      CLP*{A}*22*-60*-45*0*12*ICN3001*11*1
      SVC*HC:85025*-60*-45**1
      CAS*CO*45*-15
      REF*6R*2
      CLP*{A}*1*60*50*0*12*ICN3001A*11*7
      SVC*HC:85025*60*50**1
      CAS*CO*45*10
      REF*6R*2
      CLP*{B}*22*-60*-45*0*12*ICN3002*11*1
      SVC*HC:85025*-60*-45**1
      CAS*CO*45*-15
      REF*6R*2
      PLB*1234567893*20261231*WO:ICN3002*-45`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 25500,
      'contractual-adjustments': 5000,
      'insurance-receivable': 6000,
      'payer-recoupments-payable': -4500,
      charges: -32000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 25500,
        'contractual-adjustments': 5000,
        'insurance-receivable': 6000,
        'payer-recoupments-payable': -4500,
      },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: {
        state: 'adjudicated',
        outcome: 'partly-paid',
        payerCents: [6000],
        patientCents: 0,
        marks: { bluecross: { answeredLines: [1] } },
      },
    },
    exceptions: ['reversed-in-part'],
    recoupments: { ICN3002: 4500 },
    quarantined: [],
  },
};
