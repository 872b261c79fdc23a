// Types the words of some codes key by key, in their order or another, some of them misspelled, and searches at every
// key: with the product, or with MiniSearch over the same descriptions. Prints how many milliseconds of processor time
// a search took.
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { searchCodes } from '../../shared/code-sets/search/search-codes.ts';
import { isEmptyWord, wordsOf } from '../../shared/code-sets/search/words.ts';
import type { CodeSystem } from '../../shared/domain/code-set/entered-code.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { chanceOf } from '../../simulator/chance.ts';
import type { SearchRun } from './code-search.ts';

const day = '2026-11-02' as LocalDate;
const systems = ['icd-10-cm', 'icd-10-pcs'] as const satisfies readonly CodeSystem[];
const shown = 20;
const codesTyped = 40;

interface Typed {
  readonly system: CodeSystem;
  readonly code: string;
  readonly text: string;
}

type Ask = (system: CodeSystem, text: string) => readonly string[];

function workOf<Value>(work: () => Value): { readonly value: Value; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { value, milliseconds: (user + system) / 1000 };
}

interface Described {
  readonly code: string;
  readonly text: string;
}

/** The billable codes of a system, with their descriptions. */
function billable(artifacts: ReadonlyMap<string, OpenArtifact>, system: CodeSystem): readonly Described[] {
  const rows = artifacts
    .get(system)
    ?.database.prepare('SELECT code, "longDescription" AS text FROM "rows" WHERE billable = 1');
  return (rows?.all() ?? []).map(({ code, text }) => ({ code: String(code), text: String(text) }));
}

/** The words of codes' descriptions, as a person types them. */
function typedCodes(artifacts: ReadonlyMap<string, OpenArtifact>): readonly Typed[] {
  const chance = chanceOf('typed');
  return systems.flatMap((system) => {
    const rows = billable(artifacts, system);
    return Array.from({ length: codesTyped / systems.length }, () => {
      const { code, text } = rows[chance.below(rows.length)] as Described;
      const words = wordsOf(text).filter((word) => !isEmptyWord(word) && word !== 'synthetic');
      const ordered = chance.percent(50) ? words : words.toReversed();
      const typed = ordered.map((word) =>
        word.length > 6 && chance.percent(15) ? word.slice(0, 3) + word.slice(4) : word,
      );
      return { system, code, text: typed.join(' ') };
    });
  });
}

function ours(artifacts: ReadonlyMap<string, OpenArtifact>): Ask {
  const inForce = (kind: string) => artifacts.get(kind);
  return (system, text) => {
    const asked = { text, systems: [system], day, billableOnly: true, limit: shown, chosen: new Map() };
    return searchCodes(asked, inForce).items.map(({ code }) => code);
  };
}

function peer(artifacts: ReadonlyMap<string, OpenArtifact>): Ask {
  const indexes = new Map<CodeSystem, MiniSearch>();
  for (const system of systems) {
    const index = new MiniSearch({ idField: 'code', fields: ['text'], storeFields: ['text'] });
    index.addAll(billable(artifacts, system));
    indexes.set(system, index);
  }
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND' } as const;
  return (system, text) =>
    (indexes.get(system)?.search(text, options) ?? []).slice(0, shown).map(({ id }) => String(id));
}

function run(what: string, folder: string): SearchRun {
  const open = (kind: string) => [kind, openArtifact(join(folder, `${kind}.sqlite`))] as const;
  const kinds = ['icd-10-cm', 'icd-10-cm-tabular', 'icd-10-cm-index', 'icd-10-pcs'];
  const cold = workOf(() => {
    const artifacts = new Map(kinds.map(open));
    const ask = what === 'ours' ? ours(artifacts) : peer(artifacts);
    for (const system of systems) ask(system, 'fracture');
    return { artifacts, ask };
  });
  const { artifacts, ask } = cold.value;
  const times: number[] = [];
  let found = 0;
  const typed = typedCodes(artifacts);
  for (const { system, code, text } of typed) {
    let codes: readonly string[] = [];
    for (let keys = 1; keys <= text.length; keys += 1) {
      const { value, milliseconds } = workOf(() => ask(system, text.slice(0, keys)));
      times.push(milliseconds);
      codes = value;
    }
    if (codes.includes(code)) found += 1;
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] as number;
  return {
    coldMilliseconds: cold.milliseconds,
    questions: times.length,
    p50Milliseconds: at(0.5),
    p95Milliseconds: at(0.95),
    foundPercent: (100 * found) / typed.length,
  };
}

const [what = 'ours', folder = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(run(what, folder)));
