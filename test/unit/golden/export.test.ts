import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { goldenLedgers } from '../../golden/all.ts';
import { exportGoldenLedgers } from '../../golden/export.ts';

it('the conformance suite holds every golden ledger, whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const names = exportGoldenLedgers(folder);
    expect(names).toHaveLength(goldenLedgers.length);
    for (const [index, golden] of goldenLedgers.entries()) {
      const read = (name: string) => readFileSync(join(folder, names[index] as string, name), 'utf8');
      expect(JSON.parse(read('claims.json')).claims).toEqual(golden.claims);
      expect(JSON.parse(read('expected.json'))).toEqual(golden.expected);
      const files = readdirSync(join(folder, names[index] as string)).filter((name) => name.endsWith('.835'));
      expect(files.sort().map(read)).toEqual(golden.remittances);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
