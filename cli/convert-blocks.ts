import { readSync } from 'node:fs';
import { type ClaimBlocks, openClaimPass, type PlacedFinding } from '../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../shared/x12/837/convert/write-json.ts';
import type { InterchangePass } from '../shared/x12/read-interchanges.ts';
import { OrderedThreads, Stopped, ThreadParts, type ThreadSetup, threadFile } from './ordered-threads.ts';

/*
 * Converts an 837 to JSON in several threads. Each thread scans the whole file, which is quick, and converts only its
 * own blocks.
 */

/** The usual size of a block, in bytes: some thousand claims. */
export const usualBlock = 1 << 19;

/** With more findings than this, a single reader would leave some out; so a single reader must report them. */
const mostFindings = 1000;

interface Block {
  readonly pieces: readonly Uint8Array[];
  readonly findings: readonly PlacedFinding[];
  readonly isEntangled: boolean;
}

/** An open file, divided into blocks of this many bytes. */
export interface BlockFile {
  readonly descriptor: number;
  readonly bytes: number;
}

/** Reads an open file from its start. */
export function readAll(descriptor: number, pass: Pick<InterchangePass, 'space' | 'filled'>): void {
  for (let at = 0; ; ) {
    const space = pass.space();
    const count = readSync(descriptor, space, 0, space.length, at);
    if (count === 0) return;
    at += count;
    pass.filled(count);
  }
}

/** Where the results of reading an 837 go, besides its JSON. */
export interface BlockTarget {
  readonly put: (piece: Uint8Array) => void;
  readonly remark: (found: PlacedFinding) => void;
}

/**
 * Converts an 837 to JSON in this many threads, with the same result as one thread gives. The main thread writes.
 * @returns how the pass ended; undefined where the file cannot be read in blocks, though something may have been
 * written
 */
export function convertInBlocks(
  data: BlockFile,
  threads: number,
  { put, remark }: BlockTarget,
): ReturnType<InterchangePass['finish']> | undefined {
  const others = new OrderedThreads<BlockFile, Block>(threadFile, threads, 'x12');
  others.begin(data);
  let [index, findings] = [0, 0];
  let isMine = true;
  const note = (found: PlacedFinding): void => {
    findings += 1;
    if (findings > mostFindings) throw new Stopped();
    remark(found);
  };
  const sink = openJsonSink((piece) => {
    if (isMine) put(piece);
  });
  /** Ends the current block, and takes its result from the thread that read it. */
  const end = (): void => {
    sink.handOn();
    if (isMine) return;
    const block = others.take(index % threads);
    if (block === undefined || block.isEntangled) throw new Stopped();
    for (const piece of block.pieces) put(piece);
    for (const found of block.findings) note(found);
  };
  const blocks: ClaimBlocks = {
    bytes: data.bytes,
    next() {
      end();
      index += 1;
      isMine = index % threads === 0;
      return isMine;
    },
    passed: () => sink.passed(),
    entangled() {
      throw new Stopped();
    },
  };
  try {
    const pass = openClaimPass(sink, note, { blocks, isFirst: true });
    readAll(data.descriptor, pass);
    const ended = pass.finish();
    end();
    isMine = true;
    if (ended.ok) sink.end();
    return ended;
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  } finally {
    others.stop();
  }
}

/** A worker thread's side: reads its blocks and hands them to the main thread. */
export function readBlocks(setup: ThreadSetup, data: BlockFile): void {
  const { thread, threads } = setup;
  const parts = new ThreadParts<Block>(setup);
  let index = 0;
  let [pieces, findings]: [Uint8Array<ArrayBuffer>[], PlacedFinding[]] = [[], []];
  let isEntangled = false;
  const isMine = () => index % threads === thread;
  const sink = openJsonSink((piece) => {
    if (isMine()) pieces.push(new Uint8Array(piece));
  });
  const end = (): void => {
    sink.handOn();
    if (isMine()) {
      parts.hand(
        { pieces, findings, isEntangled },
        pieces.map(({ buffer }) => buffer),
      );
    }
    [pieces, findings] = [[], []];
  };
  const blocks: ClaimBlocks = {
    bytes: data.bytes,
    next() {
      end();
      index += 1;
      if (isMine()) parts.wait();
      return isMine();
    },
    passed: () => sink.passed(),
    entangled() {
      isEntangled = true;
    },
  };
  try {
    const remark = (found: PlacedFinding): void => {
      if (findings.length <= mostFindings) findings.push(found);
    };
    const pass = openClaimPass(sink, remark, { blocks, isFirst: thread === 0 });
    readAll(data.descriptor, pass);
    pass.finish();
    end();
  } catch (error) {
    if (!(error instanceof Stopped)) parts.hand('failed');
  }
}
