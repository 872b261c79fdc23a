import type { GoldenCorrection, GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

/*
 * The office sends a payer a further filing before the payer has answered the first one, and the answer to the first
 * one crosses with it. Each claim is charged 150.00, is sent on 1 November and gets the number ICN1 in the payer's
 * acknowledgement. It is then corrected; the correcting filing is sent on 10 November.
 */

export const claims = { A: { payers: ['bluecross'], lines: [15000] } } as const;
export const nothing = { recoupments: {}, quarantined: [] };
export const left = { claim: 'A', after: 0, sentOn: '2026-11-10', payerClaimNumber: 'ICN1' } as const;
const sameCharge: GoldenCorrection = { ...left, change: 'content', lines: [15000] };
const lessCharged: GoldenCorrection = { ...left, change: 'content', lines: [13550] };

/** One payment of Blue Cross, on a day of November. */
export function paid(day: number, amount: string, body: string): string {
  const date = `202611${String(day).padStart(2, '0')}`;
  return remittanceText('bluecross', { amount, trace: `TRACE98${day}`, date }, body);
}

/** 100.00 of the 150.00 paid and 50.00 written off. */
export const payment = (number: string, frequency: string) => `
  CLP*{A}*1*150*100*0*12*${number}*11*${frequency}
  SVC*HC:99214*150*100**1
  CAS*CO*45*50`;
export const takenBack = `
  CLP*{A}*22*-150*-100*0*12*ICN1*11*1
  SVC*HC:99214*-150*-100**1
  CAS*CO*45*-50`;
/** 100.00 of 150.00 paid on claim A, 50.00 contractual. */
const hundred = {
  accounts: { 'deposits-in-transit': 10000, 'contractual-adjustments': 5000, charges: -15000 },
  payers: { bluecross: { 'deposits-in-transit': 10000, 'contractual-adjustments': 5000 } },
};
export const settled = { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 } as const;

/** The payment answers the original filing, and the replacement waits for its answer. */
const originalAnswered: GoldenLedger['expected'] = {
  ...hundred,
  ...nothing,
  claims: { A: { ...settled, filings: ['original answered', 'replacement submitted'] } },
  exceptions: [],
};

const byDay: GoldenLedger = {
  name: 'an answer that was paid before the replacement left',
  reasoning: `
    Only a diagnosis was corrected. The answer names no number that is known, and the frequency 7, as if it were the replacement's; but it was paid on the 9th,
    before that left. So the original is answered, and the replacement still awaits its answer. Deposits 100.00, contractual 50.00, charges 150.00.`,
  claims,
  remittances: [paid(9, '100', payment('ICN7', '7'))],
  corrections: [sameCharge],
  expected: originalAnswered,
};

const byNumber: GoldenLedger = {
  name: 'an answer under the number of the original',
  reasoning: `
    The answer was paid on the 12th, after the replacement left, under ICN1: the number that the replacement names, so the original's. It is answered, and
    the replacement still awaits its answer.`,
  claims,
  remittances: [paid(12, '100', payment('ICN1', '1'))],
  corrections: [sameCharge],
  expected: originalAnswered,
};

const byFrequency: GoldenLedger = {
  name: 'an answer that says that it decided a replacement',
  reasoning: `
    The answer has the frequency 7 and a number of its own: it is the replacement's. The payer never answers the original any more. Were the number still
    ICN1, as with payers that keep it, the frequency would tell the same.`,
  claims,
  remittances: [paid(12, '100', payment('ICN1', '7'))],
  corrections: [sameCharge],
  expected: {
    ...hundred,
    ...nothing,
    claims: { A: { ...settled, filings: ['original submitted', 'replacement answered'] } },
    exceptions: [],
  },
};

const reversedThenCorrected: GoldenLedger = {
  name: 'the original’s answer, its reversal, and the replacement’s answer',
  reasoning: `
    The original's answer crosses with the replacement, under ICN1. On the 20th the payer takes it back and answers the replacement under ICN2, with frequency 1, as
    many payers write it. The original has been taken back, so that nothing but the replacement awaits an answer: 110.00 paid, 40.00 contractual.
    Deposits 100.00 - 100.00 + 110.00; contractual 50.00 - 50.00 + 40.00.`,
  claims,
  remittances: [
    paid(12, '100', payment('ICN1', '1')),
    paid(
      20,
      '10',
      `${takenBack}
      CLP*{A}*1*150*110*0*12*ICN2*11*1
      SVC*HC:99214*150*110**1
      CAS*CO*45*40`,
    ),
  ],
  corrections: [sameCharge],
  expected: {
    accounts: { 'deposits-in-transit': 11000, 'contractual-adjustments': 4000, charges: -15000 },
    payers: { bluecross: { 'deposits-in-transit': 11000, 'contractual-adjustments': 4000 } },
    ...nothing,
    claims: { A: { ...settled, filings: ['original reversed', 'replacement answered'] } },
    exceptions: [],
  },
};

const unclear: GoldenLedger = {
  name: 'an answer that fits the original and its replacement',
  reasoning: `
    The payer says that it decided an original (1), under a number that is not the original's, after the replacement left. One of the two is wrong: a person
    says which filing it answers. The 100.00 wait; all 150.00 stand with the payer, and both filings await an answer.`,
  claims,
  remittances: [paid(12, '100', payment('ICN7', '1'))],
  corrections: [sameCharge],
  expected: {
    accounts: {
      'insurance-receivable': 15000,
      'deposits-in-transit': 10000,
      'unapplied-payer-cash': -10000,
      charges: -15000,
    },
    payers: {
      bluecross: { 'insurance-receivable': 15000, 'deposits-in-transit': 10000, 'unapplied-payer-cash': -10000 },
    },
    ...nothing,
    claims: {
      A: {
        state: 'submitted',
        payerCents: [15000],
        patientCents: 0,
        filings: ['original submitted', 'replacement submitted'],
      },
    },
    exceptions: ['answered-filing-unclear'],
  },
};

const formerCharge: GoldenLedger = {
  name: 'an answer that states what was charged before the correction',
  reasoning: `
    150.00 were corrected to 135.50. The original's answer crosses: 100.00 paid and 50.00 written off of 150.00. It posts as the payer stated it, as it would have
    before the correction, so that 14.50 more than is charged are off the payer's balance: it is awaited to take them back. Receivable -14.50.`,
  claims,
  remittances: [paid(12, '100', payment('ICN1', '1'))],
  corrections: [lessCharged],
  expected: {
    accounts: {
      'insurance-receivable': -1450,
      'deposits-in-transit': 10000,
      'contractual-adjustments': 5000,
      charges: -13550,
    },
    payers: {
      bluecross: { 'insurance-receivable': -1450, 'deposits-in-transit': 10000, 'contractual-adjustments': 5000 },
    },
    ...nothing,
    claims: { A: { ...settled, payerCents: [-1450], filings: ['original answered', 'replacement submitted'] } },
    exceptions: ['correction-awaited'],
  },
};

const formerChargeSettled: GoldenLedger = {
  name: 'such an answer, taken back, and the answer to the corrected charge',
  reasoning: `
    As before; then the payer takes back -100.00 and -50.00, and answers the 135.50: 110.00 paid, 25.50 written off. Nothing is awaited any more.
    Deposits 100.00 + 10.00; contractual 25.50; charges 135.50.`,
  claims,
  remittances: [
    paid(12, '100', payment('ICN1', '1')),
    paid(
      20,
      '10',
      `${takenBack}
      CLP*{A}*1*135.5*110*0*12*ICN2*11*7
      SVC*HC:99214*135.5*110**1
      CAS*CO*45*25.5`,
    ),
  ],
  corrections: [lessCharged],
  expected: {
    accounts: { 'deposits-in-transit': 11000, 'contractual-adjustments': 2550, charges: -13550 },
    payers: { bluecross: { 'deposits-in-transit': 11000, 'contractual-adjustments': 2550 } },
    ...nothing,
    claims: { A: { ...settled, filings: ['original reversed', 'replacement answered'] } },
    exceptions: [],
  },
};

const deniedMeanwhile: GoldenLedger = {
  name: 'a denial of what was charged before the correction',
  reasoning: `
    The original's 150.00 are denied while the replacement of 135.50 is on its way. Only what is charged now is still refused: a denial of 135.50, and nothing
    beside it is awaited.`,
  claims,
  remittances: [
    paid(
      12,
      '0',
      `
      CLP*{A}*4*150*0*0*12*ICN1*11*1
      SVC*HC:99214*150*0**1
      CAS*CO*16*150`,
    ),
  ],
  corrections: [lessCharged],
  expected: {
    accounts: { 'insurance-receivable': 13550, charges: -13550 },
    payers: { bluecross: { 'insurance-receivable': 13550 } },
    ...nothing,
    claims: {
      A: {
        ...{ state: 'adjudicated', outcome: 'denied', payerCents: [13550], patientCents: 0 },
        filings: ['original answered', 'replacement submitted'],
      },
    },
    exceptions: [],
  },
};

const refused = (number: string, frequency: string) => `
  CLP*{A}*4*150*0*0*12*${number}*11*${frequency}
  SVC*HC:99214*150*0**1
  CAS*CO*16*150`;
const deniedTwice: GoldenLedger = {
  name: 'the same denial of the original and of its replacement',
  reasoning: `
    The original is denied with CO-16 while the replacement is on its way, and the replacement, under a number of its own, is denied in the same words. That is no repetition
    of the first denial: it answers the replacement, and its deadlines begin with it. One denial of 150.00 is open; the first one is over.`,
  claims,
  remittances: [paid(12, '0', refused('ICN1', '1')), paid(20, '0', refused('ICN2', '7'))],
  corrections: [sameCharge],
  expected: {
    accounts: { 'insurance-receivable': 15000, charges: -15000 },
    payers: { bluecross: { 'insurance-receivable': 15000 } },
    ...nothing,
    claims: {
      A: {
        ...{ state: 'adjudicated', outcome: 'denied', payerCents: [15000], patientCents: 0 },
        filings: ['original answered', 'replacement answered'],
      },
    },
    exceptions: [],
  },
};

/** Late charges of 25.00, line 2: 20.00 paid on the 12th, 5.00 contractual. */
const lateChargesPaid = paid(
  12,
  '20',
  `
  CLP*{A}*1*25*20*0*12*ICN2*13*5
  SVC*NU:0250*25*20**1
  CAS*CO*45*5
  REF*6R*L2`,
);
const lineAdded = { ...left, change: 'lines-added', lines: [15000, 2500] } as const satisfies GoldenCorrection;
const bothAnswered = { A: { ...settled, filings: ['original answered', 'late-charges answered'] } };

const lateChargesFirst: GoldenLedger = {
  name: 'late charges that are answered before the claim that they add to',
  reasoning: `
    A line of 25.00 was forgotten and follows as late charges. The payer answers it first (5): 20.00 paid, 5.00 contractual; then the 150.00: 100.00 paid, 50.00
    contractual. Deposits 120.00; contractual 55.00; charges 175.00.`,
  claims,
  remittances: [lateChargesPaid, paid(14, '100', `${payment('ICN1', '1')}\n      REF*6R*L1`)],
  corrections: [lineAdded],
  expected: {
    accounts: { 'deposits-in-transit': 12000, 'contractual-adjustments': 5500, charges: -17500 },
    payers: { bluecross: { 'deposits-in-transit': 12000, 'contractual-adjustments': 5500 } },
    ...nothing,
    claims: bothAnswered,
    exceptions: [],
  },
};

const claimTakenBackBesideLateCharges: GoldenLedger = {
  name: 'a claim that is taken back and paid otherwise beside its late charges',
  reasoning: `
    The 150.00 are paid with 100.00 on the 5th, the late charges of 25.00 with 20.00 on the 12th. On the 20th the payer takes the former back and pays 110.00 in its
    place: the late charges stay answered. Deposits 100.00 + 20.00 - 100.00 + 110.00 = 130.00; contractual 40.00 + 5.00; charges 175.00.`,
  claims,
  remittances: [
    paid(5, '100', payment('ICN1', '1')),
    lateChargesPaid,
    paid(
      20,
      '10',
      `${takenBack}
      REF*6R*L1
      CLP*{A}*1*150*110*0*12*ICN1*11*1
      SVC*HC:99214*150*110**1
      CAS*CO*45*40
      REF*6R*L1`,
    ),
  ],
  corrections: [{ ...lineAdded, after: 1 }],
  expected: {
    accounts: { 'deposits-in-transit': 13000, 'contractual-adjustments': 4500, charges: -17500 },
    payers: { bluecross: { 'deposits-in-transit': 13000, 'contractual-adjustments': 4500 } },
    ...nothing,
    claims: bothAnswered,
    exceptions: [],
  },
};

/** Answers that cross with a further filing of the same claim, each with the right books and filings. */
export const crossedLedgers: readonly GoldenLedger[] = [
  byDay,
  byNumber,
  byFrequency,
  reversedThenCorrected,
  unclear,
  formerCharge,
  formerChargeSettled,
  deniedMeanwhile,
  deniedTwice,
  lateChargesFirst,
  claimTakenBackBesideLateCharges,
];
