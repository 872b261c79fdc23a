// Writing claims and converting their files, beside readers that only split segments.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, runNode } from './run-process.ts';

/** Megabytes are those of the 837, whose JSON is nearly four times as large. */
const targets = { claimsPerSecond: 100_000, peakMegabytes: 200, megabytesPerSecond: 60 } as const;

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Prints how quickly claims are written, and how quickly their file becomes JSON and an 837 again. Whole processes, but for writing in process.
 * @returns whether every target is met
 */
export function printClaimFiles(folder: string, superbill: string, print: (text: string) => void): boolean {
  const [edi, json, again] = ['claims.837', 'claims.json', 'again.837'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const written = measure([script('write-claims.ts'), edi], 1);
  const { clock, processor } = JSON.parse(runNode([script('write-claims.ts'), '--rate'], false).output);
  const megabytes = statSync(edi).size / 1e6;
  print(`100000 professional claims, ${megabytes.toFixed(1)} MB`);
  const row = (name: string, seconds: number, peak: number): number => {
    const rate = megabytes / seconds;
    print(
      `${name.padEnd(38)}${seconds.toFixed(2).padStart(9)} s${rate.toFixed(1).padStart(9)} MB/s${peak.toFixed(0).padStart(6)} MB peak`,
    );
    return rate;
  };
  const inProcess = `${String(clock).padStart(9)} claims a second, ${processor} a second of processor`;
  print(`${'written in process, with every check'.padEnd(38)}${inProcess}`);
  row('written to a file', written.seconds, written.peakMegabytes);
  const toJson = measure([superbill, 'convert', edi, '--to', 'json', '--out', json], 2);
  const rate = row('superbill convert --to json', toJson.seconds, toJson.peakMegabytes);
  const toX12 = measure([superbill, 'convert', json, '--to', 'x12', '--out', again], 2);
  row('superbill convert --to x12', toX12.seconds, toX12.peakMegabytes);
  print(`${'  (of its JSON)'.padEnd(50)}${(statSync(json).size / 1e6 / toX12.seconds).toFixed(1).padStart(9)} MB/s`);
  for (const peer of ['x12-parser', 'node-x12']) {
    const run = measure([script(`peer-${peer}.ts`), edi], 1);
    row(`${peer} (segments only)`, run.seconds, run.peakMegabytes);
  }
  const isMet =
    processor >= targets.claimsPerSecond &&
    written.peakMegabytes < targets.peakMegabytes &&
    rate >= targets.megabytesPerSecond;
  const { claimsPerSecond: claimRate, peakMegabytes, megabytesPerSecond } = targets;
  print(
    `target (${claimRate} claims a second of processor, under ${peakMegabytes} MB, ${megabytesPerSecond} MB/s to JSON): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}
