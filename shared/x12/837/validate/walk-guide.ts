import type { GuideEntry, LoopEntry, SegmentEntry } from './guide-entry.ts';
import type { StructureFault } from './structure-finding.ts';

/** A loop that is open. */
interface OpenLoop {
  readonly loop: LoopEntry;
  /**
   * The place in the guide that has been reached. Adjacent entries with the same id share one place, because they may
   * come in any order.
   */
  reached: number;
  readonly met: Map<GuideEntry, number>;
}

export type NoteSegment = (code: StructureFault, loop: string, segment?: string) => void;

/** Where a segment belongs. */
export interface PlacedSegment {
  readonly entry: SegmentEntry;
  readonly loop: LoopEntry;
  /** Whether it opens the loop. */
  readonly isOpener: boolean;
}

/** Follows a transaction through its guide: order, repeats, and what is missing when a loop ends. */
export class GuideWalk {
  readonly #note: NoteSegment;
  readonly #open: OpenLoop[];

  constructor(root: LoopEntry, note: NoteSegment) {
    this.#note = note;
    this.#open = [{ loop: root, reached: 0, met: new Map() }];
  }

  /** The loop that is open. */
  get loop(): string {
    return this.#open.at(-1)?.loop.id ?? '';
  }

  /** Finds the place of the next segment; undefined when it has none. */
  take(id: string, qualifier: string): PlacedSegment | undefined {
    const found = this.#find(id, qualifier);
    if (found === undefined) return undefined;
    const { depth, entry } = found;
    while (this.#open.length > depth + 1) this.#leave();
    const frame = this.#open[depth] as OpenLoop;
    const count = (frame.met.get(entry) ?? 0) + 1;
    frame.met.set(entry, count);
    if (count === entry.limit + 1) this.#note('segment-repeated', entry.kind === 'loop' ? entry.id : frame.loop.id, id);
    if (entry.kind === 'segment') return { entry, loop: frame.loop, isOpener: entry === frame.loop.entries[0] };
    this.#open.push({ loop: entry, reached: 0, met: new Map([[entry.entries[0], 1]]) });
    return { entry: entry.entries[0], loop: entry, isOpener: true };
  }

  /** Ends all loops. */
  finish(): void {
    while (this.#open.length > 0) this.#leave();
  }

  #find(id: string, qualifier: string): { readonly depth: number; readonly entry: GuideEntry } | undefined {
    let late: { readonly depth: number; readonly entry: GuideEntry } | undefined;
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const frame = this.#open[depth] as OpenLoop;
      const { entries } = frame.loop;
      const index = entries.findIndex((entry, at) => (at > 0 || depth === 0) && opens(entry, id, qualifier));
      const entry = entries[index];
      if (entry === undefined) continue;
      const place = placeOf(entries, index);
      if (place < frame.reached) {
        late ??= { depth, entry };
        continue;
      }
      frame.reached = place;
      return { depth, entry };
    }
    if (late !== undefined) this.#note('segment-out-of-order', (this.#open[late.depth] as OpenLoop).loop.id, id);
    return late;
  }

  #leave(): void {
    const { loop, met } = this.#open.pop() as OpenLoop;
    for (const entry of loop.entries) {
      if (!entry.required || met.has(entry)) continue;
      if (entry.kind === 'loop') this.#note('loop-missing', entry.id, entry.entries[0].id);
      else this.#note('segment-missing', loop.id, entry.id);
    }
  }
}

function opens(entry: GuideEntry, id: string, qualifier: string): boolean {
  const segment = entry.kind === 'loop' ? entry.entries[0] : entry;
  return segment.id === id && (segment.qualifiers.length === 0 || segment.qualifiers.includes(qualifier));
}

/** The place of an entry: neighbours of one segment id and kind share it. */
function placeOf(entries: readonly GuideEntry[], index: number): number {
  const idOf = (entry: GuideEntry | undefined) =>
    entry === undefined ? '' : entry.kind === 'loop' ? `loop ${entry.entries[0].id}` : entry.id;
  let first = index;
  while (first > 0 && idOf(entries[first - 1]) === idOf(entries[index])) first -= 1;
  return first;
}
