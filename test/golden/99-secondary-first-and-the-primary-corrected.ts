import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondaryFirstAndThePrimaryCorrected: GoldenLedger = {
  name: 'secondary first, and the primary corrected',
  reasoning: `
    Medicaid answers before Blue Cross and pays 28.00. Blue Cross then pays 70.00 and leaves 30.00 of copayment: 2.00 still stand with Medicaid, which is asked again. Blue
    Cross takes that back and pays 90.00 with a copayment of 10.00. Of these 10.00 Medicaid has paid 28.00: 18.00 too much, a credit on a list.
    Medicaid states 72.00 of Blue Cross before any of it is in the books, which is shown. Deposits 28.00 + 70.00 - 70.00 + 90.00 = 118.00 = 100.00 charged + 18.00 of credit.`,
  claims: {
    A: { payers: ['bluecross', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicaid',
      { amount: '28', trace: 'TRACE9701' },
      `
      CLP*{A}*2*100*28*0*MC*TCN9701*11*1
      SVC*HC:99213*100*28**1
      CAS*OA*23*72`,
    ),
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE9702', date: '20261109' },
      `
      CLP*{A}*1*100*70*30*12*BCN9701*11*1
      SVC*HC:99213*100*70**1
      CAS*PR*3*30`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE9703', date: '20261116' },
      `
      CLP*{A}*22*-100*-70*-30*12*BCN9701*11*1
      SVC*HC:99213*-100*-70**1
      CAS*PR*3*-30
      CLP*{A}*1*100*90*10*12*BCN9702*11*1
      SVC*HC:99213*100*90**1
      CAS*PR*3*10`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 11800, 'insurance-receivable': -1800, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 9000 },
      medicaid: { 'deposits-in-transit': 2800, 'insurance-receivable': -1800 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, -1800], patientCents: 0 },
    },
    exceptions: ['prior-payer-differs', 'later-payer-answered'],
    recoupments: {},
    quarantined: [],
  },
};
