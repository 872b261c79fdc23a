import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalsInOtherWords: GoldenLedger = {
  name: 'reversals in other words',
  reasoning: `
    A: 64.00 paid, CO-45 20.00, coinsurance 16.00. The payer takes it back as older versions of the 835 did: under the group CR, and without a patient's share in the claim's head. The amounts
    and reasons are those of the answer, so it is that answer. B, two lines: 64.00 paid, CO-45 10.00 and 10.00, coinsurance 10.00 and 6.00. It is taken back without lines: -64.00, CO-45
    -20.00, PR-2 -16.00, the sums of the claim. Both claims are with the payer again, 100.00 each, and no patient owes anything. Deposits 128.00 - 128.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [6000, 4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '128', trace: 'TRACE10301' },
      `
      CLP*{A}*1*100*64*16*12*ICN10301*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      CLP*{B}*1*100*64*16*12*ICN10302*11*1
      SVC*HC:99213*60*40**1
      CAS*CO*45*10
      CAS*PR*2*10
      SVC*HC:93000*40*24**1
      CAS*CO*45*10
      CAS*PR*2*6`,
    ),
    remittanceText(
      'bluecross',
      { amount: '128', trace: 'TRACE10302', date: '20261109', debit: true },
      `
      CLP*{A}*22*-100*-64*0*12*ICN10301*11*1
      SVC*HC:99213*-100*-64**-1
      CAS*CR*45*-20**2*-16
      CLP*{B}*22*-100*-64*-16*12*ICN10302*11*1
      CAS*CO*45*-20
      CAS*PR*2*-16`,
    ),
  ],
  expected: {
    accounts: { 'insurance-receivable': 20000, charges: -20000 },
    payers: { bluecross: { 'insurance-receivable': 20000 } },
    claims: {
      A: { state: 'reversed', payerCents: [10000], patientCents: 0 },
      B: { state: 'reversed', payerCents: [10000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
