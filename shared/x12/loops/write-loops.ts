import { AsciiText } from './ascii-text.ts';
import type { ElementRule, Fields, ProblemKind } from './element-rules.ts';
import { fieldsOf, type LoopRule, type LoopSlot, type SegmentRule, type SegmentSlot, type Slot } from './loop-rules.ts';
import { OpenSegment } from './open-segment.ts';
import { TextCheck } from './text-check.ts';
import type { WriteDelimiters } from './write-delimiters.ts';
import { nextPass, writePlanOf } from './write-plan.ts';

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

/** A segment that was written: what it says, and the place of its object. */
export interface WrittenSegment {
  readonly id: string;
  readonly at: string;
  /** The rules of its elements; none for segments that are numbers only, or that rules do not describe. */
  readonly elements: readonly ElementRule[];
}

/** Called for each segment, with its number in the transaction (ST is 1): to find out where the content of one came from. */
export type SegmentWatch = (position: number, written: WrittenSegment) => void;

/** At most this many problems are reported at once. */
export const problemLimit = 200;

/** How segments are written. */
export interface SegmentWriting {
  readonly delimiters: WriteDelimiters;
  /** Whether to refuse what a guide forbids, though X12 can carry it. */
  readonly strict: boolean;
  /** Puts a line end after each segment, for people. */
  readonly lineEnds?: boolean;
  /** The places in the claim file of objects that are not below the object around them. */
  readonly places?: ReadonlyMap<object, string>;
  readonly watch?: SegmentWatch | undefined;
  /** Where the segments go. */
  readonly text?: AsciiText;
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
  readonly #places: ReadonlyMap<object, string>;
  readonly #text: AsciiText;
  #segments = 0;
  #levels = 0;
  #lines = 0;

  constructor({
    delimiters,
    strict,
    lineEnds = false,
    places = new Map(),
    watch,
    text = new AsciiText(),
  }: SegmentWriting) {
    this.#text = text;
    this.#watch = watch;
    const { segment } = delimiters;
    this.#end = lineEnds && segment !== '\n' ? `${segment}\n` : segment;
    this.#places = places;
    const check = new TextCheck(delimiters, strict);
    this.#open = new OpenSegment({ delimiters, check, text, remark: (kind, at) => this.remark(kind, at) });
  }

  /** How many segments were written. */
  get segments(): number {
    return this.#segments;
  }

  /** The number of the hierarchical level (HL) that was written last. */
  get levels(): number {
    return this.#levels;
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

  /** Writes what a transaction holds: all of its loop but ST, which begins it. */
  content(rule: LoopRule, fields: Fields): void {
    this.#slots(rule, { fields, at: '', level: '' }, 'content');
  }

  /** Writes a loop, from its first segment on. */
  loop(rule: LoopRule, fields: Fields, at: string, parentLevel = ''): void {
    this.#loop(rule, { fields, at, level: parentLevel }, 'loop');
  }

  #loop(rule: LoopRule, { fields, at, level: parent }: OpenLoop, part: 'loop' | 'inner'): void {
    if (rule.name === 'claim') this.#lines = 0;
    let level = parent;
    if (rule.numbering === 'hierarchy') level = this.#hierarchy(rule, fields, parent, at);
    else if (rule.numbering === 'line') this.#line(at);
    this.#slots(rule, { fields, at, level }, part);
  }

  /** Writes the slots that an object has values for, and those that a loop must have. */
  #slots(rule: LoopRule, open: OpenLoop, part: 'content' | 'loop' | 'inner'): void {
    const plan = writePlanOf(rule);
    const { always, inside, marks, slots } = plan;
    const pass = nextPass();
    const { fields, at } = open;
    for (const name in fields) {
      if (fields[name] === undefined) continue;
      const touched = plan.byField.get(name);
      if (touched !== undefined) for (const index of touched) marks[index] = pass;
      else if (part !== 'inner' && !plan.known.has(name)) this.remark('field-unknown', `${at}/${name}`);
    }
    const isNumbered = rule.numbering !== undefined;
    for (let index = isNumbered || part === 'content' ? 1 : 0; index < slots.length; index += 1) {
      if (always[index] !== 1 && marks[index] !== pass) continue;
      const slot = slots[index] as Slot;
      if (slot.kind === 'segment') {
        const known = inside[index];
        if (known !== undefined) this.#checkNames(fields, slot, known, at);
        this.#segmentSlot(slot, fields, at, index === 0);
      } else if (slot.kind === 'loop') this.#loopSlot(slot, open);
      else if (slot.kind === 'special') this.#special(slot, fields, at);
    }
  }

  #hierarchy(rule: LoopRule, fields: Fields, parent: string, at: string): string {
    this.#levels += 1;
    const number = String(this.#levels);
    const code = rule.slots[0].segment.qualifier?.codes[0] ?? '';
    const hasChildren = (rule.levelsBelow ?? []).some((field) => listOf(fields[field]).length > 0);
    const open = this.#begin('HL', at);
    open.put(1, number, '', { max: 12 });
    if (parent !== '') open.put(2, parent, '', { max: 12 });
    open.put(3, code, '', { max: 2 });
    if (rule.isLowest !== true) open.put(4, hasChildren ? '1' : '0', '', { max: 1 });
    this.#finish();
    return number;
  }

  #line(at: string): void {
    this.#lines += 1;
    this.#begin('LX', at).put(1, String(this.#lines), '', { max: 6 });
    this.#finish();
  }

  #special(slot: Extract<Slot, { kind: 'special' }>, fields: Fields, at: string): void {
    let isOpen = false;
    slot.write(fields, (id) => {
      if (isOpen) this.#finish();
      isOpen = true;
      return this.#begin(id, at);
    });
    if (isOpen) this.#finish();
  }

  #segmentSlot(slot: SegmentSlot, fields: Fields, at: string, isOpener: boolean): void {
    const { into, many, segment, required } = slot;
    if (slot.when !== undefined && !slot.when(fields)) return;
    if (into !== undefined && many) {
      this.#segmentList(slot, fields[into], `${at}/${into}`);
      return;
    }
    const target = into === undefined ? fields : fields[into];
    const below = into === undefined ? at : `${at}/${into}`;
    if (!isFields(target)) {
      if (required === 'loop' || target !== undefined) this.remark('missing', below);
      return;
    }
    const isPresent = isOpener || required !== undefined || hasAny(target, fieldsOf(segment));
    if (isPresent) this.#segment(segment, target, below);
    // An object without any value would vanish from the file.
    else if (into !== undefined) this.remark('missing', below);
  }

  /** Remarks on fields for which the file has no place, so that nothing is lost unseen. */
  #checkNames(fields: Fields, { into = '', many }: SegmentSlot, known: ReadonlySet<string>, at: string): void {
    const value = fields[into];
    const items: readonly unknown[] = many ? listOf(value) : [value];
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (!isFields(item)) continue;
      for (const name in item) {
        if (known.has(name) || item[name] === undefined) continue;
        this.remark('field-unknown', `${at}/${into}${many ? `/${index}` : ''}/${name}`);
      }
    }
  }

  #segmentList({ limit, scalar, segment, required }: SegmentSlot, value: unknown, at: string): void {
    const items = listOf(value);
    if (!isListOrAbsent(value)) this.remark('missing', at);
    if (items.length === 0 && required === 'loop') this.remark('missing', at);
    if (items.length > limit) this.remark('too-many', at);
    for (let index = 0; index < items.length; index += 1) {
      const item = scalar === undefined ? items[index] : { [scalar]: items[index] };
      if (isFields(item)) this.#segment(segment, item, `${at}/${index}`);
      else this.remark('missing', `${at}/${index}`);
    }
  }

  #segment(rule: SegmentRule, fields: Fields, at: string): void {
    const open = this.#begin(rule.id, at);
    const { qualifier, elements } = rule;
    if (qualifier?.codes.length === 1) open.put(qualifier.at, qualifier.codes[0], '', { max: 3 });
    for (let index = 0; index < elements.length; index += 1) elements[index]?.write(fields, open);
    this.#finish(elements);
  }

  #loopSlot(slot: LoopSlot, { fields, at, level }: OpenLoop): void {
    const { into, loop, many, limit, required } = slot;
    if (into === undefined) {
      this.#loop(loop, { fields, at, level }, 'inner');
      return;
    }
    const value = fields[into];
    const items = many ? listOf(value) : value === undefined ? [] : [value];
    if (many && !isListOrAbsent(value)) this.remark('missing', `${at}/${into}`);
    if (items.length === 0 && required) this.remark('missing', `${at}/${into}`);
    if (items.length > limit) this.remark('too-many', `${at}/${into}`);
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      const below = many ? `${at}/${into}/${index}` : `${at}/${into}`;
      if (isFields(item)) {
        this.#loop(loop, { fields: item, at: this.#places.get(item) ?? below, level }, 'loop');
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
