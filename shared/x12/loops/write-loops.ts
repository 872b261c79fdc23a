import { AsciiText } from './ascii-text.ts';
import type { ElementRule, Fields, ProblemKind, Size } from './element-rules.ts';
import type { LoopRule, SegmentRule, SegmentSlot, Slot } from './loop-rules.ts';
import { OpenSegment } from './open-segment.ts';
import type { Shapes } from './shapes.ts';
import { TextCheck } from './text-check.ts';
import type { WriteDelimiters } from './write-delimiters.ts';
import { type LoopShape, type SegmentShape, type SlotVisit, writeShapesOf } from './write-plan.ts';

/** Why a claim file cannot be written, with the place as a JSON pointer into the claim file. Never a value. */
export interface WriteProblem<Kind extends string = ProblemKind> {
  readonly kind: Kind;
  readonly place: string;
}

/** A loop while it is being written: its object, where that is in the claim file, and the number of its level. */
interface OpenLoop {
  readonly fields: Fields;
  readonly at: string;
  readonly level: string;
}

/** A written segment: its content, and the place of its object. */
export interface WrittenSegment {
  readonly id: string;
  readonly at: string;
  /** The rules of its elements; none for segments that are numbers only, or that rules do not describe. */
  readonly elements: readonly ElementRule[];
}

/**
 * Called for each segment, with its number in the transaction (ST is 1), to find out where a segment's content came
 * from.
 */
export type SegmentWatch = (position: number, written: WrittenSegment) => void;

/** At most this many problems are reported at once. */
export const problemLimit = 200;

/** Qualifiers have at most three characters, numbers of levels twelve, numbers of lines six. */
const [codeSize, levelSize, lineSize]: readonly [Size, Size, Size] = [{ max: 3 }, { max: 12 }, { max: 6 }];

/** How segments are written. */
export interface SegmentWriting {
  readonly delimiters: WriteDelimiters;
  /** Whether to refuse what a guide forbids, though X12 can carry it. */
  readonly strict: boolean;
  /** Puts a line end after each segment, to make the file readable. */
  readonly lineEnds?: boolean;
  /** Gives the place, in the claim file, of an object that is not inside the surrounding object. */
  readonly placeOf?: (object: object) => string | undefined;
  readonly watch?: SegmentWatch | undefined;
  /** Where the segments go. */
  readonly text?: AsciiText;
  /** How many hierarchical levels (HL) others have already written; none by default. */
  readonly levels?: number;
}

/**
 * Writes segments as text, and collects problems. Every value reaches the file through it: here it loses its accents, and
 * its characters, delimiters and length are checked.
 */
export class SegmentWriter {
  readonly problems: WriteProblem[] = [];
  readonly #open: OpenSegment;
  readonly #end: string;
  readonly #watch: SegmentWatch | undefined;
  readonly #placeOf: (object: object) => string | undefined;
  readonly #text: AsciiText;
  #segments = 0;
  #levels = 0;
  #lines = 0;

  constructor({
    delimiters,
    strict,
    lineEnds = false,
    placeOf = () => undefined,
    watch,
    text = new AsciiText(),
    levels = 0,
  }: SegmentWriting) {
    this.#text = text;
    this.#levels = levels;
    this.#watch = watch;
    const { segment } = delimiters;
    this.#end = lineEnds && segment !== '\n' ? `${segment}\n` : segment;
    this.#placeOf = placeOf;
    const check = new TextCheck(delimiters, strict);
    this.#open = new OpenSegment({ delimiters, check, text, remark: (kind, at) => this.remark(kind, at) });
  }

  /** How many segments were written. */
  get segments(): number {
    return this.#segments;
  }

  /** The text that was written since the last call. */
  take(): string {
    return this.#text.take();
  }

  remark(kind: ProblemKind, at: string): void {
    if (this.problems.length < problemLimit) this.problems.push({ kind, place: at });
  }

  #begin(id: string, at: string): OpenSegment {
    return this.#open.begin(id, at);
  }

  #finish(elements: readonly ElementRule[] = []): void {
    this.#text.add(this.#end);
    this.#segments += 1;
    this.#watch?.(this.#segments + 1, { id: this.#open.id, at: this.#open.at, elements });
  }

  /** Writes the content of a transaction: all of its loop but ST, which begins it. */
  content(rule: LoopRule, fields: Fields): void {
    const shape = writeShapesOf(rule).of(fields);
    this.#noteUnknown(shape, '');
    this.#visit(shape, { fields, at: '', level: '' }, 1);
  }

  /** Writes a loop, from its first segment on. */
  loop(rule: LoopRule, fields: Fields, at: string, parentLevel = ''): void {
    this.#whole(rule, writeShapesOf(rule), { fields, at, level: parentLevel });
  }

  #loop(rule: LoopRule, { fields, at, level: parent }: OpenLoop, shape: LoopShape): void {
    if (rule.name === 'claim') this.#lines = 0;
    let level = parent;
    if (rule.numbering === 'hierarchy') level = this.#hierarchy(rule, fields, parent, at);
    else if (rule.numbering === 'line') this.#line(at);
    this.#visit(shape, { fields, at, level }, rule.numbering === undefined ? 0 : 1);
  }

  /** A loop whose object is its own, not that of the loop around it. */
  #whole(rule: LoopRule, shapes: Shapes<LoopShape>, open: OpenLoop): void {
    const shape = shapes.of(open.fields);
    this.#noteUnknown(shape, open.at);
    this.#loop(rule, open, shape);
  }

  #noteUnknown({ unknown }: { readonly unknown: readonly string[] }, at: string): void {
    for (let index = 0; index < unknown.length; index += 1) this.remark('field-unknown', `${at}/${unknown[index]}`);
  }

  /** Writes the slots that an object has values for, and those that a loop must have. */
  #visit({ visits }: LoopShape, open: OpenLoop, from: number): void {
    const { fields, at } = open;
    for (let index = from; index < visits.length; index += 1) {
      const visit = visits[index] as SlotVisit;
      if (visit.kind === 'own') this.#ownSegment(visit, fields, at);
      else if (visit.kind === 'into') this.#segmentInto(visit, fields, at);
      else if (visit.kind === 'loop') this.#loopSlot(visit, open);
      else if (visit.kind === 'inner') this.#loop(visit.loop, open, visit.shape);
      else this.#special(visit, fields, at);
    }
  }

  #hierarchy(rule: LoopRule, fields: Fields, parent: string, at: string): string {
    this.#levels += 1;
    const number = String(this.#levels);
    const code = rule.slots[0].segment.qualifier?.codes[0] ?? '';
    const hasChildren = (rule.levelsBelow ?? []).some((field) => listOf(fields[field]).length > 0);
    const open = this.#begin('HL', at);
    open.put(1, number, '', levelSize);
    if (parent !== '') open.put(2, parent, '', levelSize);
    open.put(3, code, '', codeSize);
    if (rule.isLowest !== true) open.put(4, hasChildren ? '1' : '0', '', codeSize);
    this.#finish();
    return number;
  }

  #line(at: string): void {
    this.#lines += 1;
    this.#begin('LX', at).put(1, String(this.#lines), '', lineSize);
    this.#finish();
  }

  #special(slot: Extract<Slot, { kind: 'special' }>, fields: Fields, at: string): void {
    // The slot's own code relies on the domain's types, but JSON from other programs may have anything in these fields.
    // So the fields are checked first.
    const { lists, singles = [] } = slot;
    const wrong = [
      ...lists.filter((field) => !isListOfValues(fields[field])),
      ...singles.filter((field) => fields[field] === null),
    ];
    for (const field of wrong) this.remark('missing', `${at}/${field}`);
    if (wrong.length > 0) return;
    let isOpen = false;
    slot.write(fields, (id) => {
      if (isOpen) this.#finish();
      isOpen = true;
      return this.#begin(id, at);
    });
    if (isOpen) this.#finish();
  }

  /** A segment whose fields are those of the loop's object. */
  #ownSegment({ slot, isOpener, shape }: Extract<SlotVisit, { kind: 'own' }>, fields: Fields, at: string): void {
    if (slot.when !== undefined && !slot.when(fields)) return;
    const isPresent = isOpener || slot.required !== undefined || hasAny(fields, shape.present);
    if (isPresent) this.#segment(slot.segment, shape, fields, at);
  }

  /** A segment, or a list of them, with a field of its own. */
  #segmentInto({ slot, shapes }: Extract<SlotVisit, { kind: 'into' }>, fields: Fields, around: string): void {
    const { many, segment, required, when } = slot;
    const into = slot.into as string;
    const target = fields[into];
    const at = `${around}/${into}`;
    if (many) {
      this.#segmentList(slot, shapes, target, at);
      return;
    }
    const isAsked = when === undefined || when(fields);
    if (!isFields(target)) {
      if (isAsked && (required === 'loop' || target !== undefined)) this.remark('missing', at);
      return;
    }
    const shape = shapes.of(target);
    this.#noteUnknown(shape, at);
    if (!isAsked) return;
    if (required !== undefined || hasAny(target, shape.present)) this.#segment(segment, shape, target, at);
    // An object without any value would be missing in the file without notice.
    else this.remark('missing', at);
  }

  #segmentList(slot: SegmentSlot, shapes: Shapes<SegmentShape>, value: unknown, at: string): void {
    const { limit, scalar, segment, required } = slot;
    const items = listOf(value);
    // Fields without a place in the file are reported first, so that nothing is lost unnoticed.
    if (scalar === undefined) {
      for (let index = 0; index < items.length; index += 1) {
        const item = items[index];
        if (isFields(item)) this.#noteUnknown(shapes.of(item), `${at}/${index}`);
      }
    }
    if (!isListOrAbsent(value)) this.remark('missing', at);
    if (items.length === 0 && required === 'loop') this.remark('missing', at);
    if (items.length > limit) this.remark('too-many', at);
    for (let index = 0; index < items.length; index += 1) {
      const item = scalar === undefined ? items[index] : { [scalar]: items[index] };
      if (isFields(item)) this.#segment(segment, shapes.of(item), item, `${at}/${index}`);
      else this.remark('missing', `${at}/${index}`);
    }
  }

  #segment(
    { id, qualifier, elements: all }: SegmentRule,
    { elements }: SegmentShape,
    fields: Fields,
    at: string,
  ): void {
    const open = this.#begin(id, at);
    if (qualifier?.codes.length === 1) open.put(qualifier.at, qualifier.codes[0], '', codeSize);
    for (let index = 0; index < elements.length; index += 1) (elements[index] as ElementRule).write(fields, open);
    this.#finish(all);
  }

  #loopSlot({ slot, shapes }: Extract<SlotVisit, { kind: 'loop' }>, { fields, at, level }: OpenLoop): void {
    const { loop, many, limit, required } = slot;
    const into = slot.into as string;
    const value = fields[into];
    const items = many ? listOf(value) : value === undefined ? [] : [value];
    if (many && !isListOrAbsent(value)) this.remark('missing', `${at}/${into}`);
    if (items.length === 0 && required) this.remark('missing', `${at}/${into}`);
    if (items.length > limit) this.remark('too-many', `${at}/${into}`);
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const below = many ? `${at}/${into}/${index}` : `${at}/${into}`;
      if (isFields(item)) {
        this.#whole(loop, shapes, { fields: item, at: this.#placeOf(item) ?? below, level });
      } else this.remark('missing', below);
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is absent, or is a list in which no item is missing. */
function isListOfValues(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && !value.includes(null) && !value.includes(undefined));
}

function isListOrAbsent(value: unknown): boolean {
  return value === undefined || Array.isArray(value);
}

function hasAny(target: Fields, names: readonly string[]): boolean {
  for (let index = 0; index < names.length; index += 1) {
    const value = target[names[index] as string];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) return true;
  }
  return false;
}
