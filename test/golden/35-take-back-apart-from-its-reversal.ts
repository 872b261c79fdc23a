import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const takeBackApartFromItsReversal: GoldenLedger = {
  name: 'take back apart from its reversal',
  reasoning: `
    X12 RFI 968: once a claim is reversed, taking the money back is a matter between the payer and the provider's account. A is paid 80.00
    (CO-45 20.00), then reversed and corrected to 75.00 (CO-45 25.00); the 80.00 is held with WO -80.00, so 75.00 comes. The next two payments
    collect it in two parts: B 90.00 less 50.00, C 60.00 less 30.00. A is settled throughout: no take-back touches it.
    Deposits 80.00 + 75.00 + 40.00 + 30.00; contractual 25.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [9000] },
    C: { payers: ['bluecross'], lines: [6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE3501' },
      `
      CLP*{A}*1*100*80*0*12*ICN3501*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '75', trace: 'TRACE3502', date: '20261109' },
      `
      CLP*{A}*22*-100*-80*0*12*ICN3501*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      CLP*{A}*1*100*75*0*12*ICN3501A*11*7
      SVC*HC:99213*100*75**1
      CAS*CO*45*25
      PLB*1234567893*20261231*WO:ICN3501*-80`,
    ),
    remittanceText(
      'bluecross',
      { amount: '40', trace: 'TRACE3503', date: '20261116' },
      `
      CLP*{B}*1*90*90*0*12*ICN3502*11*1
      SVC*HC:99213*90*90**1
      PLB*1234567893*20261231*WO:ICN3501*50`,
    ),
    remittanceText(
      'bluecross',
      { amount: '30', trace: 'TRACE3504', date: '20261123' },
      `
      CLP*{C}*1*60*60*0*12*ICN3503*11*1
      SVC*HC:99212*60*60**1
      PLB*1234567893*20261231*WO:ICN3501*30`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 22500, 'contractual-adjustments': 2500, charges: -25000 },
    payers: {
      bluecross: { 'deposits-in-transit': 22500, 'contractual-adjustments': 2500 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: { ICN3501: 0 },
    quarantined: [],
  },
};
