import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalsThatCannotBeBooked: GoldenLedger = {
  name: 'reversals that cannot be booked',
  reasoning: `
    A is paid 80.00 with CO-45 20.00. The next payment takes back only part of it (-100.00, -70.00, CO-45 -30.00: other amounts than it
    gave), and the whole of a claim that is not ours (-60.00); it pays B 150.00. -70.00 - 60.00 + 150.00 = 20.00 comes. Unapplied payer
    cash bears both, 130.00 as a debit; A stays as it was.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [15000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE2401' },
      `
      CLP*{A}*1*100*80*0*12*ICN2401*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE2402' },
      `
      CLP*{A}*22*-100*-70*0*12*ICN2401*11*1
      SVC*HC:99213*-100*-70**1
      CAS*CO*45*-30
      CLP*OFFICE-2002*22*-80*-60*0*12*ICN2402*11*1
      SVC*HC:99212*-80*-60**1
      CAS*CO*45*-20
      CLP*{B}*1*150*150*0*12*ICN2403*11*1
      SVC*HC:99214*150*150**1`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 10000,
      'contractual-adjustments': 2000,
      'unapplied-payer-cash': 13000,
      charges: -25000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 10000, 'contractual-adjustments': 2000, 'unapplied-payer-cash': 13000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['partial-reversal', 'reversal-without-original'],
    recoupments: {},
    quarantined: [],
  },
};
