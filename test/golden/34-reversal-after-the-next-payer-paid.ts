import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reversalAfterTheNextPayerPaid: GoldenLedger = {
  name: 'reversal after the next payer paid',
  reasoning: `
    Medicare pays 60.00 with CO-45 20.00 and PR 20.00; Medicaid pays these 20.00. Then Medicare takes its answer back and corrects it: 64.00,
    CO-45 20.00, PR 16.00; 4.00 comes. What Medicaid paid stands: taking back its share leaves it at -20.00, the corrected share brings it to
    -4.00, which Medicaid has paid too much. Deposits 60.00 + 20.00 + 4.00; contractual 20.00. The patient is not touched.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '60', trace: 'TRACE3401' },
      `
      CLP*{A}*1*100*60*20*MB*ICN3401*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*20
      CAS*PR*2*20`,
    ),
    remittanceText(
      'medicaid',
      { amount: '20', trace: 'TRACE3402', date: '20261109' },
      `
      CLP*{A}*2*100*20*0*MC*TCN3401*11*1
      SVC*HC:99213*100*20**1
      CAS*OA*23*80`,
    ),
    remittanceText(
      'medicare',
      { amount: '4', trace: 'TRACE3403', date: '20261116' },
      `
      CLP*{A}*22*-100*-60*0*MB*ICN3401*11*1
      SVC*HC:99213*-100*-60**1
      CAS*CO*45*-20
      CAS*PR*2*-20
      CLP*{A}*1*100*64*16*MB*ICN3401A*11*7
      SVC*HC:99213*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8400,
      'contractual-adjustments': 2000,
      'insurance-receivable': -400,
      charges: -10000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 6400, 'contractual-adjustments': 2000 },
      medicaid: { 'deposits-in-transit': 2000, 'insurance-receivable': -400 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, -400], patientCents: 0 },
    },
    exceptions: ['later-payer-answered'],
    recoupments: {},
    quarantined: [],
  },
};
