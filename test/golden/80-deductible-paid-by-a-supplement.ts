import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const deductiblePaidByASupplement: GoldenLedger = {
  name: 'deductible paid by a supplement',
  reasoning: `
    January: all that Medicare allows of 100.00 goes to the deductible, 70.00, with CO-45 30.00 beside it, which that share proves. Medicare forwards the claim to the supplement (MA18,
    carrier named), which restates 30.00 and pays the 70.00. The patient owes nothing. Deposits 70.00; contractual 30.00.`,
  claims: {
    A: { payers: ['medicare', 'bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '0', trace: 'TRACE8001' },
      `
      CLP*{A}*1*100*0*70*MB*ICN8001*11*1
      NM1*TT*2*EXAMPLE BLUE CROSS*****PI*GOLDBCB
      MOA***MA01*MA18
      SVC*HC:99213*100*0**1
      CAS*CO*45*30
      CAS*PR*1*70`,
    ),
    remittanceText(
      'bluecross',
      { amount: '70', trace: 'TRACE8002', date: '20261109' },
      `
      CLP*{A}*2*100*70*0*12*BCN8001*11*1
      SVC*HC:99213*100*70**1
      CAS*OA*23*30`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 7000, 'contractual-adjustments': 3000, charges: -10000 },
    payers: {
      medicare: { 'contractual-adjustments': 3000 },
      bluecross: { 'deposits-in-transit': 7000 },
    },
    claims: {
      A: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 0],
        patientCents: 0,
        marks: { bluecross: { forwardedBy: 'medicare' } },
      },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
