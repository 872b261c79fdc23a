import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const deniedAndPaidOnTheSameDay: GoldenLedger = {
  name: 'denied and paid on the same day',
  reasoning: `
    A is denied (CO-197 100.00), and another payment of the same day pays it, 80.00 with CO-45 20.00: the payment answers the denial, which moved nothing. B is denied and paid
    in one remittance, in this order: 50.00, CO-45 10.00. C is paid 30.00 with CO-45 10.00, and the denial of the same day stands behind it: it changes nothing, for the
    money came. Deposits 80.00 + 80.00; contractual 20.00 + 10.00 + 10.00; nothing stands and nobody is asked.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [6000] },
    C: { payers: ['bluecross'], lines: [4000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE7401' },
      `
      CLP*{A}*1*100*0*0*12*ICN7401*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*197*100
      CLP*{B}*4*60*0*0*12*ICN7402*11*1
      SVC*HC:99212*60*0**1
      CAS*CO*16*60
      CLP*{B}*1*60*50*0*12*ICN7402A*11*1
      SVC*HC:99212*60*50**1
      CAS*CO*45*10
      CLP*{C}*1*40*30*0*12*ICN7403*11*1
      SVC*HC:99211*40*30**1
      CAS*CO*45*10
      CLP*{C}*1*40*0*0*12*ICN7403A*11*1
      SVC*HC:99211*40*0**1
      CAS*CO*97*40`,
    ),
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE7402' },
      `
      CLP*{A}*1*100*80*0*12*ICN7401A*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`,
    ),
  ],
  expected: {
    accounts: { 'deposits-in-transit': 16000, 'contractual-adjustments': 4000, charges: -20000 },
    payers: {
      bluecross: { 'deposits-in-transit': 16000, 'contractual-adjustments': 4000 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
    recoupments: {},
    quarantined: [],
    denials: [
      { reasons: ['CO-197'], cents: 10000, mayBillNextPayer: false },
      { reasons: ['CO-16'], cents: 6000, mayBillNextPayer: false },
    ],
  },
};
