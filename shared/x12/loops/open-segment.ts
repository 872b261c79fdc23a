import type { AsciiText } from './ascii-text.ts';
import type { CellPlace, ProblemKind, Size, WriteCells } from './element-rules.ts';
import type { TextCheck } from './text-check.ts';
import type { WriteDelimiters } from './write-delimiters.ts';

/** The segment that is being filled. One object serves all segments of a file, one after the other. */
export class OpenSegment implements WriteCells {
  readonly #delimiters: WriteDelimiters;
  readonly #check: TextCheck;
  readonly #remark: (kind: ProblemKind, at: string) => void;
  id = '';
  /** The place of the object that it is written from. */
  at = '';
  readonly #elements: string[] = [''];
  #last = 0;
  /** The element whose parts are being put, its last repetition and how many components that has. */
  #composite = 0;
  #repetition = 0;
  #components = 0;

  constructor(delimiters: WriteDelimiters, check: TextCheck, remark: (kind: ProblemKind, at: string) => void) {
    this.#delimiters = delimiters;
    this.#check = check;
    this.#remark = remark;
  }

  /** Begins the next segment. */
  begin(id: string, at: string): this {
    this.id = id;
    this.at = at;
    this.#last = 0;
    this.#composite = 0;
    return this;
  }

  put(at: CellPlace, value: unknown, field: string, size: Size): void {
    let text: string;
    if (this.#check.isPlain(value, size)) text = value;
    else {
      const taken = this.#check.take(value, size);
      if ('problem' in taken) {
        this.remark(taken.problem, field);
        return;
      }
      text = taken.text;
    }
    if (typeof at === 'number') this.#set(at, text);
    else this.#setPart(at[0], (at[1] ?? 1) - 1, at[2] ?? 0, text);
  }

  remark(kind: ProblemKind, field: string): void {
    this.#remark(kind, field === '' ? this.at : `${this.at}/${field}`);
  }

  /** Puts the segment, without its terminator, behind what was written. */
  writeTo(text: AsciiText): void {
    const { element } = this.#delimiters;
    text.add(this.id);
    for (let at = 1; at <= this.#last; at += 1) {
      text.add(element);
      text.add(this.#elements[at] as string);
    }
  }

  #set(at: number, text: string): void {
    for (let empty = this.#last + 1; empty < at; empty += 1) this.#elements[empty] = '';
    if (at > this.#last) this.#last = at;
    this.#elements[at] = text;
  }

  /** Parts mostly come in their order; a part before the last one is put into its place. */
  #setPart(at: number, component: number, repetition: number, text: string): void {
    if (component === 0 && repetition === 0 && at > this.#last) {
      this.#set(at, text);
      this.#composite = at;
      this.#repetition = 0;
      this.#components = 1;
      return;
    }
    const isNext = this.#composite === at && this.#repetition === repetition && component >= this.#components;
    if (!isNext) {
      this.#replacePart(at, component, repetition, text);
      return;
    }
    const gap = this.#delimiters.component.repeat(component - this.#components + 1);
    this.#elements[at] += gap + text;
    this.#components = component + 1;
  }

  #replacePart(at: number, component: number, repetition: number, text: string): void {
    const { component: separator, repetition: repeater } = this.#delimiters;
    const whole = at > this.#last ? '' : (this.#elements[at] as string);
    const repetitions = whole.split(repeater).map((each) => each.split(separator));
    while (repetitions.length <= repetition) repetitions.push([]);
    const components = repetitions[repetition] as string[];
    while (components.length < component) components.push('');
    components[component] = text;
    this.#set(at, repetitions.map((each) => each.join(separator)).join(repeater));
    this.#composite = at;
    this.#repetition = repetitions.length - 1;
    this.#components = (repetitions.at(-1) as string[]).length;
  }
}
