import type { AsciiText } from './ascii-text.ts';
import type { CellPlace, ProblemKind, Size, WriteCells } from './element-rules.ts';
import type { TextCheck } from './text-check.ts';
import type { WriteDelimiters } from './write-delimiters.ts';

/** The texts and checks for writing a segment. */
interface SegmentText {
  readonly delimiters: WriteDelimiters;
  readonly check: TextCheck;
  readonly text: AsciiText;
  readonly remark: (kind: ProblemKind, at: string) => void;
}

/**
 * The segment being written. One object serves all segments of a file. Elements mostly come in order, and go straight
 * to the end of the text.
 */
export class OpenSegment implements WriteCells {
  readonly #delimiters: WriteDelimiters;
  readonly #check: TextCheck;
  readonly #text: AsciiText;
  readonly #remark: (kind: ProblemKind, at: string) => void;
  /** The separators' characters. */
  readonly #element: number;
  readonly #component: number;
  id = '';
  /** The place of its object. */
  at = '';
  /** The start of its elements in the text. */
  #start = 0;
  /** The last element. */
  #last = 0;
  /** The last element with components, its last repetition, and the number of components there. */
  #composite = 0;
  #repetition = 0;
  #components = 0;

  constructor({ delimiters, check, text, remark }: SegmentText) {
    this.#delimiters = delimiters;
    this.#element = delimiters.element.charCodeAt(0);
    this.#component = delimiters.component.charCodeAt(0);
    this.#check = check;
    this.#text = text;
    this.#remark = remark;
  }

  /** Begins the next segment. */
  begin(id: string, at: string): this {
    this.id = id;
    this.at = at;
    this.#last = 0;
    this.#composite = 0;
    this.#text.add(id);
    this.#start = this.#text.length;
    return this;
  }

  put(at: CellPlace, value: unknown, field: string, size: Size): void {
    const isWhole = typeof at === 'number';
    const separators = isWhole ? at - this.#last : this.#separatorsBefore(at);
    const separator = isWhole || at[0] !== this.#last ? this.#element : this.#component;
    const { allowed } = this.#check;
    if (
      separators > 0 &&
      this.#check.isPlain(value, size) &&
      this.#text.addPart(separator, separators, value, allowed)
    ) {
      if (isWhole) this.#last = at;
      else this.#noteParts(at);
      return;
    }
    const taken = this.#check.take(value, size);
    if ('problem' in taken) this.remark(taken.problem, field);
    else if (separators <= 0) this.#replace(at, taken.text);
    else {
      this.#text.addPart(separator, separators, taken.text, allowed);
      if (isWhole) this.#last = at;
      else this.#noteParts(at);
    }
  }

  remark(kind: ProblemKind, field: string): void {
    this.#remark(kind, field === '' ? this.at : `${this.at}/${field}`);
  }

  /** How many separators to write before a part. None when the part does not come after everything written so far. */
  #separatorsBefore([at, component = 1, repetition = 0]: Exclude<CellPlace, number>): number {
    if (at > this.#last) return component === 1 && repetition === 0 ? at - this.#last : 0;
    const isInLast = at === this.#last && this.#composite === at && this.#repetition === repetition;
    return isInLast ? component - this.#components : 0;
  }

  #noteParts([at, component = 1, repetition = 0]: Exclude<CellPlace, number>): void {
    this.#last = at;
    this.#composite = at;
    this.#repetition = repetition;
    this.#components = component;
  }

  /** Puts a text before the end. No text contains a delimiter, so the segment can be split at the delimiters. */
  #replace(at: CellPlace, text: string): void {
    const { element, component: separator, repetition: repeater } = this.#delimiters;
    const elements = this.#text.cut(this.#start).split(element);
    const [place, component = 1, repetition = 0] = typeof at === 'number' ? [at, undefined] : at;
    while (elements.length <= place) elements.push('');
    if (typeof at === 'number') elements[place] = text;
    else {
      const repetitions = (elements[place] as string).split(repeater).map((each) => each.split(separator));
      while (repetitions.length <= repetition) repetitions.push([]);
      const components = repetitions[repetition] as string[];
      while (components.length < component) components.push('');
      components[component - 1] = text;
      elements[place] = repetitions.map((each) => each.join(separator)).join(repeater);
      this.#noteParts([place, repetitions.at(-1)?.length ?? 0, repetitions.length - 1]);
    }
    this.#text.add(elements.join(element));
    this.#last = elements.length - 1;
  }
}
