import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const exceptionsApartByReason: GoldenLedger = {
  name: 'exceptions apart by reason',
  reasoning: `
    CO-131 and CO-132 have no rule. A: 8.00 is held on one line and -8.00 on the other. Nothing stands, and yet two things are to be looked at: an exception for
    each, never one of zero. B: CO-131 12.00 and CO-132 8.00 are two reasons, two exceptions. C: 108.00 paid of 100.00, CO-131 -8.00: the credit of 8.00
    comes from that amount, so one exception tells it, and no credit balance beside it. D: CO-131 5.00 on each of two lines is one reason: one exception of
    10.00. Deposits 100.00 + 80.00 + 108.00 + 90.00; 0.00 + 20.00 - 8.00 + 10.00 stands.`,
  claims: {
    A: { payers: ['bluecross'], lines: [6000, 4000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['bluecross'], lines: [10000] },
    D: { payers: ['bluecross'], lines: [5000, 5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '378', trace: 'TRACE7101' },
      `
      CLP*{A}*1*100*100*0*12*ICN7101*11*1
      SVC*HC:99213*60*52**1
      CAS*CO*131*8
      SVC*HC:85025*40*48**1
      CAS*CO*131*-8
      CLP*{B}*1*100*80*0*12*ICN7102*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*131*12**132*8
      CLP*{C}*1*100*108*0*12*ICN7103*11*1
      SVC*HC:99213*100*108**1
      CAS*CO*131*-8
      CLP*{D}*1*100*90*0*12*ICN7104*11*1
      SVC*HC:97110*50*45**1
      CAS*CO*131*5
      SVC*HC:97140*50*45**1
      CAS*CO*131*5`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 37800, 'insurance-receivable': 2200, charges: -40000 },
    payers: {
      bluecross: { 'deposits-in-transit': 37800, 'insurance-receivable': 2200 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [-800], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [1000], patientCents: 0 },
    },
    exceptions: [
      'adjustment-without-rule',
      'adjustment-without-rule',
      'adjustment-without-rule',
      'adjustment-without-rule',
      'adjustment-without-rule',
      'adjustment-without-rule',
    ],
    recoupments: {},
    quarantined: [],
  },
};
