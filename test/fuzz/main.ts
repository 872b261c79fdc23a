import { writeFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { askedBy, countOf, readOptions, UsageProblem } from '../../cli/read-options.ts';
import { bytesOf, type FuzzedFile, fuzzOne, limitMilliseconds } from './fuzz-one.ts';
import { streamLargeFiles } from './large-files.ts';

const usage = `npm run fuzz [-- OPTIONS]: mutated 835s through inspection, import and posting

  --files N    how many (100000); the first that fails prints its seed
  --from N     the first seed (1)
  --seed SEED  tries this one again
  --keep FILE  with --seed: writes the mutated 835
  --large      streams a million claims in one transaction and a gigabyte without an end through the reader instead, and tells the memory
  --help
`;

type Told = { readonly begun: string } | { readonly done: FuzzedFile };

async function work(seeds: readonly string[]): Promise<void> {
  for (const seed of seeds) {
    parentPort?.postMessage({ begun: seed } satisfies Told);
    parentPort?.postMessage({ done: await fuzzOne(seed) } satisfies Told);
  }
}

function fail(seed: string, faults: readonly string[]): never {
  process.stdout.write(`seed ${seed} failed:\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.stdout.write(`replay it: npm run fuzz -- --seed ${seed}\n`);
  process.exit(1);
}

/** Runs the seeds in their own thread, so that a seed that hangs is reported. */
async function run(seeds: readonly string[]): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: seeds });
  let now = '';
  let files = 0;
  let entries = 0;
  let posting = 0;
  let slowest = 0;
  const hung = () => fail(now, [`it hangs: nothing after ${(12 * limitMilliseconds) / 1000} seconds`]);
  let watch = setTimeout(hung, 60_000);
  worker.on('message', (told: Told) => {
    clearTimeout(watch);
    watch = setTimeout(hung, 12 * limitMilliseconds);
    if ('begun' in told) {
      now = told.begun;
      return;
    }
    const { seed, faults, posted, milliseconds } = told.done;
    if (faults.length > 0) fail(seed, faults);
    files += 1;
    entries += posted;
    posting += posted > 0 ? 1 : 0;
    slowest = Math.max(slowest, milliseconds);
    if (files % 10_000 === 0) process.stdout.write(`${files} files, seeds up to ${seed}\n`);
  });
  worker.on('error', (error) => fail(now, [`it crashed the process: ${error instanceof Error ? error.stack : error}`]));
  await new Promise((resolve) => worker.once('exit', resolve));
  clearTimeout(watch);
  process.stdout.write(
    `${files} mutated files held: ${posting} posted something, ${entries} entries in all; the slowest took ${slowest.toFixed(0)} ms\n`,
  );
}

function readAsked() {
  const { values } = readOptions({
    options: {
      files: { type: 'string', default: '100000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      keep: { type: 'string' },
      large: { type: 'boolean', default: false },
    },
  });
  const { seed, keep, large } = values;
  if (keep !== undefined && seed === undefined) throw new UsageProblem('--keep goes with --seed');
  const first = countOf('from', values.from);
  const all = Array.from({ length: countOf('files', values.files) }, (_, index) => String(first + index));
  return { seeds: seed === undefined ? all : [seed], keep, large };
}

async function fuzz({ seeds, keep, large }: ReturnType<typeof readAsked>): Promise<void> {
  const [seed = ''] = seeds;
  if (keep !== undefined) writeFileSync(keep, bytesOf(seed));
  if (large) await streamLargeFiles((text) => process.stdout.write(`${text}\n`));
  else await run(seeds);
}

if (isMainThread) {
  const asked = askedBy(usage, process.argv.slice(2), readAsked);
  if (typeof asked === 'number') process.exitCode = asked;
  else await fuzz(asked);
} else await work(workerData as readonly string[]);
