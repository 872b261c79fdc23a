import type { FeeSchedule, FeeScope } from './fee-schedule.ts';
import type { PricedService } from './priced-service.ts';

/** Why a schedule gives the price of a service, or does not. */
export const scheduleStandings = {
  taken: 'It gives the price',
  'not-reached': 'A schedule before it has ended the search',
  'no-row': 'It has no row for this code',
  'rows-do-not-match': 'Its rows for this code are for other modifiers, another place, or another unit',
  'rows-tie': 'Two of its rows match equally well and say different things: no price is taken',
  'medicare-has-no-price':
    'It has no row for this service, and the Medicare fee schedule that is loaded has no price for it',
  'no-anesthesia-rule': 'It has no rule for services in minutes',
  'minutes-not-whole': 'Minutes of anesthesia must be a whole number',
  'base-units-unknown': 'Neither its rows nor an official file that is loaded has base units for this code',
  superseded: 'A later schedule for the same payers, providers and facilities is in force',
  'other-payer': 'It is for other payers',
  'other-provider': 'It is for other providers',
  'other-facility': 'It is for other facilities',
  'not-yet-in-force': 'It begins after the day of service',
  ended: 'It ended before the day of service',
} as const;

export type ScheduleStanding = keyof typeof scheduleStandings;

interface Standing {
  readonly schedule: FeeSchedule;
  /** `taken` means that the schedule applies to the service. Its rows decide whether it gives the price. */
  readonly standing: ScheduleStanding;
}

/** The facts of a service that decide which schedules apply. */
export type ScopedService = Pick<PricedService, 'serviceOn' | 'payerId' | 'providerId' | 'facilityId'>;

/**
 * Schedules in search order: one that names the payer (or self-pay) before one that does not, then one that names the
 * provider, then one that names the facility; of two alike the one that started last, and then the one entered last.
 */
export function inOrder<Schedule extends FeeSchedule>(schedules: readonly Schedule[]): readonly Schedule[] {
  const ordered = schedules.map((schedule) => ({ schedule, order: orderOf(schedule) }));
  return ordered.sort((left, right) => (left.order < right.order ? 1 : -1)).map(({ schedule }) => schedule);
}

/**
 * Every schedule with whether it applies to a service, applicable ones first. Of schedules with exactly the same
 * payers, providers and facilities only the last one applies.
 * @param ordered sorted by {@link inOrder}
 */
export function standingsOf(service: ScopedService, ordered: readonly FeeSchedule[]): readonly Standing[] {
  const scopes = new Set<string>();
  const standings = ordered.map((schedule): Standing => {
    const standing = misfit(service, schedule);
    if (standing !== undefined) return { schedule, standing };
    const scope = scopeName(schedule.appliesTo);
    if (scopes.has(scope)) return { schedule, standing: 'superseded' };
    scopes.add(scope);
    return { schedule, standing: 'taken' };
  });
  const holds = (standing: Standing) => standing.standing === 'taken';
  return [...standings.filter(holds), ...standings.filter((each) => !holds(each))];
}

function misfit(service: ScopedService, { effectiveFrom, effectiveTo, appliesTo }: FeeSchedule) {
  const { payerIds, selfPay, providerIds, facilityIds } = appliesTo;
  const names = (ids: readonly string[] | undefined, id: string | undefined) =>
    ids === undefined || (id !== undefined && ids.includes(id));
  if (!names(payerIds, service.payerId) || (selfPay === true && service.payerId !== undefined)) return 'other-payer';
  if (!names(providerIds, service.providerId)) return 'other-provider';
  if (!names(facilityIds, service.facilityId)) return 'other-facility';
  if (effectiveFrom > service.serviceOn) return 'not-yet-in-force';
  return effectiveTo !== undefined && effectiveTo < service.serviceOn ? 'ended' : undefined;
}

/** A sort key for the search order of schedules; the first one is greatest. */
function orderOf({ appliesTo, effectiveFrom, id }: FeeSchedule): string {
  const { payerIds, selfPay, providerIds, facilityIds } = appliesTo;
  const named = [payerIds ?? selfPay, providerIds, facilityIds].map((part) => (part === undefined ? '0' : '1'));
  return `${named.join('')} ${effectiveFrom} ${id}`;
}

function scopeName({ payerIds, selfPay, providerIds, facilityIds }: FeeScope): string {
  const ids = (list: readonly string[] | undefined) => (list === undefined ? '*' : [...list].sort().join(','));
  return [selfPay === true ? 'self-pay' : ids(payerIds), ids(providerIds), ids(facilityIds)].join(' ');
}
