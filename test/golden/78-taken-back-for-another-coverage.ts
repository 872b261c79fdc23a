import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takenBackForAnotherCoverage: GoldenLedger = {
  name: 'taken back for another coverage',
  reasoning: `
    Medicaid pays A 60.00 with CO-45 40.00, then learns of another insurance: it reverses the answer and denies the claim (CO-22 100.00) in one remittance. The 60.00 is held
    with WO -60.00, so nothing is paid, and collected from B's 90.00: 30.00 comes. Nothing of A is written off or paid any more: 100.00 stands as a denial, to be
    billed to whoever comes first. Deposits 60.00 + 0 + 30.00.`,
  claims: {
    A: { payers: ['medicaid'], lines: [10000] },
    B: { payers: ['medicaid'], lines: [9000] },
  },
  remittances: [
    remittanceText(
      'medicaid',
      { amount: '60', trace: 'TRACE7801' },
      `
      CLP*{A}*1*100*60*0*MC*TCN7801*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*40`,
    ),
    remittanceText(
      'medicaid',
      { amount: '0', trace: 'TRACE7802', date: '20261109' },
      `
      CLP*{A}*22*-100*-60*0*MC*TCN7801*11*1
      SVC*HC:99213*-100*-60**1
      CAS*CO*45*-40
      CLP*{A}*1*100*0*0*MC*TCN7801A*11*7
      SVC*HC:99213*100*0**1
      CAS*CO*22*100
      PLB*1234567893*20261231*WO:TCN7801*-60`,
    ),
    remittanceText(
      'medicaid',
      { amount: '30', trace: 'TRACE7803', date: '20261116' },
      `
      CLP*{B}*1*90*90*0*MC*TCN7802*11*1
      SVC*HC:99213*90*90**1
      PLB*1234567893*20261231*WO:TCN7801*60`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 9000, 'insurance-receivable': 10000, charges: -19000 },
    payers: {
      medicaid: { 'deposits-in-transit': 9000, 'insurance-receivable': 10000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'denied', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { TCN7801: 0 },
    quarantined: [],
    denials: [{ reasons: ['CO-22'], cents: 10000, mayBillNextPayer: false }],
  },
};
