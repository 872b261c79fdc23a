import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const sharesBeyondTheChargeAndBelowZero: GoldenLedger = {
  name: 'shares beyond the charge and below zero',
  reasoning: `
    A: an outpatient rate of 120.00 for a service charged at 100.00, all of it deductible: CO-45 -20.00 and PR-1 120.00. The share proves what is allowed; 20.00 are contractual in our favour, and the patient owes
    120.00. B: the deductible of 25.00 takes 5.00 off a coinsurance stated before, PR-2 -5.00: the patient owes 20.00; 60.00 paid, CO-45 20.00. C: a reduction in two parts, CO-45 120.00
    and -20.00, is 100.00 of 200.00. D: 100.00 in three lines, a third each: Medicare's coinsurance is 4.44, 4.44 and 4.45, and sequestration 0.36, 0.36, 0.35. Blue Cross pays 4.44 each time and leaves the odd
    cent to the patient. Deposits 160.00 + 52.27 + 13.32; contractual -20.00 + 20.00 + 100.00, and 33.33 + 1.07 by Medicare; patients 120.00 + 20.00 + 0.01.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['bluecross'], lines: [20000] },
    D: { payers: ['medicare', 'bluecross'], lines: [3333, 3333, 3334] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '160', trace: 'TRACE10901' },
      `
      CLP*{A}*1*100*0*120*12*BCN10901*13*1
      SVC*HC:70551*100*0**1
      CAS*CO*45*-20
      CAS*PR*1*120
      CLP*{B}*1*100*60*20*12*BCN10902*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*1*25**2*-5
      CLP*{C}*1*200*100*0*12*BCN10903*11*1
      SVC*HC:99213*200*100**1
      CAS*CO*45*120**45*-20`,
    ),
    remittanceText(
      'medicare',
      { amount: '52.27', trace: 'TRACE10902' },
      `
      CLP*{D}*1*100*52.27*13.33*MB*ICN10901*11*1
      SVC*HC:99213*33.33*17.42**1
      CAS*CO*45*11.11**253*.36
      CAS*PR*2*4.44
      SVC*HC:99213*33.33*17.42**1
      CAS*CO*45*11.11**253*.36
      CAS*PR*2*4.44
      SVC*HC:99213*33.34*17.43**1
      CAS*CO*45*11.11**253*.35
      CAS*PR*2*4.45`,
    ),
    remittanceText(
      'bluecross',
      { amount: '13.32', trace: 'TRACE10903', date: '20261109' },
      `
      CLP*{D}*2*100*13.32*.01*12*BCN10904*11*1
      SVC*HC:99213*33.33*4.44**1
      CAS*OA*23*28.89
      SVC*HC:99213*33.33*4.44**1
      CAS*OA*23*28.89
      SVC*HC:99213*33.34*4.44**1
      CAS*OA*23*28.89
      CAS*PR*2*.01`,
    ),
  ],
  expected: {
    accounts: {
      'patient-receivable': 14001,
      'deposits-in-transit': 22559,
      'contractual-adjustments': 13440,
      charges: -50000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 17332, 'contractual-adjustments': 10000 },
      medicare: { 'deposits-in-transit': 5227, 'contractual-adjustments': 3440 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 12000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 2000 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 1 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
