import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const bundle: GoldenLedger = {
  name: 'bundle',
  reasoning: `
    X12 RFI 2320. The paying line (100.00) is paid 112.00 with CO-45 28.00 and OA-94 -40.00; the absorbed line (40.00) carries CO-97 40.00.
    The two offset: charge moves between lines, nothing is denied, and 140.00 - 112.00 - 28.00 leaves nothing.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '112', trace: 'TRACE2101' },
      `
      CLP*{A}*1*140*112*0*12*ICN2101*11*1
      SVC*HC:80053*100*112**1
      CAS*CO*45*28
      CAS*OA*94*-40
      SVC*HC:82947*40*0**1
      CAS*CO*97*40`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 11200, 'contractual-adjustments': 2800, charges: -14000 },
    payers: { bluecross: { 'deposits-in-transit': 11200, 'contractual-adjustments': 2800 } },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
