import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseQuantity, wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { chargeOf, feeScheduleOn } from '../../../shared/domain/practice/fee.ts';
import type { FeeSchedule } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const schedule = (id: string, effectiveFrom: string, fees: FeeSchedule['fees']): FeeSchedule => ({
  id,
  name: 'Synthetic prices',
  effectiveFrom: day(effectiveFrom),
  fees,
});
const fee = (procedure: string, price: number, ...modifiers: string[]) => ({
  procedure,
  modifiers,
  cents: cents(price),
});
const old = schedule('fee_1', '2025-01-01', [fee('X9003', 100), fee('X9004', 400)]);
const current = schedule('fee_2', '2026-01-01', [fee('X9003', 120), fee('X9003', 150, '25', 'GT')]);
const service = {
  procedure: 'X9003',
  modifiers: [] as string[],
  units: wholeQuantity(1),
  serviceOn: day('2026-03-01'),
};

describe('the price of a service', () => {
  test('comes from the schedule in force on the day of service', () => {
    expect(chargeOf(service, [current, old])).toBe(120);
    expect(chargeOf({ ...service, serviceOn: day('2025-12-31') }, [current, old])).toBe(100);
    expect(chargeOf({ ...service, serviceOn: day('2024-12-31') }, [current, old])).toBeUndefined();
    expect(chargeOf(service, [])).toBeUndefined();
  });

  test('is that of the code with the same modifiers in any order, else of the code without modifiers', () => {
    expect(chargeOf({ ...service, modifiers: ['GT', '25'] }, [current])).toBe(150);
    expect(chargeOf({ ...service, modifiers: ['25'] }, [current])).toBe(120);
  });

  test('is never taken from a schedule that has ended, nor from other modifiers', () => {
    expect(chargeOf({ ...service, procedure: 'X9004' }, [current, old])).toBeUndefined();
    const modified = schedule('fee_3', '2026-01-01', [fee('X9003', 90, '52')]);
    expect(chargeOf(service, [modified])).toBeUndefined();
  });

  test('follows the schedule entered last when two begin on one day', () => {
    const corrected = schedule('fee_9', '2026-01-01', [fee('X9003', 121)]);
    expect(feeScheduleOn([corrected, current], service.serviceOn)).toBe(corrected);
    expect(feeScheduleOn([current, corrected], service.serviceOn)).toBe(corrected);
  });

  test('takes parts of a unit, and half a cent upwards', () => {
    const half = parseQuantity('0.5');
    // 121 x 0.5 = 60.5 cents; 120 x 0.5 = 60 cents.
    expect(half.ok && chargeOf({ ...service, units: half.value }, [current])).toBe(60);
    const odd = schedule('fee_5', '2026-01-01', [fee('X9003', 121)]);
    expect(half.ok && chargeOf({ ...service, units: half.value }, [odd])).toBe(61);
  });

  test.prop([fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 1, max: 9999 })])(
    'is the fee times the units, to the cent',
    (price, units) => {
      const charge = chargeOf({ ...service, units: wholeQuantity(units) }, [
        schedule('fee_4', '2026-01-01', [fee('X9003', price)]),
      ]);
      expect(charge).toBe(Number(BigInt(price) * BigInt(units)));
    },
  );
});
