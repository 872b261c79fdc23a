import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildArtifact } from '../../../shared/code-sets/build.ts';
import type { ArtifactTable, CodeSetFormat } from '../../../shared/code-sets/format.ts';
import { type OpenArtifact, openArtifact } from '../../../shared/code-sets/open.ts';
import { createReferences } from '../../../shared/code-sets/references.ts';
import type { CodeSetKind } from '../../../shared/domain/code-set/kinds.ts';
import { type Release, releaseInForce } from '../../../shared/domain/code-set/release.ts';
import type { FileRow } from '../../../shared/domain/code-set/rows.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { fileOf } from './sample-format.ts';

const day = (text: string) => text as LocalDate;

let folder = '';
const opened: OpenArtifact[] = [];
const references = createReferences((kind, at) =>
  releaseInForce(
    opened.filter((artifact) => artifact.kind === kind),
    at,
  ),
);

/** Opens an artifact with given rows, so that lookups are tested separately from reading the official files. */
async function keep(
  release: Release,
  table: Omit<ArtifactTable<FileRow>, 'name'>,
  rows: readonly object[],
  more: readonly ArtifactTable<FileRow>[] = [],
) {
  const format: CodeSetFormat = {
    kind: release.kind,
    recognises: () => true,
    stated: () => ({}),
    async *read() {
      yield ok(rows.map((row, index) => ({ line: index + 1, ...row })));
    },
    tables: [{ name: 'rows', ...table }, ...more],
  };
  const path = join(folder, `${release.kind}-${release.release}.sqlite`);
  const built = await buildArtifact({ format, release, files: [fileOf('rows.txt')], path });
  if (!built.ok) throw new Error(built.failure.detail);
  opened.push(openArtifact(path));
}

const icd = { columns: { code: 'TEXT', billable: 'BOOLEAN', line: 'INTEGER' }, primaryKey: ['code'] } as const;
const release = (kind: CodeSetKind, name: string, effectiveFrom: string, effectiveTo?: string): Release => ({
  kind,
  release: name,
  effectiveFrom: day(effectiveFrom),
  ...(effectiveTo === undefined ? {} : { effectiveTo: day(effectiveTo) }),
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-references-'));
  await keep(release('icd-10-cm', 'FY2026', '2025-10-01'), icd, [{ code: 'M545', billable: true }]);
  await keep(release('icd-10-cm', 'FY2027', '2026-10-01', '2027-09-30'), icd, [
    { code: 'M54', billable: false },
    { code: 'M5450', billable: true },
    { code: 'M5459', billable: true },
    { code: 'M546', billable: false },
    { code: 'M55', billable: true },
  ]);
  await keep(
    release('ncci-ptp-practitioner', '2026Q4', '2026-10-01'),
    {
      columns: {
        column1: 'TEXT',
        column2: 'TEXT',
        from: 'DATE',
        to: 'DATE',
        modifierIndicator: 'TEXT',
        line: 'INTEGER',
      },
      primaryKey: ['column1', 'column2', 'from'],
    },
    [
      { column1: 'X9001', column2: 'X9002', from: '2020-01-01', to: '2020-12-31', modifierIndicator: '0' },
      { column1: 'X9001', column2: 'X9002', from: '2026-11-01', modifierIndicator: '1' },
    ],
  );
  await keep(
    release('icd-10-cm-tabular', 'FY2027', '2026-10-01'),
    {
      columns: { code: 'TEXT', parent: 'TEXT', excludes1: 'JSON', line: 'INTEGER' },
      primaryKey: ['code'],
    },
    [
      { code: '10', excludes1: [] },
      { code: 'J09-J18', parent: '10', excludes1: ['aspiration pneumonia (J69.0)'] },
      { code: 'J12', parent: 'J09-J18', excludes1: [] },
    ],
  );
  await keep(
    release('mpfs', '2026D', '2026-10-01'),
    { columns: { code: 'TEXT', modifier: 'TEXT', work: 'INTEGER', line: 'INTEGER' }, primaryKey: ['code', 'modifier'] },
    [
      { code: 'G0101', modifier: '', work: 45 },
      { code: 'G0101', modifier: '26', work: 40 },
    ],
  );
  await keep(
    release('hcpcs', '2026-10', '2026-10-01'),
    { columns: { code: 'TEXT', line: 'INTEGER' }, primaryKey: ['code'] },
    [{ code: 'G0101' }],
    [
      {
        name: 'modifiers',
        columns: { modifier: 'TEXT', line: 'INTEGER' },
        primaryKey: ['modifier'],
        rowsOf: () => [{ modifier: 'GA', line: 7 }],
      },
    ],
  );
});
afterAll(() => {
  for (const artifact of opened) artifact.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('looking up in the release that is in force', () => {
  it.each([
    ['2025-09-30', 'M545', { kind: 'not-loaded' }],
    ['2025-10-01', 'M545', { kind: 'found', citation: { release: 'FY2026', row: 'line 1' } }],
    ['2026-09-30', 'M545', { kind: 'found', citation: { release: 'FY2026' } }],
    [
      '2026-10-01',
      'M545',
      { kind: 'absent', citation: { set: 'icd-10-cm', release: 'FY2027', effective: '2026-10-01' } },
    ],
    ['2027-09-30', 'M5450', { kind: 'found', citation: { release: 'FY2027' } }],
    // FY2027 has ended. FY2026 would be in force again, because it has no end. If a publisher states when a release
    // ends, FY2026 should have an end too.
    ['2027-10-01', 'M545', { kind: 'found', citation: { release: 'FY2026' } }],
  ])('on %s, %s is looked up in the right release', (at, code, expected) => {
    expect(references.diagnosis(code, day(at))).toMatchObject(expected);
  });

  it('reports that a set without a loaded release is not loaded', () => {
    expect(references.taxonomy('207Q00000X', day('2026-11-27'))).toEqual({ kind: 'not-loaded' });
    expect(references.hcc('E1122', day('2026-11-27'))).toEqual({ kind: 'not-loaded' });
  });

  it('finds the edit of a pair that is valid on the day, in the order of its columns', () => {
    const ptp = (at: string, ...pair: [string, string]) => references.ptp('practitioner', pair, day(at));
    expect(ptp('2026-11-01', 'X9001', 'X9002')).toMatchObject({ kind: 'found', row: { modifierIndicator: '1' } });
    expect(ptp('2026-10-31', 'X9001', 'X9002')).toMatchObject({ kind: 'absent' });
    expect(ptp('2026-11-01', 'X9002', 'X9001')).toMatchObject({ kind: 'absent' });
    expect(references.ptp('outpatient', ['X9001', 'X9002'], day('2026-11-01'))).toEqual({ kind: 'not-loaded' });
  });

  it('returns the notes of a code and of everything above it, its own first', () => {
    const found = references.tabular('J12', day('2026-11-27'));
    expect(found.kind === 'loaded' && found.found.map(({ row }) => row.code)).toEqual(['J12', 'J09-J18', '10']);
    expect(references.tabular('Z99', day('2026-11-27'))).toMatchObject({ kind: 'loaded', found: [] });
  });

  it('returns the notes of a code with a seventh character by the code that the list has', () => {
    const found = references.tabular('J12XXXA', day('2026-11-27'));
    expect(found.kind === 'loaded' && found.found.map(({ row }) => row.code)).toEqual(['J12', 'J09-J18', '10']);
  });

  it('names the billable codes below a header', () => {
    const codes = (code: string, at = '2026-11-27') => {
      const found = references.moreSpecific(code, day(at));
      return found.kind === 'loaded' ? found.found.map(({ row }) => row.code) : found.kind;
    };
    expect(codes('M54')).toEqual(['M5450', 'M5459']);
    expect(codes('M5450')).toEqual([]);
    expect(codes('M54', '2020-01-01')).toBe('not-loaded');
  });

  it('distinguishes a fee schedule row without a modifier from one with it', () => {
    const row = (modifier?: string) => references.mpfs('G0101', modifier, day('2026-11-27'));
    expect(row()).toMatchObject({ kind: 'found', row: { work: 45 } });
    expect(row('26')).toMatchObject({ kind: 'found', row: { work: 40, modifier: '26' } });
    expect(row('TC')).toMatchObject({ kind: 'absent' });
  });

  it('finds a modifier of HCPCS in its release, and names the release that lacks one', () => {
    expect(references.modifier('GA', day('2026-11-27'))).toMatchObject({ kind: 'found', citation: { row: 'line 7' } });
    expect(references.modifier('25', day('2026-11-27'))).toMatchObject({ kind: 'absent', citation: { set: 'hcpcs' } });
    expect(references.modifier('25', day('2020-01-01'))).toEqual({ kind: 'not-loaded' });
  });
});
