import { describe, expect, test } from 'vitest';
import { pairsWithModifier } from '../../../shared/domain/self-audit/pairs-with-modifier.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { auditContext, audited, times } from '../../support/audited-encounters.ts';
import type { RowsRelease } from '../../support/references-of-rows.ts';

const from = '2020-01-01' as LocalDate;
const ptp: RowsRelease = {
  set: 'ncci-ptp-practitioner',
  release: '2026Q1',
  effectiveFrom: '2026-01-01',
  rows: [
    { column1: 'X9110', column2: 'X9111', from, to: undefined, modifierIndicator: '1', rationale: 'more extensive' },
    { column1: 'X9110', column2: 'X9112', from, to: undefined, modifierIndicator: '0', rationale: 'never' },
  ],
};
const pairs = (provider: string, day: string, count: number) =>
  times(count, () => audited(provider, day, ['X9110', 'X9111-59']));
const alone = (provider: string, day: string, count: number) => times(count, () => audited(provider, day, ['X9110']));

describe('pairs billed with a modifier', () => {
  test('are flagged above half of the sessions with the first procedure, by month, with the row of the table', () => {
    const encounters = [
      ...pairs('A', '2026-01-05', 4),
      ...alone('A', '2026-01-05', 2),
      ...pairs('A', '2026-03-05', 3),
      ...alone('A', '2026-03-05', 4),
    ];
    const { flags } = pairsWithModifier(encounters, auditContext([ptp]));
    // 7 of 13.
    expect(flags).toMatchObject([
      {
        ...{ rule: 'pairs-with-modifier', providerId: 'A', subject: 'X9110+X9111', reasons: ['above-threshold'] },
        own: { count: 7, of: 13 },
        threshold: { name: 'pairSharePercent', value: 50 },
        parts: [
          { name: '2026-01', count: 4, of: 6 },
          { name: '2026-03', count: 3, of: 7 },
        ],
        ...{ encounters: 13, flagged: 7 },
        citation: { set: 'ncci-ptp-practitioner', release: '2026Q1', row: 'line 1', effective: '2026-01-01' },
      },
    ]);
    // 6 of 12 is half, and no more.
    expect(pairsWithModifier(encounters.slice(1), auditContext([ptp])).flags).toEqual([]);
  });

  test('are compared with peers who bill the first procedure without the second', () => {
    const encounters = [
      ...pairs('A', '2026-02-05', 2),
      ...alone('A', '2026-02-05', 8),
      ...alone('B', '2026-02-05', 10),
    ];
    // 2 of 10 against 0 of 10: 20 points.
    expect(pairsWithModifier(encounters, auditContext([ptp])).flags).toMatchObject([
      { providerId: 'A', reasons: ['above-peers'], peers: { providers: 1, count: 0, of: 10 } },
    ]);
  });

  test('are flagged when they rise: 1 of 10 in January, 3 of 10 in March', () => {
    const encounters = [
      ...pairs('A', '2026-01-05', 1),
      ...alone('A', '2026-01-05', 9),
      ...pairs('A', '2026-03-05', 3),
      ...alone('A', '2026-03-05', 7),
    ];
    expect(pairsWithModifier(encounters, auditContext([ptp])).flags).toMatchObject([{ reasons: ['rising'] }]);
    // With only nine sessions in January there is no flag.
    expect(pairsWithModifier(encounters.slice(0, 9).concat(encounters.slice(10)), auditContext([ptp])).flags).toEqual(
      [],
    );
  });

  test('are of one patient, person and day, over several encounters too, and need a modifier and an edit that allows one', () => {
    const patientId = 'one-patient';
    const split = [
      audited('A', '2026-02-05', ['X9110'], { patientId }),
      audited('A', '2026-02-05', ['X9111-XS'], { patientId }),
    ];
    const { flags } = pairsWithModifier([...split, ...pairs('A', '2026-02-06', 9)], auditContext([ptp]));
    expect(flags).toMatchObject([{ own: { count: 10, of: 10 }, encounters: 11 }]);
    const others = [
      ...times(20, () => audited('A', '2026-02-05', ['X9110', 'X9111'])),
      ...times(20, () => audited('A', '2026-02-05', ['X9110', 'X9112-59'])),
    ];
    expect(pairsWithModifier(others, auditContext([ptp])).flags).toEqual([]);
    expect(pairsWithModifier(pairs('A', '2026-02-05', 1), auditContext())).toEqual({
      flags: [],
      missing: ['ncci-ptp-practitioner'],
    });
  });
});
