import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AnesthesiaRule } from './anesthesia.ts';
import type { MedicareRule } from './medicare-share.ts';
import { modifierSet } from './modifier-set.ts';

/** The scope of a schedule's prices. An absent part includes all. */
export interface FeeScope {
  /** One of these payers is primary. */
  readonly payerIds?: readonly string[];
  /** Self-pay. Excludes `payerIds`. */
  readonly selfPay?: true;
  /** One of these renders the service. */
  readonly providerIds?: readonly string[];
  readonly facilityIds?: readonly string[];
}

/** A price list without its rows: its dates and scope. */
export interface FeeSchedule {
  readonly id: string;
  readonly externalId?: string;
  readonly version: number;
  readonly name: string;
  readonly effectiveFrom: LocalDate;
  /** The last day; open-ended when absent. */
  readonly effectiveTo?: LocalDate;
  readonly appliesTo: FeeScope;
  /** How services in minutes are priced; they have no price here when absent. */
  readonly anesthesia?: AnesthesiaRule;
  /** How services without a row are priced; they have no price here when absent. */
  readonly medicare?: MedicareRule;
}

/**
 * A row of a schedule: the price of one unit of a code with its modifiers at a place; or, for anesthesia, the office's
 * own base units of the code, priced by the schedule's rule. It has either `cents` or `baseUnits`.
 */
export interface Fee {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** A place of service, or the kind of place by Medicare's list; any place when absent. */
  readonly place?: string;
  readonly cents?: Cents;
  readonly baseUnits?: number;
}

/** The identity of a schedule's row. */
export function feeName({ procedure, modifiers, place = '' }: Fee): string {
  return [procedure, modifierSet(modifiers), place].join('\n');
}

/** At most this many rows in a schedule, and of one code in it. */
export const mostFees = 50_000;
export const mostFeesOfCode = 500;
