import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const shareThatGrowsAfterTheNextPayerAnswered: GoldenLedger = {
  name: 'share that grows after the next payer answered',
  reasoning: `
    Medicare pays 64.00 of 100.00 with CO-45 20.00 and leaves 16.00. Of A, Blue Cross pays them. Of B, it leaves them to the patient for its own deductible (PR-1). Then Medicare takes both answers back and
    allows 90.00: 72.00, CO-45 10.00, share 18.00; 8.00 comes each time. What Blue Cross said stands. Its side is 16.00 - 16.00 - 16.00 + 18.00 = 2.00 on both claims, to be asked of it again with
    Medicare's new answer; B's patient still owes 16.00 and not 18.00. Deposits 128.00 + 16.00 + 16.00; contractual 20.00.`,
  claims: {
    A: { payers: ['medicare', 'bluecross'], lines: [10000] },
    B: { payers: ['medicare', 'bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '128', trace: 'TRACE10801' },
      `
      CLP*{A}*1*100*64*16*MB*ICN10801*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      CLP*{B}*1*100*64*16*MB*ICN10802*11*1
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16`,
    ),
    remittanceText(
      'bluecross',
      { amount: '16', trace: 'TRACE10802', date: '20261109' },
      `
      CLP*{A}*2*100*16*0*12*BCN10801*11*1
      SVC*HC:99213*100*16**1
      CAS*OA*23*84
      CLP*{B}*2*100*0*16*12*BCN10802*11*1
      SVC*HC:99213*100*0**1
      CAS*OA*23*84
      CAS*PR*1*16`,
    ),
    remittanceText(
      'medicare',
      { amount: '16', trace: 'TRACE10803', date: '20261116' },
      `
      CLP*{A}*22*-100*-64*-16*MB*ICN10801*11*1
      SVC*HC:99213*-100*-64**-1
      CAS*CO*45*-20
      CAS*PR*2*-16
      CLP*{A}*1*100*72*18*MB*ICN10803*11*1
      SVC*HC:99213*100*72**1
      CAS*CO*45*10
      CAS*PR*2*18
      CLP*{B}*22*-100*-64*-16*MB*ICN10802*11*1
      SVC*HC:99213*-100*-64**-1
      CAS*CO*45*-20
      CAS*PR*2*-16
      CLP*{B}*1*100*72*18*MB*ICN10804*11*1
      SVC*HC:99213*100*72**1
      CAS*CO*45*10
      CAS*PR*2*18`,
    ),
  ],
  expected: {
    accounts: {
      'insurance-receivable': 400,
      'patient-receivable': 1600,
      'deposits-in-transit': 16000,
      'contractual-adjustments': 2000,
      charges: -20000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 14400, 'contractual-adjustments': 2000 },
      bluecross: { 'deposits-in-transit': 1600, 'insurance-receivable': 400 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 200], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 200], patientCents: 1600 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
