import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { categories, ruleOn, type VisitCategory } from '../../../../shared/domain/encounter/evaluation/categories.ts';
import {
  type Problems,
  problemKinds,
  type RiskFactor,
  riskFactors,
} from '../../../../shared/domain/encounter/evaluation/decision.ts';
import { levelOfVisit, type VisitWorksheet } from '../../../../shared/domain/encounter/evaluation/level.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const visit = (category: VisitCategory, more: Partial<VisitWorksheet> = {}): VisitWorksheet => ({
  serviceOn: day('2026-03-02'),
  category,
  prolongedBy: 'guidelines',
  ...more,
});

/** Category, decision making (problems and risk of that level), and the level of the category. */
const byDecision: readonly [VisitCategory, readonly [number, number, number, number]][] = [
  ['office-new', [2, 3, 4, 5]],
  ['office-established', [2, 3, 4, 5]],
  ['hospital-initial', [1, 1, 2, 3]],
  ['hospital-subsequent', [1, 1, 2, 3]],
  ['hospital-same-day', [1, 1, 2, 3]],
  ['emergency', [2, 3, 4, 5]],
  ['consultation-office', [2, 3, 4, 5]],
  ['consultation-hospital', [2, 3, 4, 5]],
  ['nursing-initial', [1, 1, 2, 3]],
  ['nursing-subsequent', [1, 2, 3, 4]],
  ['home-new', [1, 2, 3, 4]],
  ['home-established', [1, 2, 3, 4]],
];

describe('the level by decision making', () => {
  const grades: readonly [Problems, readonly RiskFactor[]][] = [
    [{ minor: 1 }, ['minimal']],
    [{ minor: 2 }, ['low']],
    [{ undiagnosed: 1 }, ['prescription-drugs']],
    [{ threatening: 1 }, ['hospitalization']],
  ];
  test.each(byDecision)('of %s is %j', (category, levels) => {
    const found = grades.map(([problems, risk]) => levelOfVisit(visit(category, { problems, risk })));
    expect(found.map((each) => (each.ok ? each.value.level : each.failure))).toEqual(levels);
  });

  test('does not decide a discharge, and time does not decide an emergency', () => {
    const most = { problems: { threatening: 1 }, risk: ['hospitalization'] } as const;
    expect(levelOfVisit(visit('hospital-discharge', most)).ok).toBe(false);
    expect(levelOfVisit(visit('emergency', { minutes: 500 })).ok).toBe(false);
    expect(levelOfVisit(visit('emergency', { ...most, minutes: 500 }))).toMatchObject({
      value: { level: 5, basis: 'decision', prolongedUnits: 0 },
    });
  });
});

/**
 * Category, minutes, and the level: the last minute before each threshold, and the threshold itself. Undefined: too
 * short for any level.
 */
const byTime: readonly [VisitCategory, readonly (readonly [minutes: number, level: number | undefined])[]][] = [
  [
    'office-new',
    [
      [14, undefined],
      [15, 2],
      [29, 2],
      [30, 3],
      [44, 3],
      [45, 4],
      [59, 4],
      [60, 5],
    ],
  ],
  [
    'office-established',
    [
      [9, undefined],
      [10, 2],
      [19, 2],
      [20, 3],
      [29, 3],
      [30, 4],
      [39, 4],
      [40, 5],
    ],
  ],
  [
    'hospital-initial',
    [
      [39, undefined],
      [40, 1],
      [54, 1],
      [55, 2],
      [74, 2],
      [75, 3],
    ],
  ],
  [
    'hospital-subsequent',
    [
      [24, undefined],
      [25, 1],
      [34, 1],
      [35, 2],
      [49, 2],
      [50, 3],
    ],
  ],
  [
    'hospital-same-day',
    [
      [44, undefined],
      [45, 1],
      [69, 1],
      [70, 2],
      [84, 2],
      [85, 3],
    ],
  ],
  [
    'hospital-discharge',
    [
      [1, 1],
      [30, 1],
      [31, 2],
    ],
  ],
  [
    'consultation-office',
    [
      [19, undefined],
      [20, 2],
      [30, 3],
      [39, 3],
      [40, 4],
      [54, 4],
      [55, 5],
    ],
  ],
  [
    'consultation-hospital',
    [
      [34, undefined],
      [35, 2],
      [45, 3],
      [59, 3],
      [60, 4],
      [79, 4],
      [80, 5],
    ],
  ],
  [
    'nursing-initial',
    [
      [24, undefined],
      [25, 1],
      [35, 2],
      [49, 2],
      [50, 3],
    ],
  ],
  [
    'nursing-subsequent',
    [
      [9, undefined],
      [10, 1],
      [19, 1],
      [20, 2],
      [30, 3],
      [44, 3],
      [45, 4],
    ],
  ],
  [
    'nursing-discharge',
    [
      [30, 1],
      [31, 2],
    ],
  ],
  [
    'home-new',
    [
      [14, undefined],
      [15, 1],
      [30, 2],
      [59, 2],
      [60, 3],
      [74, 3],
      [75, 4],
    ],
  ],
  [
    'home-established',
    [
      [19, undefined],
      [20, 1],
      [30, 2],
      [39, 2],
      [40, 3],
      [59, 3],
      [60, 4],
    ],
  ],
];

describe('the level by time', () => {
  test.each(byTime)('of %s depends on the minutes of the day', (category, expected) => {
    for (const [minutes, level] of expected) {
      const found = levelOfVisit(visit(category, { minutes }));
      expect(found.ok ? found.value.level : undefined, `${minutes} minutes`).toBe(level);
    }
  });

  test('of nursing facility care was different in 2023', () => {
    const in2023 = (category: VisitCategory, minutes: number) =>
      levelOfVisit(visit(category, { minutes, serviceOn: day('2023-12-31') }));
    expect(in2023('nursing-initial', 45)).toMatchObject({ value: { level: 3 } });
    expect(in2023('nursing-subsequent', 15)).toMatchObject({ value: { level: 2 } });
    expect(levelOfVisit(visit('nursing-subsequent', { minutes: 15, serviceOn: day('2024-01-01') }))).toMatchObject({
      value: { level: 1 },
    });
  });

  test('counts when it is higher than that of decision making, and decision making when it is not lower', () => {
    const simple = { problems: { minor: 2 }, risk: ['low'] } as const;
    expect(levelOfVisit(visit('office-established', { ...simple, minutes: 40 }))).toMatchObject({
      value: { level: 5, basis: 'time', levelByDecision: 3, levelByTime: 5 },
    });
    expect(levelOfVisit(visit('office-established', { ...simple, minutes: 20 }))).toMatchObject({
      value: { level: 3, basis: 'decision' },
    });
    expect(levelOfVisit(visit('office-established', { ...simple, minutes: 5 }))).toMatchObject({
      value: { level: 3, basis: 'decision' },
    });
  });
});

/**
 * Category, and the minutes at which the first prolonged unit begins: by the guidelines, and by Medicare. Undefined:
 * there is none.
 */
const prolonged: readonly [VisitCategory, number | undefined, number | undefined][] = [
  ['office-new', 75, 89],
  ['office-established', 55, 69],
  ['hospital-initial', 90, 90],
  ['hospital-subsequent', 65, 65],
  ['hospital-same-day', 100, 110],
  ['hospital-discharge', undefined, undefined],
  ['emergency', undefined, undefined],
  ['consultation-office', 70, undefined],
  ['consultation-hospital', 95, undefined],
  ['nursing-initial', 65, 95],
  ['nursing-subsequent', 60, 85],
  ['nursing-discharge', undefined, undefined],
  ['home-new', 90, 140],
  ['home-established', 75, 110],
];

describe('prolonged services', () => {
  test.each(prolonged)('of %s begin at %s minutes, for Medicare at %s, and again every 15 minutes', (...row) => {
    const [category, guidelines, medicare] = row;
    const high = { problems: { threatening: 1 }, risk: ['hospitalization'] } as const;
    const units = (minutes: number, prolongedBy: 'guidelines' | 'medicare') => {
      const found = levelOfVisit(visit(category, { ...high, minutes, prolongedBy }));
      return found.ok ? found.value.prolongedUnits : -1;
    };
    for (const [by, first] of [
      ['guidelines', guidelines],
      ['medicare', medicare],
    ] as const) {
      if (first === undefined) {
        expect(units(1000, by)).toBe(0);
        continue;
      }
      expect([first - 1, first, first + 14, first + 15, first + 30].map((minutes) => units(minutes, by))).toEqual([
        0, 1, 1, 2, 3,
      ]);
    }
  });

  test('require a level by time, even if decision making gives the same level', () => {
    const found = levelOfVisit(
      visit('office-new', { problems: { threatening: 1 }, risk: ['hospitalization'], minutes: 75 }),
    );
    expect(found).toMatchObject({ value: { level: 5, basis: 'time', prolongedUnits: 1 } });
  });
});

describe('a worksheet', () => {
  test('has no rule before the guidelines: the office’s are of 2021, the others’ of 2023', () => {
    const on = (category: VisitCategory, serviceOn: string) => ruleOn(category, day(serviceOn)) !== undefined;
    expect([on('office-new', '2020-12-31'), on('office-new', '2021-01-01')]).toEqual([false, true]);
    for (const category of Object.keys(categories) as VisitCategory[]) {
      if (category.startsWith('office')) continue;
      expect([on(category, '2022-12-31'), on(category, '2023-01-01')], category).toEqual([false, true]);
    }
    expect(levelOfVisit(visit('home-new', { minutes: 60, serviceOn: day('2022-12-31') }))).toEqual({
      ok: false,
      failure: { kind: 'no-rule' },
    });
  });

  test('names what was not counted yet on its day', () => {
    const early = {
      problems: { 'acute-stable': 1 },
      risk: ['parenteral-controlled'],
      serviceOn: day('2022-05-01'),
    } as const;
    expect(levelOfVisit(visit('office-new', early))).toEqual({
      ok: false,
      failure: { kind: 'not-counted-yet', names: ['acute-stable', 'parenteral-controlled'] },
    });
  });

  const anyProblems = fc.dictionary(fc.constantFrom(...Object.keys(problemKinds)), fc.nat(3)) as fc.Arbitrary<Problems>;
  const anyRisk = fc.subarray(Object.keys(riskFactors)) as fc.Arbitrary<RiskFactor[]>;
  test.prop([anyProblems, anyRisk, fc.nat(200), fc.constantFrom(...(Object.keys(problemKinds) as (keyof Problems)[]))])(
    'never has a lower level for one more problem or minute',
    (problems, risk, minutes, kind) => {
      const levelOf = (more: Partial<VisitWorksheet>) => {
        const found = levelOfVisit(visit('office-new', { problems, risk, data: {}, minutes, ...more }));
        return found.ok ? found.value.level : 0;
      };
      const level = levelOf({});
      expect(levelOf({ problems: { ...problems, [kind]: (problems[kind] ?? 0) + 1 } })).toBeGreaterThanOrEqual(level);
      expect(levelOf({ minutes: minutes + 1 })).toBeGreaterThanOrEqual(level);
    },
  );
});
