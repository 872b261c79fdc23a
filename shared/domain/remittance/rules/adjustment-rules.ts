import type { LocalDate } from '../../time/local-date.ts';
import { denialCarcs } from '../denial/denial-reasons.ts';
import { qualifiedBeneficiaryRemarks } from './patient-protection.ts';

/**
 * What an adjustment does to what is owed:
 * `contractual`, `capitation`: is written off from this payer's receivable;
 * `cost-sharing`: moves to the next payer that has not answered, else to the patient;
 * `next-payer`: moves to the next payer, never to the patient;
 * `paid-to-patient`: the payer sent this money to the patient, who owes it now;
 * `denial`: stays in this payer's receivable, and a person works it;
 * `information`: repeats what is booked elsewhere;
 * `excess`: the payer paid more than was charged; nothing moves, and a person looks at the credit balance;
 * `held`: no rule applies; it stays in the receivable, with an exception.
 */
export type AdjustmentMeaning =
  | 'contractual'
  | 'capitation'
  | 'cost-sharing'
  | 'next-payer'
  | 'paid-to-patient'
  | 'denial'
  | 'information'
  | 'excess'
  | 'held';

/** The conditions of a rule: about the adjustment itself and about those beside it. An absent condition is always met. */
export interface AdjustmentCondition {
  readonly groups?: readonly string[];
  readonly carcs?: readonly string[];
  /** Any of these remarks beside the adjustment: on its line, or on the claim. */
  readonly remarkCodes?: readonly string[];
  /** Whether anything was paid: on the line for a line's adjustment, on the claim for the claim's own. */
  readonly paid?: 'something' | 'nothing';
  readonly statusCodes?: readonly string[];
  /** 0 for the primary payer. */
  readonly payerPositions?: readonly number[];
  /**
   * Whether the allowed amount is known: something was paid, somebody's share is beside it, or an earlier payer has paid (reason 23 beside
   * it, or our own books).
   */
  readonly allowedProven?: boolean;
  /** Whether the patient's (or the next payer's) share is beside it. */
  readonly besideCostSharing?: boolean;
  /** Whether another adjustment beside it is a denial. */
  readonly besideDenial?: boolean;
  /** Whether this payer has paid the claim before. */
  readonly alreadyPaid?: boolean;
  /** The largest amount, in either direction. */
  readonly atMostCents?: number;
}

export interface AdjustmentRule extends AdjustmentCondition {
  readonly meaning: AdjustmentMeaning;
  /** The reason for the rule; required when it writes something off. */
  readonly because?: string;
}

/** A tenant's rules, in force from a day on. The first rule that applies decides. Every entry keeps the version. */
export interface AdjustmentRules {
  readonly version: string;
  readonly effectiveFrom: LocalDate;
  readonly rules: readonly AdjustmentRule[];
}

/**
 * Reasons for the patient's share by the plan: deductible (1), coinsurance (2), copayment (3), blood deductible (66), psychiatric reduction
 * (122), Medicaid's share of cost (142), spend-down (178), Medicaid copayment (241), and deductible and coinsurance of professional
 * services billed by an institution (247, 248).
 */
export const costSharingCarcs: readonly string[] = ['1', '2', '3', '66', '122', '142', '178', '241', '247', '248'];

/** The remark of Medicare's quality payment adjustment (MIPS, 42 CFR 414.1405): reason 144 raises a payment, 237 lowers it. */
const qualityPaymentRemark = 'N807';

/**
 * The default rules, in the order in which they are tried. They write off only contractual reductions when the allowed amount is known (the fee
 * schedule, sequestration, several procedures on one day, the dialysis network, Medicare's quality adjustment), and the cent of a reporting
 * code. Anything else that they do not know is held.
 */
export const defaultAdjustmentRules: AdjustmentRules = {
  version: '2026-11-2',
  effectiveFrom: '2000-01-01' as LocalDate,
  rules: [
    { carcs: ['23'], meaning: 'information', because: 'restates what an earlier payer did' },
    { carcs: ['18'], alreadyPaid: true, meaning: 'information', because: 'a duplicate of what this payer has paid' },
    { groups: ['OA'], carcs: ['94'], meaning: 'excess', because: 'the payer paid more than was charged' },
    {
      groups: ['OA', 'CO', 'PR'],
      carcs: ['209'],
      meaning: 'next-payer',
      because: 'by law not the patient’s: Medicaid may pay it',
    },
    {
      groups: ['PR', 'OA', 'CO'],
      carcs: costSharingCarcs,
      remarkCodes: qualifiedBeneficiaryRemarks,
      meaning: 'next-payer',
      because: 'a qualified beneficiary owes no cost sharing',
    },
    {
      groups: ['PR'],
      carcs: costSharingCarcs,
      meaning: 'cost-sharing',
      because: 'what the plan leaves to the patient',
    },
    { groups: ['PR'], carcs: ['100'], meaning: 'paid-to-patient', because: 'the payer sent the money to the patient' },
    { groups: ['CO'], carcs: ['24'], meaning: 'capitation', because: 'paid for by the month, not by the service' },
    {
      groups: ['CO'],
      carcs: ['45', '253'],
      allowedProven: true,
      meaning: 'contractual',
      because: 'the payer has shown what it allows, and this is beyond it',
    },
    {
      groups: ['CO'],
      carcs: ['45', '253'],
      meaning: 'denial',
      because: 'nothing shows what the payer allows, so this is no reduction yet',
    },
    {
      groups: ['CO'],
      carcs: ['59', '118'],
      allowedProven: true,
      meaning: 'contractual',
      because: 'the fee schedule’s reduction for several procedures on one day, or the law’s for the dialysis network',
    },
    {
      groups: ['CO'],
      carcs: ['144', '237'],
      remarkCodes: [qualityPaymentRemark],
      allowedProven: true,
      meaning: 'contractual',
      because: 'Medicare’s quality payment adjustment by law, up or down, on what it allows',
    },
    {
      groups: ['CO'],
      carcs: ['246'],
      atMostCents: 1,
      meaning: 'contractual',
      because: 'the cent of a code that only reports and is never paid',
    },
    {
      groups: ['CO', 'PR', 'OA', 'PI'],
      carcs: denialCarcs,
      meaning: 'denial',
      because: 'the payer refuses it, whatever the group',
    },
  ],
};
