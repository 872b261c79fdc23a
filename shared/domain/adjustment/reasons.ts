import type { Account } from '../ledger/accounts.ts';

/** Where a person's adjustment outside denials moves an amount: written off, or to another payer. */
export const adjustmentWays = {
  'write-off': { meaning: 'Given up.' },
  collections: { meaning: 'Given to collections: it leaves the receivables as bad debt, and comes back by reversal.' },
  patient: { meaning: 'The patient is asked for it.' },
  'next-payer': { meaning: 'The payer after this one is asked for it.' },
} as const;
export type AdjustmentWay = keyof typeof adjustmentWays;

/** The balance it is taken from: the patient's, that of a payer that has not answered, or the patient's overpayment. */
export type AdjustedBalance = 'patient' | 'payer' | 'credit';

export interface AdjustmentReasonMeaning {
  readonly meaning: string;
  readonly as: AdjustmentWay;
  readonly of: readonly AdjustedBalance[];
  /** The account of the write-off. */
  readonly account?: Account;
  /** Waives cost sharing without regard to the patient's means: never for a federal programme's patient. */
  readonly isRoutineWaiver?: true;
  /** Reduces the patient's balance by a rule of the office, which sets the amount; a separate limit applies. */
  readonly isDiscount?: true;
  /** Not requested directly: an application, or a rule's run, makes it. */
  readonly isByRule?: true;
}

const both = ['patient', 'payer'] as const;

/** The closed list of reasons. Each belongs to one way, so that a report by reason says what happened. */
export const adjustmentReasons = {
  'filed-late': { as: 'write-off', of: ['payer'], account: 'other-adjustments', meaning: 'The time to file is over.' },
  'not-authorized': {
    ...{ as: 'write-off', of: ['payer'], account: 'other-adjustments' },
    meaning: 'The payer’s authorisation was needed and is missing.',
  },
  contract: {
    ...{ as: 'write-off', of: ['payer'], account: 'contractual-adjustments' },
    meaning: 'The contract with the payer forbids to bill it.',
  },
  'billing-error': {
    ...{ as: 'write-off', of: both, account: 'other-adjustments' },
    meaning: 'The office made a mistake that it cannot bill for.',
  },
  'service-complaint': {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments' },
    meaning: 'The patient had reason to complain.',
  },
  'financial-hardship': {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments' },
    meaning: 'The patient cannot pay; the office has looked at his means.',
  },
  courtesy: {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments', isRoutineWaiver: true },
    meaning: 'A courtesy to the patient.',
  },
  'small-balance': {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments', isRoutineWaiver: true },
    meaning: 'The amount is not worth a statement.',
  },
  'self-pay-discount': {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments', isRoutineWaiver: true, isDiscount: true },
    meaning: 'No payer is billed; the office gives its discount for that.',
  },
  'prompt-pay-discount': {
    ...{ as: 'write-off', of: ['patient'], account: 'other-adjustments', isRoutineWaiver: true, isDiscount: true },
    meaning: 'The patient paid the rest within the office’s days.',
  },
  'financial-assistance': {
    ...{ as: 'write-off', of: ['patient'], account: 'charity-care', isDiscount: true, isByRule: true },
    meaning: 'An application for financial assistance was approved.',
  },
  'small-credit': {
    ...{ as: 'write-off', of: ['credit'], account: 'other-adjustments', isByRule: true },
    meaning: 'The patient paid a little too much, and the office may keep it.',
  },
  'protected-patient': {
    ...{ as: 'write-off', of: ['patient'], account: 'contractual-adjustments' },
    meaning: 'The law forbids asking the patient for it.',
  },
  bankruptcy: {
    ...{ as: 'write-off', of: ['patient'], account: 'bad-debt' },
    meaning: 'A court has discharged what the patient owed.',
  },
  'no-estate': {
    ...{ as: 'write-off', of: ['patient'], account: 'bad-debt' },
    meaning: 'The patient has died and left nothing.',
  },
  uncollectible: {
    ...{ as: 'write-off', of: ['patient'], account: 'bad-debt' },
    meaning: 'Reasonable efforts to collect it came to nothing.',
  },
  'unpaid-after-notices': {
    ...{ as: 'collections', of: ['patient'], account: 'bad-debt' },
    meaning: 'The patient has not paid after all statements and notices.',
  },
  'coverage-ended': {
    ...{ as: 'patient', of: ['payer'] },
    meaning: 'The patient was not covered on the day of the service.',
  },
  'not-covered': {
    ...{ as: 'patient', of: ['payer'] },
    meaning: 'The plan does not cover the service, and the patient was told before.',
  },
  'patient-did-not-answer': {
    ...{ as: 'patient', of: ['payer'] },
    meaning: 'The patient has not given the payer what it asked for.',
  },
  'other-payer-first': {
    ...{ as: 'next-payer', of: ['payer'] },
    meaning: 'The payer after this one is the one to be billed.',
  },
} as const satisfies Record<string, AdjustmentReasonMeaning>;

export type AdjustmentReason = keyof typeof adjustmentReasons;

/** The meaning of a reason, without the literal types. */
export function reasonMeaning(reason: AdjustmentReason): AdjustmentReasonMeaning {
  return adjustmentReasons[reason];
}

/** Filing indicators of Medicare, Medicaid, TRICARE, the Veterans' plan and other federal programmes, Medicare's health plans among them. */
const federalIndicators: readonly string[] = ['MA', 'MB', 'MC', 'CH', 'VA', 'OF', '16'];

/** Whether a payer is a federal health care programme: its patients' cost sharing may not be given up as routine (42 USC 1320a-7a(i)(6)). */
export function isFederalProgramme({ filingIndicator = '' }: { readonly filingIndicator?: string }): boolean {
  return federalIndicators.includes(filingIndicator);
}
