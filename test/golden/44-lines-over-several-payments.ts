import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const linesOverSeveralPayments: GoldenLedger = {
  name: 'lines over several payments',
  reasoning: `
    A has lines of 100.00, 60.00 and 40.00. The first payment answers the first and the third (80.00, CO-45 20.00; 30.00, CO-45 10.00): no control
    numbers, but no other line has these charges. The second payment denies the 60.00. B has two lines of 50.00; the payer answers one of them,
    and which one cannot be told: its 50.00 waits in unapplied payer cash. Deposits 160.00; contractual 30.00; A is owed the denied 60.00, B
    100.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 6000, 4000] },
    B: { payers: ['bluecross'], lines: [5000, 5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '160', trace: 'TRACE4401' },
      `
      CLP*{A}*1*140*110*0*12*ICN4401*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      SVC*HC:36415*40*30**1
      CAS*CO*45*10
      CLP*{B}*1*50*50*0*12*ICN4402*11*1
      SVC*HC:97110*50*50**1`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE4402', date: '20261109' },
      `
      CLP*{A}*1*60*0*0*12*ICN4403*11*1
      SVC*HC:85025*60*0**1
      CAS*CO*197*60`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 16000,
      'contractual-adjustments': 3000,
      'insurance-receivable': 16000,
      'unapplied-payer-cash': -5000,
      charges: -30000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 16000,
        'contractual-adjustments': 3000,
        'insurance-receivable': 16000,
        'unapplied-payer-cash': -5000,
      },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [6000], patientCents: 0 },
      B: { state: 'submitted', payerCents: [10000], patientCents: 0 },
    },
    exceptions: ['charge-differs'],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-197'], cents: 6000, mayBillNextPayer: false }],
  },
};
