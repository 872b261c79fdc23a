import type { LocalDate } from '../../time/local-date.ts';
import { denialCarcs } from '../denial/denial-reasons.ts';
import { qualifiedBeneficiaryRemarks } from './patient-protection.ts';

/**
 * What an adjustment does to what is owed:
 * `contractual`, `capitation`: comes off this payer's receivable for good;
 * `cost-sharing`: moves to the next payer that has not answered, else to the patient;
 * `next-payer`: moves to the next payer, never to the patient;
 * `paid-to-patient`: the payer sent this money to the patient, who owes it now;
 * `denial`: stays with this payer, and somebody works it;
 * `information`: restates what is booked elsewhere;
 * `excess`: the payer says that it paid more than was charged; nothing moves, the credit balance is looked at;
 * `held`: no rule says; it stays, with an exception.
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

/** What an adjustment must be, and stand beside, for a rule to apply. What a rule leaves out, it does not ask. */
export interface AdjustmentCondition {
  readonly groups?: readonly string[];
  readonly carcs?: readonly string[];
  /** Any of these beside the adjustment: on its line, or on the claim as a whole. */
  readonly remarkCodes?: readonly string[];
  /** Whether anything was paid: on the line for a line's adjustment, on the claim for the claim's own. */
  readonly paid?: 'something' | 'nothing';
  readonly statusCodes?: readonly string[];
  /** 0 for the primary payer. */
  readonly payerPositions?: readonly number[];
  /**
   * Whether the payer has shown what it allows: something was paid, somebody's share stands beside it, or an earlier payer has
   * paid (reason 23 beside it, or our own books).
   */
  readonly allowedProven?: boolean;
  /** Whether the patient's (or the next payer's) share stands beside it. */
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
  /** Why: a rule that writes something off must say so. */
  readonly because?: string;
}

/** A tenant's rules from a day on. The first rule that applies decides. The version is kept on every entry. */
export interface AdjustmentRules {
  readonly version: string;
  readonly effectiveFrom: LocalDate;
  readonly rules: readonly AdjustmentRule[];
}

/**
 * What a plan leaves to the patient: deductible (1), coinsurance (2), copayment (3), blood deductible (66), psychiatric reduction
 * (122), Medicaid's share of cost (142), spend-down (178), Medicaid copayment (241), and deductible and coinsurance of
 * professional services billed by an institution (247, 248).
 */
const costSharingCarcs = ['1', '2', '3', '66', '122', '142', '178', '241', '247', '248'] as const;

/**
 * The rules that Superbill ships, in the order in which they are asked. They write off nothing but contractual reductions where
 * the allowed amount is proven, and the cent of a reporting code; what they do not know, they hold.
 */
export const defaultAdjustmentRules: AdjustmentRules = {
  version: '2026-11-1',
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
