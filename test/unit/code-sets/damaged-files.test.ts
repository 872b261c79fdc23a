import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildArtifact } from '../../../shared/code-sets/build.ts';
import type { CodeSetFormat } from '../../../shared/code-sets/format.ts';
import { formats } from '../../../shared/code-sets/formats.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { type Chance, chanceOf } from '../../../simulator/chance.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';
import { editFiles } from '../../support/edit-files.ts';
import { times } from '../../support/effort.ts';

const formatOf = (kind: string) => formats.find((format) => format.kind === kind) as CodeSetFormat;

const damages: readonly ((text: string, at: number, chance: Chance) => string)[] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at, chance) =>
    text.slice(0, at) + chance.pick([' ', ',', '\t', '"', '\n', '0', 'Z', '\u0000']) + text.slice(at),
  (text, at, chance) => text.slice(0, at) + text.slice(at + chance.below(200)),
  (text, at) => text.slice(0, at) + text.slice(Math.max(0, at - 150)),
];

describe.each(editFiles)('$kind, $name, damaged anywhere', ({ kind, name, generate }) => {
  test('is read to its end or to a fault with its place, without an exception', async () => {
    const text = [...generate({ seed: 'damaged', rows: 40 })].join('');
    const head = headOf(text, name);
    const chance = chanceOf('damaged', kind, name);
    const format = formatOf(kind);
    let faults = 0;
    for (let count = 0; count < times(60, 3000); count += 1) {
      const damage = chance.pick(damages as [(typeof damages)[number]]);
      const damaged = damage(text, chance.below(text.length), chance);
      const { fault } = await readWhole({ ...format, read: (pieces) => format.read(pieces, head) }, damaged, name);
      if (fault === undefined) continue;
      faults += 1;
      expect(fault.line).toBeGreaterThanOrEqual(1);
      expect(fault.line).toBeLessThanOrEqual(damaged.split('\n').length);
      expect(fault.column).toBeGreaterThanOrEqual(1);
      // A fault states what was expected, never what was found, because an office's own file may contain anything.
      expect(fault.detail).toMatch(/^[A-Z].*\.$/s);
    }
    expect(faults).toBeGreaterThan(0);
  });
});

test('a fault in the last line of the last part leaves no artifact', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-damaged-'));
  try {
    const parts = editFiles.filter(({ kind }) => kind === 'mpfs');
    const path = join(folder, 'mpfs.sqlite');
    const built = await buildArtifact({
      format: formatOf('mpfs'),
      release: { kind: 'mpfs', release: '2026Q4', effectiveFrom: '2026-10-01' as LocalDate },
      files: parts.map(({ name, generate }, place) => {
        const whole = [...generate({ seed: 'damaged' })].join('');
        const text = place === 1 ? whole.slice(0, -20) : whole;
        return {
          head: headOf(text, name),
          async *content() {
            yield Buffer.from(text);
          },
        };
      }),
      path,
    });
    expect(built).toMatchObject({ ok: false, failure: { file: 'PPRRVU2026_Oct_QPP.csv', line: 41 } });
    expect(existsSync(path)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
