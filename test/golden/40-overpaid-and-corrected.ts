import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const overpaidAndCorrected: GoldenLedger = {
  name: 'overpaid and corrected',
  reasoning: `
    The payer pays 110.00 for a charge of 100.00 and says so: OA-94 -10.00, with no bundled line beside it. The payment posts, the credit of 10.00
    stands with the payer and is shown. It then takes the answer back and pays 100.00, debiting 10.00. Deposits 110.00 - 10.00; the claim is at
    zero, and the exception has nothing more to say: it ends by itself.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '110', trace: 'TRACE4001' },
      `
      CLP*{A}*1*100*110*0*12*ICN4001*11*1
      SVC*HC:99213*100*110**1
      CAS*OA*94*-10`,
    ),
    remittanceText(
      'bluecross',
      { amount: '10', trace: 'TRACE4002', date: '20261109', debit: true },
      `
      CLP*{A}*22*-100*-110*0*12*ICN4001*11*1
      SVC*HC:99213*-100*-110**1
      CAS*OA*94*10
      CLP*{A}*1*100*100*0*12*ICN4001A*11*7
      SVC*HC:99213*100*100**1`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 10000, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 10000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
