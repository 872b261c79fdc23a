import type { ClaimKind } from '../../../domain/claim/claim.ts';
import { checkElements } from './check-elements.ts';
import { guides } from './guides.ts';
import { type StructureFault, type StructureFinding, structureFaults } from './structure-finding.ts';
import { GuideWalk, type NoteSegment, type PlacedSegment } from './walk-guide.ts';

/** At most this many findings of a file are listed. */
const findingLimit = 1000;

const versions: readonly (readonly [RegExp, ClaimKind])[] = [
  [/^005010X222(?:A[12])?$/, 'professional'],
  [/^005010X223(?:A[123])?$/, 'institutional'],
  [/^005010X224(?:A[12])?$/, 'dental'],
];

/** The forms of the envelope's elements, by segment and element. */
const envelopeShapes: Readonly<Record<string, readonly RegExp[]>> = {
  ISA: [
    ...[/^0[0-9]$/, /^.{10}$/, /^0[01]$/, /^.{10}$/, /^[0-9Z]{2}$/, /^.{15}$/, /^[0-9Z]{2}$/, /^.{15}$/],
    ...[/^\d{6}$/, /^\d{4}$/, /^[^A-Za-z0-9 ]$/, /^00501$/, /^\d{9}$/, /^[01]$/, /^[PT]$/, /^.$/],
  ],
  GS: [/^HC$/, /^.{2,15}$/, /^.{2,15}$/, /^\d{8}$/, /^\d{4,8}$/, /^\d{1,9}$/, /^X$/, /^005010X22[234](?:A[123])?$/],
  GE: [/^\d{1,6}$/, /^\d{1,9}$/],
  IEA: [/^\d{1,5}$/, /^\d{9}$/],
};

/**
 * Checks the structure of a whole file of claims against the guides: envelope, order, repeats, usage, lengths, types, codes, counts and
 * hierarchies. It shares nothing with the code that writes files.
 */
export function validate837(text: string): readonly StructureFinding[] {
  return new Validation(text).run();
}

interface OpenTransaction {
  /** Undefined when the guide is unknown. Then only the transaction's segment count and control number are checked. */
  readonly walk: GuideWalk | undefined;
  readonly controlNumber: string;
  readonly from: number;
  levels: { number: string; parent: string; children: string; position: number }[];
  lines: number;
  claim: { readonly cents: number; readonly position: number; sum: number } | undefined;
}

class Validation {
  readonly #findings: StructureFinding[] = [];
  readonly #segments: readonly string[];
  readonly #element: string;
  readonly #component: string;
  #position = 0;
  #groups = 0;
  #transactions = 0;
  #interchange = '';
  #group = '';
  #open: OpenTransaction | undefined;

  constructor(text: string) {
    this.#element = text[3] ?? '*';
    this.#component = text[104] ?? ':';
    const terminator = text[105] ?? '~';
    this.#segments = text.split(terminator).map((segment) => segment.replace(/^[\r\n]+/, ''));
  }

  run(): readonly StructureFinding[] {
    for (const segment of this.#segments) {
      if (segment === '') continue;
      this.#position += 1;
      this.#take(segment.split(this.#element));
    }
    if (this.#open !== undefined) this.#note('segment-missing', 'ST', 'SE');
    return this.#findings;
  }

  #note(code: StructureFault, loop: string, segment: string, more: { element?: string; position?: number } = {}): void {
    if (this.#findings.length >= findingLimit) return;
    const { element, position = this.#position } = more;
    const place = { loop, segment, ...(element === undefined ? {} : { element }), position };
    this.#findings.push({ code, snip: structureFaults[code].snip, ...place, message: structureFaults[code].message });
  }

  #take(texts: readonly string[]): void {
    const [id = ''] = texts;
    const shapes = envelopeShapes[id];
    if (shapes !== undefined) this.#envelope(id, texts, shapes);
    else if (id === 'ST') this.#begin(texts);
    else if (this.#open === undefined) this.#note('segment-unknown', '', id.slice(0, 3));
    else this.#inside(this.#open, texts);
  }

  #envelope(id: string, texts: readonly string[], shapes: readonly RegExp[]): void {
    for (const [index, shape] of shapes.entries()) {
      if (!shape.test(texts[index + 1] ?? '')) this.#note('envelope-malformed', '', id, { element: String(index + 1) });
    }
    const trailer = (count: number, control: string): void => {
      if (Number(texts[1]) !== count) this.#note('count-wrong', '', id, { element: '1' });
      if (texts[2] !== control) this.#note('control-number-differs', '', id, { element: '2' });
    };
    if (id === 'ISA') [this.#interchange, this.#groups] = [texts[13] ?? '', 0];
    else if (id === 'GS') {
      [this.#group, this.#transactions] = [texts[6] ?? '', 0];
      this.#groups += 1;
    } else if (id === 'GE') trailer(this.#transactions, this.#group);
    else trailer(this.#groups, this.#interchange);
  }

  #begin(texts: readonly string[]): void {
    this.#transactions += 1;
    const version = texts[3] ?? '';
    const kind = versions.find(([shape]) => shape.test(version))?.[1];
    if (kind === undefined) this.#note('guide-unknown', 'ST', 'ST', { element: '3' });
    const note: NoteSegment = (code, loop, segment = '') => this.#note(code, loop, segment);
    const walk = kind === undefined ? undefined : new GuideWalk(guides[kind], note);
    this.#open = { walk, controlNumber: texts[2] ?? '', from: this.#position, levels: [], lines: 0, claim: undefined };
    this.#inside(this.#open, texts);
  }

  #inside(open: OpenTransaction, texts: readonly string[]): void {
    const [id = ''] = texts;
    if (open.walk === undefined) {
      if (id === 'SE') this.#end(open, texts);
      return;
    }
    const at = id === 'HL' ? 3 : 1;
    const qualifier = (texts[at] ?? '').split(this.#component)[0] ?? '';
    const placed = open.walk.take(id, qualifier);
    if (placed === undefined) {
      this.#note('segment-unknown', open.walk.loop, id.slice(0, 3));
      return;
    }
    checkElements(placed.entry, texts, { component: this.#component }, (code, element) =>
      this.#note(code, placed.loop.id, id, { element }),
    );
    this.#count(open, placed, texts);
  }

  /** Counts levels, lines and charges, and at the end of the transaction its segments. */
  #count(open: OpenTransaction, { loop }: PlacedSegment, texts: readonly string[]): void {
    const [id = ''] = texts;
    if (id === 'HL') {
      open.levels.push({
        number: texts[1] ?? '',
        parent: texts[2] ?? '',
        children: texts[4] ?? '',
        position: this.#position,
      });
      if (Number(texts[1]) !== open.levels.length) this.#note('level-number-wrong', loop.id, 'HL', { element: '1' });
      this.#checkParent(open, loop.id);
    } else if (id === 'CLM') {
      this.#balance(open);
      open.lines = 0;
      open.claim = { cents: cents(texts[2]), position: this.#position, sum: 0 };
    } else if (id === 'LX') {
      open.lines += 1;
      if (Number(texts[1]) !== open.lines) this.#note('line-number-wrong', loop.id, 'LX', { element: '1' });
    } else if (open.claim !== undefined && (id === 'SV1' || id === 'SV2' || id === 'SV3')) {
      open.claim.sum += cents(texts[id === 'SV2' ? 3 : 2]);
    } else if (id === 'SE') this.#end(open, texts);
  }

  /** The parent level is the last one of the surrounding loop. */
  #checkParent({ levels }: OpenTransaction, loop: string): void {
    const level = levels.at(-1);
    const above = parents[loop];
    const parent = above === undefined ? '' : (this.#lastOf.get(above) ?? '');
    if (level?.parent !== parent) this.#note('level-parent-wrong', loop, 'HL', { element: '2' });
    this.#lastOf.set(loop, level?.number ?? '');
  }

  readonly #lastOf = new Map<string, string>();

  #balance({ claim }: OpenTransaction): void {
    if (claim === undefined || claim.cents === claim.sum) return;
    this.#note('charge-unbalanced', '2300', 'CLM', { element: '2', position: claim.position });
  }

  #end(open: OpenTransaction, texts: readonly string[]): void {
    this.#balance(open);
    open.walk?.finish();
    const named = new Set(open.levels.map(({ parent }) => parent));
    for (const { number, children, position } of open.levels) {
      const hasChildren = named.has(number);
      if ((children === '1') !== hasChildren) {
        this.#note('level-children-wrong', '', 'HL', { element: '4', position });
      }
    }
    if (Number(texts[1]) !== this.#position - open.from + 1) this.#note('count-wrong', 'ST', 'SE', { element: '1' });
    if (texts[2] !== open.controlNumber) this.#note('control-number-differs', 'ST', 'SE', { element: '2' });
    this.#open = undefined;
    this.#lastOf.clear();
  }
}

/** The level above each one. */
const parents: Readonly<Record<string, string>> = { '2000B': '2000A', '2000C': '2000B' };

/** An amount in cents; NaN when it is not an amount, so that no sum with it balances. */
function cents(text: string | undefined): number {
  return text === undefined || text === '' ? Number.NaN : Math.round(Number(text) * 100);
}
