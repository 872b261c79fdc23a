import type { LocalDate } from '../../time/local-date.ts';
import { denialCarcs } from '../denial/denial-reasons.ts';
import { qualifiedBeneficiaryRemarks } from './patient-protection.ts';

/**
 * What an adjustment does to what is owed:
 * `contractual`, `capitation`: comes off this payer's receivable for good;
 * `cost-sharing`: moves to the next payer that has not answered, else to the patient;
 * `next-payer`: moves to the next payer, never to the patient;
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
  /** Whether the patient's (or the next payer's) share stands beside it. */
  readonly besideCostSharing?: boolean;
  /** Whether another adjustment beside it is a denial. */
  readonly besideDenial?: boolean;
  /** Whether this payer has paid the claim before. */
  readonly alreadyPaid?: boolean;
}

export interface AdjustmentRule extends AdjustmentCondition {
  readonly meaning: AdjustmentMeaning;
}

/** A tenant's rules from a day on. The first rule that applies decides. The version is kept on every entry. */
export interface AdjustmentRules {
  readonly version: string;
  readonly effectiveFrom: LocalDate;
  readonly rules: readonly AdjustmentRule[];
}

/** Deductible, coinsurance, copayment, blood deductible; the same for professional services billed by an institution. */
const costSharingCarcs = ['1', '2', '3', '66', '247', '248'] as const;

/**
 * The rules that Superbill ships. They write off nothing but contractual reductions beside a payment or a patient's share;
 * what they do not know, they hold.
 */
export const defaultAdjustmentRules: AdjustmentRules = {
  version: '2026-11-1',
  effectiveFrom: '2000-01-01' as LocalDate,
  rules: [
    { carcs: ['23'], meaning: 'information' },
    { carcs: ['18'], alreadyPaid: true, meaning: 'information' },
    { groups: ['OA'], carcs: ['94'], meaning: 'excess' },
    { groups: ['OA', 'CO', 'PR'], carcs: ['209'], meaning: 'next-payer' },
    {
      groups: ['PR', 'OA', 'CO'],
      carcs: costSharingCarcs,
      remarkCodes: qualifiedBeneficiaryRemarks,
      meaning: 'next-payer',
    },
    { groups: ['PR'], carcs: costSharingCarcs, meaning: 'cost-sharing' },
    { groups: ['CO'], carcs: ['24'], meaning: 'capitation' },
    { groups: ['CO'], carcs: ['45'], besideDenial: true, meaning: 'denial' },
    { groups: ['CO'], carcs: ['45', '253'], paid: 'something', meaning: 'contractual' },
    { groups: ['CO'], carcs: ['45', '253'], besideCostSharing: true, meaning: 'contractual' },
    { groups: ['CO'], carcs: ['45', '253'], meaning: 'denial' },
    { groups: ['CO', 'PR', 'OA', 'PI'], carcs: denialCarcs, meaning: 'denial' },
  ],
};
