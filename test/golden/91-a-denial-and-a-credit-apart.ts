import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const aDenialAndACreditApart: GoldenLedger = {
  name: 'a denial and a credit of one answer stay apart',
  reasoning: `
    A has two lines of 60.00 and 40.00. The first is denied (CO-197 60.00). The second is paid 70.00, and the payer says so: OA-94 -30.00.
    60.00 - 30.00 = 30.00 stands with the payer; nothing is netted: the denial is about 60.00, the credit about 30.00. Deposits 70.00.`,
  claims: { A: { payers: ['bluecross'], lines: [6000, 4000] } },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE9101' },
      `
      CLP*{A}*1*100*70*0*12*ICN9101*11*1
      SVC*HC:99213*60*0**1
      CAS*CO*197*60
      REF*6R*1
      SVC*HC:85025*40*70**1
      CAS*OA*94*-30
      REF*6R*2`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 7000, 'insurance-receivable': 3000, charges: -10000 },
    payers: { bluecross: { 'deposits-in-transit': 7000, 'insurance-receivable': 3000 } },
    claims: { A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [3000], patientCents: 0 } },
    exceptions: ['credit-balance'],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-197'], cents: 6000, mayBillNextPayer: false }],
  },
};
