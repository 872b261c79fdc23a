import { readSync } from 'node:fs';
import { ok } from '../shared/domain/result.ts';
import { levelsWith, type OpenLevels } from '../shared/x12/837/claim-writer.ts';
import { ClaimTextReader } from '../shared/x12/837/convert/claim-text-reader.ts';
import {
  apart,
  type DocumentBytes,
  type DocumentClaim,
  type DocumentOutline,
  type ReadDocument,
  readOutline,
} from '../shared/x12/837/convert/read-json.ts';
import {
  type ClaimsWriting,
  type WrittenClaims,
  writeClaims,
  writingsOf,
  type X12Sink,
} from '../shared/x12/837/convert/write-x12.ts';
import { type OrderedSetup, OrderedThreads, ThreadParts } from './ordered-threads.ts';
import { Stopped } from './start-threads.ts';

/*
 * Converts JSON to an 837 in several threads, some hundred claims at a time. A claim shares levels (HL) with the claim
 * before it, and levels are numbered through the whole transaction. So each block of claims depends on the levels that
 * the block before it leaves open. A thread reads its block, waits until the thread of the block before has stated
 * these levels, and only then writes.
 */

/** The usual number of claims in a block. */
export const usualClaims = 128;

/** A block of claims of one transaction. */
interface JsonBlock {
  /** The block's place among the claims of the file; `first` is the first claim of its transaction. */
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly writing: ClaimsWriting;
}

/** What all threads share about the file. */
export interface JsonFile {
  readonly descriptor: number;
  /** Where each claim begins and ends. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly blocks: readonly JsonBlock[];
  /** For each block: whether its claims were read, and the numbers of the levels that it leaves open. */
  readonly known: Int32Array;
}

/** The facts of the file, besides its bytes. */
interface JsonSource {
  readonly descriptor: number;
  readonly threads: number;
  /** How many claims a block has. */
  readonly claims: number;
  readonly lineEnds: boolean;
}

/**
 * Converts the JSON of claims to an 837 with several threads, with the same result as one thread gives. The main thread
 * puts the file together.
 * @returns undefined when one thread must convert the document instead: a claim is not valid JSON, the document has a
 * fault, or it may not have one claim per line
 */
export function convertJsonInBlocks(
  bytes: DocumentBytes,
  sink: X12Sink,
  { descriptor, threads, claims: most, lineEnds }: JsonSource,
): ReadDocument | undefined {
  const others = new OrderedThreads<JsonFile, WrittenClaims>('json-blocks', threads);
  try {
    const outline = readOutline(bytes, true);
    if (!outline.ok) return undefined;
    return writeDocument(outline.value, sink, { others, descriptor, threads, most, lineEnds });
  } finally {
    others.stop();
  }
}

interface DocumentWriting extends Omit<JsonSource, 'claims'> {
  readonly others: OrderedThreads<JsonFile, WrittenClaims>;
  readonly most: number;
}

function writeDocument(
  { headers, starts, ends, lists }: DocumentOutline,
  sink: X12Sink,
  { others, descriptor, threads, most, lineEnds }: DocumentWriting,
): ReadDocument | undefined {
  const writings = writingsOf(headers, lineEnds);
  const blocks = writings.flatMap((writing, index) =>
    blocksOf(lists[index] ?? starts.length, lists[index + 1] ?? starts.length, most, writing),
  );
  const known = new Int32Array(new SharedArrayBuffer(4 * numbers * Math.max(blocks.length, 1)));
  const file: JsonFile = { descriptor, starts: shared(starts), ends: shared(ends), blocks, known };
  others.begin(file);
  let next = 0;
  for (const [index, header] of headers.entries()) {
    for (const begin of header) begin(sink);
    for (const end = lists[index + 1] ?? starts.length; (blocks[next]?.to ?? Number.MAX_VALUE) <= end; next += 1) {
      const written = next % threads === 0 ? writeBlock(file, next) : others.take(next % threads);
      if (written === undefined) return undefined;
      sink.written(written);
    }
  }
  sink.end();
  return ok({ claims: starts.length });
}

function blocksOf(first: number, end: number, most: number, writing: ClaimsWriting): JsonBlock[] {
  const blocks: JsonBlock[] = [];
  for (let from = first; from < end; from += most)
    blocks.push({ from, to: Math.min(from + most, end), first, writing });
  return blocks;
}

function shared(values: readonly number[]): Float64Array {
  const made = new Float64Array(new SharedArrayBuffer(8 * values.length));
  made.set(values);
  return made;
}

/** A worker thread's side: writes its blocks and hands them to the main thread. */
export function writeJsonBlocks(setup: OrderedSetup, data: JsonFile): void {
  const { thread, threads } = setup;
  const parts = new ThreadParts<WrittenClaims>(setup);
  try {
    for (let index = thread; index < data.blocks.length; index += threads) {
      parts.wait();
      const written = writeBlock(data, index);
      if (written === undefined) parts.hand('failed');
      else parts.hand(written, [written.text.buffer as ArrayBuffer]);
    }
  } catch (error) {
    if (!(error instanceof Stopped)) parts.hand('failed');
  }
}

/** @returns undefined when this claim or an earlier one is not valid JSON */
function writeBlock(file: JsonFile, index: number): WrittenClaims | undefined {
  const { from, to, first, writing } = file.blocks[index] as JsonBlock;
  const isFirst = from === first;
  // The parties of the open levels follow from the last claim before this block.
  const claims = readBlock(file, isFirst ? from : from - 1, to);
  if (claims === undefined) {
    tell(file.known, index, undefined);
    return undefined;
  }
  const before = isFirst ? undefined : (claims.shift() as DocumentClaim);
  const open = before === undefined ? undefined : openAfter(file.known, index - 1, before);
  if (open === 'unknown') {
    tell(file.known, index, undefined);
    return undefined;
  }
  tell(
    file.known,
    index,
    claims.reduce((levels: OpenLevels | undefined, { parties }) => levelsWith(levels, parties).open, open),
  );
  return writeClaims(claims, writing, { open, claims: from - first });
}

function readBlock({ descriptor, starts, ends }: JsonFile, from: number, to: number): DocumentClaim[] | undefined {
  const base = starts[from] as number;
  const bytes = Buffer.allocUnsafe((ends[to - 1] as number) - base);
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(descriptor, bytes, at, bytes.length - at, base + at);
    if (count === 0) return undefined;
    at += count;
  }
  const reader = new ClaimTextReader();
  const claims: DocumentClaim[] = [];
  for (let index = from; index < to; index += 1) {
    const read = reader.read(bytes.subarray((starts[index] as number) - base, (ends[index] as number) - base));
    if (read === undefined) return undefined;
    claims.push(apart(read));
  }
  return claims;
}

/** The numbers that are stored for each block: its state, and the numbers of its levels. */
const numbers = 5;
const [told, failed] = [1, 2];

/** Tells the other threads which levels a block leaves open; undefined when the block cannot be written. */
function tell(known: Int32Array, block: number, open: OpenLevels | undefined): void {
  const at = block * numbers;
  if (open !== undefined) known.set([open.billing, open.subscriber, open.patient, open.claims], at + 1);
  Atomics.store(known, at, open === undefined ? failed : told);
  Atomics.notify(known, at);
}

/**
 * The levels that a block leaves open. Waits until the block's thread has read it. The caller passes the block's last
 * claim.
 */
function openAfter(known: Int32Array, block: number, { parties }: DocumentClaim): OpenLevels | 'unknown' {
  const at = block * numbers;
  while (Atomics.load(known, at) === 0) Atomics.wait(known, at, 0);
  if (Atomics.load(known, at) === failed) return 'unknown';
  const [billing = 0, subscriber = 0, patient = 0, claims = 0] = known.subarray(at + 1, at + numbers);
  return { parties, billing, subscriber, patient, claims };
}
