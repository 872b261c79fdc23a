import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildArtifact } from '../../../shared/code-sets/build.ts';
import { formats } from '../../../shared/code-sets/formats.ts';
import { groupByRelease, planRelease, recogniseFile } from '../../../shared/code-sets/recognise.ts';
import { type CodeSetKind, codeSets } from '../../../shared/domain/code-set/kinds.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { sampleFiles } from '../../../simulator/code-sets/sample-files.ts';
import { fileOf } from './sample-format.ts';

const kinds = Object.keys(codeSets) as CodeSetKind[];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-samples-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files with their layouts, as in a load. */
function recognised(kind?: CodeSetKind) {
  return sampleFiles
    .filter((file) => kind === undefined || file.kind === kind)
    .map(({ fileName, text }) => {
      const whole = [...text({ seed: 'samples' })].join('');
      const found = recogniseFile(formats, fileName, Buffer.from(whole.slice(0, 65_536)));
      if (!found.ok) throw new Error(`${fileName}: ${found.failure.detail}`);
      return { ...found.value, ...fileOf(fileName, whole) };
    });
}

describe('the synthetic files of every layout', () => {
  it.each(kinds)('make a release of %s', async (kind) => {
    const planned = planRelease(kind, recognised(kind), { effectiveFrom: '2026-10-01' as LocalDate });
    if (!planned.ok) throw new Error(`${planned.failure.code} ${planned.failure.detail}`);
    const { release, files } = planned.value;
    const format = files[0]?.format;
    if (format === undefined) throw new Error('a release has a file');
    const path = join(folder, `${kind}.sqlite`);
    const built = await buildArtifact({ format, release, files, path });
    expect(built).toMatchObject({ ok: true });
    expect(built.ok && built.value.rows).toBeGreaterThan(0);
  });

  it('are distinguished, and the parts of a release found, when all are given at once', () => {
    const groups = groupByRelease(recognised());
    expect(groups.map(([file]) => file?.format.kind).sort()).toEqual([...kinds].sort());
  });
});
