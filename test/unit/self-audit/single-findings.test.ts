import { describe, expect, test } from 'vitest';
import { sameDayDuplicates } from '../../../shared/domain/self-audit/duplicates.ts';
import { inactiveProviders } from '../../../shared/domain/self-audit/inactive-providers.ts';
import { impossibleDays } from '../../../shared/domain/self-audit/long-days.ts';
import { usualAuditSettings } from '../../../shared/domain/self-audit/settings.ts';
import { unitsNearMue, unitsOverMue } from '../../../shared/domain/self-audit/units.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { auditContext, audited, providersOf, times } from '../../support/audited-encounters.ts';
import type { RowsRelease } from '../../support/references-of-rows.ts';

const mue: RowsRelease = {
  set: 'mue-practitioner',
  release: '2026Q1',
  effectiveFrom: '2026-01-01',
  rows: [
    { code: 'X9100', units: 4, adjudication: 3, rationale: 'clinical' },
    { code: 'X9101', units: 1, adjudication: 2, rationale: 'policy' },
    { code: 'X9102', units: 2, adjudication: 1, rationale: 'clinical' },
  ],
};

describe('units above the likely maximum', () => {
  test('are added up over the encounters of a patient and day; the row of the table is cited', () => {
    const patientId = 'one-patient';
    const encounters = [
      audited('A', '2026-02-02', ['X9100*3'], { patientId }),
      audited('A', '2026-02-02', ['X9100*2'], { patientId }),
      // Repetitions on another day, for another patient, by another provider.
      audited('A', '2026-02-03', ['X9100*4'], { patientId }),
      audited('A', '2026-02-02', ['X9100*4']),
      audited('B', '2026-02-02', ['X9100*4'], { patientId }),
    ];
    const { flags } = unitsOverMue(encounters, auditContext([mue]));
    // A has billed the procedure on three days; on one of them 5 units of at most 4.
    expect(flags).toEqual([
      {
        ...{ rule: 'units-over-mue', providerId: 'A', subject: 'X9100', reasons: ['above-threshold'] },
        own: { count: 1, of: 3 },
        threshold: { name: 'mue', value: 4 },
        ...{ parts: [], encounters: 4, flagged: 2 },
        encounterIds: [encounters[0]?.id, encounters[1]?.id].sort(),
        citation: { set: 'mue-practitioner', release: '2026Q1', row: 'line 1', effective: '2026-01-01' },
      },
    ]);
  });

  test('are counted line by line where the edit is by line', () => {
    const { flags } = unitsOverMue([audited('A', '2026-02-02', ['X9102*2', 'X9102*2-76'])], auditContext([mue]));
    expect(flags).toEqual([]);
    expect(unitsOverMue([audited('A', '2026-02-02', ['X9102*3'])], auditContext([mue])).flags).toHaveLength(1);
  });

  test('of a line over several days are spread over them, and each day is checked', () => {
    const patientId = 'one-patient';
    const made = audited('A', '2026-02-02', ['X9100*9'], { patientId });
    const lines = made.lines.map((line) => ({ ...line, serviceTo: '2026-02-04' as LocalDate }));
    const second = audited('A', '2026-02-03', ['X9100*2'], { patientId });
    // Three units on each of three days, and two more on the second: five, where four are allowed.
    const { flags } = unitsOverMue([{ ...made, lines }, second], auditContext([mue]));
    expect(flags).toMatchObject([{ subject: 'X9100', own: { count: 1, of: 3 }, encounterIds: [made.id, second.id] }]);
  });

  test('use the table of the setting, each separately, where one bills as both', () => {
    const outpatient: RowsRelease = {
      ...{ set: 'mue-outpatient', release: '2026Q2', effectiveFrom: '2026-01-01' },
      rows: [{ code: 'X9100', units: 10, adjudication: 3, rationale: 'clinical' }],
    };
    const kind = 'outpatient-facility' as const;
    const encounters = [
      ...times(10, () => audited('A', '2026-02-02', ['X9100*4'])),
      ...times(10, () => audited('A', '2026-02-02', ['X9100*4'], { kind })),
      audited('A', '2026-02-02', ['X9100*11'], { kind }),
    ];
    const context = auditContext([mue, outpatient]);
    expect(unitsOverMue(encounters, context).flags).toMatchObject([
      { own: { count: 1, of: 11 }, threshold: { value: 10 }, citation: { set: 'mue-outpatient' } },
    ]);
    // All ten of the practice's services are at the limit of four; of the hospital's, one of eleven is near it.
    expect(unitsNearMue(encounters, context).flags).toMatchObject([
      { own: { count: 10, of: 10 }, citation: { set: 'mue-practitioner', release: '2026Q1' } },
    ]);
  });

  test('are not checked where the table is not loaded, and that is reported', () => {
    const judged = unitsOverMue([audited('A', '2025-12-31', ['X9100*9'])], auditContext([mue]));
    expect(judged).toEqual({ flags: [], missing: ['mue-practitioner'] });
  });
});

describe('units near the likely maximum', () => {
  test('are flagged when more than half of the days reach 80 percent: 4 units of 4 do, 3 do not', () => {
    const days = (near: number, far: number) => [
      ...times(near, () => audited('A', '2026-02-02', ['X9100*4'])),
      ...times(far, () => audited('A', '2026-02-02', ['X9100*3'])),
    ];
    expect(unitsNearMue(days(5, 5), auditContext([mue])).flags).toEqual([]);
    expect(unitsNearMue(days(6, 5), auditContext([mue])).flags).toMatchObject([
      { subject: 'X9100', own: { count: 6, of: 11 }, threshold: { name: 'mueNearSharePercent', value: 50 } },
    ]);
    // Nine encounters are too few.
    expect(unitsNearMue(days(9, 0), auditContext([mue])).flags).toEqual([]);
  });

  test('are not flagged for a procedure with a likely maximum of one unit', () => {
    const encounters = times(20, () => audited('A', '2026-02-02', ['X9101']));
    expect(unitsNearMue(encounters, auditContext([mue])).flags).toEqual([]);
  });
});

describe('duplicates of a day', () => {
  const patientId = 'one-patient';
  const service = (codes: readonly string[], more: object = {}) =>
    audited('A', '2026-02-02', codes, { patientId, ...more });

  test('are listed in more than one encounter; of three equal ones, two are too many', () => {
    const alike = [service(['X9003-25-LT']), service(['X9003-LT-25', 'X9101']), service(['X9003-25-LT'])];
    const { flags } = sameDayDuplicates([...alike, audited('A', '2026-02-02', ['X9003'])], auditContext());
    expect(flags).toMatchObject([
      { providerId: 'A', subject: 'X9003', own: { count: 2, of: 4 }, encounters: 4, flagged: 3 },
    ]);
    expect(flags[0]?.encounterIds).toEqual(alike.map(({ id }) => id).sort());
  });

  test.each([
    ['a modifier says that it was meant twice', [service(['X9003']), service(['X9003-76'])]],
    ['the modifiers differ', [service(['X9101-LT']), service(['X9101-RT'])]],
    ['it is one encounter: the edits see to that', [service(['X9101', 'X9101'])]],
    ['the hospital bills its own part', [service(['X9101']), service(['X9101'], { kind: 'outpatient-facility' })]],
  ])('are none where %s', (_why, encounters) => {
    expect(sameDayDuplicates(encounters, auditContext()).flags).toEqual([]);
  });
});

describe('a day of one person', () => {
  // By the guidelines of 2021 a visit of an established patient takes 20 minutes at level 3, 40 at level 5.
  test('is impossible above the office’s threshold: 24 visits of 40 minutes are 960, one more is too much', () => {
    const long = times(24, () => audited('A', '2026-02-02', ['X9005']));
    expect(impossibleDays(long, auditContext()).flags).toEqual([]);
    const { flags } = impossibleDays([...long, audited('A', '2026-02-02', ['X9003'])], auditContext());
    expect(flags).toMatchObject([
      {
        ...{ providerId: 'A', subject: '2026-02-02', own: { count: 980, of: 1440 }, encounters: 25 },
        threshold: { name: 'dayMinutes', value: 960 },
        parts: [{ name: 'level', count: 980, of: 980 }],
      },
    ]);
  });

  test('counts what is documented instead of the least time, billed minutes, and the office’s own times', () => {
    const serviceOn = '2026-02-02' as LocalDate;
    const settings = { ...usualAuditSettings, dayMinutes: 200, typicalMinutes: [{ procedure: 'X9200', minutes: 15 }] };
    const anesthesia = (modifiers: readonly string[]) => {
      const made = audited('A', serviceOn, ['X9300*75']);
      return { ...made, lines: made.lines.map((line) => ({ ...line, isMinutes: true, modifiers })) };
    };
    const encounters = [
      audited('A', serviceOn, ['X9005', 'X9200*4'], { documentedMinutes: [{ serviceOn, minutes: 66 }] }),
      anesthesia([]),
      // A provider who directs several services has their minutes at the same time.
      anesthesia(['QK']),
    ];
    const { flags } = impossibleDays(encounters, auditContext([], { settings }));
    // 66 minutes documented, 4 units of 15 minutes, 75 minutes billed: 201.
    expect(flags).toMatchObject([
      {
        own: { count: 201, of: 1440 },
        parts: [
          { name: 'billed', count: 75 },
          { name: 'documented', count: 66 },
          { name: 'typical', count: 60 },
        ],
        flagged: 2,
      },
    ]);
  });

  test('counts a visit for each of its units and days', () => {
    const settings = { ...usualAuditSettings, dayMinutes: 119 };
    const made = audited('A', '2026-02-02', ['X9005*6']);
    const lines = made.lines.map((line) => ({ ...line, serviceTo: '2026-02-03' as LocalDate }));
    // Six visits of 40 minutes over two days.
    expect(impossibleDays([{ ...made, lines }], auditContext([], { settings })).flags).toMatchObject([
      { subject: '2026-02-02', own: { count: 120, of: 1440 } },
      { subject: '2026-02-03', own: { count: 120, of: 1440 } },
    ]);
  });

  test('is about a person: facilities and groups have many', () => {
    const organization = { name: { kind: 'organization', organizationName: 'Made-up Hospital' } } as const;
    const providers = providersOf({ A: '207Q00000X', H: '282N00000X' }, { H: organization });
    const context = auditContext([], { providers });
    const hospitals = times(30, () => audited('A', '2026-02-02', ['X9005'], { kind: 'outpatient-facility' }));
    const groups = times(30, () => audited('H', '2026-02-02', ['X9005']));
    expect(impossibleDays([...hospitals, ...groups], context).flags).toEqual([]);
    expect(
      impossibleDays(
        times(30, () => audited('A', '2026-02-02', ['X9005'])),
        context,
      ).flags,
    ).toHaveLength(1);
  });

  test('has its part of a line over several days, rounded down', () => {
    const settings = { ...usualAuditSettings, dayMinutes: 6, typicalMinutes: [{ procedure: 'X9200', minutes: 10 }] };
    const made = audited('A', '2026-02-02', ['X9200*2']);
    const lines = made.lines.map((line) => ({ ...line, serviceTo: '2026-02-04' as LocalDate }));
    // 20 minutes over three days are 6 a day.
    expect(impossibleDays([{ ...made, lines }], auditContext([], { settings })).flags).toEqual([]);
    const strict = { ...settings, dayMinutes: 5 };
    const { flags } = impossibleDays([{ ...made, lines }], auditContext([], { settings: strict }));
    expect(flags.map(({ subject }) => subject)).toEqual(['2026-02-02', '2026-02-03', '2026-02-04']);
  });
});

describe('a provider who was named', () => {
  const providers = providersOf(
    { A: '207Q00000X', B: '207Q00000X' },
    {
      A: { activeFrom: '2026-01-10' as LocalDate, activeTo: '2026-02-10' as LocalDate },
      B: {
        enrollments: [
          { payerId: 'medicare', from: '2026-01-01' as LocalDate, to: '2026-01-31' as LocalDate },
          { payerId: 'medicare', from: '2026-03-01' as LocalDate },
        ],
      },
    },
  );

  test('is active from the first to the last day of the NPI, in any part', () => {
    const days = ['2026-01-09', '2026-01-10', '2026-02-10', '2026-02-11', '2026-02-12'];
    const encounters = days.map((day) => audited('B', day, ['X9003'], { providerIds: ['B', 'A'] }));
    expect(inactiveProviders(encounters, auditContext([], { providers })).flags).toMatchObject([
      { providerId: 'A', subject: 'before-active', own: { count: 1, of: 5 }, encounterIds: [encounters[0]?.id] },
      { providerId: 'A', subject: 'after-active', own: { count: 2, of: 5 }, flagged: 2 },
    ]);
  });

  test('is enrolled with the payer on the day, where the office records enrolments of that payer', () => {
    const encounters = [
      audited('B', '2026-01-31', ['X9003'], { payerIds: ['medicare'] }),
      audited('B', '2026-02-01', ['X9003'], { payerIds: ['medicare'] }),
      audited('B', '2026-02-01', ['X9003'], { payerIds: ['another'] }),
      audited('B', '2026-03-01', ['X9003'], { payerIds: ['medicare'] }),
    ];
    expect(inactiveProviders(encounters, auditContext([], { providers })).flags).toMatchObject([
      { providerId: 'B', subject: 'not-enrolled', own: { count: 1, of: 4 }, encounterIds: [encounters[1]?.id] },
    ]);
  });

  test('bills a payer only while enrolled, also where another person gave the service', () => {
    const named = { providerIds: ['B', 'A'], payerIds: ['medicare'] };
    const encounters = [
      audited('A', '2026-01-31', ['X9003'], named),
      audited('A', '2026-02-01', ['X9003'], named),
      // Providers who only referred or supervised are not checked.
      audited('A', '2026-02-01', ['X9003'], { ...named, providerIds: ['A', 'B'] }),
    ];
    expect(inactiveProviders(encounters, auditContext([], { providers })).flags).toMatchObject([
      { providerId: 'B', subject: 'not-enrolled', own: { count: 1, of: 3 }, encounterIds: [encounters[1]?.id] },
    ]);
  });
});
