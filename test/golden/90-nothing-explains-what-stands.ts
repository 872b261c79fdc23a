import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const nothingExplainsWhatStands: GoldenLedger = {
  name: 'nothing explains what stands',
  reasoning: `
    A's only payer pays 60.00 of 100.00 and says that an earlier payer did 40.00 (OA-23): there is no earlier payer. OA-23 is information, so
    40.00 stands with the payer, and neither a denial nor a held adjustment speaks of it: it is an exception of its own. Deposits 60.00.`,
  claims: { A: { payers: ['bluecross'], lines: [10000] } },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '60', trace: 'TRACE9001' },
      `
      CLP*{A}*1*100*60*0*12*ICN9001*11*1
      SVC*HC:99213*100*60**1
      CAS*OA*23*40`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 6000, 'insurance-receivable': 4000, charges: -10000 },
    payers: { bluecross: { 'deposits-in-transit': 6000, 'insurance-receivable': 4000 } },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [4000], patientCents: 0 } },
    exceptions: ['balance-unexplained'],
    recoupments: {},
    quarantined: [],
  },
};
