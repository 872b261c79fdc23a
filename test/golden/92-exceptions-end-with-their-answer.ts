import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const exceptionsEndWithTheirAnswer: GoldenLedger = {
  name: 'exceptions end with the answer that raised them',
  reasoning: `
    A is paid 80.00 with an adjustment that no rule covers (CO-900 20.00): it stays with the payer, with an exception. A week later the payer takes the
    answer back, exactly, and keeps 80.00 for later (WO -80.00, so that nothing is paid or debited). The exception has nothing more to say and
    ends; 100.00 stand with the payer, which is asked again. Deposits 80.00; 80.00 is owed to the payer.`,
  claims: { A: { payers: ['bluecross'], lines: [10000] } },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE9201' },
      `
      CLP*{A}*1*100*80*0*12*ICN9201*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*900*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE9202', date: '20261109' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN9201*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*900*-20
      PLB*1234567893*20261231*WO:ICN9201*-80`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'insurance-receivable': 10000,
      'payer-recoupments-payable': -8000,
      charges: -10000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 8000,
        'insurance-receivable': 10000,
        'payer-recoupments-payable': -8000,
      },
    },
    claims: { A: { state: 'reversed', payerCents: [10000], patientCents: 0 } },
    exceptions: [],
    recoupments: { ICN9201: 8000 },
    quarantined: [],
  },
};
