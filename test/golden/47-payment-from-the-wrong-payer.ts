import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paymentFromTheWrongPayer: GoldenLedger = {
  name: 'payment from the wrong payer',
  reasoning: `
    The claim is Blue Cross's; Medicaid answers it and pays 50.00. Medicaid is none of the claim's payers, so its cash waits in unapplied payer cash,
    its CO-45 is nobody's write-off, and Blue Cross owes what it owed.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicaid',
      { amount: '50', trace: 'TRACE4701' },
      `
      CLP*{A}*1*100*50*0*MC*TCN4701*11*1
      SVC*HC:99213*100*50**1
      CAS*CO*45*50`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 5000,
      'insurance-receivable': 10000,
      'unapplied-payer-cash': -5000,
      charges: -10000,
    },
    payers: {
      bluecross: { 'insurance-receivable': 10000 },
      medicaid: { 'deposits-in-transit': 5000, 'unapplied-payer-cash': -5000 },
    },
    claims: {
      A: { state: 'submitted', payerCents: [10000], patientCents: 0 },
    },
    exceptions: ['payer-not-on-claim'],
    recoupments: {},
    quarantined: [],
  },
};
