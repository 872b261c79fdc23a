import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const providerAdjustmentsThatSayTooLittle: GoldenLedger = {
  name: 'provider adjustments that say too little',
  reasoning: `
    CS, AM, FC, RA, TL, LS and B3 say that something is adjusted and not what: suspense, and a person looks (CS 10.00 and -10.00, AM 5.00, FC -7.00, RA -3.00, TL 8.00,
    LS -20.00, B3 4.00). JO is no code of the table: suspense, for want of a rule (6.00). Together -7.00. WU takes 9.00 for a recovery of which nothing is
    known, and WW gives it back under the same reference: nothing is left to explain, and both codes say too little. 100.00 + 7.00 comes.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '107', trace: 'TRACE6001' },
      `
      CLP*{A}*1*100*100*0*12*ICN6001*11*1
      SVC*HC:99213*100*100**1
      PLB*1234567893*20261231*CS:NOTE1*10*CS:NOTE1*-10*AM:LOAN1*5*FC:FUND1*-7*RA:RETRO1*-3*TL:THIRD1*8
      PLB*1234567893*20261231*LS:LUMP1*-20*B3:RECOVERY1*4*JO:NOTE2*6*WU:REF1*9*WW:REF1*-9`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 10700, 'plb-suspense': -700, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 10700, 'plb-suspense': -700 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
      'provider-adjustment-without-rule',
      'provider-adjustment-to-review',
      'provider-adjustment-to-review',
    ],
    recoupments: { REF1: 0 },
    quarantined: [],
  },
};
