import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildArtifact, type FileToLoad } from '../../shared/code-sets/build.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { createReferences } from '../../shared/code-sets/references.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import { runEdits } from '../../shared/domain/edits/edits.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type Chance, chanceOf } from '../../simulator/chance.ts';
import { sampleFiles } from '../../simulator/code-sets/sample-files.ts';
import { readNotation } from '../golden-edits/encounter-notation.ts';

/** About as many rows as the official files have. */
const fullSize: Partial<Record<CodeSetKind, number>> = {
  'icd-10-cm': 98_000,
  'icd-10-cm-tabular': 98_000,
  'icd-10-cm-conversion': 3_000,
  hcpcs: 8_700,
  cpt: 10_000,
  'ncci-ptp-practitioner': 2_300_000,
  'mue-practitioner': 9_000,
  'ncci-add-on': 2_000,
  mpfs: 9_000,
  gpci: 109,
  'zip-locality': 43_000,
  'code-editor': 10_000,
  'coverage-articles': 100_000,
  taxonomy: 900,
  modifiers: 400,
  'place-of-service': 60,
  'ndc-hcpcs': 8_000,
  'clia-waived': 1_500,
};

const claims = { timed: 400, bulk: 10_000 } as const;
const targets = { millisecondsAtP95: 5, claimsPerSecond: 2_000 } as const;
const effectiveFrom = '2026-10-01' as LocalDate;

function fileOf(path: string): FileToLoad {
  const text = readFileSync(path)
    .subarray(0, 1 << 16)
    .toString();
  return { head: { name: basename(path), text }, content: () => createReadStream(path, { highWaterMark: 1 << 16 }) };
}

/** Makes the artifact of a full-size set, from synthetic files in the official layout. */
async function artifactOf(folder: string, kind: CodeSetKind, rows: number): Promise<OpenArtifact | undefined> {
  // The benchmark of loading has already made the largest one.
  const path = join(folder, kind === 'ncci-ptp-practitioner' ? 'ncci.sqlite' : `${kind}.sqlite`);
  if (existsSync(path)) return openArtifact(path);
  const paths = sampleFiles
    .filter((file) => file.kind === kind)
    .map((file) => {
      const at = join(folder, file.fileName);
      const descriptor = openSync(at, 'w');
      for (const piece of file.text({ seed: 'bench', rows })) writeSync(descriptor, piece);
      return at;
    });
  const format = formats.find((each) => each.kind === kind);
  if (format === undefined) throw new Error(`no format of ${kind}`);
  const release = { kind, release: 'bench', effectiveFrom };
  const built = await buildArtifact({ format, release, files: paths.map(fileOf), path });
  if (!built.ok) throw new Error(`${kind}: line ${built.failure.line}: ${built.failure.detail}`);
  return openArtifact(path);
}

function codesOf(artifact: OpenArtifact, condition: string): readonly string[] {
  const rows = artifact.database.prepare(`SELECT code FROM "rows" WHERE ${condition} ORDER BY code`).all();
  return rows.map(({ code }) => String(code));
}

function one<Value>(chance: Chance, list: readonly Value[]): Value {
  return list[chance.below(list.length)] as Value;
}

/** Claims like those of an office: many codes, some of which occur often. */
function makeClaims(
  count: number,
  lines: number,
  codes: { readonly diagnoses: readonly string[]; readonly procedures: readonly string[] },
) {
  const chance = chanceOf(`claims of ${lines}`);
  const usual = {
    diagnoses: Array.from({ length: 400 }, () => one(chance, codes.diagnoses)),
    procedures: Array.from({ length: 150 }, () => one(chance, codes.procedures)),
  };
  return Array.from({ length: count }, () => {
    const diagnoses = Array.from({ length: 4 }, () => one(chance, usual.diagnoses));
    const services = Array.from({ length: lines }, () => {
      const modifier = one(chance, ['', '-25', '-59', '-RT', '']);
      return `${one(chance, usual.procedures)}${modifier} x${1 + chance.below(3)} >${1 + chance.below(4)}`;
    });
    return readNotation(`dx ${diagnoses.join(' ')} / ${services.join(' / ')}`);
  });
}

type Claims = ReturnType<typeof makeClaims>;

/** Processor time without waiting, because other programs may run at the same time. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Times each claim as in a request to a warm function, whose artifacts remember what earlier claims looked up. */
function millisecondsOf(asked: Claims, references: CodeReferences): readonly number[] {
  return asked
    .map(({ encounter, context }) => {
      const start = processorMilliseconds();
      runEdits(encounter, { ...context, references });
      return processorMilliseconds() - start;
    })
    .sort((left, right) => left - right);
}

/** Times the edits against full-size tables. Returns whether the targets are met. */
export async function printEdits(folder: string, print: (text: string) => void): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const artifacts = new Map<CodeSetKind, OpenArtifact | undefined>();
  for (const [kind, rows] of Object.entries(fullSize) as [CodeSetKind, number][]) {
    artifacts.set(kind, await artifactOf(folder, kind, rows));
  }
  const references = createReferences((kind) => artifacts.get(kind));
  const diagnoses = codesOf(artifacts.get('icd-10-cm') as OpenArtifact, 'billable = 1');
  const procedures = codesOf(artifacts.get('mpfs') as OpenArtifact, "modifier = ''");
  const codes = { diagnoses, procedures };
  // Other claims than the timed ones warm the function up, so that nobody has looked up the timed claims' own rows yet.
  const long = makeClaims(2 * claims.timed, 12, codes);
  millisecondsOf(long.slice(0, claims.timed), references);
  const times = millisecondsOf(long.slice(claims.timed), references);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  const median = times[Math.floor(times.length / 2)] ?? 0;

  const many = makeClaims(claims.bulk, 3, codes);
  let found = 0;
  const start = processorMilliseconds();
  for (const { encounter, context } of many) found += runEdits(encounter, { ...context, references }).length;
  const rate = many.length / ((processorMilliseconds() - start) / 1000);
  for (const artifact of artifacts.values()) artifact?.close();

  print(
    `\nedits of a claim with 12 lines, tables of full size: median ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
  );
  print(`${many.length} claims of 3 lines edited again: ${rate.toFixed(0)} a second, ${found} findings`);
  const isMet = p95 < targets.millisecondsAtP95 && rate >= targets.claimsPerSecond;
  print(
    `target (p95 under ${targets.millisecondsAtP95} ms, ${targets.claimsPerSecond} a second): ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}

if (import.meta.main) {
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'superbill-edits-'));
  await printEdits(folder, (text) => process.stdout.write(`${text}\n`));
  if (process.argv[2] === undefined) rmSync(folder, { recursive: true, force: true });
}
