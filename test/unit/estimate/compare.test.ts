import { describe, expect, test } from 'vitest';
import { compareBill } from '../../../shared/domain/estimate/compare.ts';
import type { EstimatedProvider } from '../../../shared/domain/estimate/estimate.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-12-01' as LocalDate;
const clinic: EstimatedProvider = {
  ...{ role: 'convening', billingProviderId: 'clinic', name: 'Clinic', states: [], places: [], items: [] },
  totalCents: cents(500_00),
};
const outside: EstimatedProvider = { ...clinic, role: 'co-provider', name: 'Elsewhere' };
const { billingProviderId: _id, ...elsewhere } = outside;
const billed = (billingProviderId: string, billedCents: number) => ({
  ...{ claimId: `of ${billingProviderId}`, billingProviderId, serviceFrom: day, billedCents: cents(billedCents) },
});

describe('a bill', () => {
  test.each([
    ['399.99 above', [billed('clinic', 899_99)], 'self-pay', [[399_99, false]]],
    ['400.00 above', [billed('clinic', 900_00)], 'self-pay', [[400_00, true]]],
    ['400.00 above in two claims', [billed('clinic', 500_00), billed('clinic', 400_00)], 'self-pay', [[400_00, true]]],
    ['below', [billed('clinic', 100_00)], 'self-pay', [[-400_00, false]]],
    ['of an insured patient', [billed('clinic', 900_00)], 'insured', [[400_00, false]]],
    // Each provider is compared separately: a bill below one estimate does not make up for a bill above another.
    [
      'of a provider who was not estimated',
      [billed('clinic', 100_00), billed('lab', 400_00)],
      'self-pay',
      [
        [-400_00, false],
        [400_00, true],
      ],
    ],
    ['that has not come', [], 'self-pay', [[-500_00, false]]],
  ] as const)('%s is compared by provider', (_, claims, kind, expected) => {
    const compared = compareBill({ kind, providers: [clinic, elsewhere] }, claims, day);
    expect(compared.map(({ overCents, mayBeDisputed }) => [overCents, mayBeDisputed])).toEqual(expected);
    // 30 days are left in December after the first; then 31, 28 and 31: 120 days.
    for (const each of compared) expect(each.disputeBy).toBe(each.mayBeDisputed ? '2027-03-31' : undefined);
  });
});
