import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const refundAcknowledged: GoldenLedger = {
  name: 'refund acknowledged',
  reasoning: `
    80.00 paid with CO-45 20.00. The office sent 80.00 back by check (that journal, debit refunds sent and credit bank, is not part of
    this case). The payer reverses the claim and acknowledges the check with 72 -80.00: -80.00 + 80.00 = 0 comes. Refunds sent is credited
    80.00, which the check's own journal would bring to zero. The claim is owed in full again.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE1501' },
      `
      CLP*{A}*1*100*80*0*12*ICN1501*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE1502' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN1501*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      PLB*1234567893*20261231*72:ICN1501*-80`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 8000, 'insurance-receivable': 10000, 'refunds-sent': -8000, charges: -10000 },
    payers: { bluecross: { 'deposits-in-transit': 8000, 'insurance-receivable': 10000, 'refunds-sent': -8000 } },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
