import type { Delimiters } from '../envelope.ts';
import type { Segment } from '../segments.ts';
import type { Fields, ReadCells } from './element-rules.ts';
import { addLoopFinding, type FindingList, loopFinding } from './loop-finding.ts';
import { type LoopRule, type LoopSlot, opener, type SegmentSlot, type Slot } from './loop-rules.ts';
import { Cells } from './read-cells.ts';

interface Frame {
  readonly loop: LoopRule;
  readonly fields: Fields;
  /** How often each slot has occurred. */
  readonly met: Map<Slot, number>;
  readonly byteOffset: number;
  /** The number of the hierarchical level. */
  readonly level?: string;
}

/** A loop that ended. */
export interface EndedLoop {
  readonly loop: LoopRule;
  readonly fields: Fields;
  readonly byteOffset: number;
  readonly byteEnd: number;
  /** The objects of the loops around it, from the outermost on. What they lack of required values is blank. */
  readonly around: () => readonly Fields[];
}

/** Called when a loop ends, to keep its place in the file, or what it holds. */
export type LoopEnded = (ended: EndedLoop) => void;

/** How the segments are read, and where what is met goes. */
interface LoopReading {
  readonly delimiters: Delimiters;
  readonly findings: FindingList;
  readonly ended: LoopEnded;
}

/**
 * Reads the segments of one transaction into an object by the rules of its outermost loop. A segment without a place there
 * is a finding, never lost silently. Never throws.
 */
export class LoopReader {
  readonly #findings: FindingList;
  readonly #delimiters: Delimiters;
  readonly #ended: LoopEnded;
  readonly #frames: Frame[];
  #levels = 0;
  #lines = 0;
  #about: LoopRule | undefined;
  #byteEnd: number;

  constructor(root: LoopRule, begin: number, { delimiters, findings, ended }: LoopReading) {
    this.#findings = findings;
    this.#delimiters = delimiters;
    this.#ended = ended;
    this.#frames = [{ loop: root, fields: {}, met: new Map(), byteOffset: begin }];
    this.#byteEnd = begin;
  }

  /** The name of the loop that a finding is about while it is added, and whether it stands in a service line. */
  get place(): { readonly loop: string; readonly isInLine: boolean } {
    const isInLine = this.#frames.some(({ loop }) => loop.numbering === 'line');
    return { loop: (this.#about ?? this.#frames.at(-1)?.loop)?.name ?? '', isInLine };
  }

  /** Puts the next segment into the innermost open loop that has a place for it. */
  take(segment: Segment): void {
    const cells = new Cells(segment, this.#delimiters, this.#findings);
    this.#about = undefined;
    const found = this.#find(segment, cells) ?? this.#imply(segment, cells);
    if (found === undefined) {
      const { loop } = this.#frames.at(-1) as Frame;
      this.#remark('segment-unknown', segment, `${segment.id.slice(0, 3) || 'one without a name'} after ${loop.name}`);
    } else {
      const { depth, slot } = found;
      while (this.#frames.length > depth + 1) this.#leave();
      this.#read(this.#frames[depth] as Frame, slot, segment, cells);
    }
    this.#byteEnd = segment.byteOffset + segment.byteLength;
  }

  /** Ends all loops and returns the outermost object. */
  finish(): Fields {
    const root = (this.#frames[0] as Frame).fields;
    while (this.#frames.length > 0) this.#leave();
    return root;
  }

  #remark(code: Parameters<typeof loopFinding>[0], segment: { readonly byteOffset: number }, detail?: string): void {
    addLoopFinding(this.#findings, loopFinding(code, segment.byteOffset, detail));
  }

  #find(segment: Segment, cells: ReadCells): { depth: number; slot: Slot } | undefined {
    let isClosed = false;
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const { loop } = this.#frames[depth] as Frame;
      const slot = slotsById(loop)
        .get(segment.id)
        ?.find((candidate) => matches(candidate, cells));
      if (slot !== undefined && isService(slot) && (this.#frames[depth] as Frame).met.has(slot)) return undefined;
      if (slot !== undefined && (slot.kind === 'loop' || !isClosed)) {
        if (slot.kind !== 'loop' && depth < this.#frames.length - 1 && !isTrailer(slot)) {
          this.#remark('segment-out-of-place', segment, `${segment.id.slice(0, 3)} in ${loop.name}`);
        }
        return { depth, slot };
      }
      isClosed ||= loop.closed === true;
    }
    return undefined;
  }

  /**
   * Opens the numbered loops (HL, LX) that a file left out before a claim or a service, so that no claim and no service, which
   * carry the money, is lost.
   */
  #imply(segment: Segment, cells: ReadCells): { depth: number; slot: Slot } | undefined {
    if (segment.id !== 'CLM' && !services.has(segment.id)) return undefined;
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const path = impliedPath((this.#frames[depth] as Frame).loop, segment.id);
      if (path === undefined) continue;
      while (this.#frames.length > depth + 1) this.#leave();
      for (const slot of path) this.#open(slot, segment);
      return this.#find(segment, cells);
    }
    return undefined;
  }

  /** Opens a loop without the segment that begins it. */
  #open(slot: LoopSlot, segment: Segment): void {
    const frame = this.#frames.at(-1) as Frame;
    this.#remark('segment-required', segment, `${nameOf(slot.loop.slots[0])} of loop ${slot.loop.name}`);
    frame.met.set(slot, timesMet(frame, slot) + 1);
    const fields: Fields = {};
    listAt(frame.fields, slot.into as string).push(fields);
    this.#frames.push({ loop: slot.loop, fields, met: new Map(), byteOffset: segment.byteOffset });
    if (slot.loop.numbering === 'line') this.#lines += 1;
  }

  #read(frame: Frame, slot: Slot, segment: Segment, cells: Cells): void {
    this.#about = frame.loop;
    frame.met.set(slot, timesMet(frame, slot) + 1);
    cells.loop = slot.kind === 'loop' ? slot.loop.name : frame.loop.name;
    switch (slot.kind) {
      case 'ignored':
        return;
      case 'special':
        slot.read(cells, frame.fields);
        return;
      case 'segment':
        this.#readSegment(frame, slot, segment, cells);
        return;
      case 'loop':
        this.#enter(frame, slot, segment, cells);
    }
  }

  #readSegment(frame: Frame, slot: SegmentSlot, segment: Segment, cells: Cells): void {
    const { into, limit, many, segment: rule } = slot;
    if (timesMet(frame, slot) > limit) {
      this.#remark(many ? 'segment-beyond-limit' : 'segment-repeated', segment, `${segment.id} in ${frame.loop.name}`);
      if (!many) return;
    }
    if (into === undefined || !many) {
      cells.read(rule, objectAt(frame.fields, into));
      return;
    }
    const item: Fields = {};
    cells.read(rule, item);
    const value = slot.scalar === undefined ? item : item[slot.scalar];
    if (value !== undefined) listAt(frame.fields, into).push(value);
  }

  #enter(frame: Frame, slot: LoopSlot, segment: Segment, cells: Cells): void {
    const count = timesMet(frame, slot);
    let fields: Fields = {};
    if (count > slot.limit) {
      this.#remark(
        slot.many ? 'segment-beyond-limit' : 'segment-repeated',
        segment,
        `${segment.id} of loop ${slot.loop.name}`,
      );
    }
    // A second loop where only one is possible is read into an object that nobody keeps.
    if (slot.many) listAt(frame.fields, slot.into as string).push(fields);
    else if (count === 1 && slot.into === undefined) fields = frame.fields;
    else if (count === 1) frame.fields[slot.into as string] = fields;
    const level = slot.loop.numbering === 'hierarchy' ? this.#number(frame, segment, cells) : undefined;
    if (slot.loop.numbering === 'line') this.#numberLine(segment, cells);
    if (slot.loop.name === 'claim') this.#lines = 0;
    const inherited = level ?? frame.level;
    this.#frames.push({
      loop: slot.loop,
      fields,
      met: new Map(),
      byteOffset: segment.byteOffset,
      ...(inherited === undefined ? {} : { level: inherited }),
    });
    this.#read(this.#frames.at(-1) as Frame, slot.loop.slots[0], segment, cells);
  }

  #number(around: Frame, segment: Segment, cells: Cells): string {
    this.#levels += 1;
    if (cells.element(1) !== String(this.#levels))
      this.#remark('hierarchy-number-unexpected', segment, `HL01 in ${cells.loop}`);
    if (cells.element(2) !== (around.level ?? ''))
      this.#remark('hierarchy-parent-unexpected', segment, `HL02 in ${cells.loop}`);
    return cells.element(1);
  }

  #numberLine(segment: Segment, cells: Cells): void {
    this.#lines += 1;
    if (cells.element(1) !== String(this.#lines))
      this.#remark('line-number-unexpected', segment, `LX01 in ${cells.loop}`);
  }

  #leave(): void {
    const frame = this.#frames.at(-1) as Frame;
    this.#about = frame.loop;
    for (const slot of missing(frame)) {
      this.#remark('segment-required', frame, `${nameOf(slot)} in ${frame.loop.name}`);
      fillBlanks(slot, frame.fields);
    }
    this.#frames.pop();
    const { loop, fields, byteOffset } = frame;
    this.#ended({ loop, fields, byteOffset, byteEnd: this.#byteEnd, around: () => this.#around() });
  }

  #around(): readonly Fields[] {
    return this.#frames.map((frame) => {
      for (const slot of missing(frame)) fillBlanks(slot, frame.fields);
      return frame.fields;
    });
  }
}

/** The segments with a line's service: professional, institutional, dental. */
const services = new Set(['SV1', 'SV2', 'SV3']);

/** The required slots that were not met. */
function missing({ loop, met, fields }: Frame): readonly Slot[] {
  return checkedSlots(loop).filter((slot) => {
    if (met.has(slot)) return false;
    if (slot.kind === 'loop' || slot.required === 'loop') return true;
    return slot.into !== undefined && fields[slot.into] !== undefined;
  });
}

const checked = new WeakMap<LoopRule, readonly (SegmentSlot | LoopSlot)[]>();

/** The slots of a loop that can be missing. */
function checkedSlots(rule: LoopRule): readonly (SegmentSlot | LoopSlot)[] {
  const known = checked.get(rule);
  if (known !== undefined) return known;
  const made = rule.slots.filter(
    (slot) => (slot.kind === 'loop' && slot.required) || (slot.kind === 'segment' && slot.required !== undefined),
  ) as (SegmentSlot | LoopSlot)[];
  checked.set(rule, made);
  return made;
}

function timesMet({ met }: Frame, slot: Slot): number {
  return met.get(slot) ?? 0;
}

/** Whether a slot ends the loops before it. */
function isTrailer(slot: Slot): boolean {
  return slot.kind === 'segment' && slot.trailer === true;
}

/** Whether a slot is a line's service. A second service belongs to the next line. */
function isService(slot: Slot): boolean {
  return slot.kind === 'segment' && services.has(slot.segment.id);
}

/** The numbered loops to open, one inside the other, from `rule` on, until one has a place for a segment `id`. */
function impliedPath(rule: LoopRule, id: string): LoopSlot[] | undefined {
  for (const slot of rule.slots) {
    if (slot.kind !== 'loop' || slot.loop.numbering === undefined) continue;
    if (slotsById(slot.loop).has(id)) return [slot];
    const path = impliedPath(slot.loop, id);
    if (path !== undefined) return [slot, ...path];
  }
  return undefined;
}

/** The object in a field, created if missing; without a field, the object around it. */
function objectAt(fields: Fields, field: string | undefined): Fields {
  if (field === undefined) return fields;
  fields[field] ??= {};
  return fields[field] as Fields;
}

/** The list in a field, created if missing. */
function listAt(fields: Fields, field: string): unknown[] {
  fields[field] ??= [];
  return fields[field] as unknown[];
}

function nameOf(slot: Slot): string {
  if (slot.kind === 'loop') return `loop ${slot.loop.name}`;
  if (slot.kind === 'special') return slot.id;
  const { id, qualifier } = slot.segment;
  return qualifier === undefined ? id : `${id}*${qualifier.codes[0]}`;
}

/** Fills in values that the types require and the file lacks. Findings say that they are missing; the writer refuses them. */
function fillBlanks(slot: Slot, into: Fields): void {
  if (slot.kind === 'segment') {
    if (slot.many) {
      listAt(into, slot.into as string);
      return;
    }
    const target = objectAt(into, slot.into);
    for (const rule of slot.segment.elements) rule.blank(target);
  } else if (slot.kind === 'loop') {
    if (slot.many) {
      listAt(into, slot.into as string);
      return;
    }
    const target = objectAt(into, slot.into);
    for (const inner of slot.loop.slots) {
      const isRequired = inner.kind === 'loop' ? inner.required : inner.kind === 'segment' && inner.required === 'loop';
      if (isRequired || inner === slot.loop.slots[0]) fillBlanks(inner, target);
    }
  }
}

function matches(slot: Slot, cells: ReadCells): boolean {
  if (slot.kind === 'special') return true;
  const { qualifier } = slot.kind === 'loop' ? opener(slot) : slot.segment;
  return qualifier === undefined || qualifier.codes.includes(cells.components(qualifier.at)[0] ?? '');
}

const indexes = new WeakMap<LoopRule, Map<string, Slot[]>>();

/** The slots of a loop by segment id, without the loop's opener, which begins another loop. */
function slotsById(rule: LoopRule): Map<string, Slot[]> {
  const known = indexes.get(rule);
  if (known !== undefined) return known;
  const index = new Map<string, Slot[]>();
  for (const slot of rule.slots.slice(1)) {
    const id = slot.kind === 'special' ? slot.id : (slot.kind === 'loop' ? opener(slot) : slot.segment).id;
    index.set(id, [...(index.get(id) ?? []), slot]);
  }
  indexes.set(rule, index);
  return index;
}
