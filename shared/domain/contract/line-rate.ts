import type { CodeReferences } from '../code-set/references.ts';
import { type Quantity, thousandthsOf, wholeOf } from '../encounter/quantity.ts';
import type { Fee, FeeSchedule } from '../fees/fee-schedule.ts';
import { shareOfMedicare } from '../fees/medicare-share.ts';
import { priceOf } from '../fees/price.ts';
import type { PricedService } from '../fees/priced-service.ts';
import type { Cents } from '../money/cents.ts';
import { zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ContractedLine } from './contracted-claim.ts';
import { dollars, type ExactAmount, exactAmountOf, percentText, shareFactor, times } from './exact-amount.ts';
import type { PayerContract } from './payer-contract.ts';
import type { RateRow } from './rate-row.ts';
import type { NoRate } from './row-standing.ts';

/** The sources for rates: the office's fee schedules and the official files. */
export interface RateBook {
  readonly schedules: ReadonlyMap<string, FeeSchedule>;
  /** The rows of a code in a schedule. */
  readonly feesOf: (scheduleId: string, procedure: string) => readonly Fee[];
  readonly references: CodeReferences;
}

/** A row's amount for a line, before reductions. */
export interface LineRate {
  readonly exactAmount: ExactAmount;
  /** The number of procedures for a reduction; 0 when the line is not reduced. */
  readonly procedures: number;
}

/** A row's amount for a line: the price, its units, and the contract's rules for its modifiers. */
export function lineRate(
  line: ContractedLine,
  row: RateRow,
  contract: PayerContract,
  book: RateBook,
): Result<LineRate, NoRate> {
  if (row.kind === 'included') {
    return ok({ exactAmount: exactAmountOf(zeroCents, 'paid with something else: $0.00'), procedures: 0 });
  }
  if (row.kind === 'percent-of-charge') {
    const charge = exactAmountOf(line.chargeCents, `charge ${dollars(line.chargeCents)}`);
    return ok({ exactAmount: times(charge, share(row), contract.rounding), procedures: 0 });
  }
  const { units } = line;
  if (units === undefined) return fail('units-unreadable');
  const price = priceOfRow({ ...line, units }, row, contract, book);
  if (!price.ok) return price;
  const { exactAmount, named } = price.value;
  const rules = (contract.modifierRules ?? []).filter(
    ({ modifier }) => line.modifiers.includes(modifier) && !named.includes(modifier),
  );
  const all = rules.reduce(
    (before, { modifier, basisPoints }) =>
      times(before, shareFactor(basisPoints, `modifier ${modifier}: ${percentText(basisPoints)}`), contract.rounding),
    exactAmount,
  );
  return ok({ exactAmount: all, procedures: row.perLine === true ? 1 : (wholeOf(units) ?? 1) });
}

const share = ({ basisPoints = 0 }: RateRow) => shareFactor(basisPoints, percentText(basisPoints));

type CountedLine = ContractedLine & { readonly units: Quantity };

interface RowPrice {
  readonly exactAmount: ExactAmount;
  /** The modifiers that the price already includes. */
  readonly named: readonly string[];
}

function priceOfRow(
  line: CountedLine,
  row: RateRow,
  contract: PayerContract,
  book: RateBook,
): Result<RowPrice, NoRate> {
  if (row.kind === 'percent-of-schedule') return priceOfSchedule(line, row, contract, book);
  if (line.unit === 'MJ') return fail('minutes-without-rate');
  if (row.kind === 'percent-of-medicare') return priceOfMedicare(line, row, contract, book);
  const unit = row.cents ?? zeroCents;
  if (row.perLine === true)
    return ok({ exactAmount: exactAmountOf(unit, `${dollars(unit)} for the line`), named: row.modifiers });
  const price = exactAmountOf(unit, `${dollars(unit)} a unit`);
  return ok({ exactAmount: timesUnits(price, line.units, contract), named: row.modifiers });
}

/** A single unit is not mentioned. */
function timesUnits(price: ExactAmount, units: Quantity, { rounding }: PayerContract): ExactAmount {
  if (units === '1') return price;
  return times(price, { numerator: thousandthsOf(units), denominator: 1000, words: `× ${units}` }, rounding);
}

/**
 * A fee schedule of the office: Medicare's amounts for a year and locality, or a payer's price list. Its price includes
 * units.
 */
function priceOfSchedule(
  line: CountedLine,
  row: RateRow,
  contract: PayerContract,
  book: RateBook,
): Result<RowPrice, NoRate> {
  const schedule = book.schedules.get(row.feeScheduleId ?? '');
  if (schedule === undefined) return fail('schedule-without-price');
  const asked = (modifiers: readonly string[]) =>
    priceOf(serviceOf(line, modifiers), {
      // The contract says whom its prices are for.
      schedules: [{ ...schedule, appliesTo: {} }],
      feesOf: book.feesOf,
      references: book.references,
    });
  const first = asked(line.modifiers);
  const ruled = (contract.modifierRules ?? []).map(({ modifier }) => modifier);
  // A row that names a modifier includes it; where Medicare's rule gives the price, the contract's own rules take
  // precedence.
  const price = first.taken?.row === undefined ? asked(without(line.modifiers, ruled)) : first;
  if (price.chargeCents === undefined || price.taken === undefined) return fail('schedule-without-price');
  const named = [...row.modifiers, ...(price.taken.row?.modifiers ?? [])];
  const words = `${schedule.name}: ${unitsText(line, price.taken.unitCents)}${dollars(price.chargeCents)}`;
  return ok({ exactAmount: times(exactAmountOf(price.chargeCents, words), share(row), contract.rounding), named });
}

function unitsText({ units, unit }: CountedLine, unitCents: Cents): string {
  if (unit === 'MJ') return `${units} minutes = `;
  return units === '1' ? '' : `${dollars(unitCents)} × ${units} = `;
}

function priceOfMedicare(
  line: CountedLine,
  row: RateRow,
  contract: PayerContract,
  { references }: RateBook,
): Result<RowPrice, NoRate> {
  const { zip, asOf = line.serviceOn } = contract.medicare ?? {};
  const ruled = (contract.modifierRules ?? []).map(({ modifier }) => modifier);
  const service = serviceOf({ ...line, serviceOn: asOf }, without(line.modifiers, ruled));
  const price = shareOfMedicare({ percent: 100, ...present({ zip }) }, service, references);
  if (price === undefined) return fail('medicare-without-price');
  const where = zip === undefined ? 'the nation' : `ZIP code ${zip}`;
  const words = `Medicare’s ${dollars(price.unitCents)} a unit (release ${price.medicare.release}, ${where})`;
  const unit = times(exactAmountOf(price.unitCents, words), share(row), contract.rounding);
  return ok({ exactAmount: timesUnits(unit, line.units, contract), named: row.modifiers });
}

const without = (modifiers: readonly string[], ruled: readonly string[]): readonly string[] =>
  modifiers.filter((modifier) => !ruled.includes(modifier));

function serviceOf(line: CountedLine, modifiers: readonly string[]): PricedService {
  const { procedure, revenueCode, units, unit, serviceOn, placeOfService } = line;
  return {
    ...{ procedure: procedure ?? revenueCode ?? '', modifiers, units, serviceOn },
    ...present({ unit: unit === 'MJ' ? unit : undefined, placeOfService }),
  };
}
