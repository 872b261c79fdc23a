import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const unresolvedTakeBack: GoldenLedger = {
  name: 'unresolved take back',
  reasoning: `
    80.00 paid with CO-45 20.00, and WO 30.00 for a claim that these books never reversed and owe nothing for: 50.00 comes. The 30.00
    stands as a debit against the payer under its reference, with an exception; no claim is touched.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE1301' },
      `
      CLP*{A}*1*100*80*0*12*ICN1301*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      PLB*1234567893*20261231*WO:OLDCLAIM77*30`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 5000,
      'contractual-adjustments': 2000,
      'payer-recoupments-payable': 3000,
      charges: -10000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 5000, 'contractual-adjustments': 2000, 'payer-recoupments-payable': 3000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['unresolved-take-back'],
    recoupments: { OLDCLAIM77: -3000 },
    quarantined: [],
  },
};
