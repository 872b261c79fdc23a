import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const duplicateOfAPaidClaim: GoldenLedger = {
  name: 'duplicate of a paid claim',
  reasoning: `
    A is paid 80.00 with CO-45 20.00; its duplicate is refused with CO-18: information, for the claim was paid. B is refused with CO-18 and was never
    paid: a denial, 60.00 stays with the payer and somebody asks for the first claim.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [6000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE5301' },
      `
      CLP*{A}*1*100*80*0*12*ICN5301*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE5302', date: '20261109' },
      `
      CLP*{A}*1*100*0*0*12*ICN5302*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*18*100
      CLP*{B}*1*60*0*0*12*ICN5303*11*1
      SVC*HC:99212*60*0**1
      CAS*CO*18*60`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 6000,
      charges: -16000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 8000, 'contractual-adjustments': 2000, 'insurance-receivable': 6000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [6000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [{ reasons: ['CO-18'], cents: 6000, mayBillNextPayer: false }],
  },
};
