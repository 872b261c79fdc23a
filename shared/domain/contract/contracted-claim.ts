import type { Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ContractAsked } from './payer-contract.ts';

/** A service, as contracts are asked about it. */
export interface ContractedLine {
  /** Counts from 1. */
  readonly number: number;
  readonly procedure?: string;
  readonly revenueCode?: string;
  readonly modifiers: readonly string[];
  /** Absent where the claim states none that can be read. */
  readonly units?: Quantity;
  /** `MJ` minutes of anesthesia, `DA` days. */
  readonly unit?: 'UN' | 'MJ' | 'DA';
  readonly chargeCents: Cents;
  readonly serviceOn: LocalDate;
  readonly placeOfService?: string;
}

/** A claim, or an encounter that is to become one. */
export interface ContractedClaim extends ContractAsked {
  /** A facility's claim is all under the contract of its first day; other lines are each under that of their own day. */
  readonly isFacility: boolean;
  readonly serviceFrom: LocalDate;
  /** The diagnosis-related group. */
  readonly drg?: string;
  readonly lines: readonly ContractedLine[];
}
