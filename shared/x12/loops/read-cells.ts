import type { Delimiters } from '../envelope.ts';
import { type Segment, splitComponents, splitRepetitions } from '../segments.ts';
import { type Fields, place, type ReadCells } from './element-rules.ts';
import { addLoopFinding, type FindingList, loopFinding } from './loop-finding.ts';
import type { SegmentRule } from './loop-rules.ts';

/** A segment with its elements split on demand. */
export class Cells implements ReadCells {
  readonly #segment: Segment;
  readonly #delimiters: Delimiters;
  readonly #findings: FindingList;
  /** The components of an element are asked for one after the other. */
  #splitAt = -1;
  #split: readonly string[] = [];
  /** The loop that the segment is in, for findings. */
  loop = '';

  constructor(segment: Segment, delimiters: Delimiters, findings: FindingList) {
    this.#segment = segment;
    this.#delimiters = delimiters;
    this.#findings = findings;
  }

  element(at: number): string {
    return this.#segment.elements[at] ?? '';
  }

  components(at: number): readonly string[] {
    if (this.#splitAt !== at) {
      this.#split = splitComponents(this.#segment.elements[at], this.#delimiters);
      this.#splitAt = at;
    }
    return this.#split;
  }

  repetitions(at: number): readonly string[] {
    return splitRepetitions(this.#segment.elements[at], this.#delimiters);
  }

  remark(code: Parameters<ReadCells['remark']>[0], at: string): void {
    const { byteOffset, id } = this.#segment;
    addLoopFinding(this.#findings, loopFinding(code, byteOffset, `${id}${nameElement(at)} in ${this.loop}`));
  }

  /** Reads the fields of a segment and adds a finding for every element that no rule covers. */
  read(rule: SegmentRule, into: Fields): void {
    for (const element of rule.elements) element.read(this, into);
    const { elements } = this.#segment;
    const { wholes, parts } = coverageOf(rule);
    for (let at = 1; at < elements.length; at += 1) {
      if (wholes[at] === true || elements[at] === '') continue;
      const components = this.components(at);
      const known = parts[at] ?? [];
      for (const [index, text] of components.entries()) {
        if (text === '' || known[index + 1] === true) continue;
        this.remark('element-unknown', components.length === 1 ? String(at) : place(at, index + 1));
      }
    }
  }
}

/** `5-1` as it is usually written: `05-1`. */
function nameElement(at: string): string {
  return /^\d(?:-|$)/.test(at) ? `0${at}` : at;
}

/** Which elements, and which components of elements, rules cover. */
interface Coverage {
  readonly wholes: readonly (true | undefined)[];
  readonly parts: readonly (readonly (true | undefined)[] | undefined)[];
}

const coverages = new WeakMap<SegmentRule, Coverage>();

function coverageOf(rule: SegmentRule): Coverage {
  const known = coverages.get(rule);
  if (known !== undefined) return known;
  const wholes: true[] = [];
  const parts: true[][] = [];
  const cover = (at: number, component: number | undefined): void => {
    if (component === undefined) {
      wholes[at] = true;
      return;
    }
    parts[at] ??= [];
    (parts[at] as true[])[component] = true;
  };
  for (const where of rule.elements.flatMap((element) => element.covers)) {
    const [at, component] = where.split('-').map(Number) as [number, number | undefined];
    cover(at, component);
  }
  if (rule.qualifier !== undefined) {
    const { at } = rule.qualifier;
    cover(at, parts[at]?.[2] === true ? 1 : undefined);
  }
  const made = { wholes, parts };
  coverages.set(rule, made);
  return made;
}
