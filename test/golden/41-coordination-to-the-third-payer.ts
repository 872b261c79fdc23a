import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const coordinationToTheThirdPayer: GoldenLedger = {
  name: 'coordination to the third payer',
  reasoning: `
    Charge 1000.00. Medicare pays 600.00 with CO-45 200.00; its coinsurance of 200.00 goes to Blue Cross. Blue Cross restates 800.00 (OA-23), pays
    120.00 and leaves 80.00 coinsurance, which goes to Medicaid. Medicaid restates 920.00, pays 30.00 and states CO-45 50.00, which is all that
    stands with it. Each payer's receivable ends at zero; the patient owes nothing. Deposits 750.00; contractual 200.00 + 50.00.`,
  claims: {
    A: { payers: ['medicare', 'bluecross', 'medicaid'], lines: [100000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '600', trace: 'TRACE4101' },
      `
      CLP*{A}*1*1000*600*200*MB*ICN4101*11*1
      SVC*HC:29881*1000*600**1
      CAS*CO*45*200
      CAS*PR*2*200`,
    ),
    remittanceText(
      'bluecross',
      { amount: '120', trace: 'TRACE4102', date: '20261109' },
      `
      CLP*{A}*2*1000*120*80*12*BCN4101*11*1
      SVC*HC:29881*1000*120**1
      CAS*OA*23*800
      CAS*PR*2*80`,
    ),
    remittanceText(
      'medicaid',
      { amount: '30', trace: 'TRACE4103', date: '20261116' },
      `
      CLP*{A}*3*1000*30*0*MC*TCN4101*11*1
      SVC*HC:29881*1000*30**1
      CAS*OA*23*920
      CAS*CO*45*50`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 75000, 'contractual-adjustments': 25000, charges: -100000 },
    payers: {
      medicare: { 'deposits-in-transit': 60000, 'contractual-adjustments': 20000 },
      bluecross: { 'deposits-in-transit': 12000 },
      medicaid: { 'deposits-in-transit': 3000, 'contractual-adjustments': 5000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0, 0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
