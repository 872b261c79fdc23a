import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const overpaymentWithheldThenRecovered: GoldenLedger = {
  name: 'overpayment withheld then recovered',
  reasoning: `
    A is paid 80.00 with CO-45 20.00, then reversed. The payer does not take the money yet: WO -80.00 holds the take-back, so the second
    payment is -80.00 + 80.00 = 0 and we owe the payer 80.00 under its claim number. The third payment pays B 90.00 and collects
    WO 80.00: 10.00 comes, and we owe nothing. A is owed in full again: 100.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE1101' },
      `
      CLP*{A}*1*100*80*0*12*ICN1101*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE1102' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN1101*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      PLB*1234567893*20261231*WO:ICN1101*-80`,
    ),
    remittanceText(
      'bluecross',
      { amount: '10', trace: 'TRACE1103' },
      `
      CLP*{B}*1*90*90*0*12*ICN1102*11*1
      SVC*HC:99213*90*90**1
      PLB*1234567893*20261231*WO:ICN1101*80`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 9000, 'insurance-receivable': 10000, charges: -19000 },
    payers: { bluecross: { 'deposits-in-transit': 9000, 'insurance-receivable': 10000 } },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { ICN1101: 0 },
    quarantined: [],
  },
};
