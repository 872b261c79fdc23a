import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const statusesThatBringNoMoney: GoldenLedger = {
  name: 'statuses that bring no money',
  reasoning: `
    A: status 25, a predetermination: never posts. B: status 23, not this payer's and forwarded: nothing to post. C and D: the same statuses with money, 40.00
    and 10.00: that cannot be, so the cash waits in unapplied payer cash. All four claims stay as they were.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [8000] },
    C: { payers: ['bluecross'], lines: [8000] },
    D: { payers: ['bluecross'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE5201' },
      `
      CLP*{A}*25*100*0*0*12*ICN5201*11*1
      SVC*HC:29881*100*0**1
      CAS*OA*101*100
      CLP*{B}*23*80*0*0*12*ICN5202*11*1
      SVC*HC:99213*80*0**1
      CAS*OA*B11*80
      CLP*{C}*23*80*40*0*12*ICN5203*11*1
      SVC*HC:99213*80*40**1
      CAS*OA*B11*40
      CLP*{D}*25*90*10*0*12*ICN5204*11*1
      SVC*HC:99213*90*10**1
      CAS*OA*101*80`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 5000,
      'insurance-receivable': 35000,
      'unapplied-payer-cash': -5000,
      charges: -35000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 5000, 'insurance-receivable': 35000, 'unapplied-payer-cash': -5000 },
    },
    claims: {
      A: { state: 'submitted', payerCents: [10000], patientCents: 0 },
      B: { state: 'submitted', payerCents: [8000], patientCents: 0 },
      C: { state: 'submitted', payerCents: [8000], patientCents: 0 },
      D: { state: 'submitted', payerCents: [9000], patientCents: 0 },
    },
    exceptions: ['forwarded-with-payment', 'predetermination-paid'],
    recoupments: {},
    quarantined: [],
  },
};
