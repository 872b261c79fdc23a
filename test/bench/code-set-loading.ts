import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { createReferences } from '../../shared/code-sets/references.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { chanceOf } from '../../simulator/chance.ts';
import { madeUpProcedure, mostMadeUp } from '../../simulator/code-sets/made-up-procedures.ts';
import { ncciPtp, ptpParts } from '../../simulator/code-sets/ncci-edits.ts';
import { measure } from './run-process.ts';

/** As many rows as the pairs for practitioners have. */
const pairs = 2_300_000;
const lookups = 200_000;

const targets = { seconds: 60, peakMegabytes: 300, lookupsPerSecond: 20_000 } as const;

/**
 * Measures how long it takes to make an artifact of NCCI's pairs, the largest of the official files, compared with a
 * program that only reads their bytes and splits their lines; and how many pairs per second can be looked up in it.
 * Returns whether the targets are met.
 */
export function printCodeSetLoading(folder: string, print: (text: string) => void): boolean {
  const files = join(folder, 'ncci');
  const artifact = join(folder, 'ncci.sqlite');
  const megabytes = writeParts(files);
  const script = fileURLToPath(new URL('load-code-set.ts', import.meta.url));
  const bound = measure([script, 'lines', files], 2);
  const built = measure([script, 'build', files, artifact], 1);
  if (built.output !== bound.output)
    throw new Error(`the artifact has ${built.output} rows, the files ${bound.output}`);

  print(`\n${built.output} pairs of procedures, ${megabytes.toFixed(0)} MB in four files`);
  print(`${''.padEnd(38)}${'seconds'.padStart(9)}${'peak MB'.padStart(9)}`);
  for (const [name, { seconds, peakMegabytes }] of [
    ['bytes read, lines split', bound],
    ['artifact built', built],
  ] as const) {
    print(`${name.padEnd(38)}${seconds.toFixed(2).padStart(9)}${peakMegabytes.toFixed(0).padStart(9)}`);
  }
  const { rate, found } = lookUpPairs(artifact);
  print(
    `the artifact has ${(statSync(artifact).size / 1e6).toFixed(0)} MB; ${rate.toFixed(0)} lookups a second (${found} found)`,
  );
  const isMet =
    built.seconds < targets.seconds && built.peakMegabytes < targets.peakMegabytes && rate >= targets.lookupsPerSecond;
  const { seconds, peakMegabytes, lookupsPerSecond } = targets;
  print(
    `target (under ${seconds} s and ${peakMegabytes} MB, ${lookupsPerSecond} lookups a second): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}

/** Writes the four parts. Returns their size in megabytes. */
function writeParts(folder: string): number {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (const part of ptpParts) {
    const file = openSync(join(folder, `ccipra-v323r0-f${part}.txt`), 'w');
    for (const piece of ncciPtp({ seed: 'bench', rows: pairs, part })) bytes += writeSync(file, piece);
    closeSync(file);
  }
  return bytes / 1e6;
}

/** Looks up pairs at random, both ways round as an edit does; about a tenth of them are there. */
function lookUpPairs(path: string): { readonly rate: number; readonly found: number } {
  const artifact: OpenArtifact = openArtifact(path);
  const references = createReferences(() => artifact);
  const chance = chanceOf('lookups');
  const day = '2026-11-02' as LocalDate;
  let found = 0;
  const start = performance.now();
  for (let count = 0; count < lookups; count += 1) {
    const pair = [madeUpProcedure(chance.below(mostMadeUp)), madeUpProcedure(chance.below(mostMadeUp))] as const;
    if (references.ptp('practitioner', pair, day).kind === 'found') found += 1;
  }
  const rate = lookups / ((performance.now() - start) / 1000);
  artifact.close();
  return { rate, found };
}
