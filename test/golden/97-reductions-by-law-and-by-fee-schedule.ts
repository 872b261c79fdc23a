import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const reductionsByLawAndByFeeSchedule: GoldenLedger = {
  name: 'reductions by law and by fee schedule',
  reasoning: `
    Medicare allows 80.00 of 100.00 each time and leaves 16.00 of coinsurance; its own part is 64.00. A: quality earns 1.5% more, CO-144 -0.96 with N807; 2% of 64.96
    are sequestered, 1.30: 63.66 comes, and 20.00 - 0.96 + 1.30 = 20.34 is contractual. B: quality costs 9%, CO-237 5.76; sequestered are 2% of 58.24, 1.16: 57.08 comes, 26.92
    is contractual. C: two therapies on one day. The second one is allowed 40.00 less, CO-59: 64.00 and 32.00 come, the shares are 16.00 and 8.00, contractual 20.00 +
    60.00. D: a dialysis of which 0.50 goes to the network, CO-118: 63.50 comes, contractual 20.50. E: another payer's incentive, CO-144 -1.00 without N807, is no law: it is
    held, and 1.00 above the charge stands. F: CO-59 takes the whole line, so nothing shows what is allowed: held. Deposits 63.66 + 57.08 + 96.00 +
    63.50 = 280.24, and 81.00. Medicare's contractual 20.34 + 26.92 + 80.00 + 20.50 = 147.76, the other payer's 20.00. Patients 16.00 + 16.00 + 24.00 + 16.00.`,
  claims: {
    A: { payers: ['medicare'], lines: [10000] },
    B: { payers: ['medicare'], lines: [10000] },
    C: { payers: ['medicare'], lines: [10000, 10000] },
    D: { payers: ['medicare'], lines: [10000] },
    E: { payers: ['bluecross'], lines: [10000] },
    F: { payers: ['bluecross'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'medicare',
      { amount: '280.24', trace: 'TRACE9701' },
      `
      CLP*{A}*1*100*63.66*16*MB*ICN9701*11*1
      SVC*HC:99213*100*63.66**1
      CAS*CO*45*20**144*-.96**253*1.3
      CAS*PR*2*16
      LQ*HE*N807
      CLP*{B}*1*100*57.08*16*MB*ICN9702*11*1
      SVC*HC:99213*100*57.08**1
      CAS*CO*45*20**237*5.76**253*1.16
      CAS*PR*2*16
      LQ*HE*N807
      CLP*{C}*1*200*96*24*MB*ICN9703*11*1
      SVC*HC:97110*100*64**1
      CAS*CO*45*20
      CAS*PR*2*16
      SVC*HC:97140*100*32**1
      CAS*CO*45*20**59*40
      CAS*PR*2*8
      CLP*{D}*1*100*63.5*16*MB*ICN9704*72*1
      SVC*HC:90999*100*63.5**1
      CAS*CO*45*20**118*.5
      CAS*PR*2*16`,
    ),
    remittanceText(
      'bluecross',
      { amount: '81', trace: 'TRACE9702' },
      `
      CLP*{E}*1*100*81*0*12*ICN9705*11*1
      SVC*HC:99213*100*81**1
      CAS*CO*45*20**144*-1
      CLP*{F}*1*100*0*0*12*ICN9706*11*1
      SVC*HC:97140*100*0**1
      CAS*CO*59*100`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 36124,
      'contractual-adjustments': 16776,
      'patient-receivable': 7200,
      'insurance-receivable': 9900,
      charges: -70000,
    },
    payers: {
      medicare: { 'deposits-in-transit': 28024, 'contractual-adjustments': 14776 },
      bluecross: { 'deposits-in-transit': 8100, 'contractual-adjustments': 2000, 'insurance-receivable': 9900 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1600 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1600 },
      C: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 2400 },
      D: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 1600 },
      E: { state: 'adjudicated', outcome: 'paid', payerCents: [-100], patientCents: 0 },
      F: { state: 'adjudicated', outcome: 'denied', payerCents: [10000], patientCents: 0 },
    },
    exceptions: ['adjustment-without-rule', 'adjustment-without-rule'],
    recoupments: {},
    quarantined: [],
  },
};
