import { procedureIsIn } from '../edits/code-ranges.ts';
import { isFacilityPlace } from '../practice/place-of-service.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ContractedLine } from './contracted-claim.ts';
import { type RateRow, rateName } from './rate-row.ts';

/** Why a contract has no rate for a line, or no certain one. */
export const noRateReasons = {
  'no-contract': 'No contract with this payer holds on the day',
  'no-row': 'The contract has no rate for it',
  'rows-tie': 'Two rates of the contract fit equally well and pay differently',
  'schedule-without-price': 'The fee schedule that the rate names has no price for the service on that day',
  'medicare-without-price': 'Medicare’s fee schedule that is loaded has no price for it on the day',
  'units-unreadable': 'The claim states no units that can be read',
  'days-not-whole': 'A rate by the day needs whole days',
  'day-without-rate': 'The contract has no rate for one of the days',
  'minutes-without-rate': 'The rate is for units, and the service is in minutes',
} as const;
export type NoRate = keyof typeof noRateReasons;

/** The best matching row for a line or a claim; undefined when none matches. */
export function bestRow(rows: readonly RateRow[]): Result<RateRow | undefined, 'rows-tie'> {
  const best = Math.max(...rows.map(rank));
  const first = rows.filter((row) => rank(row) === best);
  const [row] = first;
  return first.some((each) => rateName(each) !== rateName(row as RateRow)) ? fail('rows-tie') : ok(row);
}

/** Whether a row applies to a line: each selector matches. The DRG is the claim's. */
export function fitsLine(row: RateRow, line: ContractedLine, drg: string | undefined): boolean {
  return (
    isNamed(row.code, line.procedure) &&
    isNamed(row.revenue, line.revenueCode) &&
    isNamed(row.drg, drg) &&
    row.modifiers.every((modifier) => line.modifiers.includes(modifier)) &&
    isAt(row.place, line.placeOfService) &&
    isInForce(row, line.serviceOn)
  );
}

/** Whether a row is in force on a day. */
export function isInForce({ from, to }: Pick<RateRow, 'from' | 'to'>, day: LocalDate): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

/** Whether a code matches a row: the code, its range, or its prefix. */
export function isNamed(named: string | undefined, code: string | undefined): boolean {
  return named === undefined || (code !== undefined && procedureIsIn(code, [named]));
}

function isAt(place: string | undefined, placeOfService: string | undefined): boolean {
  if (place === undefined) return true;
  if (placeOfService === undefined) return false;
  if (place === 'facility') return isFacilityPlace(placeOfService);
  return place === 'non-facility' ? !isFacilityPlace(placeOfService) : place === placeOfService;
}

/**
 * Ranks the DRG first, then the code, the revenue code, more modifiers, the place; a code before a range, a range
 * before a prefix, a longer prefix first.
 */
function rank({ code, revenue, drg, modifiers, place }: RateRow): number {
  const closeness = place === undefined ? 0 : place.length === 2 ? 2 : 1;
  return (((named(drg) * 10 + named(code)) * 10 + named(revenue)) * 5 + modifiers.length) * 3 + closeness;
}

function named(text: string | undefined): number {
  if (text === undefined) return 0;
  if (text.endsWith('*')) return text.length - 1;
  return text.includes('-') ? 8 : 9;
}
