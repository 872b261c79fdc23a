import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { openEnvelopePass, type PlacedFinding, TransactionPass } from '../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../shared/x12/837/convert/write-json.ts';
import type { ScannedTransaction, TransactionReader } from '../shared/x12/scanned-interchange.ts';
import { fill } from './file-bytes.ts';
import { OutputProblem, writeAll } from './output-file.ts';
import { Stopped, startThreads, type ThreadSetup } from './start-threads.ts';
import { Turns } from './turns.ts';

/*
 * Converts an 837 to JSON in several threads, one transaction at a time. The main thread first reads only the
 * envelope, which takes a twentieth of the time. Then each thread takes the next transaction, makes its JSON, and
 * appends it to the output when its turn comes. No JSON goes from thread to thread.
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

/** The usual most bytes that wait for their turn: the JSON of five thousand claims. */
const usuallyHeld = 1 << 23;

/** At most this many findings of a part are kept; others are counted. */
const mostFindings = 50;

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
  { threads, mostHeld = usuallyHeld }: { readonly threads: number; readonly mostHeld?: number },
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
  const file: ClaimFileParts = { descriptor, target, parts, turns: turns.state, claims, mostHeld };
  for (const port of ports) port.postMessage(file);
  const found: PartFindings[] = [];
  try {
    writeParts(file, (findings) => found.push(findings));
    turns.wait(parts.length);
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
    writeParts(file, (findings) => port.postMessage(findings));
  } catch (error) {
    // The main thread reports it.
    if (error instanceof OutputProblem) port.postMessage({ problem: error.message } satisfies UnwrittenPart);
    new Turns(file.turns).stop();
    if (!(error instanceof Stopped || error instanceof OutputProblem)) throw error;
  }
}

/** Writes the parts that no other thread takes. @throws Stopped when another thread has failed */
function writeParts(file: ClaimFileParts, report: (found: PartFindings) => void): void {
  const turns = new Turns(file.turns);
  const held = new HeldBytes((piece) => writeAll(file.target, piece));
  for (let index = turns.take(); index < file.parts.length; index = turns.take()) {
    const { start, from, to, before } = file.parts[index] as TransactionPart;
    const put = (piece: Uint8Array): void => {
      if (!turns.isAt(index) && held.length + piece.length <= file.mostHeld) held.hold(piece);
      else {
        turns.wait(index);
        held.release();
        held.write(piece);
      }
    };
    put(Buffer.from(before));
    const sink = openJsonSink(put, 'transaction');
    const findings: PlacedFinding[] = [];
    let more = 0;
    const pass = new TransactionPass(start, from, sink, (found) => {
      if (findings.length < mostFindings) findings.push(found);
      else more += 1;
    });
    // Another program has cut the file.
    if (fill(pass, file.descriptor, { from, to }) < to - from) throw new Stopped();
    file.claims[index] = pass.finish(to);
    sink.end();
    turns.wait(index);
    held.release();
    if (findings.length > 0) report({ part: index, findings, more });
    turns.pass(index);
  }
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
