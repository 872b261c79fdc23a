import { claims, left, nothing, paid, payment, settled, takenBack } from './crossed-filings.ts';
import type { GoldenCorrection, GoldenLedger } from './golden-ledger.ts';

/*
 * A claim is voided after its payer has received it. Which of the payer's answers is the one to the void? The claims
 * are those of `crossed-filings.ts`.
 */

const voided: GoldenCorrection = { ...left, change: 'void', lines: [] };

const other = (cents: string) => `
  CLP*{B}*1*${cents}*${cents}*0*12*ICN5*11*1
  SVC*HC:99213*${cents}*${cents}**1`;

const voidAwaited: GoldenLedger = {
  name: 'a void of what no payer has answered',
  reasoning:
    'Nothing is charged any more, and nobody owes anything. The void is with the payer. A payment of another claim changes nothing.',
  claims: { ...claims, B: { payers: ['bluecross'], lines: [5000] } },
  remittances: [paid(12, '50', other('50'))],
  corrections: [voided],
  expected: {
    accounts: { 'deposits-in-transit': 5000, charges: -5000 },
    payers: { bluecross: { 'deposits-in-transit': 5000 } },
    ...nothing,
    claims: {
      A: { state: 'voided', payerCents: [0], patientCents: 0, filings: ['original submitted', 'void submitted'] },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
  },
};

const paidThoughVoid: GoldenLedger = {
  name: 'a payment that crosses with the void',
  reasoning: `
    The payer pays the original on the 12th, before it reads the void. The payment posts as stated on a claim that charges nothing: -150.00 stand with the payer,
    which is awaited to take its answer back.`,
  claims,
  remittances: [paid(12, '100', payment('ICN1', '1'))],
  corrections: [voided],
  expected: {
    accounts: { 'insurance-receivable': -15000, 'deposits-in-transit': 10000, 'contractual-adjustments': 5000 },
    payers: {
      bluecross: { 'insurance-receivable': -15000, 'deposits-in-transit': 10000, 'contractual-adjustments': 5000 },
    },
    ...nothing,
    claims: { A: { ...settled, payerCents: [-15000], filings: ['original answered', 'void submitted'] } },
    exceptions: ['correction-awaited'],
  },
};

const paidThoughVoidTakenBack: GoldenLedger = {
  name: 'such a payment that the void’s reversal takes back',
  reasoning: `
    As before; on the 20th the payer takes it back from what it pays for claim B, 120.00 - 100.00 = 20.00. The void has its answer. Deposits 100.00 + 20.00;
    charges of B only.`,
  claims: { ...claims, B: { payers: ['bluecross'], lines: [12000] } },
  remittances: [paid(12, '100', payment('ICN1', '1')), paid(20, '20', `${takenBack}${other('120')}`)],
  corrections: [voided],
  expected: {
    accounts: { 'deposits-in-transit': 12000, charges: -12000 },
    payers: { bluecross: { 'deposits-in-transit': 12000 } },
    ...nothing,
    claims: {
      A: { state: 'reversed', payerCents: [0], patientCents: 0, filings: ['original reversed', 'void answered'] },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
  },
};

const reversedBeforeTheVoid: GoldenLedger = {
  name: 'a reversal that crosses with the void',
  reasoning: `
    Paid on the 5th. The payer takes its answer back by itself on the 9th, before the void left on the 10th: that does not answer the void, which still awaits
    what the payer says of it. Deposits 100.00 + 20.00; charges of B only.`,
  claims: { ...claims, B: { payers: ['bluecross'], lines: [12000] } },
  remittances: [paid(5, '100', payment('ICN1', '1')), paid(9, '20', `${takenBack}${other('120')}`)],
  corrections: [{ ...voided, after: 1 }],
  expected: {
    accounts: { 'deposits-in-transit': 12000, charges: -12000 },
    payers: { bluecross: { 'deposits-in-transit': 12000 } },
    ...nothing,
    claims: {
      A: { state: 'reversed', payerCents: [0], patientCents: 0, filings: ['original reversed', 'void submitted'] },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: [],
  },
};

const correctedAfterTheVoid: GoldenLedger = {
  name: 'a reversal after the void left, followed by another answer',
  reasoning: `
    Paid on the 5th. On the 20th, before it reads the void of the 10th, the payer takes its answer back and pays 110.00 in its place, 40.00 contractual: that
    reversal was no answer to the void, which still awaits one. -150.00 stand with the payer, to be taken back. Deposits 110.00; contractual 40.00.`,
  claims,
  remittances: [
    paid(5, '100', payment('ICN1', '1')),
    paid(
      20,
      '10',
      `${takenBack}
      CLP*{A}*1*150*110*0*12*ICN1*11*1
      SVC*HC:99214*150*110**1
      CAS*CO*45*40`,
    ),
  ],
  corrections: [{ ...voided, after: 1 }],
  expected: {
    accounts: { 'insurance-receivable': -15000, 'deposits-in-transit': 11000, 'contractual-adjustments': 4000 },
    payers: {
      bluecross: { 'insurance-receivable': -15000, 'deposits-in-transit': 11000, 'contractual-adjustments': 4000 },
    },
    ...nothing,
    claims: { A: { ...settled, payerCents: [-15000], filings: ['original answered', 'void submitted'] } },
    exceptions: ['correction-awaited'],
  },
};

/** What a payer may still answer about a void claim, each case with the right books and filings. */
export const crossedVoids: readonly GoldenLedger[] = [
  voidAwaited,
  paidThoughVoid,
  paidThoughVoidTakenBack,
  reversedBeforeTheVoid,
  correctedAfterTheVoid,
];
