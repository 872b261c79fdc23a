import { describe, expect, test } from 'vitest';
import { type AnesthesiaRule, anesthesiaCharge } from '../../../shared/domain/fees/anesthesia.ts';
import { cents } from '../../../shared/domain/money/cents.ts';

/**
 * Worked out by hand. Base units + time units + status units, times the conversion factor. The third column is the rule
 * for a part of a time unit.
 */
const golden: readonly [
  minutes: number,
  minutesPerUnit: number,
  partOfUnit: AnesthesiaRule['partOfUnit'],
  timeUnits: string,
  chargeCents: number,
][] = [
  // Base 4 at 80.00 a unit. 60 / 15 = 4 exactly, so every rule gives the same: 8 x 80.00
  [60, 15, 'tenth', '4.0', 64_000],
  [60, 15, 'whole-up', '4', 64_000],
  [60, 15, 'whole-down', '4', 64_000],
  [60, 15, 'whole-nearest', '4', 64_000],
  [60, 15, 'minute', '60/15', 64_000],
  // 62 / 15 = 4.133...: 4.1 is 8.1 x 80.00 = 648.00; up 5; down 4; nearest 4; by minute 8.1333 x 80.00 = 650.666... -> 650.67
  [62, 15, 'tenth', '4.1', 64_800],
  [62, 15, 'whole-up', '5', 72_000],
  [62, 15, 'whole-down', '4', 64_000],
  [62, 15, 'whole-nearest', '4', 64_000],
  [62, 15, 'minute', '62/15', 65_067],
  // 68 / 15 = 4.533...: half a unit is 7.5 minutes, and 8 are left
  [68, 15, 'whole-nearest', '5', 72_000],
  [67, 15, 'whole-nearest', '4', 64_000],
  // 65 / 10 = 6.5: half a unit counts as a whole one
  [65, 10, 'whole-nearest', '7', 88_000],
  [64, 10, 'whole-nearest', '6', 80_000],
  // 51 / 12 = 4.25: half a tenth goes up, 4.3
  [51, 12, 'tenth', '4.3', 66_400],
  // 1 / 15 = 0.066...: a tenth
  [1, 15, 'tenth', '0.1', 32_800],
  [1, 15, 'whole-down', '0', 32_000],
  [1, 15, 'whole-up', '1', 40_000],
  // 84 / 15 = 5.6 and 84 / 10 = 8.4
  [84, 15, 'tenth', '5.6', 76_800],
  [84, 10, 'tenth', '8.4', 99_200],
];

describe('anesthesia minutes', () => {
  test.each(golden)('%i minutes at %i a unit, %s, are %s time units: %i cents', (...row) => {
    const [minutes, minutesPerUnit, partOfUnit, timeUnits, chargeCents] = row;
    const rule = { conversionCents: cents(8000), minutesPerUnit, partOfUnit };
    const charge = anesthesiaCharge(rule, { minutes, baseUnits: 4, modifiers: ['AA', 'P3'] });
    expect(charge).toEqual({ chargeCents, units: { minutes, baseUnits: 4, timeUnits, statusUnits: 0 } });
  });

  test('have units of the physical status only where the payer’s rule has them', () => {
    const rule = { conversionCents: cents(8000), minutesPerUnit: 15, partOfUnit: 'tenth' } as const;
    const of = (...modifiers: string[]) =>
      anesthesiaCharge({ ...rule, physicalStatusUnits: true }, { minutes: 60, baseUnits: 4, modifiers });
    // 4 + 4 + 1, 2, 3 units
    expect(of('P3').chargeCents).toBe(72_000);
    expect(of('AA', 'P4').chargeCents).toBe(80_000);
    expect(of('P5').units.statusUnits).toBe(3);
    expect(of('P1', 'QS').chargeCents).toBe(64_000);
  });

  test('round only the product: 2.03 a unit times 4.1 units and 4 base units is 16.443, 16.44', () => {
    const rule = { conversionCents: cents(203), minutesPerUnit: 15, partOfUnit: 'tenth' } as const;
    expect(anesthesiaCharge(rule, { minutes: 62, baseUnits: 4, modifiers: [] }).chargeCents).toBe(1644);
  });
});
