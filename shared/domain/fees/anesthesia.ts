import { type Cents, cents } from '../money/cents.ts';
import { invariant } from '../result.ts';

/** How a partial time unit counts. */
export const partOfUnitRules = {
  tenth: 'Time units have one decimal, rounded to the nearest tenth, half a tenth upwards (Medicare)',
  'whole-up': 'A time unit that has begun counts whole',
  'whole-down': 'Only full time units count',
  'whole-nearest': 'Half a time unit and more counts whole, less does not count',
  minute: 'Every minute counts as its part of a time unit',
} as const;

export type PartOfUnitRule = keyof typeof partOfUnitRules;

/** How anesthesia is priced: (base units + time units + units of the physical status) times the conversion factor. */
export interface AnesthesiaRule {
  /** The price of one unit. */
  readonly conversionCents: Cents;
  readonly minutesPerUnit: number;
  readonly partOfUnit: PartOfUnitRule;
  /** Whether P3, P4 and P5 add one, two and three units. Medicare adds none. */
  readonly physicalStatusUnits?: true;
}

/** Units of anesthesia, each part with its source. */
export interface AnesthesiaUnits {
  readonly minutes: number;
  readonly baseUnits: number;
  /** As a decimal (`4.7`), or as minutes over the minutes of a unit (`70/15`) where each minute counts. */
  readonly timeUnits: string;
  readonly statusUnits: number;
}

const statusUnitsOf: Readonly<Record<string, number>> = { P3: 1, P4: 2, P5: 3 };

export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** Time units as a fraction: no floating point, and no rounding but the rule's own. */
function timeUnits(minutes: number, { minutesPerUnit, partOfUnit }: Omit<AnesthesiaRule, 'conversionCents'>): Fraction {
  const nearest = (parts: number): number => Math.floor((2 * minutes * parts + minutesPerUnit) / (2 * minutesPerUnit));
  switch (partOfUnit) {
    case 'tenth':
      return { numerator: nearest(10), denominator: 10 };
    case 'whole-up':
      return { numerator: Math.ceil(minutes / minutesPerUnit), denominator: 1 };
    case 'whole-down':
      return { numerator: Math.floor(minutes / minutesPerUnit), denominator: 1 };
    case 'whole-nearest':
      return { numerator: nearest(1), denominator: 1 };
    case 'minute':
      return { numerator: minutes, denominator: minutesPerUnit };
  }
}

function textOf({ numerator, denominator }: Fraction): string {
  if (denominator === 1) return String(numerator);
  if (denominator !== 10) return `${numerator}/${denominator}`;
  return `${Math.floor(numerator / 10)}.${numerator % 10}`;
}

/** A service of anesthesia. `minutes` are whole, 1 or more. */
export interface AnesthesiaService {
  readonly minutes: number;
  readonly baseUnits: number;
  readonly modifiers: readonly string[];
}

/** The units of a service: each part, and the total as an exact fraction. */
export function anesthesiaUnits(
  rule: Omit<AnesthesiaRule, 'conversionCents'>,
  { minutes, baseUnits, modifiers }: AnesthesiaService,
): { readonly units: AnesthesiaUnits; readonly total: Fraction } {
  invariant(Number.isSafeInteger(minutes) && minutes >= 1, 'minutes of anesthesia are whole, and some');
  const time = timeUnits(minutes, rule);
  const status = rule.physicalStatusUnits === true ? modifiers.map((modifier) => statusUnitsOf[modifier] ?? 0) : [];
  const statusUnits = Math.max(0, ...status);
  const { numerator, denominator } = time;
  return {
    units: { minutes, baseUnits, timeUnits: textOf(time), statusUnits },
    total: { numerator: (baseUnits + statusUnits) * denominator + numerator, denominator },
  };
}

/**
 * The charge of an anesthesia service, and its units. Only the product is rounded, to the nearest cent, half a cent
 * upwards: it is whole cents unless the conversion factor is not a multiple of ten cents or each minute counts.
 */
export function anesthesiaCharge(
  rule: AnesthesiaRule,
  service: AnesthesiaService,
): { readonly chargeCents: Cents; readonly units: AnesthesiaUnits } {
  const { units, total } = anesthesiaUnits(rule, service);
  const denominator = BigInt(total.denominator);
  const twice = 2n * BigInt(rule.conversionCents) * BigInt(total.numerator) + denominator;
  return { chargeCents: cents(Number(twice / (2n * denominator))), units };
}
