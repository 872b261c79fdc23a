import { describe, expect, test } from 'vitest';
import { judgeBilling } from '../../../shared/domain/self-audit/judge.ts';
import { modifierRates } from '../../../shared/domain/self-audit/modifier-rates.ts';
import { usualAuditSettings } from '../../../shared/domain/self-audit/settings.ts';
import { highLevels, visitLevels } from '../../../shared/domain/self-audit/visit-levels.ts';
import { whyOf } from '../../../shared/domain/self-audit/why.ts';
import { auditContext, audited, times } from '../../support/audited-encounters.ts';

/* Figures are worked out by hand beside each case. 10 encounters are enough here, and 15 percentage points are allowed. */

const visits = (provider: string, low: number, high: number) => [
  ...times(low, () => audited(provider, '2026-01-05', ['X9003'])),
  ...times(high, () => audited(provider, '2026-01-05', ['X9004'])),
];

describe('the levels of visits', () => {
  test('are flagged above those of peers: 8 of 10 against 8 of 20, 40 points', () => {
    const encounters = [...visits('A', 2, 8), ...visits('B', 6, 4), ...visits('C', 6, 4), ...visits('D', 0, 50)];
    const { flags } = visitLevels(encounters, auditContext());
    expect(flags).toHaveLength(1);
    expect(flags[0]).toMatchObject({
      rule: 'visit-levels',
      providerId: 'A',
      subject: 'office-established',
      reasons: ['above-peers'],
      own: { count: 8, of: 10 },
      // D has another taxonomy, and cannot be compared with anybody.
      peers: { providers: 2, count: 8, of: 20 },
      threshold: { name: 'pointsAbove', value: 15 },
      parts: [
        { name: 'level 3', count: 2, of: 10, peers: { count: 12, of: 20 } },
        { name: 'level 4', count: 8, of: 10, peers: { count: 8, of: 20 } },
      ],
      encounters: 10,
      flagged: 8,
    });
    expect(flags[0]?.encounterIds).toEqual(
      encounters
        .slice(2, 10)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('are not flagged at exactly 15 points, but with one visit more', () => {
    // 11 of 20 is 55 %, 8 of 20 is 40 %: exactly 15 points. 12 of 21 is 57.1 %.
    const peers = visits('B', 12, 8);
    expect(visitLevels([...visits('A', 9, 11), ...peers], auditContext()).flags).toEqual([]);
    expect(visitLevels([...visits('A', 9, 12), ...peers], auditContext()).flags).toHaveLength(1);
  });

  test('are not judged by nine encounters, or compared with nine', () => {
    expect(visitLevels([...visits('A', 0, 9), ...visits('B', 20, 0)], auditContext()).flags).toEqual([]);
    expect(visitLevels([...visits('A', 0, 20), ...visits('B', 9, 0)], auditContext()).flags).toEqual([]);
    expect(visitLevels([...visits('A', 0, 10), ...visits('B', 10, 0)], auditContext()).flags).toHaveLength(1);
  });

  test('are flagged above the table of the specialty, with its source: 8 of 10 against 450 of 1000', () => {
    const row = { taxonomyCode: '207Q00000X', category: 'office-established' as const };
    const rows = [
      { ...row, level: 3, visits: 550 },
      { ...row, level: 4, visits: 400 },
      { ...row, level: 5, visits: 50 },
      { ...row, taxonomyCode: '208D00000X', level: 5, visits: 900 },
    ];
    const specialtyLevels = { version: 1, source: 'made-up counts', rows };
    const { flags } = visitLevels(visits('A', 2, 8), auditContext([], { specialtyLevels }));
    expect(flags).toMatchObject([
      { reasons: ['above-specialty'], specialty: { count: 450, of: 1000, source: 'made-up counts' } },
    ]);
    expect(whyOf(flags[0] as never)).toBe(
      'The share of visits at high levels is far above that of peers or of the specialty. office-established: 8 of 10; the specialty: 450 of 1000 (pointsAbove 15): above the table of the specialty. 8 of 10 encounters.',
    );
  });

  test('are high in the upper half of a category', () => {
    expect([...highLevels('office-established')].sort()).toEqual([4, 5]);
    expect([...highLevels('hospital-initial')]).toEqual([3]);
    expect([...highLevels('hospital-discharge')]).toEqual([2]);
  });

  test('are not judged where the office has entered no codes of visits', () => {
    const context = auditContext([], { evaluationCodes: { version: 0, levels: [], prolonged: [] } });
    const { flags, notJudged } = judgeBilling(visits('A', 0, 20), context);
    expect(flags).toEqual([]);
    expect(notJudged.filter(({ missing }) => missing === 'evaluation-codes').map(({ rule }) => rule)).toEqual([
      'visit-levels',
      'modifier-rates',
      'impossible-days',
    ]);
  });
});

describe('the rates of modifiers', () => {
  test('25 is counted on visits, 59 and X{EPSU} on everything else', () => {
    const encounters = [
      // A: 25 on 6 of 10 visits; 59 or XS on 5 of 10 others.
      ...times(5, () => audited('A', '2026-01-05', ['X9003-25', 'X9101-59'])),
      ...times(1, () => audited('A', '2026-01-05', ['X9003-25', 'X9101'])),
      ...times(4, () => audited('A', '2026-01-05', ['X9003', 'X9101-LT'])),
      // B: 25 on 5 of 10 visits, 10 points less; XS on 3 of 10 others, 20 points less.
      ...times(3, () => audited('B', '2026-01-05', ['X9003-25', 'X9101-XS'])),
      ...times(2, () => audited('B', '2026-01-05', ['X9003-25', 'X9101'])),
      ...times(5, () => audited('B', '2026-01-05', ['X9003', 'X9101'])),
    ];
    expect(modifierRates(encounters, auditContext()).flags).toMatchObject([
      { providerId: 'A', subject: '59', own: { count: 5, of: 10 }, peers: { providers: 1, count: 3, of: 10 } },
    ]);
    const strict = { settings: { ...usualAuditSettings, leastEncounters: 10, pointsAbove: 9 } };
    expect(modifierRates(encounters, auditContext([], strict)).flags.map(({ subject }) => subject)).toEqual([
      '25',
      '59',
    ]);
  });
});
