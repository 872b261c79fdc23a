import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const outlierStayCrossedOver: GoldenLedger = {
  name: 'outlier stay crossed over',
  reasoning: `
    A hospital stay without lines: 12000.00 charged, Medicare allows 13000.00 with its outlier. The deductible is 1676.00, Medicare's part 11324.00, of which 2% are sequestered, 226.48: 11097.52 comes, with
    CO-45 -1000.00, for the stay is worth more than its charges. -1000.00 + 226.48 + 1676.00 = 902.48 = 12000.00 - 11097.52. Medicare forwards the claim (status 19) to Medicaid, which has paid as much
    as it allows: it pays nothing, restates 10324.00 and says CO-45 1676.00, which is written off. The patient owes nothing. Contractual -1000.00 + 226.48 + 1676.00.`,
  claims: {
    A: { payers: ['medicare', 'medicaid'], lines: [1200000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '11097.52', trace: 'TRACE10601' },
      `
      CLP*{A}*19*12000*11097.52*1676*MA*ICN10601*11*1**470
      CAS*CO*45*-1000**253*226.48
      CAS*PR*1*1676
      NM1*QC*1*EXAMPLE*PAT
      NM1*TT*2*EXAMPLE MEDICAID*****PI*GOLDMCD
      MIA*0**1*9000*MA18**4000`,
    ),
    remittanceText(
      'medicaid',
      { amount: '0', trace: 'TRACE10602', date: '20261109' },
      `
      CLP*{A}*2*12000*0*0*MC*TCN10601*11*1
      CAS*OA*23*10324
      CAS*CO*45*1676`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 1109752, 'contractual-adjustments': 90248, charges: -1200000 },
    payers: {
      medicare: { 'deposits-in-transit': 1109752, 'contractual-adjustments': -77352 },
      medicaid: { 'contractual-adjustments': 167600 },
    },
    claims: {
      A: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0, 0],
        patientCents: 0,
        marks: { medicaid: { forwardedBy: 'medicare' } },
      },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
