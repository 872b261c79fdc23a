import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

const paidInPart = remittanceText(
  'bluecross',
  { amount: '80', trace: 'TRACE9901' },
  `
  CLP*{A}*1*140*80*0*12*ICN9901*11*1
  SVC*HC:99214*100*80**1
  CAS*CO*45*20
  REF*6R*L1
  SVC*HC:99213*40*0**1
  CAS*CO*197*40
  REF*6R*L2`,
);

const replacedAfterPartialPayment: GoldenLedger = {
  name: 'a replacement after a partial payment',
  reasoning: `
    140.00 charged: 80.00 of the first line paid, 20.00 contractual, the second line's 40.00 denied. The second line is corrected to 30.00: 10.00 less is
    charged, and 10.00 less is denied, so that nothing is awaited beside the denial. The payer takes -80.00 back with both reductions, and answers the
    replacement with 80.00 and 30.00. Deposits 80.00 + 30.00; contractual 20.00; charges 130.00.`,
  claims: { A: { payers: ['bluecross'], lines: [10000, 4000] } },
  remittances: [
    paidInPart,
    remittanceText(
      'bluecross',
      { amount: '30', trace: 'TRACE9902' },
      `
      CLP*{A}*22*-140*-80*0*12*ICN9901*11*1
      SVC*HC:99214*-100*-80**1
      CAS*CO*45*-20
      REF*6R*L1
      SVC*HC:99213*-40*0**1
      CAS*CO*197*-40
      REF*6R*L2
      CLP*{A}*1*130*110*0*12*ICN9902*11*1
      SVC*HC:99214*100*80**1
      CAS*CO*45*20
      REF*6R*L1
      SVC*HC:99213*30*30**1
      REF*6R*L2`,
    ),
  ],
  corrections: [{ claim: 'A', after: 1, change: 'content', lines: [10000, 3000] }],
  expected: {
    accounts: { 'deposits-in-transit': 11000, 'contractual-adjustments': 2000, charges: -13000 },
    payers: { bluecross: { 'deposits-in-transit': 11000, 'contractual-adjustments': 2000 } },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};

const dearerAndNotAnswered: GoldenLedger = {
  name: 'a replacement that the payer has not answered',
  reasoning: `
    As before, but the first line is corrected to 125.00: 25.00 more are charged than the payer's answer speaks of, and stand on the list as awaited beside
    the 40.00 that it denied. Receivable 25.00 + 40.00 = 65.00; deposits 80.00; contractual 20.00; charges 165.00.`,
  claims: { A: { payers: ['bluecross'], lines: [10000, 4000] } },
  remittances: [paidInPart],
  corrections: [{ claim: 'A', after: 1, change: 'content', lines: [12500, 4000] }],
  expected: {
    accounts: {
      'insurance-receivable': 6500,
      'deposits-in-transit': 8000,
      'contractual-adjustments': 2000,
      charges: -16500,
    },
    payers: {
      bluecross: { 'insurance-receivable': 6500, 'deposits-in-transit': 8000, 'contractual-adjustments': 2000 },
    },
    claims: { A: { state: 'adjudicated', outcome: 'partly-paid', payerCents: [6500], patientCents: 0 } },
    exceptions: ['correction-awaited'],
    recoupments: {},
    quarantined: [],
  },
};

const paidWithCopayment = remittanceText(
  'bluecross',
  { amount: '100', trace: 'TRACE9911' },
  `
  CLP*{A}*1*150*100*10*12*ICN9911*11*1
  SVC*HC:99214*150*100**1
  CAS*CO*45*40
  CAS*PR*3*10`,
);

const voidedAfterPayment: GoldenLedger = {
  name: 'a void after payment that the payer has not answered',
  reasoning: `
    150.00 charged; 100.00 paid, 40.00 contractual, 10.00 copayment, which the patient paid. The visit was another patient's: all 150.00 are taken back and
    stand as a credit of the payer, which is awaited to take back its answer. Deposits 100.00 + 10.00; contractual 40.00; receivable -150.00.`,
  claims: { A: { payers: ['bluecross'], lines: [15000] } },
  remittances: [paidWithCopayment],
  patientPayments: [{ claim: 'A', cents: 1000, after: 1 }],
  corrections: [{ claim: 'A', after: 1, change: 'void', lines: [] }],
  expected: {
    accounts: {
      'insurance-receivable': -15000,
      'deposits-in-transit': 11000,
      'contractual-adjustments': 4000,
    },
    payers: {
      bluecross: { 'insurance-receivable': -15000, 'deposits-in-transit': 10000, 'contractual-adjustments': 4000 },
    },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [-15000], patientCents: 0 } },
    exceptions: ['correction-awaited'],
    recoupments: {},
    quarantined: [],
  },
};

const voidedAndTakenBack: GoldenLedger = {
  name: 'a void after payment that the payer takes back',
  reasoning: `
    As before; then the payer takes back -100.00 from what it pays for claim B, 120.00 - 100.00 = 20.00, with its contractual reduction and the copayment.
    Nothing stands with it any more, and the office owes the patient the 10.00. Deposits 100.00 + 10.00 + 20.00; charges of B only.`,
  claims: { A: { payers: ['bluecross'], lines: [15000] }, B: { payers: ['bluecross'], lines: [12000] } },
  remittances: [
    paidWithCopayment,
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE9912' },
      `
      CLP*{A}*22*-150*-100*-10*12*ICN9911*11*1
      SVC*HC:99214*-150*-100**1
      CAS*CO*45*-40
      CAS*PR*3*-10
      CLP*{B}*1*120*120*0*12*ICN9912*11*1
      SVC*HC:99213*120*120**1`,
    ),
  ],
  patientPayments: [{ claim: 'A', cents: 1000, after: 1 }],
  corrections: [{ claim: 'A', after: 1, change: 'void', lines: [] }],
  expected: {
    accounts: { 'deposits-in-transit': 13000, 'patient-receivable': -1000, charges: -12000 },
    payers: { bluecross: { 'deposits-in-transit': 12000 } },
    claims: {
      A: { state: 'reversed', payerCents: [0], patientCents: -1000 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['patient-credit'],
    recoupments: {},
    quarantined: [],
  },
};

const lateCharges: GoldenLedger = {
  name: 'late charges behind what was paid',
  reasoning: `
    100.00 charged: 80.00 paid, 20.00 contractual. A forgotten line of 25.00 goes as late charges, and the payer answers it alone, as the last part of the
    claim: 20.00 paid, 5.00 contractual. Deposits 80.00 + 20.00; contractual 20.00 + 5.00; charges 125.00.`,
  claims: { A: { payers: ['bluecross'], lines: [10000] } },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'TRACE9921' },
      `
      CLP*{A}*1*100*80*0*12*ICN9921*13*1
      SVC*HC:99214*100*80**1
      CAS*CO*45*20
      REF*6R*L1`,
    ),
    remittanceText(
      'bluecross',
      { amount: '20', trace: 'TRACE9922' },
      `
      CLP*{A}*1*25*20*0*12*ICN9922*13*5
      SVC*NU:0250*25*20**1
      CAS*CO*45*5
      REF*6R*L2`,
    ),
  ],
  corrections: [{ claim: 'A', after: 1, change: 'lines-added', lines: [10000, 2500] }],
  expected: {
    accounts: { 'deposits-in-transit': 10000, 'contractual-adjustments': 2500, charges: -12500 },
    payers: { bluecross: { 'deposits-in-transit': 10000, 'contractual-adjustments': 2500 } },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};

/** Claims that were corrected between two remittances, each with the right books. */
export const correctionLedgers: readonly GoldenLedger[] = [
  replacedAfterPartialPayment,
  dearerAndNotAnswered,
  voidedAfterPayment,
  voidedAndTakenBack,
  lateCharges,
];
