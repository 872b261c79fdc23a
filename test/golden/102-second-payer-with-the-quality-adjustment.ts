import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const secondPayerWithTheQualityAdjustment: GoldenLedger = {
  name: 'second payer with the quality adjustment',
  reasoning: `
    A plan at work pays 50.00 of 100.00 with CO-45 20.00 and leaves its deductible, 30.00, to Medicare. Medicare restates 70.00, raises its 30.00 by 0.40 for quality (CO-144
    with N807) and keeps 2% of 30.40, 0.61, as sequestration: 29.79 comes. The payment is less than what is owed, and -0.40 + 0.61 = 0.21 is exactly the rest, so that none of
    it repeats anything: contractual 0.21, and nothing stands. Deposits 50.00 + 29.79; contractual 20.00 + 0.21.`,
  claims: {
    A: { payers: ['bluecross', 'medicare'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'TRACE10201' },
      `
      CLP*{A}*1*100*50*30*12*BCN10201*11*1
      SVC*HC:99213*100*50**1
      CAS*CO*45*20
      CAS*PR*1*30`,
    ),
    remittanceText(
      'medicare',
      { amount: '29.79', trace: 'TRACE10202', date: '20261109' },
      `
      CLP*{A}*2*100*29.79*0*MB*ICN10201*11*1
      SVC*HC:99213*100*29.79**1
      CAS*OA*23*70
      CAS*CO*144*-.4**253*.61
      LQ*HE*N807`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 7979, 'contractual-adjustments': 2021, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 5000, 'contractual-adjustments': 2000 },
      medicare: { 'deposits-in-transit': 2979, 'contractual-adjustments': 21 },
    },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 0 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
