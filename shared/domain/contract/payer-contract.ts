import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { RateRow } from './rate-row.ts';

/** The scope of a contract. An absent part includes all. */
export interface ContractScope {
  readonly payerIds: readonly string[];
  /** The plans, by the group number of the coverage. */
  readonly groupNumbers?: readonly string[];
  readonly billingProviderIds?: readonly string[];
  /** The legal entities that bill. */
  readonly entityIds?: readonly string[];
}

/** How a charge below the rate counts. */
export const lesserOfRules = {
  line: 'Each line pays the lesser of its rate and its charge',
  claim: 'The claim pays the lesser of all its rates and all its charges',
  none: 'The rate applies, even above the charge',
} as const;
export type LesserOf = keyof typeof lesserOfRules;

/** When fractions of a cent are rounded, half a cent upwards. */
export const contractRoundings = {
  once: 'Only the amount of a line is rounded',
  'each-step': 'The amount is rounded after each step: the price of a unit, the units, each modifier, each reduction',
} as const;
export type ContractRounding = keyof typeof contractRoundings;

/** A modifier's effect on a rate, in hundredths of a percent: 15000 for bilateral, 1600 for an assistant. */
export interface ModifierRule {
  readonly modifier: string;
  readonly basisPoints: number;
}

/**
 * Several procedures on one day: the most expensive pays the first share, the next the second, and so on; the last
 * share applies to all further ones.
 */
export interface ProcedureReduction {
  /** In hundredths of a percent: 10000, 5000, 2500. */
  readonly basisPoints: readonly number[];
  /** Codes, ranges and prefixes of the ranked procedures. */
  readonly codes: readonly string[];
  /** Exceptions among them. */
  readonly exceptCodes?: readonly string[];
}

/** The smallest difference for the list: both limits must be reached. */
export interface VarianceThreshold {
  readonly leastCents: Cents;
  /** In hundredths of a percent of the expected amount. */
  readonly leastBasisPoints: number;
}

/** The terms between an office and a payer, without the rates. */
export interface PayerContract extends ContractScope {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly effectiveFrom: LocalDate;
  /** The last day; open-ended when absent. */
  readonly effectiveTo?: LocalDate;
  readonly lesserOf: LesserOf;
  readonly rounding: ContractRounding;
  /**
   * The Medicare prices for `percent-of-medicare`: their locality, and their date; the national prices on the date of
   * service when absent.
   */
  readonly medicare?: { readonly zip?: string; readonly asOf?: LocalDate };
  readonly reduction?: ProcedureReduction;
  readonly modifierRules?: readonly ModifierRule[];
  /**
   * Reason codes (CARC) for amounts that the payer withholds without a lower allowance: sequestration, withholds,
   * interest.
   */
  readonly keptBack?: readonly string[];
  /** The sequestration that the payer withholds from its own part, in hundredths of a percent: 200. */
  readonly sequestrationBasisPoints?: number;
  /** The smallest difference for the list; that of the billing settings when absent. */
  readonly threshold?: VarianceThreshold;
  /** Days to dispute a payment, from the payer's answer. */
  readonly disputeDays?: number;
}

/** A contract with its rates. */
export interface RatedContract {
  readonly contract: PayerContract;
  readonly rows: readonly RateRow[];
}

/**
 * The default reasons for amounts withheld or added: sequestration, managed care withholds, interest, the dialysis network, Medicare's quality
 * payment adjustment up and down.
 */
export const usualKeptBack: readonly string[] = ['253', '104', '225', '118', '144', '237'];

/** The facts of a claim that decide which contract applies. */
export interface ContractAsked {
  readonly payerId: string;
  readonly groupNumber?: string;
  readonly billingProviderId: string;
  readonly entityId?: string;
}

/** Whether a contract applies on a day. */
function holds(contract: PayerContract, asked: ContractAsked, day: LocalDate): boolean {
  const names = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return (
    contract.payerIds.includes(asked.payerId) &&
    names(contract.groupNumbers, asked.groupNumber) &&
    names(contract.billingProviderIds, asked.billingProviderId) &&
    names(contract.entityIds, asked.entityId) &&
    contract.effectiveFrom <= day &&
    (contract.effectiveTo === undefined || day <= contract.effectiveTo)
  );
}

/** How specific a contract is: the plan first, then the billing provider, then the legal entity. */
function closeness({ groupNumbers, billingProviderIds, entityIds }: ContractScope): number {
  const named = (list: readonly string[] | undefined, weight: number) => (list === undefined ? 0 : weight);
  return named(groupNumbers, 4) + named(billingProviderIds, 2) + named(entityIds, 1);
}

/**
 * The contract that applies on a day: the most specific for plan and provider; of two alike the one that started last,
 * then the one entered last.
 */
export function contractFor<Contract extends PayerContract>(
  asked: ContractAsked,
  day: LocalDate,
  contracts: readonly Contract[],
): Contract | undefined {
  const order = (contract: Contract) => `${closeness(contract)} ${contract.effectiveFrom} ${contract.id}`;
  const fitting = contracts.filter((contract) => holds(contract, asked, day));
  return fitting.toSorted((left, right) => (order(left) < order(right) ? 1 : -1))[0];
}
