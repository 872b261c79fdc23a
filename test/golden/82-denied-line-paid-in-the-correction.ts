import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const deniedLinePaidInTheCorrection: GoldenLedger = {
  name: 'denied line paid in the correction',
  reasoning: `
    Line 1 (100.00) is paid 80.00 with CO-45 20.00; line 2 (50.00) is denied for want of information (CO-16). The corrected claim was sent; the payer reverses the whole answer, the
    denied line with CO-16 -50.00, and pays both: 80.00, CO-45 20.00 and 40.00, CO-45 10.00. 40.00 comes. Nothing is left of the denial.
    Deposits 80.00 + 40.00; contractual 30.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE8201' },
      `
      CLP*{A}*1*150*80*0*12*ICN8201*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:85025*50*0**1
      CAS*CO*16*50
      REF*6R*2
      LQ*HE*N290`,
    ),
    remittanceText(
      'bluecross',
      { amount: '40', trace: 'TRACE8202', date: '20261109' },
      `
      CLP*{A}*22*-150*-80*0*12*ICN8201*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20
      REF*6R*1
      SVC*HC:85025*-50*0**1
      CAS*CO*16*-50
      REF*6R*2
      CLP*{A}*1*150*120*0*12*ICN8201A*11*7
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:85025*50*40**1
      CAS*CO*45*10
      REF*6R*2`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000, charges: -15000 },
    payers: {
      bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 3000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-16'], cents: 5000, mayBillNextPayer: false }],
  },
};
