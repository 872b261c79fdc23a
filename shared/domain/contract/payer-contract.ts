import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { RateRow } from './rate-row.ts';

/** For whom a contract holds. What is left out holds for all. */
export interface ContractScope {
  readonly payerIds: readonly string[];
  /** The plans, by the group number of the coverage. */
  readonly groupNumbers?: readonly string[];
  readonly billingProviderIds?: readonly string[];
  /** The legal entities that bill. */
  readonly entityIds?: readonly string[];
}

/** Where a charge that is less than the rate counts instead of it. */
export const lesserOfRules = {
  line: 'Each line pays the lesser of its rate and its charge',
  claim: 'The claim pays the lesser of all its rates and all its charges',
  none: 'The rate counts, also above the charge',
} as const;
export type LesserOf = keyof typeof lesserOfRules;

/** When parts of a cent are rounded, half a cent upwards. */
export const contractRoundings = {
  once: 'Only the amount of a line is rounded',
  'each-step': 'The amount is rounded after each step: the price of a unit, the units, each modifier, each reduction',
} as const;
export type ContractRounding = keyof typeof contractRoundings;

/** What a modifier makes of a rate, in hundredths of a percent: 15000 for both sides, 1600 for an assistant. */
export interface ModifierRule {
  readonly modifier: string;
  readonly basisPoints: number;
}

/** Several procedures of one day: the dearest pays the first share, the next the second, and so on; the last share holds for all further ones. */
export interface ProcedureReduction {
  /** In hundredths of a percent: 10000, 5000, 2500. */
  readonly basisPoints: readonly number[];
  /** Codes, ranges and beginnings of the procedures that are ranked. */
  readonly codes: readonly string[];
  /** Those among them that are not. */
  readonly exceptCodes?: readonly string[];
}

/** From which difference on a payment is on the list: it reaches both. */
export interface VarianceThreshold {
  readonly leastCents: Cents;
  /** Of what was expected, in hundredths of a percent. */
  readonly leastBasisPoints: number;
}

/** What an office and a payer have agreed upon, without its rates. */
export interface PayerContract extends ContractScope {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly effectiveFrom: LocalDate;
  /** The last day; open when absent. */
  readonly effectiveTo?: LocalDate;
  readonly lesserOf: LesserOf;
  readonly rounding: ContractRounding;
  /** Whose Medicare prices `percent-of-medicare` means: of a locality, and as they were on a day; the nation's and those of the day of service when absent. */
  readonly medicare?: { readonly zip?: string; readonly asOf?: LocalDate };
  readonly reduction?: ProcedureReduction;
  readonly modifierRules?: readonly ModifierRule[];
  /** Reason codes (CARC) by which the payer keeps money back without allowing less: sequestration, withholds, interest. */
  readonly keptBack?: readonly string[];
  /** What the payer keeps back of its own part for the sequestration, in hundredths of a percent: 200. */
  readonly sequestrationBasisPoints?: number;
  /** From which difference on a payment is on the list; as the billing settings say when absent. */
  readonly threshold?: VarianceThreshold;
  /** Days to dispute a payment, from the payer's answer. */
  readonly disputeDays?: number;
}

/** A contract with its rates. */
export interface RatedContract {
  readonly contract: PayerContract;
  readonly rows: readonly RateRow[];
}

/** What a contract keeps back when it does not say: sequestration, managed care withholds, interest. */
export const usualKeptBack: readonly string[] = ['253', '104', '225'];

/** Which contracts hold is asked with this of a claim. */
export interface ContractAsked {
  readonly payerId: string;
  readonly groupNumber?: string;
  readonly billingProviderId: string;
  readonly entityId?: string;
}

/** Whether a contract holds for somebody on a day. */
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

/** How closely a contract names whom it is for: the plan first, then who bills, then whose books. */
function closeness({ groupNumbers, billingProviderIds, entityIds }: ContractScope): number {
  const named = (list: readonly string[] | undefined, weight: number) => (list === undefined ? 0 : weight);
  return named(groupNumbers, 4) + named(billingProviderIds, 2) + named(entityIds, 1);
}

/** The contract that holds on a day: the one that names plan and provider most closely; of two alike the one that began last, then the one entered last. */
export function contractFor<Contract extends PayerContract>(
  asked: ContractAsked,
  day: LocalDate,
  contracts: readonly Contract[],
): Contract | undefined {
  const order = (contract: Contract) => `${closeness(contract)} ${contract.effectiveFrom} ${contract.id}`;
  const fitting = contracts.filter((contract) => holds(contract, asked, day));
  return fitting.toSorted((left, right) => (order(left) < order(right) ? 1 : -1))[0];
}
