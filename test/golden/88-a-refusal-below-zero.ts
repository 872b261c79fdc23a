import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const aRefusalBelowZero: GoldenLedger = {
  name: 'a refusal below zero',
  reasoning: `
    Line 1 (60.00) is paid 52.00 and refused 8.00 (CO-197). Line 2 (40.00) is paid 48.00 with CO-197 -8.00: a refusal below zero refuses nothing. In all the claim is paid what was
    charged and nothing stands, yet two things are to be done: the 8.00 that was refused is a denial, and an exception asks what the -8.00 is. They are not set
    off against each other. Deposits 100.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [6000, 4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE8801' },
      `
      CLP*{A}*1*100*100*0*12*ICN8801*11*1
      SVC*HC:99213*60*52**1
      CAS*CO*197*8
      SVC*HC:85025*40*48**1
      CAS*CO*197*-8`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 10000, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 10000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['adjustment-without-rule'],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-197'], cents: 800, mayBillNextPayer: false }],
  },
};
