import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildArtifact } from '../../shared/code-sets/build.ts';
import type { CodeSetFormat } from '../../shared/code-sets/format.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { runNode } from './run-process.ts';

/** As many rows as the official files have: diagnoses with their notes and index, and procedures. */
const searchedRows = {
  'icd-10-cm': 98_000,
  'icd-10-cm-tabular': 98_000,
  'icd-10-cm-index': 98_000,
  'icd-10-pcs': 17_000,
} as const;

const targets = { warmMilliseconds: 20, coldMilliseconds: 1000 } as const;

/**
 * The figures that a search program prints. Times are processor times, so other programs on the machine do not count.
 */
export interface SearchRun {
  readonly coldMilliseconds: number;
  readonly questions: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  /** Of the codes whose words were typed in full, the percentage that was on the list of twenty. */
  readonly foundPercent: number;
}

/**
 * Measures how long a search takes at each key that a coder presses, compared with MiniSearch over the same
 * descriptions. Returns whether the targets are met.
 */
export async function printCodeSearch(folder: string, print: (text: string) => void): Promise<boolean> {
  const artifacts = join(folder, 'searched');
  const megabytes = await buildSearched(artifacts);
  print(
    `\n${searchedRows['icd-10-cm']} diagnoses with notes and index, ${searchedRows['icd-10-pcs']} procedures; ${megabytes} MB of artifacts`,
  );
  print(
    `${''.padEnd(38)}${'cold ms'.padStart(9)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'found %'.padStart(9)}${'peak MB'.padStart(9)}`,
  );
  const run = (name: string, what: string): SearchRun => {
    const script = fileURLToPath(new URL('search-typed.ts', import.meta.url));
    const { output, peakMegabytes = Number.NaN } = runNode([script, what, artifacts], true);
    const found = JSON.parse(output) as SearchRun;
    const { coldMilliseconds, p50Milliseconds, p95Milliseconds, foundPercent } = found;
    const figures = [
      coldMilliseconds.toFixed(0),
      p50Milliseconds.toFixed(1),
      p95Milliseconds.toFixed(1),
      foundPercent.toFixed(0),
    ];
    print(`${name.padEnd(38)}${[...figures, peakMegabytes.toFixed(0)].map((figure) => figure.padStart(9)).join('')}`);
    return found;
  };
  const ours = run('superbill (SQLite FTS5, read-only files)', 'ours');
  run('MiniSearch (in memory, descriptions)', 'peer');
  const isMet =
    ours.p95Milliseconds < targets.warmMilliseconds &&
    ours.coldMilliseconds < targets.coldMilliseconds &&
    ours.foundPercent >= 95;
  print(
    `target (p95 under ${targets.warmMilliseconds} ms of work, cold under ${targets.coldMilliseconds} ms): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}

/** Builds the artifacts. Returns their size in megabytes. */
async function buildSearched(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (const [kind, rows] of Object.entries(searchedRows) as [keyof typeof searchedRows, number][]) {
    const path = join(folder, `${kind}.sqlite`);
    const built = await buildArtifact({
      format: formats.find((each) => each.kind === kind) as CodeSetFormat,
      release: { kind, release: 'bench', effectiveFrom: '2026-10-01' as LocalDate },
      files: [
        {
          head: { name: kind, text: '' },
          async *content() {
            for (const piece of syntheticFiles[kind].text({ seed: 'bench', rows })) yield Buffer.from(piece);
          },
        },
      ],
      path,
    });
    if (!built.ok) throw new Error(`${kind}: ${built.failure.detail}`);
    bytes += statSync(path).size;
  }
  return Math.round(bytes / 1e6);
}
