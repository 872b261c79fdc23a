import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reportingCodes: GoldenLedger = {
  name: 'reporting codes',
  reasoning: `
    Quality codes are billed with a cent or with nothing and never paid. A: 80.00 paid, CO-45 20.00; its second line of 0.01 carries CO-246 0.01, which is
    written off, for no one will ever pay or work it. B: its second line has no charge and nothing to say. C: CO-246 on a line of 20.00 is no cent of
    a reporting code: it stays with the payer, and an exception asks. Deposits 240.00; contractual 20.01 + 20.00 + 20.00; 20.00 stays.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000, 1] },
    B: { payers: ['medicare'], lines: [10000, 0] },
    C: { payers: ['medicare'], lines: [10000, 2000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '240', trace: 'TRACE7001' },
      `
      CLP*{A}*1*100.01*80*0*MB*ICN7001*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:G8427*.01*0**1
      CAS*CO*246*.01
      REF*6R*2
      LQ*HE*N620
      CLP*{B}*1*100*80*0*MB*ICN7002*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:G8427*0*0**1
      REF*6R*2
      CLP*{C}*1*120*80*0*MB*ICN7003*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20
      REF*6R*1
      SVC*HC:G8427*20*0**1
      CAS*CO*246*20
      REF*6R*2`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 24000,
      'contractual-adjustments': 6001,
      'insurance-receivable': 2000,
      charges: -32001,
    },
    payers: {
      medicare: { 'deposits-in-transit': 24000, 'contractual-adjustments': 6001, 'insurance-receivable': 2000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [2000], patientCents: 0 },
    },
    exceptions: ['adjustment-without-rule'],
    recoupments: {},
    quarantined: [],
  },
};
