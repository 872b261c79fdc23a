import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Quantity, wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import type { AnesthesiaRule } from '../../../shared/domain/fees/anesthesia.ts';
import type { Fee, FeeSchedule, FeeScope } from '../../../shared/domain/fees/fee-schedule.ts';
import { type FeeBook, priceOf } from '../../../shared/domain/fees/price.ts';
import type { PricedService } from '../../../shared/domain/fees/priced-service.ts';
import { inOrder } from '../../../shared/domain/fees/standing.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { referencesOfRows } from '../../support/references-of-rows.ts';

const day = (text: string) => text as LocalDate;

type Listed = FeeSchedule & { readonly fees: readonly Fee[] };

const schedule = (id: string, effectiveFrom: string, fees: readonly Fee[], appliesTo: FeeScope = {}): Listed => ({
  id,
  version: 1,
  name: `Prices ${id}`,
  effectiveFrom: day(effectiveFrom),
  appliesTo,
  fees,
});
const fee = (procedure: string, price: number, ...modifiers: string[]): Fee => ({
  procedure,
  modifiers: [...modifiers].sort(),
  cents: cents(price),
});
const at = (place: string, row: Fee): Fee => ({ ...row, place });
/** 2.00 of work, 1.50 of expense (0.50 in a facility), 0.10 of malpractice, at 32.0000 dollars. */
const relative = (code: string, status: string) => ({
  code,
  modifier: undefined,
  description: '',
  status,
  work: 200,
  nonFacilityExpense: 150,
  facilityExpense: 50,
  malpractice: 10,
  professionalTechnical: '0',
  globalDays: 'XXX',
  multipleProcedure: '0',
  bilateral: '0',
  assistant: '0',
  coSurgeon: '0',
  team: '0',
  conversionFactor: 320_000,
  qualifyingConversionFactor: undefined,
});

/** The base units of one code, and Medicare's values for two others, the second of which it does not pay. */
const references = referencesOfRows([
  { set: 'anesthesia-units', release: '2026', effectiveFrom: '2026-01-01', rows: [{ code: 'X9801', baseUnits: 5 }] },
  {
    set: 'mpfs',
    release: '2026Q1',
    effectiveFrom: '2026-01-01',
    rows: [relative('X9005', 'A'), relative('X9006', 'N')],
  },
]);

const book = (...schedules: readonly Listed[]): FeeBook => ({
  schedules: inOrder(schedules),
  feesOf: (id, procedure) =>
    (schedules.find((each) => each.id === id)?.fees ?? []).filter((row) => row.procedure === procedure),
  references,
});
const service: PricedService = {
  procedure: 'X9003',
  modifiers: [],
  units: wholeQuantity(1),
  serviceOn: day('2026-03-01'),
};
const chargeOf = (of: Partial<PricedService>, ...schedules: readonly Listed[]) =>
  priceOf({ ...service, ...of }, book(...schedules)).chargeCents;
/** The result of each schedule, the one that is asked first coming first. */
const standings = (of: Partial<PricedService>, ...schedules: readonly Listed[]) =>
  priceOf({ ...service, ...of }, book(...schedules)).considered.map((each) => `${each.schedule.id} ${each.standing}`);

const old = schedule('1', '2025-01-01', [fee('X9003', 100), fee('X9004', 400)]);
const current = schedule('2', '2026-01-01', [fee('X9003', 120), fee('X9003', 150, '25', 'GT')]);

describe('the schedule that gives a price', () => {
  test('is the one valid on the day of service', () => {
    expect(chargeOf({}, current, old)).toBe(120);
    expect(chargeOf({ serviceOn: day('2025-12-31') }, current, old)).toBe(100);
    expect(chargeOf({ serviceOn: day('2024-12-31') }, current, old)).toBeUndefined();
    expect(standings({}, old, current)).toEqual(['2 taken', '1 superseded']);
    expect(standings({ serviceOn: day('2025-12-31') }, old, current)).toEqual(['1 taken', '2 not-yet-in-force']);
    expect(chargeOf({})).toBeUndefined();
  });

  test('does not exist after the last day of a schedule, even when an earlier one is still open', () => {
    const ended = { ...current, effectiveTo: day('2026-02-28') };
    expect(standings({}, ended)).toEqual(['2 ended']);
    expect(chargeOf({ serviceOn: day('2026-02-28') }, ended)).toBe(120);
    expect(standings({}, ended, old)).toEqual(['1 taken', '2 ended']);
  });

  test('is never one that a later one for the same payers has replaced, even if only the old one has the code', () => {
    expect(chargeOf({ procedure: 'X9004' }, current, old)).toBeUndefined();
    expect(standings({ procedure: 'X9004' }, current, old)).toEqual(['2 no-row', '1 superseded']);
  });

  test('is the one entered last when two begin on the same day', () => {
    const corrected = schedule('9', '2026-01-01', [fee('X9003', 121)]);
    expect(chargeOf({}, corrected, current)).toBe(121);
    expect(chargeOf({}, current, corrected)).toBe(121);
  });

  test('is the payer’s own before the general one, and the general one where the payer’s has no row', () => {
    const own = schedule('3', '2025-06-01', [fee('X9003', 90)], { payerIds: ['A', 'B'] });
    expect(chargeOf({ payerId: 'B' }, current, own)).toBe(90);
    expect(standings({ payerId: 'A' }, current, own)).toEqual(['3 taken', '2 not-reached']);
    expect(standings({ payerId: 'C' }, current, own)).toEqual(['2 taken', '3 other-payer']);
    expect(standings({ payerId: 'A', procedure: 'X9004' }, old, own)).toEqual(['3 no-row', '1 taken']);
    const taken = priceOf({ ...service, payerId: 'A', procedure: 'X9004' }, book(old, own)).taken;
    expect(taken).toEqual({
      feeScheduleId: '1',
      version: 1,
      name: 'Prices 1',
      row: { modifiers: [] },
      unitCents: 400,
      passedOver: [{ feeScheduleId: '3', version: 1, why: 'no-row' }],
    });
  });

  test('for a patient who pays is one for patients who pay', () => {
    const cash = schedule('4', '2025-06-01', [fee('X9003', 60)], { selfPay: true });
    expect(chargeOf({}, current, cash)).toBe(60);
    expect(standings({ payerId: 'A' }, current, cash)).toEqual(['2 taken', '4 other-payer']);
  });

  test('prefers a payer’s to a provider’s, and a provider’s to a facility’s', () => {
    const payer = schedule('3', '2025-01-01', [fee('X9003', 1)], { payerIds: ['A'] });
    const provider = schedule('4', '2025-01-01', [fee('X9003', 2)], { providerIds: ['P'] });
    const facility = schedule('5', '2026-01-01', [fee('X9003', 3)], { facilityIds: ['F'] });
    const both = schedule('6', '2025-01-01', [fee('X9003', 4)], { payerIds: ['A'], facilityIds: ['F'] });
    const all = [facility, both, payer, current, provider];
    expect(standings({ payerId: 'A', providerId: 'P', facilityId: 'F' }, ...all)).toEqual([
      '6 taken',
      '3 not-reached',
      '4 not-reached',
      '5 not-reached',
      '2 not-reached',
    ]);
    expect(chargeOf({ payerId: 'A', providerId: 'P' }, ...all)).toBe(1);
    expect(chargeOf({ providerId: 'P', facilityId: 'F' }, ...all)).toBe(2);
    expect(chargeOf({ facilityId: 'F' }, ...all)).toBe(3);
    expect(standings({}, ...all)[0]).toBe('2 taken');
    expect(standings({ payerId: 'A' }, provider, facility)).toEqual(['4 other-provider', '5 other-facility']);
  });
});

describe('the row that gives a price', () => {
  const rows = schedule('7', '2026-01-01', [
    fee('X9003', 100),
    fee('X9003', 40, '26'),
    fee('X9003', 45, '26', '52'),
    at('facility', fee('X9003', 70)),
    at('22', fee('X9003', 75)),
    at('non-facility', fee('X9003', 41, '26')),
  ]);

  test.each<[readonly string[], string | undefined, number]>([
    [[], undefined, 100],
    [['25'], undefined, 100],
    [['25', '26'], undefined, 40],
    [['52', '26'], '22', 45],
    [['26'], '22', 40],
    [['26'], '11', 41],
    [[], '11', 100],
    [[], '21', 70],
    [[], '22', 75],
  ])('for modifiers %j at place %s is the most specific: %i cents', (modifiers, placeOfService, expected) => {
    expect(chargeOf({ modifiers, ...(placeOfService === undefined ? {} : { placeOfService }) }, rows)).toBe(expected);
  });

  test('comes with the reason why each other row was not used', () => {
    const [considered] = priceOf({ ...service, modifiers: ['26'], placeOfService: '11' }, book(rows)).considered;
    expect(considered?.rows.map(({ standing }) => standing)).toEqual([
      'less-specific',
      'less-specific',
      'other-modifiers',
      'other-place',
      'other-place',
      'taken',
    ]);
  });

  test('does not exist when two rows match equally well with different prices, and no later schedule is used', () => {
    const tied = schedule('8', '2026-01-01', [fee('X9003', 80, '52'), fee('X9003', 85, 'GT')], { payerIds: ['A'] });
    const of = { payerId: 'A', modifiers: ['52', 'GT'] };
    expect(chargeOf(of, tied, current)).toBeUndefined();
    expect(standings(of, tied, current)).toEqual(['8 rows-tie', '2 not-reached']);
    const alike = schedule('8', '2026-01-01', [fee('X9003', 80, '52'), fee('X9003', 80, 'GT')], { payerIds: ['A'] });
    expect(chargeOf(of, alike, current)).toBe(80);
  });

  test('does not exist when all rows are for other modifiers', () => {
    const modified = schedule('3', '2026-01-01', [fee('X9003', 90, '52')]);
    expect(standings({}, modified)).toEqual(['3 rows-do-not-match']);
  });
});

describe('anesthesia', () => {
  const rule: AnesthesiaRule = { conversionCents: cents(8000), minutesPerUnit: 15, partOfUnit: 'tenth' };
  const list = (fees: readonly Fee[], anesthesia?: AnesthesiaRule): Listed => ({
    ...schedule('a', '2026-01-01', fees),
    ...(anesthesia === undefined ? {} : { anesthesia }),
  });
  const minutes = { procedure: 'X9801', unit: 'MJ', units: '70' as Quantity } as const;

  test('uses the base units of the official file, unless the schedule has the office’s own', () => {
    // 5 base units + 70 minutes / 15 = 4.7 time units: 9.7 x 80.00 = 776.00
    expect(chargeOf(minutes, list([], rule))).toBe(77_600);
    // 7 base units of the office: 11.7 x 80.00 = 936.00
    expect(chargeOf(minutes, list([{ procedure: 'X9801', modifiers: [], baseUnits: 7 }], rule))).toBe(93_600);
    expect(priceOf({ ...service, ...minutes }, book(list([], rule))).taken).toEqual({
      feeScheduleId: 'a',
      version: 1,
      name: 'Prices a',
      unitCents: 8000,
      anesthesia: { minutes: 70, baseUnits: 5, timeUnits: '4.7', statusUnits: 0, baseUnitsFrom: 'official-file' },
      passedOver: [],
    });
  });

  test('has no price without a rule, without base units, and for parts of a minute', () => {
    expect(standings(minutes, list([fee('X9801', 50_000)]))).toEqual(['a no-anesthesia-rule']);
    expect(standings({ ...minutes, procedure: 'X9802' }, list([], rule))).toEqual(['a base-units-unknown']);
    expect(standings({ ...minutes, units: '70.5' as Quantity }, list([], rule))).toEqual(['a minutes-not-whole']);
  });

  test('is never priced by a row per unit, and a service never by base units', () => {
    const both = list([fee('X9801', 50_000), { procedure: 'X9801', modifiers: [], place: '22', baseUnits: 7 }], rule);
    expect(chargeOf({ ...minutes, unit: 'UN', units: wholeQuantity(1) }, both)).toBe(50_000);
    const [considered] = priceOf({ ...service, ...minutes, placeOfService: '22' }, book(both)).considered;
    expect(considered?.rows.map(({ standing }) => standing)).toEqual(['priced-by-unit', 'taken']);
  });
});

describe('a share of what Medicare allows', () => {
  const list = (percent: number, fees: readonly Fee[] = []): Listed => ({
    ...schedule('m', '2026-01-01', fees),
    medicare: { percent },
  });

  test('is the price of a service without a row, at the kind of place where it is given', () => {
    // (2.00 + 1.50 + 0.10) x 32.00 = 115.20; in a facility (2.00 + 0.50 + 0.10) x 32.00 = 83.20. One and a half times: 172.80 and 124.80.
    const office = { procedure: 'X9005', placeOfService: '11' };
    expect(chargeOf(office, list(150))).toBe(17_280);
    expect(chargeOf({ ...office, placeOfService: '22' }, list(150))).toBe(12_480);
    expect(chargeOf({ ...office, units: wholeQuantity(2) }, list(150))).toBe(34_560);
    // 115.20 x 1.13 = 130.176
    expect(chargeOf(office, list(113))).toBe(13_018);
    expect(priceOf({ ...service, ...office }, book(list(150))).taken).toEqual({
      feeScheduleId: 'm',
      version: 1,
      name: 'Prices m',
      unitCents: 17_280,
      medicare: { percent: 150, allowedCents: 11_520, release: '2026Q1' },
      passedOver: [],
    });
  });

  test('is overruled by a row of the schedule', () => {
    expect(chargeOf({ procedure: 'X9005' }, list(150, [fee('X9005', 99)]))).toBe(99);
    expect(chargeOf({ procedure: 'X9005' }, list(150, [fee('X9005', 99, '26')]))).toBe(17_280);
  });

  test('is no price where Medicare pays none, has no such code, or its file is not loaded: the next schedule is used', () => {
    const general = schedule('2', '2025-01-01', [fee('X9006', 400)]);
    const own = { ...list(150), appliesTo: { payerIds: ['A'] } };
    const of = { payerId: 'A', procedure: 'X9006' };
    expect(standings(of, own, general)).toEqual(['m medicare-has-no-price', '2 taken']);
    expect(chargeOf(of, own, general)).toBe(400);
    expect(chargeOf({ procedure: 'X9007' }, list(150))).toBeUndefined();
    const early = { ...list(150), effectiveFrom: day('2025-01-01') };
    expect(chargeOf({ procedure: 'X9005', serviceOn: day('2025-12-31') }, early)).toBeUndefined();
  });

  test('is not the price of minutes', () => {
    expect(standings({ procedure: 'X9005', unit: 'MJ' }, list(150))).toEqual(['m no-anesthesia-rule']);
  });
});

describe('the order of schedules', () => {
  const anyScope = fc.record(
    {
      payerIds: fc.subarray(['A', 'B'], { minLength: 1 }),
      providerIds: fc.constant(['P']),
      facilityIds: fc.constant(['F']),
    },
    { requiredKeys: [] },
  );
  const anySchedule = fc.record({ scope: anyScope, year: fc.integer({ min: 2024, max: 2027 }), price: fc.nat(500) });
  test.prop([fc.array(anySchedule, { maxLength: 8 }), fc.nat(), fc.constantFrom('A', 'B', undefined)])(
    'never changes a price by the order of reading',
    (parts, turn, payerId) => {
      const all = parts.map(({ scope, year, price }, index) =>
        schedule(`s${index}`, `${year}-01-01`, [fee('X9003', price)], scope),
      );
      const at = all.length === 0 ? 0 : turn % all.length;
      const turned = [...all.slice(at), ...all.slice(0, at)].reverse();
      const of = { providerId: 'P', ...(payerId === undefined ? {} : { payerId }) };
      expect(standings(of, ...turned)).toEqual(standings(of, ...all));
    },
  );
});

describe('the charge', () => {
  test.prop([fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 1, max: 9999 })])(
    'is the price times the units, to the cent',
    (price, units) => {
      const charge = chargeOf({ units: wholeQuantity(units) }, schedule('4', '2026-01-01', [fee('X9003', price)]));
      expect(charge).toBe(Number(BigInt(price) * BigInt(units)));
    },
  );

  test('of a part of a unit is rounded to the nearest cent, half a cent upwards', () => {
    const list = schedule('4', '2026-01-01', [fee('X9003', 125)]);
    expect(chargeOf({ units: '0.5' as Quantity }, list)).toBe(63);
    expect(chargeOf({ units: '0.1' as Quantity }, list)).toBe(13);
    expect(chargeOf({ units: '2.4' as Quantity }, list)).toBe(300);
  });
});
