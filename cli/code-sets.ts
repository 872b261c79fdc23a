import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type CodeSetKind, codeSets } from '../shared/domain/code-set/kinds.ts';
import { present } from '../shared/domain/present.ts';
import { sampleFiles } from '../simulator/code-sets/sample-files.ts';
import { CommandProblem, callApi, findTarget, tellingProblems } from './api-client.ts';
import { loadFiles } from './code-sets-load.ts';
import { counted } from './counted.ts';
import { makeFolder, openOutput, writeAll } from './output-file.ts';
import { askedBy, countOf, onlyWord, readOptions, UsageProblem } from './read-options.ts';

const usage = `Usage: superbill code-sets load FILE... [--effective DAY] [--until DAY] [--release NAME] [--licensed]
       superbill code-sets list [--day DAY]
       superbill code-sets withdraw SET DAY --reason TEXT
       superbill code-sets sample FOLDER [--rows N] [--seed TEXT]

  --effective DAY  the first day on which the release is in force (2026-10-01), if the file does not say it
  --until DAY      the last day on which it is in force, if there is one
  --release NAME   the name of the release, if the file does not say it
  --licensed       you attest that your office has a licence for this file (CPT, CDT)
  --day DAY        show what is in force on that day; today by default
  --reason TEXT    why the release that began on DAY is withdrawn
  --rows N         about how many rows each synthetic file has
  --seed TEXT      the seed of the random numbers (practice)
`;

/** `superbill code-sets`: the official files of codes and edits. */
export async function codeSetsCommand(words: readonly string[]): Promise<number> {
  const run = askedBy(usage, words, () => readWords(words));
  return typeof run === 'number' ? run : tellingProblems('code-sets', run);
}

const text = { type: 'string' } as const;
const options = {
  effective: text,
  until: text,
  release: text,
  licensed: { type: 'boolean', default: false },
  day: text,
  reason: text,
  rows: text,
  seed: { type: 'string', default: 'practice' },
} as const;

/**
 * What the command has to do.
 * @throws UsageProblem when the words ask for something that it cannot do
 */
function readWords(words: readonly string[]): () => Promise<number> {
  const { values, positionals } = readOptions({ args: [...words], allowPositionals: true, options });
  const [what, ...names] = positionals;
  const { effective: effectiveFrom, until: effectiveTo, release, licensed, day, reason, rows, seed } = values;
  if (what === 'load') {
    if (names.length === 0) throw new UsageProblem('load takes at least one file');
    return () => loadFiles(names, { release, effectiveFrom, effectiveTo }, licensed);
  }
  if (what === 'list') {
    if (names.length > 0) throw new UsageProblem('list takes no other word; a day is given with --day');
    return () => list(day);
  }
  if (what === 'withdraw') {
    const [set, from, ...more] = names;
    if (set === undefined || from === undefined || more.length > 0) {
      throw new UsageProblem('withdraw takes a set, and the day on which the release began');
    }
    if (reason === undefined) throw new UsageProblem('withdraw takes --reason');
    return () => withdraw(set, from, reason);
  }
  if (what === 'sample') {
    const folder = onlyWord('folder', names);
    const size = { seed, ...present({ rows: rows === undefined ? undefined : countOf('rows', rows) }) };
    return async () => sample(folder, size);
  }
  throw new UsageProblem('it takes load, list, withdraw or sample');
}

interface ListedSet {
  readonly kind: string;
  readonly title: string;
  readonly state: 'in-force' | 'not-in-force' | 'not-loaded';
  readonly inForce?: string;
  readonly releases: readonly {
    readonly release: string;
    readonly effectiveFrom: string;
    readonly effectiveTo?: string;
    readonly rows: number;
    readonly loadedAt: string;
    readonly loadedBy: string;
    readonly sources: readonly { readonly name: string; readonly sha256: string }[];
  }[];
}

/** Prints which sets are loaded, with their files, and which are missing. */
async function list(day: string | undefined): Promise<number> {
  const query = day === undefined ? '' : `?day=${encodeURIComponent(day)}`;
  const target = findTarget('operator');
  const { body } = await callApi<{ day: string; items: ListedSet[] }>(target, 'GET', `/v1/code-sets${query}`);
  for (const { kind, title, inForce, releases } of body.items.filter(({ state }) => state !== 'not-loaded')) {
    process.stdout.write(
      `${kind}: ${title}. ${inForce === undefined ? 'Nothing' : inForce} is in force on ${body.day}.\n`,
    );
    for (const { release, effectiveFrom, effectiveTo, rows, loadedAt, loadedBy, sources } of releases) {
      const until = effectiveTo === undefined ? '' : ` to ${effectiveTo}`;
      process.stdout.write(
        `  ${release}  from ${effectiveFrom}${until}, ${counted(rows, 'row')}, loaded ${loadedAt} by ${loadedBy}\n`,
      );
      for (const { name, sha256 } of sources) process.stdout.write(`    ${name}  ${sha256}\n`);
    }
  }
  const missing = body.items.filter(({ state }) => state === 'not-loaded');
  if (missing.length > 0) process.stdout.write('Not loaded:\n');
  for (const { kind, title } of missing) process.stdout.write(`  ${kind}: ${title}\n`);
  return 0;
}

async function withdraw(kind: string, day: string, reason: string): Promise<number> {
  if (!Object.hasOwn(codeSets, kind)) {
    throw new CommandProblem(`There is no set ${kind}. The sets are: ${Object.keys(codeSets).join(', ')}.`);
  }
  const target = findTarget(codeSets[kind as CodeSetKind].owner === 'installation' ? 'operator' : 'manager');
  const path = `/v1/code-sets/${kind}/${encodeURIComponent(day)}/withdraw`;
  const options = { body: { reason }, idempotencyKey: randomUUID() };
  const { body } = await callApi<{ release: string }>(target, 'POST', path, options);
  process.stdout.write(`${kind} ${body.release} is withdrawn: lookups no longer use it.\n`);
  return 0;
}

/** Writes a synthetic file of every layout. */
function sample(folder: string, size: { readonly seed: string; readonly rows?: number }): number {
  makeFolder(folder);
  for (const { fileName, text } of sampleFiles) {
    const path = join(folder, fileName);
    const output = openOutput(path);
    try {
      for (const piece of text(size)) writeAll(output.descriptor, Buffer.from(piece));
      output.keep();
    } finally {
      output.drop();
    }
    process.stdout.write(`${path}\n`);
  }
  process.stdout.write(
    'These files are synthetic: their codes and descriptions are made up. Do not use them for billing.\n',
  );
  return 0;
}
