// Measures writing claims and converting their files, compared with readers that only split segments.
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, type ProcessRun, runNode } from './run-process.ts';

/** Megabytes are those of the 837; its JSON is nearly four times as large. Seconds are processor time. */
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
  const megabytes = statSync(edi).size / 1e6;
  print(`100000 professional claims, ${megabytes.toFixed(1)} MB`);
  /** @returns megabytes per second of processor time */
  const row = (name: string, { seconds, processorSeconds, peakMegabytes }: Required<ProcessRun>): number => {
    const rate = megabytes / processorSeconds;
    const clock = `${seconds.toFixed(2).padStart(9)} s${(megabytes / seconds).toFixed(1).padStart(9)} MB/s`;
    const processor = `${processorSeconds.toFixed(2).padStart(9)} s of processor${rate.toFixed(1).padStart(9)} MB/s`;
    print(`${name.padEnd(38)}${clock}${processor}${peakMegabytes.toFixed(0).padStart(6)} MB peak`);
    return rate;
  };
  const inProcess = `${String(clock).padStart(9)} claims a second, ${processor} a second of processor`;
  print(`${'written in process, with every check'.padEnd(38)}${inProcess}`);
  row('written to a file', written);
  // Runs the source and not the bundle, because the bundle is one file and starts no threads.
  const command = script('../../cli/superbill.mjs');
  const convert = (from: string, to: string, out: string, ...more: readonly string[]) =>
    measure([command, 'convert', from, '--to', to, '--out', out, ...more], 2);
  const all = ['--threads', String(availableParallelism())];
  const rate = row('superbill convert --to json', convert(edi, 'json', json));
  row('superbill convert --to x12, all cores', convert(json, 'x12', again, ...all));
  const back = row('the same with one thread', convert(json, 'x12', again, '--threads', '1'));
  for (const peer of ['x12-parser', 'node-x12']) {
    const run = measure([script(`peer-${peer}.ts`), edi], 1);
    row(`${peer} (segments only)`, run);
  }
  const isMet =
    processor >= targets.claimsPerSecond &&
    written.peakMegabytes < targets.peakMegabytes &&
    Math.min(rate, back) >= targets.megabytesPerSecond;
  const { claimsPerSecond: claimRate, peakMegabytes, megabytesPerSecond } = targets;
  print(
    `target (${claimRate} claims a second of processor, under ${peakMegabytes} MB, ${megabytesPerSecond} MB/s of processor both ways with one thread): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}
