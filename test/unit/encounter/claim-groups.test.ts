import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { groupedForPayer } from '../../../shared/domain/encounter/claim-groups.ts';
import { type DraftEncounter, type DraftLine, splitIntoClaims } from '../../../shared/domain/encounter/encounter.ts';
import type { ClaimRules } from '../../../shared/domain/practice/claim-rules.ts';

const anyLine = fc
  .record({
    serviceOn: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-20'),
    placeOfService: fc.option(fc.constantFrom('11', '12'), { nil: undefined }),
    renderingProviderId: fc.option(fc.constantFrom('ada', 'olga'), { nil: undefined }),
    claimGroup: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    chargeCents: fc.integer({ min: 0, max: 500 }),
  })
  .map((line) => line as unknown as DraftLine & { readonly placeOfService?: string });
const anyRules: fc.Arbitrary<ClaimRules> = fc
  .record({
    linesPerClaim: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    onePer: fc.option(
      fc.uniqueArray(fc.constantFrom('day', 'month', 'place-of-service', 'rendering-provider'), { minLength: 1 }),
      {
        nil: undefined,
      },
    ),
  })
  .map((rules) => rules as ClaimRules);

const encounterOf = (lines: readonly DraftLine[]) =>
  ({ kind: 'professional', placeOfService: '11', renderingProviderId: 'ada', lines }) as unknown as DraftEncounter;

describe('lines grouped as a payer requires', () => {
  test.prop([fc.array(anyLine, { maxLength: 30 }), anyRules], { numRuns: 300 })(
    'are all there, in claims that keep the payer’s rules and the office’s groups',
    (lines, rules) => {
      const grouped = groupedForPayer(encounterOf(lines), rules);
      const plain = (line: DraftLine) => ({ ...line, claimGroup: undefined });
      expect(grouped.lines.map(plain)).toEqual(lines.map(plain));
      const indexed = grouped.lines.map((line, index) => ({ ...line, index })) as (DraftLine & { index: number })[];
      for (const claim of splitIntoClaims(indexed, 'professional')) {
        const own = claim.map(({ index }) => lines[index] as DraftLine & { readonly placeOfService?: string });
        expect(own.length).toBeLessThanOrEqual(rules.linesPerClaim ?? 50);
        expect(new Set(own.map(({ claimGroup = 0 }) => claimGroup)).size).toBe(1);
        if (rules.onePer?.includes('day')) expect(new Set(own.map(({ serviceOn }) => serviceOn)).size).toBe(1);
        if (rules.onePer?.includes('place-of-service'))
          expect(new Set(own.map(({ placeOfService = '11' }) => placeOfService)).size).toBe(1);
      }
    },
  );

  test('stay as they are where the payer requires nothing else', () => {
    const encounter = encounterOf([{ serviceOn: '2026-11-20' }, { serviceOn: '2026-11-20' }] as never);
    expect(groupedForPayer(encounter, undefined)).toBe(encounter);
    expect(groupedForPayer(encounter, { onePer: ['day', 'month', 'facility'] })).toBe(encounter);
    expect(groupedForPayer(encounter, { linesPerClaim: 2 })).toBe(encounter);
    expect(groupedForPayer(encounter, { linesPerClaim: 1 }).lines).toMatchObject([
      { claimGroup: 1 },
      { claimGroup: 2 },
    ]);
  });
});
