import { detectDelimiters } from '../envelope.ts';
import { readSegments, type Segment } from '../segments.ts';

/** Segments with which a file's envelope and transaction begin. */
const envelope: ReadonlySet<string> = new Set(['ISA', 'GS', 'ST', 'BHT']);

/** Segments that end a claim: the next claim, the next level, or the end of the transaction. */
const after: ReadonlySet<string> = new Set(['CLM', 'HL', 'SE']);

/**
 * The segments of a claim as in its file, without their terminators: the envelope's beginning, the levels above the
 * claim (billing provider, subscriber), and the claim itself. Undefined when the file has no claim with this number.
 */
export function claimSegments(file: Uint8Array, patientControlNumber: string): readonly string[] | undefined {
  const found = detectDelimiters(file, 0);
  if (!found.ok) return undefined;
  const beginning: Segment[] = [];
  const levels = new Map<string, Segment[]>();
  let level: Segment[] = [];
  let claim: Segment[] | undefined;
  for (const segment of readSegments(file, found.value)) {
    if (claim !== undefined && after.has(segment.id)) break;
    if (envelope.has(segment.id)) {
      // A new transaction begins, so the levels of the previous one no longer apply.
      if (segment.id === 'ST') levels.clear();
      keep(beginning, segment);
    } else if (segment.id === 'HL') {
      level = [segment];
      levels.set(segment.elements[1] ?? '', level);
    } else if (segment.id === 'CLM') {
      if (segment.elements[1] === patientControlNumber) claim = [segment];
      else level = [];
    } else {
      (claim ?? level).push(segment);
    }
  }
  if (claim === undefined) return undefined;
  const separator = String.fromCharCode(found.value.element);
  const above = levelsAbove(levels);
  return [...beginning, ...above, ...claim].map(({ elements }) => elements.join(separator));
}

/** Keeps the last segment of each kind. */
function keep(segments: Segment[], segment: Segment): void {
  const at = segments.findIndex(({ id }) => id === segment.id);
  if (at === -1) segments.push(segment);
  else segments.splice(at, segments.length, segment);
}

/** The newest level and the levels above it, the highest first. */
function levelsAbove(levels: ReadonlyMap<string, readonly Segment[]>): Segment[] {
  const chain: (readonly Segment[])[] = [];
  let level = [...levels.values()].at(-1);
  while (level !== undefined && !chain.includes(level)) {
    chain.unshift(level);
    level = levels.get(level[0]?.elements[2] ?? '');
  }
  return chain.flat();
}
