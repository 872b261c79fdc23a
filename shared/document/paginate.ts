import type { Block, Document } from './document.ts';

/** A part of a page that is never broken: a line of text, a row, a ruled headline. */
export interface Strip {
  readonly height: number;
  /** Space that is dropped at the beginning of a page. */
  readonly isGap?: true;
  /** The height of the strips that stay together, on the first of them. */
  readonly keptHeight?: number;
}

/** A block as strips, and the strips to repeat on its next page: a table's header. */
export interface LaidBlock<S extends Strip> {
  readonly strips: readonly S[];
  readonly repeated?: readonly S[];
}

/**
 * Puts a document's blocks onto pages. A title stays with its facts and with the beginning of what follows; a
 * text that explains a short block stays with it.
 * @param room.height the height of a page
 * @param room.beginning how much of a table or text counts as its beginning
 */
export function paginate<S extends Strip>(
  document: Document,
  lay: (block: Block) => LaidBlock<S>,
  room: { readonly height: number; readonly beginning: number },
): S[][] {
  const pages: S[][] = [[]];
  let used = 0;
  const blocks = document.blocks.map((block) => ({ block, laid: lay(block) }));
  const turn = () => {
    pages.push([]);
    used = 0;
  };
  const add = (strip: S) => {
    if (strip.isGap && used === 0) return;
    pages.at(-1)?.push(strip);
    used += strip.height;
  };
  for (const [index, { block, laid }] of blocks.entries()) {
    const kept = keptWith(document.blocks, index);
    const needed = kept.reduce((sum, at, place) => {
      const height = heightOf(blocks[at]?.laid.strips ?? []);
      // A code is one strip, so its beginning is the whole code.
      const isParted = place > 0 && place === kept.length - 1 && blocks[at]?.block.kind !== 'code';
      return sum + (isParted ? Math.min(height, room.beginning) : height);
    }, 0);
    const isStart = block.kind === 'title' && block.startsPage === true;
    if (used > 0 && (isStart || (kept.length > 1 && used + needed > room.height))) turn();
    for (const strip of laid.strips) {
      if (used > 0 && used + (strip.keptHeight ?? strip.height) > room.height) {
        turn();
        for (const head of laid.repeated ?? []) add(head);
      }
      add(strip);
    }
  }
  return pages;
}

/** At most this many lines of a row stay together. A longer row may continue on the next page. */
const linesTogether = 8;

/** The strips of a row, which stay together unless it is long. */
export function keptTogether<S extends Strip>(strips: readonly S[]): readonly S[] {
  const [first, ...others] = strips;
  if (first === undefined || others.length === 0 || strips.length > linesTogether) return strips;
  return [{ ...first, keptHeight: heightOf(strips) }, ...others];
}

function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, { height }) => sum + height, 0);
}

/** The block at `index` and those that must begin on the same page. */
function keptWith(blocks: readonly Block[], index: number): readonly number[] {
  const kept = [index];
  let at = index;
  while (isOpening(blocks[at]) || (at > index && blocks[at]?.kind === 'facts') || isFollowing(blocks[at + 1])) {
    at += 1;
    if (at >= blocks.length) break;
    kept.push(at);
  }
  return kept;
}

function isFollowing(block: Block | undefined): boolean {
  return block?.kind === 'text' && block.follows === true;
}

function isOpening(block: Block | undefined): boolean {
  return block?.kind === 'title' || block?.kind === 'heading';
}
