import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const unmatched: GoldenLedger = {
  name: 'unmatched',
  reasoning: `
    Claim A (100.00): 75.00 paid, CO-45 25.00. The other claim is not ours: its 60.00 goes to unapplied payer cash, and its CO-45 is
    nobody's write-off here.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '135', trace: 'TRACE0601' },
      `
      CLP*{A}*1*100*75*0*12*ICN0601*11*1
      SVC*HC:99213*100*75**1
      CAS*CO*45*25
      CLP*OFFICE-1001*1*80*60*0*12*ICN0602*11*1
      SVC*HC:99212*80*60**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 13500,
      'contractual-adjustments': 2500,
      'unapplied-payer-cash': -6000,
      charges: -10000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 13500, 'contractual-adjustments': 2500, 'unapplied-payer-cash': -6000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['claim-not-found'],
    recoupments: {},
    quarantined: [],
  },
};
