import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const claimThatDoesNotAddUp: GoldenLedger = {
  name: 'claim that does not add up',
  reasoning: `
    Claim A: 100.00 charged, 60.00 paid, adjustments of 30.00 only. Nothing of it is posted but its cash, to unapplied payer cash; no
    difference is plugged, and A is owed in full as before. Claim B (50.00) is posted: 40.00 and CO-45 10.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE1801' },
      `
      CLP*{A}*1*100*60*0*12*ICN1801*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*30
      CLP*{B}*1*50*40*0*12*ICN1802*11*1
      SVC*HC:99212*50*40**1
      CAS*CO*45*10`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 10000,
      'contractual-adjustments': 1000,
      'insurance-receivable': 10000,
      'unapplied-payer-cash': -6000,
      charges: -15000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 10000,
        'contractual-adjustments': 1000,
        'insurance-receivable': 10000,
        'unapplied-payer-cash': -6000,
      },
    },
    claims: {
      A: { state: 'submitted', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['claim-unbalanced'],
    recoupments: {},
    quarantined: [],
  },
};
