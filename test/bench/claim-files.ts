// Measures writing claims and converting their files, compared with readers that only split segments.
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, type ProcessRun, runNode } from './run-process.ts';

/** Claims of the file that is converted: some 50 MB. */
const convertedClaims = 130_000;

/** Megabytes are those of the 837; its JSON is nearly four times as large. */
const targets = { claimsPerSecond: 100_000, peakMegabytes: 200, megabytesPerSecond: 60 } as const;

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Prints how quickly claims are written, and how quickly their file becomes JSON and an 837 again. Each figure but one
 * is of a whole process; writing is also measured in process.
 * @returns whether every target is met
 */
export function printClaimFiles(folder: string, print: (text: string) => void): boolean {
  const [edi, json, again] = ['claims.837', 'claims.json', 'again.837'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const written = measure([script('write-claims.ts'), edi], 1);
  const { clock, processor } = JSON.parse(runNode([script('write-claims.ts'), '--rate'], false).output);
  let megabytes = statSync(edi).size / 1e6;
  print(`100000 professional claims, ${megabytes.toFixed(1)} MB`);
  /** @returns megabytes per second by the clock */
  const row = (name: string, { seconds, processorSeconds, peakMegabytes }: Required<ProcessRun>): number => {
    const rate = megabytes / seconds;
    const clock = `${seconds.toFixed(2).padStart(9)} s${rate.toFixed(1).padStart(9)} MB/s`;
    const processor = `${processorSeconds.toFixed(2).padStart(9)} s of processor${(megabytes / processorSeconds).toFixed(1).padStart(9)} MB/s`;
    print(`${name.padEnd(38)}${clock}${processor}${peakMegabytes.toFixed(0).padStart(6)} MB peak`);
    return rate;
  };
  const inProcess = `${String(clock).padStart(9)} claims a second, ${processor} a second of processor`;
  print(`${'written in process, with every check'.padEnd(38)}${inProcess}`);
  row('written to a file', written);
  runNode([script('write-claims.ts'), edi, String(convertedClaims)], false);
  megabytes = statSync(edi).size / 1e6;
  print(`${convertedClaims} professional claims, ${megabytes.toFixed(1)} MB`);
  // Runs the source and not the bundle, because the bundle is one file and starts no threads.
  const command = script('../../cli/superbill.mjs');
  const convert = (from: string, to: string, out: string, threads: number) =>
    measure([command, 'convert', from, '--to', to, '--out', out, '--threads', String(threads)], 5, out);
  const cores = availableParallelism();
  const rate = row(`convert --to json, ${cores} threads`, convert(edi, 'json', json, cores));
  row('convert --to json, one thread', convert(edi, 'json', json, 1));
  row(`convert --to x12, ${cores} threads`, convert(json, 'x12', again, cores));
  row('convert --to x12, one thread', convert(json, 'x12', again, 1));
  for (const peer of ['x12-parser', 'node-x12']) {
    const run = measure([script(`peer-${peer}.ts`), edi], 1);
    row(`${peer} (segments only)`, run);
  }
  const isMet =
    processor >= targets.claimsPerSecond &&
    written.peakMegabytes < targets.peakMegabytes &&
    rate >= targets.megabytesPerSecond;
  const { claimsPerSecond: claimRate, peakMegabytes, megabytesPerSecond } = targets;
  print(
    `target (${claimRate} claims a second of processor, under ${peakMegabytes} MB, an 837 to JSON at ${megabytesPerSecond} MB/s): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}
