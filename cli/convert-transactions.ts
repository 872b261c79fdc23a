import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { JsonBytes } from '../shared/x12/837/convert/json-bytes.ts';
import { openEnvelopePass, type PlacedFinding, TransactionPass } from '../shared/x12/837/convert/read-x12.ts';
import { openJsonSink, openTransactionSink } from '../shared/x12/837/convert/write-json.ts';
import type { ScannedTransaction, TransactionReader } from '../shared/x12/scanned-interchange.ts';
import { scannerMemory } from '../shared/x12/segment-scanner.ts';
import { fill } from './file-bytes.ts';
import { OutputProblem, writeAll } from './output-file.ts';
import { Stopped, startThreads, type ThreadSetup } from './start-threads.ts';
import { Turns } from './turns.ts';

/*
 * Converts an 837 to JSON in several threads, one transaction at a time. The main thread first reads only the
 * envelope, which takes a twentieth of the time. Then each thread takes the next block of transactions, makes its JSON,
 * and appends it to the output when its turn comes. No JSON goes from thread to thread.
 */

/** A transaction of claims. */
interface TransactionPart {
  readonly start: ScannedTransaction;
  /** Its bytes in the file, from after ST to before SE. */
  readonly from: number;
  readonly to: number;
  /** The JSON between the transaction before it and its own. */
  readonly before: string;
}

/** What all threads share about the file. */
interface ClaimFileParts {
  readonly descriptor: number;
  /** The output, which is open for appending. */
  readonly target: number;
  readonly parts: readonly TransactionPart[];
  /** The number of the first part of each block. A thread takes one block at a time. */
  readonly blocks: readonly number[];
  readonly turns: Int32Array<SharedArrayBuffer>;
  /** For each part, the number of its claims. */
  readonly claims: Int32Array;
  /** At most this many bytes of JSON wait for their turn in each thread. */
  readonly mostHeld: number;
}

/** The findings of a part; its claims are counted from 1 within the part. */
interface PartFindings {
  readonly part: number;
  readonly findings: readonly PlacedFinding[];
  readonly more: number;
}

/** Why a part could not be written. */
interface UnwrittenPart {
  readonly problem: string;
}

/** The findings of a file in their order, and its number of findings that are not among them. */
export interface FileFindings {
  readonly findings: readonly PlacedFinding[];
  readonly more: number;
}

/**
 * A block ends once it has this many bytes: a file may have many thousands of transactions with one claim each, and to
 * wait for a turn takes longer than to convert a claim.
 */
const usualBlockBytes = 1 << 18;

/** The usual most bytes that wait for their turn: the JSON of five thousand claims. */
const usuallyHeld = 1 << 23;

/** At most this many findings of a part are kept; others are counted. */
const mostFindings = 50;

interface TransactionThreads {
  readonly threads: number;
  readonly mostHeld?: number;
  readonly blockBytes?: number;
}

/**
 * Appends the JSON of an 837 to `target`, with the same bytes and findings as one thread gives.
 * @returns undefined when nothing was written, because one thread must read the file: its reading stops early, or it has
 * no 837
 * @throws Stopped when a thread fails or is silent for too long; what was written then is not whole
 * @throws OutputProblem when it cannot be written
 */
export function convertTransactions(
  descriptor: number,
  target: number,
  { threads, mostHeld = usuallyHeld, blockBytes = usualBlockBytes }: TransactionThreads,
): FileFindings | undefined {
  const ports = startThreads('transactions', threads);
  const read = readParts(descriptor);
  if (read === undefined || read.parts.length === 0) {
    for (const port of ports) port.close();
    return undefined;
  }
  const { parts, outside, after } = read;
  const turns = new Turns();
  const claims = new Int32Array(new SharedArrayBuffer(4 * Math.max(parts.length, 1)));
  const file: ClaimFileParts = {
    ...{ descriptor, target, parts, mostHeld, claims, turns: turns.state },
    blocks: blocksOf(parts, blockBytes),
  };
  for (const port of ports) port.postMessage(file);
  const found: PartFindings[] = [];
  try {
    writeBlocks(file, (findings) => found.push(findings));
    turns.wait(file.blocks.length);
    writeAll(target, Buffer.from(after));
    for (const port of ports) found.push(...received(port));
  } catch (error) {
    // Perhaps a thread could not write: then it has told why.
    if (error instanceof Stopped) for (const port of ports) Array.from(received(port));
    throw error;
  } finally {
    turns.stop();
    for (const port of ports) port.close();
  }
  return inOrder(outside, found, claims);
}

/** @throws OutputProblem when the thread could not write */
function* received(port: MessagePort): Generator<PartFindings> {
  for (;;) {
    const next = receiveMessageOnPort(port) as { readonly message: PartFindings | UnwrittenPart } | undefined;
    if (next === undefined) return;
    if ('problem' in next.message) throw new OutputProblem(next.message.problem);
    yield next.message;
  }
}

/** A finding about the envelope, or the place of a part's findings among these. */
type OutsideFinding = PlacedFinding | { readonly part: number };

/** What the envelope of a file tells. */
interface ReadParts {
  readonly parts: readonly TransactionPart[];
  readonly outside: readonly OutsideFinding[];
  /** The JSON after the last transaction. */
  readonly after: string;
}

/** Reads the envelope; undefined when the file cannot be read to its end, or its bytes are folded into lines. */
function readParts(descriptor: number): ReadParts | undefined {
  const parts: TransactionPart[] = [];
  const outside: OutsideFinding[] = [];
  let text = '';
  const taken = (): string => {
    const before = text;
    text = '';
    return before;
  };
  const sink = openJsonSink((piece) => {
    text += Buffer.from(piece).toString();
  });
  const openReader = (start: ScannedTransaction): TransactionReader => {
    let from = -1;
    return {
      // biome-ignore lint/complexity/useMaxParams: for every segment of a file; an object for its arguments would halve the speed
      segment(_key, _bytes, at, _end, _after, base) {
        if (from === -1) from = base + at;
      },
      finish(to) {
        sink.transactionElsewhere();
        outside.push({ part: parts.length });
        parts.push({ start, from: from === -1 ? to : from, to, before: taken() });
      },
      content: () => ({ kind: 'other' }),
      isWhole: () => true,
    };
  };
  const pass = openEnvelopePass(sink, (found) => outside.push(found), openReader);
  fill(pass, descriptor);
  if (!pass.finish().ok || pass.isFolded()) return undefined;
  sink.end();
  return { parts, outside, after: text };
}

/** A worker thread's side. */
export function writeTransactions({ port }: ThreadSetup, file: ClaimFileParts): void {
  try {
    writeBlocks(file, (findings) => port.postMessage(findings));
  } catch (error) {
    // The main thread reports it.
    if (error instanceof OutputProblem) port.postMessage({ problem: error.message } satisfies UnwrittenPart);
    new Turns(file.turns).stop();
    if (!(error instanceof Stopped || error instanceof OutputProblem)) throw error;
  }
}

/** Neighbouring transactions in blocks of at least so many bytes; the last block may have fewer. */
function blocksOf(parts: readonly TransactionPart[], bytes: number): readonly number[] {
  const blocks: number[] = [];
  let end = 0;
  for (const [index, { from, to }] of parts.entries()) {
    if (from < end) continue;
    blocks.push(index);
    end = Math.max(to, from + bytes);
  }
  return blocks;
}

/** Writes the blocks that no other thread takes. @throws Stopped when another thread has failed */
function writeBlocks(file: ClaimFileParts, report: (found: PartFindings) => void): void {
  const turns = new Turns(file.turns);
  const held = new HeldBytes((piece) => writeAll(file.target, piece));
  let block = turns.take();
  const put = (piece: Uint8Array): void => {
    if (!turns.isAt(block) && held.length + piece.length <= file.mostHeld) held.hold(piece);
    else {
      turns.wait(block);
      held.release();
      held.write(piece);
    }
  };
  const memory: PartMemory = { scanned: scannerMemory(), json: new JsonBytes(put) };
  for (; block < file.blocks.length; block = turns.take()) {
    const found: PartFindings[] = [];
    const end = file.blocks[block + 1] ?? file.parts.length;
    for (let part = file.blocks[block] as number; part < end; part += 1) {
      put(Buffer.from((file.parts[part] as TransactionPart).before));
      const one = writePart(file, part, memory);
      if (one.findings.length > 0) found.push(one);
    }
    turns.wait(block);
    held.release();
    for (const one of found) report(one);
    turns.pass(block);
  }
}

/** What a thread uses again for each transaction: to make it takes longer than to convert a small one. */
interface PartMemory {
  readonly scanned: Uint8Array;
  readonly json: JsonBytes;
}

function writePart(file: ClaimFileParts, part: number, { scanned, json }: PartMemory): PartFindings {
  const { start, from, to } = file.parts[part] as TransactionPart;
  const sink = openTransactionSink(json);
  const findings: PlacedFinding[] = [];
  let more = 0;
  const pass = new TransactionPass(start, { byteOffset: from, memory: scanned }, sink, (found) => {
    if (findings.length < mostFindings) findings.push(found);
    else more += 1;
  });
  // Another program has cut the file.
  if (fill(pass, file.descriptor, { from, to }) < to - from) throw new Stopped();
  file.claims[part] = pass.finish(to);
  sink.end();
  return { part, findings, more };
}

/** Bytes that wait to be written. The memory is used again. */
class HeldBytes {
  readonly write: (piece: Uint8Array) => void;
  #bytes = Buffer.allocUnsafe(1 << 20);
  length = 0;

  constructor(write: (piece: Uint8Array) => void) {
    this.write = write;
  }

  hold(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * length);
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.length);
    this.length = length;
  }

  release(): void {
    this.write(this.#bytes.subarray(0, this.length));
    this.length = 0;
  }
}

function inOrder(outside: readonly OutsideFinding[], found: readonly PartFindings[], claims: Int32Array): FileFindings {
  const byPart = new Map(found.map((each) => [each.part, each]));
  let before = 0;
  const findings = outside.flatMap((each) => {
    if (!('part' in each)) return [each];
    const first = before;
    before += claims[each.part] ?? 0;
    const theirs = byPart.get(each.part)?.findings ?? [];
    return theirs.map((one) => (one.claim === undefined ? one : { ...one, claim: first + one.claim }));
  });
  return { findings, more: found.reduce((sum, { more }) => sum + more, 0) };
}
