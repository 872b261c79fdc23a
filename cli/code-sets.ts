import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CodeSetKind, codeSets } from '../shared/domain/code-set/kinds.ts';
import { present } from '../shared/domain/present.ts';
import { sampleFiles } from '../simulator/code-sets/sample-files.ts';
import { CommandProblem, callApi, findTarget, tellingProblems } from './api-client.ts';
import { loadFiles } from './code-sets-load.ts';
import { counted } from './counted.ts';

const usage = `Usage: superbill code-sets load FILE... [--effective DAY] [--until DAY] [--release NAME] [--licensed]
       superbill code-sets list [--day DAY]
       superbill code-sets withdraw SET DAY --reason TEXT
       superbill code-sets sample FOLDER [--rows N] [--seed TEXT]

  --effective DAY  the first day on which the release is in force (2026-10-01), where the file does not say it
  --until DAY      the last such day, where there is one
  --release NAME   the name of the release, where the file does not say it
  --licensed       you say that your office has a licence for this file (CPT, CDT)
  --day DAY        what is in force on that day; today unless given
  --reason TEXT    why the release that began on DAY is withdrawn
  --rows N         how many rows each synthetic file has, about
  --seed TEXT      what chance is drawn from (practice)
`;

interface Words {
  readonly what: string | undefined;
  readonly names: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** `superbill code-sets`: the official files of codes and edits. */
export function codeSetsCommand(words: readonly string[]): Promise<number> {
  return tellingProblems('code-sets', async () => {
    const { what, names, options } = readWords(words);
    const text = (name: string) => options[name] as string | undefined;
    if (what === 'load' && names.length > 0) {
      const said = { release: text('release'), effectiveFrom: text('effective'), effectiveTo: text('until') };
      return loadFiles(names, said, options.licensed === true);
    }
    if (what === 'list' && names.length === 0) return list(text('day'));
    const [first, second] = names;
    const reason = text('reason');
    if (what === 'withdraw' && names.length === 2 && reason !== undefined) {
      return withdraw(first as string, second as string, reason);
    }
    if (what === 'sample' && first !== undefined && names.length === 1) {
      return sample(first, { seed: text('seed') ?? 'practice', rows: text('rows') });
    }
    process.stderr.write(usage);
    return 2;
  });
}

function readWords(words: readonly string[]): Words {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        effective: text,
        until: text,
        release: text,
        licensed: { type: 'boolean' },
        day: text,
        reason: text,
        rows: text,
        seed: text,
      },
    });
    const [what, ...names] = positionals;
    return { what, names, options: values };
  } catch {
    return { what: undefined, names: [], options: {} };
  }
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

/** What is loaded, with its files, and what is missing. */
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
  process.stdout.write(`${kind} ${body.release} is withdrawn: it is not looked up any more.\n`);
  return 0;
}

/** Writes a synthetic file of every layout. */
function sample(folder: string, words: { readonly seed: string; readonly rows: string | undefined }): number {
  if (words.rows !== undefined && !/^\d{1,8}$/.test(words.rows)) throw new CommandProblem('--rows is a whole number.');
  const rows = words.rows === undefined ? undefined : Number(words.rows);
  const size = { seed: words.seed, ...present({ rows }) };
  mkdirSync(folder, { recursive: true });
  for (const { fileName, text } of sampleFiles) {
    const path = join(folder, fileName);
    writeFileSync(path, '');
    for (const piece of text(size)) writeFileSync(path, piece, { flag: 'a' });
    process.stdout.write(`${path}\n`);
  }
  process.stdout.write(
    'These files are synthetic: codes and descriptions in them are made up, and no source for billing.\n',
  );
  return 0;
}
