import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const penaltiesIncentivesAndFees: GoldenLedger = {
  name: 'penalties incentives and fees',
  reasoning: `
    Late filing (50: 25.00), a penalty (L3 10.00), early-payment allowance (90: 5.00), what a demonstration does not pay (J1 12.00), less a bonus (BN 40.00) and an
    incentive (IP 30.00): other adjustments, -18.00. The fee for the payment (AH 3.00) is a fee. Interest charged (51: 2.00) is an expense, interest on
    late capitation (CR -1.50) is income. 500.00 + 18.00 - 3.00 - 2.00 + 1.50 = 514.50. None of it touches a claim.`,
  claims: {
    A: { payers: ['bluecross'], lines: [50000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '514.5', trace: 'TRACE5901' },
      `
      CLP*{A}*1*500*500*0*12*ICN5901*11*1
      SVC*HC:29881*500*500**1
      PLB*1234567893*20261231*50:LATE1*25*L3:PENALTY1*10*90:EARLY1*5*J1:DEMO1*12*BN:BONUS1*-40*IP:INCENTIVE1*-30
      PLB*1234567893*20261231*AH:FEE1*3*51:LATE2*2*CR:CAP1*-1.5`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 51450,
      'other-adjustments': -1800,
      'merchant-and-agency-fees': 300,
      'interest-expense': 200,
      'interest-income': -150,
      charges: -50000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 51450,
        'other-adjustments': -1800,
        'merchant-and-agency-fees': 300,
        'interest-expense': 200,
        'interest-income': -150,
      },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
