import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const noRuleHolds: GoldenLedger = {
  name: 'no rule holds',
  reasoning: `
    60.00 paid, CO-45 20.00 contractual. CO-131 20.00 has no rule: it stays with the payer and is not written off by default. A provider
    adjustment ZZ of -5.00 has no rule: the 5.00 that comes is in suspense. The payment is 65.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '65', trace: 'TRACE1701' },
      `
      CLP*{A}*1*100*60*0*12*ICN1701*11*1
      SVC*HC:99213*100*60**1
      CAS*CO*45*20**131*20
      PLB*1234567893*20261231*ZZ:NOTE1*-5`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 6500,
      'contractual-adjustments': 2000,
      'insurance-receivable': 2000,
      'plb-suspense': -500,
      charges: -10000,
    },
    payers: {
      bluecross: {
        'deposits-in-transit': 6500,
        'contractual-adjustments': 2000,
        'insurance-receivable': 2000,
        'plb-suspense': -500,
      },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
    },
    exceptions: ['provider-adjustment-without-rule', 'adjustment-without-rule'],
    recoupments: {},
    quarantined: [],
  },
};
