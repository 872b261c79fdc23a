import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const contractualBesideADenial: GoldenLedger = {
  name: 'contractual beside a denial',
  reasoning: `
    Claim A, line 1 (100.00): CO-50 70.00 is a denial and CO-45 30.00 beside it holds: were the denial overturned, the whole line
    would be paid anew. Line 2 (80.00): 60.00 paid, CO-45 20.00 contractual. 100.00 stays. Claim B (120.00): CO-45 for all of it, with
    nothing paid and no patient share: holds as a denial, never a write-off. 100.00 + 120.00 stay.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000, 8000] },
    B: { payers: ['bluecross'], lines: [12000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '60', trace: 'TRACE0401' },
      `
      CLP*{A}*1*180*60*0*12*ICN0401*11*1
      SVC*HC:95810*100*0**1
      CAS*CO*50*70**45*30
      SVC*HC:99214*80*60**1
      CAS*CO*45*20
      CLP*{B}*1*120*0*0*12*ICN0402*11*1
      SVC*HC:99215*120*0**1
      CAS*CO*45*120`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 6000,
      'contractual-adjustments': 2000,
      'insurance-receivable': 22000,
      charges: -30000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 6000, 'contractual-adjustments': 2000, 'insurance-receivable': 22000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [10000], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'denied', payerCents: [12000], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
