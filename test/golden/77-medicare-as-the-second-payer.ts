import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const medicareAsTheSecondPayer: GoldenLedger = {
  name: 'medicare as the second payer',
  reasoning: `
    A patient who still works: the employer's plan is first. It pays 100.00 of 200.00 with CO-45 40.00 and PR-2 60.00, which moves to Medicare. Medicare restates 140.00, pays
    39.20, keeps CO-253 0.80 of its own payment (sequestration) and leaves 20.00 of coinsurance. What stood is 60.00: 39.20 paid, 20.00 the patient's, 0.80 comes
    off as contractual and is nobody's. Deposits 139.20; contractual 40.00 + 0.80.`,
  claims: {
    A: { payers: ['bluecross', 'medicare'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '100', trace: 'TRACE7701' },
      `
      CLP*{A}*1*200*100*60*12*BCN7701*11*1
      SVC*HC:99215*200*100**1
      CAS*CO*45*40
      CAS*PR*2*60`,
    ),
    remittanceText(
      'medicare',
      { amount: '39.2', trace: 'TRACE7702', date: '20261109' },
      `
      CLP*{A}*2*200*39.2*20*MB*ICN7701*11*1
      SVC*HC:99215*200*39.2**1
      CAS*OA*23*140
      CAS*CO*253*.8
      CAS*PR*2*20`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 13920,
      'contractual-adjustments': 4080,
      'patient-receivable': 2000,
      charges: -20000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 10000, 'contractual-adjustments': 4000 },
      medicare: { 'deposits-in-transit': 3920, 'contractual-adjustments': 80 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 2000 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
