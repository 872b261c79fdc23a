import type { CodeReferences } from '../code-set/references.ts';
import { priceTimes, wholeOf } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import { isFacilityPlace } from '../practice/place-of-service.ts';
import { present } from '../present.ts';
import { type AnesthesiaUnits, anesthesiaCharge } from './anesthesia.ts';
import type { Fee, FeeSchedule } from './fee-schedule.ts';
import { type MedicareShare, shareOfMedicare } from './medicare-share.ts';
import type { PricedService } from './priced-service.ts';
import { type ScheduleStanding, standingsOf } from './standing.ts';

/** Schedules in search order, and the lookups that a price needs; synchronous. */
export interface FeeBook {
  /** Sorted by {@link inOrder}. */
  readonly schedules: readonly FeeSchedule[];
  /** The rows of a code in a schedule. */
  readonly feesOf: (scheduleId: string, procedure: string) => readonly Fee[];
  /** The official files: base units of anesthesia, and Medicare's amounts. */
  readonly references: CodeReferences;
}

/** Why a row of the code gives the price, or does not. */
export const rowStandings = {
  taken: 'It matches, and is the most specific of its code',
  'less-specific': 'It matches, but another row names more of the modifiers, or the place more closely',
  'other-modifiers': 'It is for a modifier that the service does not have',
  'other-place': 'It is for another place',
  'priced-by-unit': 'It is a price per unit, and the service is in minutes',
  'priced-by-minutes': 'It is for a service in minutes',
  tied: 'Another row matches as well, and says something else',
} as const;

export type RowStanding = keyof typeof rowStandings;

/** A schedule that was considered, and the result. */
export interface ConsideredSchedule {
  readonly schedule: FeeSchedule;
  readonly standing: ScheduleStanding;
  /** The rows of the code, if the search reached the schedule. */
  readonly rows: readonly { readonly fee: Fee; readonly standing: RowStanding }[];
}

/** The source of a price; stored on the line. */
export interface TakenPrice {
  readonly feeScheduleId: string;
  readonly version: number;
  readonly name: string;
  /** The row's selectors; absent when a rule of the schedule gave the price without a row. */
  readonly row?: { readonly modifiers: readonly string[]; readonly place?: string };
  /** The price of one unit, or the conversion factor. */
  readonly unitCents: Cents;
  readonly anesthesia?: AnesthesiaUnits & { readonly baseUnitsFrom: 'fee-schedule' | 'official-file' };
  readonly medicare?: MedicareShare;
  /** Schedules that precede for this service and have no price for it; the first ten of them. */
  readonly passedOver: readonly {
    readonly feeScheduleId: string;
    readonly version: number;
    readonly why: ScheduleStanding;
  }[];
}

export interface Price {
  /** The line's charge, including units; undefined when no schedule has a price. A price is never guessed. */
  readonly chargeCents: Cents | undefined;
  readonly taken: TakenPrice | undefined;
  /** Every schedule, in search order. */
  readonly considered: readonly ConsideredSchedule[];
}

/** A match shows all of them; an encounter stores only this many. */
const mostPassedOver = 10;

type Rows = ConsideredSchedule['rows'];
type Found = { readonly chargeCents: Cents; readonly taken: Omit<TakenPrice, 'passedOver'> };
type Tried = { readonly rows: Rows } & (
  | { readonly found: Found }
  | { readonly found: undefined; readonly standing: ScheduleStanding }
);

/**
 * The price of a service. Applicable schedules are tried in order (see {@link standingsOf}); the first with a row for
 * the service gives the price. Two equally good rows with different prices end the search: then there is no price.
 */
export function priceOf(service: PricedService, book: FeeBook): Price {
  const considered: ConsideredSchedule[] = [];
  const passedOver: TakenPrice['passedOver'][number][] = [];
  let end: 'open' | 'tied' | Found = 'open';
  for (const { schedule, standing } of standingsOf(service, book.schedules)) {
    if (standing !== 'taken' || end !== 'open') {
      considered.push({ schedule, standing: standing === 'taken' ? 'not-reached' : standing, rows: [] });
      continue;
    }
    const tried = tryIn(schedule, service, book);
    const came = tried.found === undefined ? tried.standing : 'taken';
    considered.push({ schedule, standing: came, rows: tried.rows });
    if (tried.found !== undefined) end = tried.found;
    else if (came === 'rows-tie') end = 'tied';
    else passedOver.push({ feeScheduleId: schedule.id, version: schedule.version, why: came });
  }
  if (typeof end === 'string') return { chargeCents: undefined, taken: undefined, considered };
  return {
    chargeCents: end.chargeCents,
    taken: { ...end.taken, passedOver: passedOver.slice(0, mostPassedOver) },
    considered,
  };
}

function tryIn(schedule: FeeSchedule, service: PricedService, book: FeeBook): Tried {
  const rows = rowsOf(book.feesOf(schedule.id, service.procedure), service);
  if (rows.some(({ standing }) => standing === 'tied')) return { rows, found: undefined, standing: 'rows-tie' };
  const fee = rows.find(({ standing }) => standing === 'taken')?.fee;
  if (service.unit === 'MJ') return { ...tryMinutes(schedule, service, fee, book), rows };
  if (fee?.cents === undefined) return { ...tryMedicare(schedule, service, rows, book), rows };
  const chargeCents = priceTimes(fee.cents, service.units);
  return { rows, found: { chargeCents, taken: { ...named(schedule), row: rowName(fee), unitCents: fee.cents } } };
}

const named = ({ id, version, name }: FeeSchedule) => ({ feeScheduleId: id, version, name });
const rowName = ({ modifiers, place }: Fee) => ({ modifiers, ...present({ place }) });

/** A service without a row: a share of Medicare's allowed amount, if the schedule says so. */
function tryMedicare(
  schedule: FeeSchedule,
  service: PricedService,
  rows: Rows,
  { references }: FeeBook,
): { readonly found: Found } | { readonly found: undefined; readonly standing: ScheduleStanding } {
  if (schedule.medicare === undefined) {
    return { found: undefined, standing: rows.length === 0 ? 'no-row' : 'rows-do-not-match' };
  }
  const share = shareOfMedicare(schedule.medicare, service, references);
  if (share === undefined) return { found: undefined, standing: 'medicare-has-no-price' };
  const chargeCents = priceTimes(share.unitCents, service.units);
  return { found: { chargeCents, taken: { ...named(schedule), ...share } } };
}

/** Anesthesia: the schedule's rule, with the base units of its row or of the official file. */
function tryMinutes(
  schedule: FeeSchedule,
  service: PricedService,
  fee: Fee | undefined,
  book: FeeBook,
): { readonly found: Found } | { readonly found: undefined; readonly standing: ScheduleStanding } {
  const { anesthesia: rule } = schedule;
  if (rule === undefined) return { found: undefined, standing: 'no-anesthesia-rule' };
  const minutes = wholeOf(service.units);
  if (minutes === undefined) return { found: undefined, standing: 'minutes-not-whole' };
  const official = book.references.anesthesia(service.procedure, service.serviceOn);
  const baseUnits = fee?.baseUnits ?? (official.kind === 'found' ? official.row.baseUnits : undefined);
  if (baseUnits === undefined) return { found: undefined, standing: 'base-units-unknown' };
  const { chargeCents, units } = anesthesiaCharge(rule, { minutes, baseUnits, modifiers: service.modifiers });
  const baseUnitsFrom = fee === undefined ? 'official-file' : 'fee-schedule';
  const row = fee === undefined ? undefined : rowName(fee);
  const taken = {
    ...named(schedule),
    ...present({ row }),
    unitCents: rule.conversionCents,
    anesthesia: { ...units, baseUnitsFrom } as const,
  };
  return { found: { chargeCents, taken } };
}

/** The rows of the code with their standing. A row matches when the service has all of its modifiers and its place. */
function rowsOf(fees: readonly Fee[], service: PricedService): Rows {
  const judged = fees.map((fee) => ({ fee, standing: misfit(fee, service) }));
  const best = Math.max(...judged.map(({ fee, standing }) => (standing === undefined ? rank(fee) : -1)));
  const first = judged.filter(({ fee, standing }) => standing === undefined && rank(fee) === best);
  const isTied = first.some(
    ({ fee }) => fee.cents !== first[0]?.fee.cents || fee.baseUnits !== first[0]?.fee.baseUnits,
  );
  return judged.map(({ fee, standing }) => {
    if (standing !== undefined) return { fee, standing };
    if (rank(fee) < best) return { fee, standing: 'less-specific' };
    return { fee, standing: isTied ? 'tied' : fee === first[0]?.fee ? 'taken' : 'less-specific' };
  });
}

function misfit({ modifiers, place, cents }: Fee, service: PricedService): RowStanding | undefined {
  if (!modifiers.every((modifier) => service.modifiers.includes(modifier))) return 'other-modifiers';
  if (place !== undefined && !isAt(place, service.placeOfService)) return 'other-place';
  if (service.unit === 'MJ') return cents === undefined ? undefined : 'priced-by-unit';
  return cents === undefined ? 'priced-by-minutes' : undefined;
}

/** The kinds of place that a row can name, by Medicare's list of places that are facilities. */
export const kindsOfPlace = ['facility', 'non-facility'] as const;

function isAt(place: string, placeOfService: string | undefined): boolean {
  if (placeOfService === undefined) return false;
  if (place === 'facility') return isFacilityPlace(placeOfService);
  return place === 'non-facility' ? !isFacilityPlace(placeOfService) : place === placeOfService;
}

/** More modifiers first; then a place, then a kind of place, then any place. */
function rank({ modifiers, place }: Fee): number {
  const closeness = place === undefined ? 0 : place.length === 2 ? 2 : 1;
  return modifiers.length * 3 + closeness;
}
