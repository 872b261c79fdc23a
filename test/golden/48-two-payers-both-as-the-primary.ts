import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const twoPayersBothAsThePrimary: GoldenLedger = {
  name: 'two payers both as the primary',
  reasoning: `
    Blue Cross is first, Medicare second. Both process the claim as primary and pay it: Blue Cross 80.00 with CO-45 20.00, Medicare 60.00 with CO-45
    40.00. Medicare speaks from another place than it has: its 60.00 waits in unapplied payer cash until a person has settled who is first.
    Nothing is written off twice.`,
  claims: {
    A: { payers: ['bluecross', 'medicare'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE4801' },
      `
      CLP*{A}*1*100*80*0*12*BCN4801*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'medicare',
      { amount: '60', trace: 'TRACE4802', date: '20261109' },
      `
      CLP*{A}*1*100*60*0*MB*ICN4801*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*40`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14000,
      'contractual-adjustments': 2000,
      'unapplied-payer-cash': -6000,
      charges: -10000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000 },
      medicare: { 'deposits-in-transit': 6000, 'unapplied-payer-cash': -6000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 },
    },
    exceptions: ['payer-position-differs'],
    recoupments: {},
    quarantined: [],
  },
};
