import { type AnesthesiaUnits, anesthesiaUnits } from '../fees/anesthesia.ts';
import { type Cents, cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CodeSetKind } from './kinds.ts';
import type { Citation, CodeReferences } from './references.ts';
import type { GpciRow, MpfsAmount, MpfsRow, ZipLocalityRow } from './rows.ts';

/** The facts that decide a service's price in the Medicare physician fee schedule. */
export interface PriceQuestion {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** The ZIP code where the service is given, five or nine digits; without it the price is the national one. */
  readonly zip: string | undefined;
  readonly day: LocalDate;
  /** Whether the provider participates in an advanced payment model, which has its own conversion factor. */
  readonly qualifying: boolean;
}

/** A modifier's effect on the price, in thousandths. */
export interface PriceFactor {
  readonly modifier: string;
  readonly thousandths: number;
  readonly because: string;
}

/** A price with all of its sources. */
export interface MedicarePrice extends MpfsAmount {
  readonly kind: 'priced';
  readonly fee: MpfsRow;
  /** In 1/10,000 dollars. */
  readonly conversionFactor: number;
  /** Undefined for the national price. */
  readonly locality: GpciRow | undefined;
  /** Whether the ZIP code is in several localities, so that this one is only the most likely. */
  readonly needsPlusFour: boolean;
  readonly factors: readonly PriceFactor[];
  /** The schedule's row comes first. */
  readonly citations: readonly [Citation, ...Citation[]];
}

/** What Medicare pays for an anesthesia service, with all sources. */
export interface MedicareAnesthesiaPrice {
  readonly kind: 'anesthesia-priced';
  readonly allowedCents: Cents;
  readonly units: AnesthesiaUnits;
  /** Per unit, in 1/10,000 dollars. */
  readonly conversionFactor: number;
  readonly localityName: string;
  readonly needsPlusFour: boolean;
  readonly factors: readonly PriceFactor[];
  readonly citations: readonly Citation[];
}

/** Why there is no price. */
export type NoMedicarePrice =
  /** Anesthesia has no national price. */
  | { readonly kind: 'zip-needed' }
  | { readonly kind: 'not-loaded'; readonly set: CodeSetKind }
  | { readonly kind: 'not-on-schedule'; readonly citation: Omit<Citation, 'row'> }
  | { readonly kind: 'zip-unknown'; readonly citation: Omit<Citation, 'row'> }
  | { readonly kind: 'not-paid'; readonly because: string; readonly citation: Citation };

/**
 * The statuses that the schedule pays: active, restricted, and injections. For others it has no price, or only one for
 * comparison.
 */
const paidStatuses = ['A', 'R', 'T'];

/**
 * What Medicare allows for one unit of a service, from the relative values, the locality's indices and the conversion
 * factor, adjusted for bilateral, assistant and co-surgeon modifiers. It does not include the reduction for multiple
 * procedures on a day, which depends on the other lines.
 */
export function medicarePrice(references: CodeReferences, question: PriceQuestion): MedicarePrice | NoMedicarePrice {
  const { procedure, modifiers, day } = question;
  const component = modifiers.find((modifier) => modifier === '26' || modifier === 'TC');
  const fee = references.mpfs(procedure, component, day);
  if (fee.kind === 'not-loaded') return { kind: 'not-loaded', set: 'mpfs' };
  if (fee.kind === 'absent') return { kind: 'not-on-schedule', citation: fee.citation };
  const { row, citation } = fee;
  if (!paidStatuses.includes(row.status)) {
    return { kind: 'not-paid', because: `the status of the code is ${row.status}`, citation };
  }
  const factors = factorsOf(row, modifiers);
  if (typeof factors === 'string') return { kind: 'not-paid', because: factors, citation };
  // Before 2026 everybody has the same conversion factor.
  const conversionFactor = question.qualifying
    ? (row.qualifyingConversionFactor ?? row.conversionFactor)
    : row.conversionFactor;
  const place = placeOf(references, question);
  if (place.kind !== 'found') return place;
  return {
    kind: 'priced',
    ...allowedAmount(row, place.gpci, { conversionFactor, factors }),
    fee: row,
    conversionFactor,
    locality: place.gpci,
    needsPlusFour: place.zip?.needsPlusFour ?? false,
    factors,
    citations: [citation, ...place.citations],
  };
}

/** The indices of the national average. */
const national = { work: 1000, expense: 1000, malpractice: 1000 };

/**
 * (work x its index + expense x its index + malpractice x its index) x conversion factor, then the modifiers' factors.
 * Only the result is rounded, to the nearest cent, half a cent upwards.
 */
function allowedAmount(
  fee: MpfsRow,
  indices: Pick<GpciRow, 'work' | 'expense' | 'malpractice'> | undefined,
  { conversionFactor, factors }: { readonly conversionFactor: number; readonly factors: readonly PriceFactor[] },
): MpfsAmount {
  const { work, expense, malpractice } = indices ?? national;
  const centsFor = (feeExpense: number): Cents => {
    // Hundredths of a relative value x thousandths of an index = 100,000ths.
    const values = BigInt(fee.work * work + feeExpense * expense + fee.malpractice * malpractice);
    // x 10,000ths of a dollar = billionths of a dollar, of which 10,000,000 are a cent; each factor adds three places.
    let numerator = values * BigInt(conversionFactor);
    let denominator = 10_000_000n;
    for (const { thousandths } of factors) {
      numerator *= BigInt(thousandths);
      denominator *= 1000n;
    }
    return cents(Number((2n * numerator + denominator) / (2n * denominator)));
  };
  return { nonFacilityCents: centsFor(fee.nonFacilityExpense), facilityCents: centsFor(fee.facilityExpense) };
}

const assistantModifiers: Readonly<Record<string, number>> = { '80': 160, '81': 160, '82': 160, AS: 136 };

/** The factors of the modifiers, or why the service is not paid with one of them. Medicare Claims Processing Manual, chapter 12, sections 20.4.3 and 40. */
function factorsOf(fee: MpfsRow, modifiers: readonly string[]): readonly PriceFactor[] | string {
  const factors: PriceFactor[] = [];
  for (const modifier of new Set(modifiers)) {
    if (modifier === '50' && (fee.bilateral === '1' || fee.bilateral === '3')) {
      const thousandths = fee.bilateral === '1' ? 1500 : 2000;
      factors.push({ modifier, thousandths, because: `both sides, bilateral indicator ${fee.bilateral}` });
    }
    const assistant = assistantModifiers[modifier];
    if (assistant !== undefined) {
      if (fee.assistant === '1' || fee.assistant === '9') return 'Medicare pays no assistant for this procedure';
      factors.push({ modifier, thousandths: assistant, because: `assistant, indicator ${fee.assistant}` });
    }
    if (modifier === '62') {
      if (fee.coSurgeon === '0' || fee.coSurgeon === '9') return 'Medicare pays no co-surgeons for this procedure';
      factors.push({ modifier, thousandths: 625, because: `one of two surgeons, indicator ${fee.coSurgeon}` });
    }
  }
  return factors;
}

type Place =
  | {
      readonly kind: 'found';
      readonly gpci: GpciRow | undefined;
      readonly zip: ZipLocalityRow | undefined;
      readonly citations: readonly Citation[];
    }
  | NoMedicarePrice;

/** The locality of a ZIP code, and its indices. */
function placeOf(references: CodeReferences, { zip, day }: PriceQuestion): Place {
  if (zip === undefined) return { kind: 'found', gpci: undefined, zip: undefined, citations: [] };
  const locality = references.zipLocality(zip, day);
  if (locality.kind === 'not-loaded') return { kind: 'not-loaded', set: 'zip-locality' };
  if (locality.kind === 'absent') return { kind: 'zip-unknown', citation: locality.citation };
  const { row } = locality;
  const gpci = references.gpci(row.carrier, row.locality, day);
  if (gpci.kind === 'not-loaded') return { kind: 'not-loaded', set: 'gpci' };
  if (gpci.kind === 'absent') return { kind: 'zip-unknown', citation: gpci.citation };
  return { kind: 'found', gpci: gpci.row, zip: row, citations: [locality.citation, gpci.citation] };
}

/** A unit is fifteen minutes, with one decimal; physical status adds nothing. Medicare Claims Processing Manual, chapter 12, section 50. */
const medicareAnesthesia = { minutesPerUnit: 15, partOfUnit: 'tenth' } as const;

/** Who gave the anesthesia. The directed and the directing person get half each. */
const anesthesiaShares: Readonly<Record<string, string>> = {
  QK: 'direction of two to four procedures at once',
  QX: 'given under direction',
  QY: 'direction of one person',
};

/** What Medicare pays for minutes of anesthesia: (base units + time units) x the conversion factor of the locality. */
export function medicareAnesthesiaPrice(
  references: CodeReferences,
  question: PriceQuestion & { readonly minutes: number },
): MedicareAnesthesiaPrice | NoMedicarePrice {
  const { procedure, modifiers, minutes, zip, day } = question;
  const base = references.anesthesia(procedure, day);
  if (base.kind === 'not-loaded') return { kind: 'not-loaded', set: 'anesthesia-units' };
  if (base.kind === 'absent') return { kind: 'not-on-schedule', citation: base.citation };
  if (modifiers.includes('AD')) {
    const because = 'AD (more than four procedures at once) is paid by three base units a procedure, not by time';
    return { kind: 'not-paid', because, citation: base.citation };
  }
  if (zip === undefined) return { kind: 'zip-needed' };
  const locality = references.zipLocality(zip, day);
  if (locality.kind === 'not-loaded') return { kind: 'not-loaded', set: 'zip-locality' };
  if (locality.kind === 'absent') return { kind: 'zip-unknown', citation: locality.citation };
  const factor = references.anesthesiaFactor(locality.row.carrier, locality.row.locality, day);
  if (factor.kind === 'not-loaded') return { kind: 'not-loaded', set: 'anesthesia-units' };
  if (factor.kind === 'absent') return { kind: 'zip-unknown', citation: factor.citation };
  const { conversionFactor: standard, qualifyingConversionFactor, localityName } = factor.row;
  const conversionFactor = question.qualifying ? (qualifyingConversionFactor ?? standard) : standard;
  const { units, total } = anesthesiaUnits(medicareAnesthesia, { minutes, baseUnits: base.row.baseUnits, modifiers });
  const share = modifiers.find((modifier) => anesthesiaShares[modifier] !== undefined);
  const factors =
    share === undefined ? [] : [{ modifier: share, thousandths: 500, because: anesthesiaShares[share] as string }];
  const thousandths = BigInt(factors[0]?.thousandths ?? 1000);
  // Units x 10,000ths of a dollar, of which 100 are a cent.
  const numerator = BigInt(total.numerator) * BigInt(conversionFactor) * thousandths;
  const denominator = BigInt(total.denominator) * 100_000n;
  return {
    kind: 'anesthesia-priced',
    allowedCents: cents(Number((2n * numerator + denominator) / (2n * denominator))),
    units,
    conversionFactor,
    localityName,
    needsPlusFour: locality.row.needsPlusFour,
    factors,
    citations: [base.citation, locality.citation, factor.citation],
  };
}
