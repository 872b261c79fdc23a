import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cents, formatCents } from '../../shared/domain/money/cents.ts';
import { askedBy, onlyWord, readOptions, UsageProblem } from '../read-options.ts';
import {
  type Entry,
  type ExportedRemittance,
  ExportUnreadable,
  exportNames,
  parseTotals,
  readEntries,
  readRemittances,
  type Totals,
} from './exported.ts';
import { type Disproof, Proof } from './proof.ts';

const usage = 'Usage: superbill verify DIR\n       superbill verify --ledger FILE --files DIR\n';

interface Places {
  readonly ledger: string;
  readonly files: string;
  /** The folder with the rest of the export, if it exists. */
  readonly folder: string | undefined;
}

/**
 * `superbill verify DIR`: proves or disproves, from the payers' raw files, every cent of an exported ledger that comes
 * from a remittance. It needs no server, and uses none of the code that posts.
 * @returns 0 when every one is proven, 1 when one is disproved, 2 when the export cannot be read
 */
export async function verify(words: readonly string[]): Promise<number> {
  const places = askedBy(usage, words, () => placesOf(words));
  if (typeof places === 'number') return places;
  try {
    const proof = await proveLedger(places);
    report(proof);
    return proof.disproofs.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ExportUnreadable)) throw error;
    process.stderr.write(`superbill verify: ${error.message}\n`);
    return 2;
  }
}

/** @throws UsageProblem when the words ask for something that the command cannot do */
function placesOf(words: readonly string[]): Places {
  const options = { ledger: { type: 'string' }, files: { type: 'string' } } as const;
  const { values, positionals } = readOptions({ args: [...words], options, allowPositionals: true });
  const { ledger, files } = values;
  if (ledger === undefined && files === undefined) return placesIn(onlyWord('folder', positionals));
  if (ledger === undefined || files === undefined) throw new UsageProblem('--ledger and --files go together');
  if (positionals.length > 0) throw new UsageProblem('it takes a folder, or --ledger and --files');
  return { ledger, files, folder: undefined };
}

function placesIn(folder: string): Places {
  return { ledger: join(folder, exportNames.ledger), files: join(folder, exportNames.files), folder };
}

/**
 * Proves a whole export in two passes over the ledger: the first finds which entries others undo; the second proves all
 * entries, those that undo others last.
 */
export async function proveExport(folder: string): Promise<Proof> {
  return proveLedger(placesIn(folder));
}

async function proveLedger({ ledger, files, folder }: Places): Promise<Proof> {
  const wanted = new Set<string>();
  for await (const entry of readEntries(ledger)) {
    for (const undone of undoneBy(entry)) wanted.add(undone);
  }
  const proof = new Proof(files);
  const originals = new Map<string, Entry>();
  const waiting: Entry[] = [];
  for await (const entry of readEntries(ledger)) {
    const id = ownId(entry.id);
    if (wanted.has(id) && !originals.has(id)) originals.set(id, entry);
    if (undoneBy(entry).length > 0) waiting.push(entry);
    else proof.add(entry, undefined);
  }
  const undoneOnce = new Map<string, string>();
  for (const entry of waiting) {
    proof.add(entry, together(undoneBy(entry).map((id) => originals.get(id))));
    for (const undone of entry.reverses ?? []) {
      const first = undoneOnce.get(undone);
      if (first !== undefined) proof.disproofs.push({ entryId: entry.id, problem: `${first} undoes the same entry` });
      undoneOnce.set(undone, entry.id);
    }
  }
  proof.finish(await remittancesOf(folder), totalsOf(folder));
  return proof;
}

/** The entries that one entry undoes, added up to one; undefined when the ledger lacks any of them. */
function together(entries: readonly (Entry | undefined)[]): Entry | undefined {
  const [first] = entries;
  if (first === undefined || entries.includes(undefined)) return undefined;
  return { ...first, legs: entries.flatMap((entry) => entry?.legs ?? []) };
}

function undoneBy({ reverses, reversesPart }: Entry): readonly string[] {
  return reverses ?? (reversesPart === undefined ? [] : [reversesPart]);
}

/** An entry's id without its collection. */
function ownId(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}

async function remittancesOf(folder: string | undefined): Promise<ExportedRemittance[]> {
  const found: ExportedRemittance[] = [];
  if (folder === undefined || !existsSync(join(folder, exportNames.remittances))) return found;
  for await (const remittance of readRemittances(join(folder, exportNames.remittances))) found.push(remittance);
  return found;
}

function totalsOf(folder: string | undefined): Totals | undefined {
  if (folder === undefined || !existsSync(join(folder, exportNames.totals))) return undefined;
  const file = join(folder, exportNames.totals);
  return parseTotals(readFileSync(file, 'utf8'), file);
}

/** A number with its noun. It repeats `counted.ts` because the verifier shares no code with the other commands. */
function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function report({ disproofs, proven, otherEntries }: Proof): void {
  for (const disproof of disproofs) process.stdout.write(`DISPROVED ${disproofText(disproof)}\n`);
  const amount = (value: number): string => formatCents(cents(value));
  process.stdout.write(
    `${counted(proven.entries, 'entry is', 'entries are')} proven from the files: ${counted(proven.payments, 'payment')} of ${amount(proven.receivedCents)}, ` +
      `${counted(proven.claims, 'claim')} paid ${amount(proven.paidCents)} and adjusted ${amount(proven.adjustedCents)}, ` +
      `provider-level adjustments ${amount(proven.providerAdjustedCents)} (amounts taken back count as well). ` +
      `${counted(otherEntries, 'entry comes', 'entries come')} from no file.\n`,
  );
  process.stdout.write(
    disproofs.length === 0
      ? 'Nothing is disproved.\n'
      : `${counted(disproofs.length, 'thing is', 'things are')} disproved.\n`,
  );
}

function disproofText({ entryId, fileSha256, byteOffset, problem }: Disproof): string {
  const entry = entryId === undefined ? '' : `entry ${entryId}: `;
  const file = fileSha256 === undefined ? '' : `; file ${fileSha256}`;
  const byte = byteOffset === undefined ? '' : `, byte ${byteOffset}`;
  return `${entry}${problem}${file}${byte}`;
}
