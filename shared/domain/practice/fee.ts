import { priceTimes, type Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { FeeSchedule } from './practice.ts';

/** The parts of a service that decide its price. */
export interface PricedService {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly serviceOn: LocalDate;
}

/** Modifiers as a set: their order does not change a price. */
export function modifierSet(modifiers: readonly string[]): string {
  return [...modifiers].sort().join(' ');
}

/** The fee schedule in force on a day: the one that began last; of two that began together, the one entered last. */
export function feeScheduleOn(schedules: readonly FeeSchedule[], day: LocalDate): FeeSchedule | undefined {
  return schedules
    .filter((schedule) => schedule.effectiveFrom <= day)
    .sort((left, right) => (rank(left) < rank(right) ? 1 : -1))[0];
}

function rank(schedule: FeeSchedule): string {
  return `${schedule.effectiveFrom} ${schedule.id}`;
}

/**
 * The charge of a service in cents, units multiplied in: the fee of its code with exactly its modifiers, or else the code's fee
 * without modifiers. Undefined when the schedule of that day has neither: a price is never guessed.
 */
export function chargeOf(service: PricedService, schedules: readonly FeeSchedule[]): Cents | undefined {
  const fees = feeScheduleOn(schedules, service.serviceOn)?.fees.filter((fee) => fee.procedure === service.procedure);
  const wanted = modifierSet(service.modifiers);
  const fee =
    fees?.find((each) => modifierSet(each.modifiers) === wanted) ?? fees?.find((each) => each.modifiers.length === 0);
  return fee === undefined ? undefined : priceTimes(fee.cents, service.units);
}
