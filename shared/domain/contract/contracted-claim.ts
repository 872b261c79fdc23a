import type { Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ContractAsked } from './payer-contract.ts';

/** The facts of a service for contracts. */
export interface ContractedLine {
  /** Counts from 1. */
  readonly number: number;
  readonly procedure?: string;
  readonly revenueCode?: string;
  readonly modifiers: readonly string[];
  /** Absent when the claim states no readable units. */
  readonly units?: Quantity;
  /** `MJ` minutes of anesthesia, `DA` days. */
  readonly unit?: 'UN' | 'MJ' | 'DA';
  readonly chargeCents: Cents;
  readonly serviceOn: LocalDate;
  readonly placeOfService?: string;
}

/** A claim, or an encounter that will become one. */
export interface ContractedClaim extends ContractAsked {
  /**
   * All of a facility's claim is under the contract of its first date; other lines are each under that of their own
   * date.
   */
  readonly isFacility: boolean;
  readonly serviceFrom: LocalDate;
  /** The diagnosis-related group. */
  readonly drg?: string;
  readonly lines: readonly ContractedLine[];
}
