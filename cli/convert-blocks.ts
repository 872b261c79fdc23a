import { readSync } from 'node:fs';
import { type ClaimBlocks, openClaimPass, type PlacedFinding } from '../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../shared/x12/837/convert/write-json.ts';
import type { InterchangePass } from '../shared/x12/read-interchanges.ts';
import { OrderedThreads, Stopped, ThreadParts, type ThreadSetup, threadFile } from './ordered-threads.ts';

/* An 837 becomes JSON in several threads. Each goes through the whole file, which is quick, and reads its own blocks of it. */

/** A block usually has about so many bytes: some thousand claims. */
export const usualBlock = 1 << 19;

/** Findings of which one reader would leave some out are for one reader to tell. */
const mostFindings = 1000;

interface Block {
  readonly pieces: readonly Uint8Array[];
  readonly findings: readonly PlacedFinding[];
  readonly isEntangled: boolean;
}

/** What the threads read: a file that is open, in blocks of so many bytes. */
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

/** What becomes of an 837, besides its JSON. */
export interface BlockTarget {
  readonly put: (piece: Uint8Array) => void;
  readonly remark: (found: PlacedFinding) => void;
}

/**
 * Turns an 837 into JSON with so many threads, the same as with one. The main thread writes.
 * @returns how the pass ended; undefined where the file cannot be read in blocks, though something was written
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
  /** Ends the block that is read, and takes it from the thread that has it. */
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

/** The same in a thread beside the main thread: reads its blocks, and hands them on. */
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
