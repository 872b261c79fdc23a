import { fstatSync, ftruncateSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { present } from '../shared/domain/present.ts';
import { ok } from '../shared/domain/result.ts';
import type { ClaimFindingCode } from '../shared/x12/837/claim-finding.ts';
import type { ClaimSink } from '../shared/x12/837/convert/claim-document.ts';
import { readClaimDocument, readLinesOfClaims } from '../shared/x12/837/convert/read-json.ts';
import { openClaimPass, type PlacedFinding } from '../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../shared/x12/837/convert/write-json.ts';
import { type DocumentProblem, X12Sink } from '../shared/x12/837/convert/write-x12.ts';
import { placeInFile } from '../shared/x12/837/scrub/place-in-file.ts';
import { scrubRules } from '../shared/x12/837/scrub/scrub-rules.ts';
import type { validate837 } from '../shared/x12/837/validate/validate-837.ts';
import type { InterchangePass } from '../shared/x12/read-interchanges.ts';
import { convertJsonInBlocks, usualClaims } from './convert-json-blocks.ts';
import { convertTransactions } from './convert-transactions.ts';
import { counted } from './counted.ts';
import { fill } from './file-bytes.ts';
import { fileProblems, withFile } from './open-file.ts';
import { openOutput, openUnnamed, writeAll, writeOutput } from './output-file.ts';
import { printable } from './printable.ts';
import { askedBy, countOf, oneOf, readOptions, UsageProblem } from './read-options.ts';
import { hasThreads, Stopped } from './start-threads.ts';

const usage = `Usage: superbill convert FILE --to json|x12|text|pdf [--out FILE] [--line-ends] [--check] [--threads N]

  FILE         an 837 (professional, institutional, dental, any number of each), or the JSON of one
  --to json    the claims as JSON, as the API has them, with the file's envelope
  --to x12     an 837; from an 837 the same one, written again
  --to text    an overview of an 837
  --to pdf     the claims on paper forms with a drawn grid, for reading; needs --out
  --out FILE   where to write; without it, to the terminal
  --line-ends  put each segment on its own line
  --threads N  how many threads turn an 837 into JSON or JSON into an 837; by default one per core for a large file
               (an 837 of 16 MiB, JSON of 64 MiB), else one
  --check      also check the 837 against its guide, with code that is independent of the reader and the writer
`;

/** At most this many problems are listed. */
const listed = 50;

/**
 * `superbill convert`: converts claim files to JSON and back, claim by claim.
 * @returns 0 when everything was converted, 1 when a part of the file was unreadable or odd, 2 when nothing was written
 * @throws OutputProblem
 */
export async function convert(words: readonly string[]): Promise<number> {
  const asked = askedBy(usage, words, () => readWords(words));
  if (typeof asked === 'number') return asked;
  // Each direction loads only the code that it runs. Loading all of it would take as long as converting a megabyte of
  // claims.
  if (asked.to === 'text') return convertToText(asked.file, asked.out);
  if (asked.to === 'pdf') return convertToPages(asked.file, asked.out ?? '');
  const validate = asked.checks ? (await import('../shared/x12/837/validate/validate-837.ts')).validate837 : undefined;
  const done = withFile(asked.file, 'file', (descriptor) => convertFile(descriptor, asked, validate));
  return done.ok ? done.value : refuse(fileProblems[done.failure.kind]);
}

interface Asked {
  readonly file: string;
  readonly to: 'json' | 'x12' | 'text' | 'pdf';
  readonly out?: string;
  readonly lineEnds: boolean;
  readonly checks: boolean;
  /** The number of threads that the person asked for. */
  readonly threads?: number;
}

/** @throws UsageProblem when the words ask for something that the command cannot do */
function readWords(words: readonly string[]): Asked {
  const { values, positionals } = readOptions({
    args: [...words],
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      out: { type: 'string' },
      'line-ends': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      threads: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageProblem('it takes one file');
  const to = oneOf('to', values.to, targets);
  const { out, threads, 'line-ends': lineEnds, check: checks } = values;
  if (to === 'pdf' && out === undefined) throw new UsageProblem('--to pdf goes with --out');
  if ((to === 'pdf' || to === 'text') && (lineEnds || checks || threads !== undefined)) {
    throw new UsageProblem('--line-ends, --check and --threads go with --to json or --to x12');
  }
  const count = threads === undefined ? undefined : countOf('threads', threads);
  if (count !== undefined && count > mostThreads) throw new UsageProblem(`--threads takes at most ${mostThreads}`);
  return { file, to, lineEnds, checks, ...present({ out, threads: count }) };
}

const targets = ['json', 'x12', 'text', 'pdf'] as const;
const mostThreads = 99;

/** Writes the overview of a file that `inspect` prints. Its code is loaded only here. */
async function convertToText(file: string, out: string | undefined): Promise<number> {
  const isOfJson = withFile(file, 'file', isJson);
  if (isOfJson.ok && isOfJson.value)
    return refuse('--to text shows an 837: write one from the JSON first, with --to x12');
  const { inspect, inspectFile, overviewOf } = await import('./inspect.ts');
  if (out === undefined) return inspect([file]);
  const { exitCode, ...report } = inspectFile(file);
  if (exitCode === 2) return inspect([file]);
  writeOutput(out, overviewOf(file, report), file);
  return exitCode;
}

/** Writes the claims of a file as pages of a PDF. The PDF library is loaded only here. */
async function convertToPages(file: string, out: string): Promise<number> {
  const { claimsOnPages, openClaimPages } = await import('./claim-pages.ts');
  const read = withFile(file, 'file', (descriptor) => {
    const opened = openClaimPages(isJson(descriptor) ? 'json' : 'x12');
    const of = isJson(descriptor) ? readJson(descriptor, opened.sink) : readX12(descriptor, opened.sink);
    return { pages: opened, of };
  });
  if (!read.ok) return refuse(fileProblems[read.failure.kind]);
  const { pages, of } = read.value;
  const { isUsable, more, remarks = [] } = of;
  for (const remark of remarks) process.stderr.write(`superbill convert: ${remark}\n`);
  const lines = [...of.lines, ...pages.problems.map(problemLine), ...pages.remarks];
  for (const line of lines.slice(0, listed)) process.stderr.write(`superbill convert: ${line}\n`);
  const unlisted = more + Math.max(0, lines.length - listed);
  if (unlisted > 0) process.stderr.write(`superbill convert: and ${counted(unlisted, 'finding')} more\n`);
  if (pages.isTooLong) return refuse(`the file has more than ${claimsOnPages} claims, the most that a PDF may have`);
  if (!isUsable || pages.problems.length > 0) return refuse('nothing was written');
  writeOutput(out, await pages.finish(), file);
  return lines.length + more > 0 ? 1 : 0;
}

function refuse(reason: string): number {
  process.stderr.write(`superbill convert: ${reason}.\n`);
  return 2;
}

type Validate = typeof validate837;

/** How a conversion ended: its findings, in lines, and whether the output can be used. */
interface Converted {
  readonly lines: readonly string[];
  readonly more: number;
  /** What a person may want to know, although nothing is lost. */
  readonly remarks?: readonly string[];
  readonly isUsable: boolean;
}

/** Writes a file that replaces the target, or is printed, only if it can be used. */
function convertFile(descriptor: number, asked: Asked, validate: Validate | undefined): number {
  const output = asked.out === undefined ? openUnnamed() : openOutput(asked.out, asked.file);
  try {
    const converted = run(descriptor, asked, output.descriptor);
    const isChecked = validate !== undefined && converted.isUsable;
    const checked = isChecked ? check(asked.to === 'x12' ? output.descriptor : descriptor, validate) : [];
    const { remarks = [] } = converted;
    for (const line of [...remarks, ...converted.lines, ...checked])
      process.stderr.write(`superbill convert: ${line}\n`);
    if (converted.more > 0) process.stderr.write(`superbill convert: and ${counted(converted.more, 'finding')} more\n`);
    if (!converted.isUsable) return refuse('nothing was written');
    if (fstatSync(output.descriptor).size === 0) return refuse('the JSON has no interchanges: nothing was written');
    if (asked.out !== undefined) output.keep();
    else for (const chunk of chunks(output.descriptor)) process.stdout.write(Buffer.from(chunk));
    return converted.lines.length + converted.more + checked.length > 0 ? 1 : 0;
  } finally {
    output.drop();
  }
}

/** Checks an 837 against its guide, in one read of the whole file. */
function check(descriptor: number, validate: Validate): readonly string[] {
  // Each chunk is copied before the next one is read into the same memory.
  const text = Buffer.concat(Array.from(chunks(descriptor), (chunk) => Buffer.from(chunk))).toString('latin1');
  return validate(text.trimStart())
    .slice(0, listed)
    .map(({ code, snip, loop, segment, element, position, message }) => {
      const place = [`segment ${position}`, ...(loop === '' ? [] : [`loop ${loop}`]), printable(segment)].join(', ');
      const where = element === undefined ? place : `${place}, element ${element}`;
      return `${where}: ${message} [SNIP ${snip}, ${code}]`;
    });
}

/** The bytes of a file from its start, in a buffer that is used again. */
function* chunks(descriptor: number): Generator<Uint8Array> {
  const buffer = Buffer.alloc(1 << 18);
  for (let at = 0; ; ) {
    const count = readSync(descriptor, buffer, 0, buffer.length, at);
    if (count === 0) return;
    at += count;
    yield buffer.subarray(0, count);
  }
}

/** Whether a file is JSON: its first byte that is not blank opens an object. */
function isJson(descriptor: number): boolean {
  const start = Buffer.alloc(64);
  const count = readSync(descriptor, start, 0, start.length, 0);
  return start
    .subarray(0, count)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .startsWith('{');
}

function run(descriptor: number, { to, lineEnds, ...asked }: Asked, target: number): Converted {
  const put = (piece: Uint8Array): void => writeAll(target, piece);
  const fromJson = isJson(descriptor);
  const threads = hasThreads() ? (asked.threads ?? usualThreads(descriptor, fromJson)) : 1;
  if (to === 'json') {
    if (fromJson) return readJson(descriptor, openJsonSink(put));
    const converted = threads > 1 ? readTransactions(descriptor, target, threads) : undefined;
    return converted ?? readX12(descriptor, openJsonSink(put));
  }
  let sink = new X12Sink(put, lineEnds);
  let read: Converted | undefined;
  if (fromJson) {
    const bytes = () => chunks(descriptor);
    const source = { descriptor, threads, claims: usualClaims, lineEnds };
    const done = threads > 1 ? convertJsonInBlocks(bytes, sink, source) : readLinesOfClaims(bytes, sink);
    if (done !== undefined) read = ofDocument(done);
    else {
      ftruncateSync(target, 0);
      sink = new X12Sink(put, lineEnds);
    }
  }
  read ??= fromJson ? readJson(descriptor, sink) : readX12(descriptor, sink);
  const lines = [...read.lines, ...sink.problems.map(problemLine)];
  return {
    lines: lines.slice(0, listed),
    more: Math.max(0, lines.length - listed) + read.more,
    ...present({ remarks: read.remarks }),
    isUsable: read.isUsable && sink.problems.length === 0,
  };
}

/**
 * Below this many bytes, several threads take about as long as one (each starts and compiles its own code) and cost
 * more processor time.
 */
const largeFiles = { x12: 1 << 24, json: 1 << 26 } as const;

/** One thread per core, each with at least half of the size of a large file. */
function usualThreads(descriptor: number, isOfJson: boolean): number {
  const { size } = fstatSync(descriptor);
  const large = largeFiles[isOfJson ? 'json' : 'x12'];
  return size < large ? 1 : Math.min(availableParallelism(), Math.floor((2 * size) / large));
}

/** @returns undefined when one thread must read the file */
function readTransactions(descriptor: number, target: number, threads: number): Converted | undefined {
  try {
    const found = convertTransactions(descriptor, target, { threads });
    if (found === undefined) return undefined;
    const notes = new FindingLines(found.more);
    for (const each of found.findings) notes.add(each);
    return notes.converted(ok({ bytes: 0 }));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { lines: ['a thread did not end its work; try it with --threads 1'], more: 0, isUsable: false };
  }
}

function readJson(descriptor: number, sink: ClaimSink): Converted {
  return ofDocument(readClaimDocument(() => chunks(descriptor), sink));
}

function ofDocument(read: ReturnType<typeof readClaimDocument>): Converted {
  if (read.ok) return { lines: [], more: 0, isUsable: true };
  const { message, place } = read.failure;
  return { lines: [place === undefined ? message : `${place}: ${message}`], more: 0, isUsable: false };
}

function readX12(descriptor: number, sink: ClaimSink): Converted {
  const notes = new FindingLines();
  let hasClaims = false;
  const noting: ClaimSink = {
    interchange: (header) => sink.interchange(header),
    group: (header) => sink.group(header),
    transaction(header) {
      hasClaims = true;
      sink.transaction(header);
    },
    claim: (parties, fields) => sink.claim(parties, fields),
    end: () => sink.end(),
  };
  const pass = openClaimPass(noting, (found) => notes.add(found));
  fill(pass, descriptor);
  const ended = pass.finish();
  if (!ended.ok) return notes.converted(ended);
  noting.end();
  const converted = notes.converted(ended);
  if (hasClaims) return converted;
  return { ...converted, lines: [...converted.lines, noClaims], isUsable: false };
}

/** Findings about files of which every claim is read, and comes back. They are told once. */
const remarks: ReadonlySet<string> = new Set<ClaimFindingCode>(['guide-predetermination']);

const noClaims = 'the file has no claims (837); superbill inspect says what is in it';

/** Collects the findings of an 837; the first of them as lines. */
class FindingLines {
  readonly #lines: string[] = [];
  readonly #remarks = new Map<string, string>();
  #more: number;

  /** @param more how many findings there are besides those that are added */
  constructor(more = 0) {
    this.#more = more;
  }

  add(found: PlacedFinding): void {
    if (remarks.has(found.code)) {
      if (!this.#remarks.has(found.code)) this.#remarks.set(found.code, findingLine(found));
      return;
    }
    if (this.#lines.length < listed) this.#lines.push(findingLine(found));
    else this.#more += 1;
  }

  converted(ended: ReturnType<InterchangePass['finish']>): Converted {
    const failed = ended.ok ? [] : [`${ended.failure.message} [byte ${ended.failure.byteOffset}]`];
    return {
      lines: [...this.#lines, ...failed],
      ...{ more: this.#more, remarks: [...this.#remarks.values()], isUsable: ended.ok },
    };
  }
}

function findingLine({ code, message, byteOffset, loop, claim }: PlacedFinding): string {
  const place = [claim === undefined ? '' : `claim ${claim}`, loop === undefined ? '' : `loop ${loop}`];
  const named = place.filter((part) => part !== '').join(', ');
  return `${named === '' ? '' : `${named}: `}${printable(message)} [${code}, byte ${byteOffset}]`;
}

/** A problem with its place in the document and, for a claim, the place that it would have in the file. */
function problemLine({ kind, place, form }: DocumentProblem): string {
  const rule = (scrubRules as Readonly<Record<string, { readonly message: string } | undefined>>)[kind];
  const pointer = /\/claims\/\d+(\/.*)?$/.exec(place)?.[1];
  const spot = form === undefined || pointer === undefined ? undefined : placeInFile(form, pointer);
  const where = spot === undefined ? '' : ` (loop ${spot.loop}${segmentWords(spot)})`;
  return `${printable(place)}${where}: ${rule?.message ?? kind} [${kind}]`;
}

function segmentWords({ segment, element }: { readonly segment?: string; readonly element?: string }): string {
  if (segment === undefined) return '';
  return `, segment ${segment}${element === undefined ? '' : `, element ${element}`}`;
}
