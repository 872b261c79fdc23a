// `npm run bench`: everything, in about six minutes. `npm run bench -- statements ageing`: only these sections; an
// unknown section is refused with the list of all. `npm run bench -- --large` also reads ten times the file and posts
// 100,000 claims, which takes about nine minutes.
import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askedBy, readOptions, UsageProblem } from '../../cli/read-options.ts';
import { bundleCli } from '../../infra/bundle.ts';
import { printAgeing } from './ageing.ts';
import { printAssembly } from './assembly.ts';
import { printAnswers } from './claim-answers.ts';
import { printClaimFiles } from './claim-files.ts';
import { printLife } from './claim-life.ts';
import { printCodeSearch } from './code-search.ts';
import { printCodeSetLoading } from './code-set-loading.ts';
import { printCost } from './cost.ts';
import { printEdits } from './edits.ts';
import { printFunctions } from './functions.ts';
import { generateRemittance } from './generate-remittance.ts';
import { printManyPayments } from './many-payments.ts';
import { printPosting } from './posting.ts';
import { measure } from './run-process.ts';
import { printStatements } from './statements.ts';
import { storeAlone } from './store-alone.ts';

const claims = 100_000;
const largeFactor = 10;
const targets = {
  /** Reading the file, and reading ten times the file. */
  megabytesPerSecond: 120,
  largeMegabytesPerSecond: 220,
  peakMegabytes: 150,
  /** How much more memory ten times the file may take. */
  moreMegabytes: 20,
  /**
   * The least share of the speed of the store alone in the same run: 1,000 claims per second where the store alone does
   * 2,260.
   */
  shareOfStore: 0.44,
  /**
   * In a file of many payments with one claim each, a claim may take this many times as long as in one payment of many
   * claims.
   */
  timesAsLong: 6,
  /** The longest that another office's file of one claim may take meanwhile. */
  waitSeconds: 5,
} as const;

interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly megabytesPerSecond: number;
  readonly peakMegabytes: number;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Makes the file with the shared generator if it is there, otherwise with the benchmark's own. */
function makeFile(file: string): string {
  const shared = fileURLToPath(new URL('../../../shared/tools/gen835.py', import.meta.url));
  if (existsSync(shared)) {
    const made = spawnSync('python3', [shared, String(claims), '--out', file]);
    if (made.status === 0) return 'the shared generator';
  }
  generateRemittance(file, claims);
  return "the benchmark's own generator";
}

function time(name: string, file: string, words: readonly string[], repetitions: number): Row & { output: string } {
  const { seconds, peakMegabytes, output } = measure([...words, file], repetitions);
  return { name, seconds, megabytesPerSecond: statSync(file).size / 1e6 / seconds, peakMegabytes, output };
}

function printTable(rows: readonly Row[]): void {
  const first = rows[0];
  print(`${'reader'.padEnd(38)}${'seconds'.padStart(9)}${'MB/s'.padStart(9)}${'peak MB'.padStart(9)}  times as long`);
  for (const { name, seconds, megabytesPerSecond, peakMegabytes } of rows) {
    const figures = [seconds.toFixed(2), megabytesPerSecond.toFixed(1), peakMegabytes.toFixed(0)];
    const ratio = first === undefined ? 1 : seconds / first.seconds;
    print(`${name.padEnd(38)}${figures.map((figure) => figure.padStart(9)).join('')}  ${ratio.toFixed(1)}`);
  }
}

interface Sums {
  readonly claims: number;
  readonly paidCents: number;
}

/**
 * The sums that our reader reports for the file. Throws when an equation does not hold, because the run would then
 * prove nothing.
 */
function sumsOf(report: string): Sums {
  const transactions = JSON.parse(report).interchanges.flatMap((one: { transactions: unknown[] }) => one.transactions);
  if (!transactions.every((one: { balanced: boolean }) => one.balanced)) throw new Error('the file does not balance');
  return transactions.reduce(
    (sum: Sums, one: Sums) => ({ claims: sum.claims + one.claims, paidCents: sum.paidCents + one.paidCents }),
    { claims: 0, paidCents: 0 },
  );
}

function readers(file: string, superbill: string): readonly Row[] {
  const ours = time('superbill (every equation, SHA-256)', file, [superbill, 'inspect', '--json'], 7);
  const sums = sumsOf(ours.output);
  const peers = ['x12-parser', 'node-x12'].map((peer) => {
    const script = fileURLToPath(new URL(`peer-${peer}.ts`, import.meta.url));
    const row = time(`${peer} (segments only)`, file, [script], 1);
    const found: Sums = JSON.parse(row.output);
    if (found.claims !== sums.claims || found.paidCents !== sums.paidCents) {
      throw new Error(`${peer} found other sums: ${row.output}`);
    }
    return row;
  });
  print(`${sums.claims} claims, ${(sums.paidCents / 100).toFixed(2)} paid on them: every reader found the same`);
  return [ours, ...peers];
}

function readLarge(file: string, superbill: string, folder: string): Row {
  const large = join(folder, 'large.edi');
  copyFileSync(file, large);
  for (let copy = 1; copy < largeFactor; copy += 1) appendFileSync(large, readFileSync(file));
  return time(`superbill, ${largeFactor} times the file`, large, [superbill, 'inspect', '--json'], 3);
}

/** Prints whether a target is met. */
function told(isMet: boolean, target: string): boolean {
  print(`target (${target}): ${isMet ? 'met' : 'MISSED'}`);
  return isMet;
}

function printStoreAlone(rate: number): number {
  print(`${'the store alone, by ten'.padEnd(34)}${rate.toFixed(0).padStart(10)}`);
  return rate;
}

function printReadingTargets(ours: Row, large: Row | undefined): boolean {
  const { megabytesPerSecond, largeMegabytesPerSecond, peakMegabytes, moreMegabytes } = targets;
  const isMet = told(
    ours.megabytesPerSecond >= megabytesPerSecond && ours.peakMegabytes < peakMegabytes,
    `${megabytesPerSecond} MB/s, under ${peakMegabytes} MB`,
  );
  if (large === undefined) return isMet;
  const isLargeMet = told(
    large.megabytesPerSecond >= largeMegabytesPerSecond && large.peakMegabytes < ours.peakMegabytes + moreMegabytes,
    `${largeFactor} times the file: ${largeMegabytesPerSecond} MB/s, under ${moreMegabytes} MB more`,
  );
  return isMet && isLargeMet;
}

interface Bench {
  /** Where sections keep the files that they make. */
  readonly folder: string;
  readonly isLarge: boolean;
}

/** The sections in order. Each prints what it measures, and returns whether its targets are met. */
const sections: Readonly<Record<string, (bench: Bench) => boolean | Promise<boolean>>> = {
  /** How quickly a large remittance is read, compared with other readers. */
  reading: async ({ folder, isLarge }) => {
    const file = join(folder, 'remittance.edi');
    const maker = makeFile(file);
    print(`${(statSync(file).size / 1e6).toFixed(1)} MB, made by ${maker}; whole processes, Node's start included`);
    const { file: superbill } = await bundleCli(folder);
    const rows = readers(file, superbill);
    const large = isLarge ? readLarge(file, superbill, folder) : undefined;
    printTable([...rows, ...(large === undefined ? [] : [large])]);
    return printReadingTargets(rows[0] as Row, large);
  },
  /** How quickly claims are written and their files converted. */
  'claim-files': ({ folder }) => printClaimFiles(folder, print),
  /** How quickly a remittance posts, compared with the store alone. */
  posting: async ({ folder, isLarge }) => {
    const rates = await printPosting(folder, isLarge ? [10_000, 100_000] : [10_000]);
    const share = Math.min(...rates) / printStoreAlone(await storeAlone(join(folder, 'store-alone'), 10_000));
    return told(share >= targets.shareOfStore, `${targets.shareOfStore} of the store alone, here ${share.toFixed(2)}`);
  },
  /** How long many payments of one claim each take, and how long another office waits meanwhile. */
  'many-payments': async ({ folder }) => {
    const { times, waitSeconds } = await printManyPayments(join(folder, 'many-payments'), 1600);
    return told(
      times <= targets.timesAsLong && waitSeconds <= targets.waitSeconds,
      `a payment each at most ${targets.timesAsLong} times as long, another office waits at most ${targets.waitSeconds} s`,
    );
  },
  /** How quickly encounters become claims and a file. */
  assembly: ({ folder }) => printAssembly(join(folder, 'assembly'), 1000),
  /** How long statements of many accounts take. */
  statements: ({ folder }) => printStatements(join(folder, 'statements'), 10_000),
  /** How long a report of what is owed by age takes. */
  ageing: ({ folder }) => printAgeing(join(folder, 'ageing'), 100_000),
  /** What a posted claim costs, and how much a claim writes from its encounter on. */
  cost: async () => {
    const { writeUnits, isMet } = await printCost(10_000);
    const isLifeCheap = await printLife(100, writeUnits);
    return (await printAnswers(45)) && isLifeCheap && isMet;
  },
  /** How large and quick to load each function is. */
  functions: async ({ folder }) => {
    await printFunctions(join(folder, 'functions'));
    return true;
  },
  /** How quickly the largest official file of edits is loaded. */
  'code-sets': ({ folder }) => printCodeSetLoading(folder, print),
  /** How quickly codes are found. */
  search: ({ folder }) => printCodeSearch(folder, print),
  /** How quickly a claim is edited. */
  edits: ({ folder }) => printEdits(folder, print),
};

/** The sections that the command line names, or all of them. */
function askedSections(names: readonly string[]): readonly (typeof sections)[string][] {
  const unknown = names.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) throw new UsageProblem(`no section is called ${unknown}`);
  return Object.entries(sections).flatMap(([name, run]) => (names.length === 0 || names.includes(name) ? [run] : []));
}

const usage = `npm run bench [-- SECTION... [--large]]

  SECTION  ${Object.keys(sections).join(', ')}; all without one
  --large  larger files
  --help
`;

function readAsked() {
  const { values, positionals } = readOptions({
    options: { large: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  return { sections: askedSections(positionals), isLarge: values.large };
}

async function main({ sections: asked, isLarge }: ReturnType<typeof readAsked>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-bench-'));
  try {
    let exitCode = 0;
    for (const run of asked) if (!(await run({ folder, isLarge }))) exitCode = 1;
    return exitCode;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const asked = askedBy(usage, process.argv.slice(2), readAsked);
process.exitCode = typeof asked === 'number' ? asked : await main(asked);
