import { plainLetters } from '../../domain/text/plain-letters.ts';
import type { CellPlace, ElementRule, Fields, ProblemKind, Size, WriteCells } from './element-rules.ts';
import { fieldsOf, type LoopRule, type LoopSlot, type SegmentRule, type SegmentSlot, type Slot } from './loop-rules.ts';

/** The delimiters to write with: one character each. */
export interface WriteDelimiters {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
}

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

/** Called for each segment, with its number from 1: to find out where the content of one came from. */
export type SegmentWatch = (position: number, written: WrittenSegment) => void;

/** At most this many problems are reported at once. */
export const problemLimit = 200;

/** Texts that are a program's mistake, not data. */
const placeholders = new Set(['undefined', 'null', 'NaN', '[object Object]']);

/** Printable ASCII: X12's basic and extended character sets (005010, appendix B) without the national characters. */
const allowedCharacters = /^[\x20-\x7e]*$/;

/**
 * Collects segments and problems. Every text reaches the file through it: here it loses its accents, and
 * its characters, delimiters and length are checked.
 */
export class SegmentWriter {
  readonly segments: string[] = [];
  readonly problems: WriteProblem[] = [];
  readonly #delimiters: WriteDelimiters;
  readonly #isStrict: boolean;
  readonly #places: ReadonlyMap<object, string>;
  readonly #forbidden: readonly string[];
  readonly #watch: SegmentWatch | undefined;
  #levels = 0;
  #lines = 0;

  /** @param places the places in the claim file of objects that are not below the object around them */
  constructor(
    delimiters: WriteDelimiters,
    isStrict: boolean,
    places: ReadonlyMap<object, string>,
    watch?: SegmentWatch,
  ) {
    this.#watch = watch;
    this.#delimiters = delimiters;
    this.#isStrict = isStrict;
    this.#places = places;
    this.#forbidden = [delimiters.element, delimiters.component, delimiters.repetition, delimiters.segment];
  }

  remark(kind: ProblemKind, at: string): void {
    if (this.problems.length < problemLimit) this.problems.push({ kind, place: at });
  }

  /** Why a text cannot be in an element; undefined when it can. */
  check(text: unknown, size: Size): ProblemKind | undefined {
    if (typeof text !== 'string') return 'not-text';
    if (text === '') return 'text-empty';
    if (placeholders.has(text)) return 'placeholder-text';
    if (!allowedCharacters.test(text)) return 'character-not-allowed';
    if (this.#forbidden.some((delimiter) => text.includes(delimiter))) return 'delimiter-in-text';
    // Spaces at the end are lost on the way (X12.6, 3.5.1.6), so that an element of spaces only would be empty.
    if (text.trim() === '') return 'text-empty';
    if (this.#isStrict && text !== text.trim()) return 'text-padded';
    // A number's sign and decimal point do not count (X12.6, 3.5.1.3). The numbers here are far below the limit anyway.
    if (text.length > size.max) return 'text-too-long';
    if (this.#isStrict && text.length < (size.min ?? 1)) return 'text-too-short';
    return undefined;
  }

  /** Begins a segment; `end` finishes it. */
  begin(id: string, at: string): OpenSegment {
    return new OpenSegment(this, id, at);
  }

  end(open: OpenSegment, elements: readonly ElementRule[] = []): void {
    const { element, component, repetition } = this.#delimiters;
    const texts = open.cells.map((cell) => cell.map((texts) => joinTrimmed(texts, component)).join(repetition));
    this.segments.push(joinTrimmed([open.id, ...texts.slice(1)], element));
    this.#watch?.(this.segments.length, { id: open.id, at: open.at, elements });
  }

  /** Writes a loop, from its first segment on. */
  loop(rule: LoopRule, fields: Fields, at: string, parentLevel = ''): void {
    let level = parentLevel;
    if (rule.name === 'claim') this.#lines = 0;
    for (const slot of rule.slots) {
      if (slot === rule.slots[0] && rule.numbering !== undefined) {
        if (rule.numbering === 'hierarchy') level = this.#hierarchy(rule, fields, parentLevel, at);
        else this.#line(at);
      } else this.#slot(slot, { fields, at, level }, slot === rule.slots[0]);
    }
  }

  #hierarchy(rule: LoopRule, fields: Fields, parent: string, at: string): string {
    this.#levels += 1;
    const code = rule.slots[0].segment.qualifier?.codes[0] ?? '';
    const hasChildren = (rule.levelsBelow ?? []).some((field) => listOf(fields[field]).length > 0);
    const open = this.begin('HL', at);
    open.put(1, String(this.#levels), '', { max: 12 });
    if (parent !== '') open.put(2, parent, '', { max: 12 });
    open.put(3, code, '', { max: 2 });
    if (rule.isLowest !== true) open.put(4, hasChildren ? '1' : '0', '', { max: 1 });
    this.end(open);
    return String(this.#levels);
  }

  #line(at: string): void {
    this.#lines += 1;
    const open = this.begin('LX', at);
    open.put(1, String(this.#lines), '', { max: 6 });
    this.end(open);
  }

  #slot(slot: Slot, { fields, at, level }: OpenLoop, isOpener: boolean): void {
    if (slot.kind === 'segment') this.#segmentSlot(slot, fields, at, isOpener);
    else if (slot.kind === 'loop') this.#loopSlot(slot, fields, at, level);
    else if (slot.kind === 'special') this.#special(slot, fields, at);
  }

  #special(slot: Extract<Slot, { kind: 'special' }>, fields: Fields, at: string): void {
    const opened: OpenSegment[] = [];
    slot.write(fields, (id) => {
      const open = this.begin(id, at);
      opened.push(open);
      return open;
    });
    for (const open of opened) this.end(open);
  }

  #segmentSlot(slot: SegmentSlot, fields: Fields, at: string, isOpener: boolean): void {
    const { into, limit, many, segment, required, scalar } = slot;
    if (slot.when !== undefined && !slot.when(fields)) return;
    if (into !== undefined && many) {
      const items = listOf(fields[into]);
      if (!isListOrAbsent(fields[into])) this.remark('missing', `${at}/${into}`);
      if (items.length === 0 && required === 'loop') this.remark('missing', `${at}/${into}`);
      if (items.length > limit) this.remark('too-many', `${at}/${into}`);
      for (const [index, item] of items.entries()) {
        const below = `${at}/${into}/${index}`;
        const value = scalar === undefined ? item : { [scalar]: item };
        if (isFields(value)) this.#segment(segment, value, below);
        else this.remark('missing', below);
      }
      return;
    }
    const target = into === undefined ? fields : fields[into];
    const below = into === undefined ? at : `${at}/${into}`;
    if (!isFields(target)) {
      if (required === 'loop' || target !== undefined) this.remark('missing', below);
      return;
    }
    const isPresent = fieldsOf(segment).some((field) => hasValue(target[field]));
    if (isPresent || isOpener || required !== undefined) this.#segment(segment, target, below);
    // An object without any value would vanish from the file.
    else if (into !== undefined) this.remark('missing', below);
  }

  #segment(rule: SegmentRule, fields: Fields, at: string): void {
    const open = this.begin(rule.id, at);
    const { qualifier } = rule;
    if (qualifier?.codes.length === 1) open.put(qualifier.at, qualifier.codes[0], '', { max: 3 });
    for (const element of rule.elements) element.write(fields, open);
    this.end(open, rule.elements);
  }

  #loopSlot(slot: LoopSlot, fields: Fields, at: string, level: string): void {
    const { into, loop, many, limit, required } = slot;
    if (into === undefined) {
      this.loop(loop, fields, at, level);
      return;
    }
    const value = fields[into];
    const items = many ? listOf(value) : value === undefined ? [] : [value];
    if (many && !isListOrAbsent(value)) this.remark('missing', `${at}/${into}`);
    if (items.length === 0 && required) this.remark('missing', `${at}/${into}`);
    if (items.length > limit) this.remark('too-many', `${at}/${into}`);
    for (const [index, item] of items.entries()) {
      const below = many ? `${at}/${into}/${index}` : `${at}/${into}`;
      if (isFields(item)) this.loop(loop, item, this.#places.get(item) ?? below, level);
      else this.remark('missing', below);
    }
  }
}

/** A segment that is being filled. */
export class OpenSegment implements WriteCells {
  readonly id: string;
  /** By element, repetition and component. */
  readonly cells: string[][][] = [];
  readonly at: string;
  readonly #writer: SegmentWriter;

  constructor(writer: SegmentWriter, id: string, at: string) {
    this.#writer = writer;
    this.id = id;
    this.at = at;
  }

  put(at: CellPlace, value: unknown, field: string, size: Size): void {
    const [element, component = 1, repetition = 0] = typeof at === 'number' ? [at] : at;
    const text = typeof value === 'string' ? plainLetters(value) : value;
    const problem = this.#writer.check(text, size);
    if (problem !== undefined) {
      this.remark(problem, field);
      return;
    }
    while (this.cells.length <= element) this.cells.push([]);
    const cell = this.cells[element] as string[][];
    while (cell.length <= repetition) cell.push([]);
    const components = cell[repetition] as string[];
    while (components.length < component) components.push('');
    components[component - 1] = text as string;
  }

  remark(kind: ProblemKind, field: string): void {
    this.#writer.remark(kind, field === '' ? this.at : `${this.at}/${field}`);
  }
}

function joinTrimmed(texts: readonly string[], separator: string): string {
  let length = texts.length;
  while (length > 0 && texts[length - 1] === '') length -= 1;
  return texts.slice(0, length).join(separator);
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

function hasValue(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
