import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const interimPaymentsAndPassThroughs: GoldenLedger = {
  name: 'interim payments and pass throughs',
  reasoning: `
    Money for no single claim that a cost report settles later: a periodic interim payment (PI 1000.00), graduate and direct medical education (GO 200.00, DM
    50.00), capital (CV 30.00), nurse anesthetists (CW 20.00), bad debt (BD 40.00), clotting factor (HM 25.00), organ acquisition (OA 60.00), return on
    equity (RE 15.00), an advance (AP 500.00) and a temporary allowance (C5 60.00): 2000.00 is owed until settled. Then A's 800.00 less an interim
    settlement (IS 300.00) and the advance repaid (AP 500.00), and a final settlement of 100.00 (PL): 100.00 comes. 2000.00 - 300.00 - 500.00 + 100.00
    stays interim.`,
  claims: {
    A: { payers: ['medicare'], lines: [80000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '2000', trace: 'TRACE5801' },
      `
      PLB*1234567893*20261231*PI:PIP1*-1000*GO:GME1*-200*DM:DME1*-50*CV:CAP1*-30*CW:CRNA1*-20*BD:BAD1*-40
      PLB*1234567893*20261231*HM:FACTOR1*-25*OA:ORGAN1*-60*RE:EQUITY1*-15*AP:ADVANCE1*-500*C5:TEMP1*-60`,
    ),
    remittanceText(
      'medicare',
      { amount: '100', trace: 'TRACE5802', date: '20261109' },
      `
      CLP*{A}*1*800*800*0*MA*ICN5801*11*1
      PLB*1234567893*20261231*IS:SETTLE1*300*AP:ADVANCE1*500*PL:FINAL1*-100`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 210000, 'interim-payments': -130000, charges: -80000 },
    payers: {
      medicare: { 'deposits-in-transit': 210000, 'interim-payments': -130000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
