import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const correctedInsured: GoldenLedger = {
  name: 'corrected insured',
  reasoning: `
    The payer pays 80.00 with CO-45 20.00 and states another name and member id of the insured (NM1*74). The claim posts like any other; an exception asks to correct the
    coverage, so that the next claim bears the right number. Nothing is at stake on this one.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE7501' },
      `
      CLP*{A}*1*100*80*0*12*ICN7501*11*1
      NM1*QC*1*EXAMPLE*ANN****MI*MEMBER1
      NM1*74*1*EXAMPEL*ANNA****C*MEMBER1X
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000, charges: -10000 },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['insured-corrected'],
    recoupments: {},
    quarantined: [],
  },
};
