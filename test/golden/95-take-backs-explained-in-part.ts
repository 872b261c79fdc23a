import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takeBacksExplainedInPart: GoldenLedger = {
  name: 'take backs explained in part',
  reasoning: `
    A's payment of 200.00 is less 50.00 and 30.00 under FWD95 and 20.00 under OTHER95, of which these books know nothing: 100.00 comes, and three
    take-backs ask. A payment for B (10.00) states a debt of 30.00 under FWD95: it is the second of the two, since that is just its amount;
    two are left. One for C (10.00) states 20.00 more: 30.00 of the first 50.00 are left, so it still asks. One for D (10.00) states 40.00:
    the first is explained, and 10.00 are held of what is to be taken back later. OTHER95 asks to the end. Deposits 100.00 + 40.00 + 30.00 + 50.00;
    FWD95 50.00 + 30.00 - 30.00 - 20.00 - 40.00 = -10.00, OTHER95 20.00: together a debit of 10.00 against the payer.`,
  claims: {
    A: { payers: ['medicare'], lines: [20000] },
    B: { payers: ['medicare'], lines: [1000] },
    C: { payers: ['medicare'], lines: [1000] },
    D: { payers: ['medicare'], lines: [1000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '100', trace: 'TRACE9501' },
      `
      CLP*{A}*1*200*200*0*MB*ICN9501*11*1
      SVC*HC:99215*200*200**1
      PLB*1234567893*20261231*FB:FWD95*50*FB:FWD95*30*FB:OTHER95*20`,
    ),
    remittanceText(
      'medicare',
      { amount: '40', trace: 'TRACE9502', date: '20261109' },
      `
      CLP*{B}*1*10*10*0*MB*ICN9502*11*1
      SVC*HC:99211*10*10**1
      PLB*1234567893*20261231*FB:FWD95*-30`,
    ),
    remittanceText(
      'medicare',
      { amount: '30', trace: 'TRACE9503', date: '20261116' },
      `
      CLP*{C}*1*10*10*0*MB*ICN9503*11*1
      SVC*HC:99211*10*10**1
      PLB*1234567893*20261231*FB:FWD95*-20`,
    ),
    remittanceText(
      'medicare',
      { amount: '50', trace: 'TRACE9504', date: '20261123' },
      `
      CLP*{D}*1*10*10*0*MB*ICN9504*11*1
      SVC*HC:99211*10*10**1
      PLB*1234567893*20261231*FB:FWD95*-40`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 22000, 'payer-recoupments-payable': 1000, charges: -23000 },
    payers: {
      medicare: { 'deposits-in-transit': 22000, 'payer-recoupments-payable': 1000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['unresolved-take-back'],
    recoupments: { FWD95: 1000, OTHER95: -2000 },
    quarantined: [],
  },
};
