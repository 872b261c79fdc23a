import { segmentKey } from '../segment-scanner.ts';
import type { Fields } from './element-rules.ts';
import { addLoopFinding, type FindingList, loopFinding } from './loop-finding.ts';
import type { LoopRule, Slot } from './loop-rules.ts';
import { impliedPath, type LoopPlan, readPlanOf, type SlotPlan, serviceKeys } from './read-plan.ts';
import type { SegmentCells } from './segment-cells.ts';

/** A loop that is open. */
interface Frame {
  readonly plan: LoopPlan;
  fields: Fields;
  /** How often each slot has occurred. */
  readonly met: Int32Array;
  byteOffset: number;
  /** The last segment that it took itself, not a loop inside it. */
  changedBy: number;
  /** The number of the hierarchical level; '' outside of levels. */
  level: string;
  isOpen: boolean;
}

/** A loop that ended. */
export interface EndedLoop {
  readonly loop: LoopRule;
  readonly fields: Fields;
  readonly byteOffset: number;
  readonly byteEnd: number;
}

/**
 * Called when a loop ends, to record its place in the file, or its content.
 * @param around the objects of the surrounding loops, from the outermost on; their missing required values are blank
 */
export type LoopEnded = (ended: EndedLoop, around: () => readonly Fields[]) => void;

/** How the segments are read, and where the results go. */
interface LoopReading {
  readonly findings: FindingList;
  readonly ended: LoopEnded;
  /** The names of loops whose objects the surrounding loop does not need to hold once they have ended. */
  readonly released?: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

const claimKey = segmentKey('CLM');

/**
 * Reads the segments of one transaction into an object by the rules of its outermost loop. A segment without a place there
 * is a finding, never lost silently. Never throws.
 */
export class LoopReader {
  readonly #findings: FindingList;
  readonly #ended: LoopEnded;
  readonly #released: ReadonlySet<string>;
  readonly #frames: Frame[] = [];
  /** Frames of ended loops, by the numbers of their plans, for reuse: a claim opens a dozen loops. */
  readonly #spare: (Frame | undefined)[] = [];
  #segments = 0;
  #levels = 0;
  #lines = 0;
  #about: LoopPlan | undefined;
  #byteEnd: number;
  /** The open loop that the last found slot belongs to. */
  #depth = 0;
  readonly #around = (): readonly Fields[] => this.#frames.map(withBlanks);

  constructor(root: LoopRule, begin: number, { findings, ended, released = nothing }: LoopReading) {
    this.#findings = findings;
    this.#ended = ended;
    this.#released = released;
    this.#push(readPlanOf(root), {}, begin, '');
    this.#byteEnd = begin;
  }

  /** The loop of a finding while it is added, and whether it is in a service line. */
  get place(): { readonly loop: string; readonly isInLine: boolean } {
    const isInLine = this.#frames.some(({ plan }) => plan.numbering === 'line');
    return { loop: (this.#about ?? this.#frames.at(-1)?.plan)?.name ?? '', isInLine };
  }

  /** The last segment that changed the loop at this depth, ignoring the loops inside it. */
  changedBy(depth: number): number {
    return this.#frames[depth]?.changedBy ?? 0;
  }

  /** Ends all open loops inside the one at this depth. */
  #leaveTo(depth: number): void {
    while (this.#frames.length > depth + 1) this.#leave();
  }

  /** Puts the next segment into the innermost open loop that has a place for it. */
  take(cells: SegmentCells): void {
    this.#about = undefined;
    this.#segments += 1;
    const found = this.#find(cells) ?? this.#imply(cells);
    if (found === undefined) {
      const { name } = (this.#frames.at(-1) as Frame).plan;
      this.#remark('segment-unknown', cells, `${cells.id.slice(0, 3) || 'one without a name'} after ${name}`);
    } else {
      const depth = this.#depth;
      this.#leaveTo(depth);
      this.#read(this.#frames[depth] as Frame, found, cells);
    }
    this.#byteEnd = cells.byteEnd;
  }

  /** Ends all loops and returns the outermost object. */
  finish(): Fields {
    const root = (this.#frames[0] as Frame).fields;
    while (this.#frames.length > 0) this.#leave();
    return root;
  }

  #remark(code: Parameters<typeof loopFinding>[0], at: { readonly byteOffset: number }, detail?: string): void {
    addLoopFinding(this.#findings, loopFinding(code, at.byteOffset, detail));
  }

  #push(plan: LoopPlan, fields: Fields, byteOffset: number, level: string): Frame {
    let frame = this.#spare[plan.number];
    if (frame === undefined || frame.isOpen) {
      frame = { plan, fields, met: new Int32Array(plan.slots.length), byteOffset, changedBy: 0, level, isOpen: true };
      while (this.#spare.length <= plan.number) this.#spare.push(undefined);
      this.#spare[plan.number] = frame;
    } else {
      const { met } = frame;
      for (let index = 0; index < met.length; index += 1) met[index] = 0;
      frame.fields = fields;
      frame.byteOffset = byteOffset;
      frame.level = level;
      frame.isOpen = true;
    }
    this.#frames.push(frame);
    return frame;
  }

  #find(cells: SegmentCells): SlotPlan | undefined {
    const frames = this.#frames;
    let isClosed = false;
    for (let depth = frames.length - 1; depth >= 0; depth -= 1) {
      const { plan, met } = frames[depth] as Frame;
      const slot = slotFor(plan, cells);
      if (slot !== undefined) {
        if (slot.isService && met[slot.index] !== 0) return undefined;
        if (slot.loop !== undefined || !isClosed) {
          if (slot.loop === undefined && depth < frames.length - 1 && !slot.isTrailer) {
            this.#remark('segment-out-of-place', cells, `${cells.id.slice(0, 3)} in ${plan.name}`);
          }
          this.#depth = depth;
          return slot;
        }
      }
      isClosed ||= plan.isClosed;
    }
    return undefined;
  }

  /**
   * Opens the numbered loops (HL, LX) that a file left out before a claim or a service, so that no claim and no service, which
   * carry the money, is lost.
   */
  #imply(cells: SegmentCells): SlotPlan | undefined {
    const { key } = cells;
    if (key !== claimKey && !serviceKeys.has(key)) return undefined;
    for (let depth = this.#frames.length - 1; depth >= 0; depth -= 1) {
      const path = impliedPath((this.#frames[depth] as Frame).plan, key);
      if (path === undefined) continue;
      this.#leaveTo(depth);
      for (const slot of path) this.#open(slot, cells);
      return this.#find(cells);
    }
    return undefined;
  }

  /** Opens a loop without the segment that begins it. */
  #open({ slot, index, loop }: SlotPlan, cells: SegmentCells): void {
    if (slot.kind !== 'loop' || loop === undefined) return;
    const frame = this.#frames.at(-1) as Frame;
    this.#remark('segment-required', cells, `${nameOf(slot.loop.slots[0])} of loop ${slot.loop.name}`);
    frame.met[index] = timesMet(frame, index) + 1;
    const fields = emptyOf(loop);
    this.#hold(frame, slot.into as string, loop, fields);
    this.#push(loop, fields, cells.byteOffset, '');
    if (slot.loop.numbering === 'line') this.#lines += 1;
  }

  /** Puts the object of a loop into its list. */
  #hold(around: Frame, into: string, { name }: LoopPlan, fields: Fields): void {
    if (!this.#released.has(name)) listAt(around.fields, into).push(fields);
  }

  #read(frame: Frame, slot: SlotPlan, cells: SegmentCells): void {
    const { kind, loop, index } = slot;
    this.#about = frame.plan;
    frame.met[index] = timesMet(frame, index) + 1;
    cells.loop = loop === undefined ? frame.plan.name : loop.name;
    if (loop === undefined) frame.changedBy = this.#segments;
    if (kind === 'segment') this.#readSegment(frame, slot, cells);
    else if (loop !== undefined) this.#enter(frame, slot, loop, cells);
    else slot.special?.(cells, frame.fields);
  }

  #readSegment(frame: Frame, slot: SlotPlan, cells: SegmentCells): void {
    const { into, limit, many, scalar, segment } = slot;
    if (timesMet(frame, slot.index) > limit) {
      const detail = `${cells.id} in ${frame.plan.name}`;
      this.#remark(many ? 'segment-beyond-limit' : 'segment-repeated', cells, detail);
      if (!many) return;
    }
    if (into === undefined || !many) {
      cells.read(segment, objectAt(frame.fields, into));
      return;
    }
    const item: Fields = {};
    cells.read(segment, item);
    const value = scalar === undefined ? item : item[scalar];
    if (value !== undefined) listAt(frame.fields, into).push(value);
  }

  #enter(frame: Frame, { index, into, limit, many }: SlotPlan, inner: LoopPlan, cells: SegmentCells): void {
    const count = timesMet(frame, index);
    const { numbering, name } = inner;
    if (count > limit) {
      const detail = `${cells.id} of loop ${name}`;
      this.#remark(many ? 'segment-beyond-limit' : 'segment-repeated', cells, detail);
    }
    let fields = emptyOf(inner);
    // If a second loop comes where only one is allowed, it is read into an object that is not used.
    if (many) this.#hold(frame, into as string, inner, fields);
    else if (count === 1 && into === undefined) fields = frame.fields;
    else if (count === 1) frame.fields[into as string] = fields;
    if (!many) frame.changedBy = this.#segments;
    const level = numbering === 'hierarchy' ? this.#number(frame, cells) : frame.level;
    if (numbering === 'line') this.#numberLine(cells);
    if (name === 'claim') this.#lines = 0;
    this.#read(this.#push(inner, fields, cells.byteOffset, level), inner.slots[0], cells);
  }

  #number(around: Frame, cells: SegmentCells): string {
    this.#levels += 1;
    const number = cells.element(1);
    if (number !== String(this.#levels)) {
      this.#remark('hierarchy-number-unexpected', cells, `HL01 in ${cells.loop}`);
    }
    if (cells.element(2) !== around.level) {
      this.#remark('hierarchy-parent-unexpected', cells, `HL02 in ${cells.loop}`);
    }
    return number;
  }

  #numberLine(cells: SegmentCells): void {
    this.#lines += 1;
    if (cells.element(1) !== String(this.#lines)) {
      this.#remark('line-number-unexpected', cells, `LX01 in ${cells.loop}`);
    }
  }

  #leave(): void {
    const frame = this.#frames.at(-1) as Frame;
    const { plan, fields, byteOffset } = frame;
    this.#about = plan;
    for (let index = 0; index < plan.required.length; index += 1) {
      const required = plan.required[index] as SlotPlan;
      if (!isMissing(frame, required)) continue;
      const { slot } = required;
      this.#remark('segment-required', frame, `${nameOf(slot)} in ${plan.name}`);
      fillBlanks(slot, fields);
    }
    this.#frames.pop();
    this.#ended({ loop: plan.rule, fields, byteOffset, byteEnd: this.#byteEnd }, this.#around);
    frame.isOpen = false;
  }
}

/** The first slot of a loop that has a place for a segment. */
function slotFor({ byKey }: LoopPlan, cells: SegmentCells): SlotPlan | undefined {
  const slots = byKey.of(cells.key);
  if (slots === undefined) return undefined;
  let at = 0;
  let code = 0;
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index] as SlotPlan;
    if (slot.codes === undefined) return slot;
    if (slot.at !== at) {
      at = slot.at;
      code = cells.code(at);
    }
    if (slot.code === code || (slot.codes.length > 1 && slot.codes.includes(code))) return slot;
  }
  return undefined;
}

/** The object of an open loop, with blanks for missing values. */
function withBlanks(frame: Frame): Fields {
  for (const plan of frame.plan.required) if (isMissing(frame, plan)) fillBlanks(plan.slot, frame.fields);
  return frame.fields;
}

/** Whether a required slot has not occurred. */
function isMissing({ met, fields }: Frame, { index, isRequired, into }: SlotPlan): boolean {
  if (met[index] !== 0) return false;
  return isRequired || (into !== undefined && fields[into] !== undefined);
}

function timesMet({ met }: Frame, index: number): number {
  return met[index] as number;
}

/** The object in a field, created if missing; without a field, the object around it. */
function objectAt(fields: Fields, field: string | undefined): Fields {
  if (field === undefined) return fields;
  const known = fields[field] as Fields | undefined;
  if (known !== undefined) return known;
  const made: Fields = {};
  fields[field] = made;
  return made;
}

/** The list in a field, created if missing. */
function listAt(fields: Fields, field: string): unknown[] {
  const known = fields[field] as unknown[] | undefined;
  if (known !== undefined) return known;
  const made: unknown[] = [];
  fields[field] = made;
  return made;
}

/** The object of a loop before anything is read. */
function emptyOf({ lists }: LoopPlan): Fields {
  const fields: Fields = {};
  for (let index = 0; index < lists.length; index += 1) fields[lists[index] as string] = [];
  return fields;
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
