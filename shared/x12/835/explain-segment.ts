import { formatAmount, parseCents } from '../../domain/money/cents.ts';
import { parseCompactDate } from '../../domain/time/local-date.ts';
import type { Delimiters } from '../envelope.ts';
import { decodeText, readSegments, type Segment, splitComponents } from '../segments.ts';
import { type RemittanceLevel, segmentMeaning } from './segment-meaning.ts';
import { type ElementWords, type SegmentWords, segmentWords } from './segment-words.ts';

/** One element (or component) with its meaning. */
export interface ExplainedElement {
  /** `CLP02`, or `SVC01-2` for a component. */
  readonly position: string;
  readonly name: string;
  readonly value: string;
  /** Absent when the value needs no explanation, or Superbill has no words for a code. */
  readonly meaning?: string;
}

/** One segment of a remittance with its meaning. */
export interface ExplainedSegment {
  /** Its place in the raw file. */
  readonly byteOffset: number;
  readonly byteLength: number;
  /** The segment as in the file, with its terminator. */
  readonly bytes: string;
  readonly segment: string;
  /** The meaning as a sentence. */
  readonly meaning: string;
  readonly elements: readonly ExplainedElement[];
}

/** At most this many elements of a segment are shown; no segment of the guide has more. */
const elementLimit = 64;

/**
 * Explains each segment of a remittance (835, from ST to SE), element by element, with its bytes; empty elements are
 * left out. It keeps track of claims and lines, in which the same segment has other meanings. Never throws.
 * @param byteOffset file offset of the bytes
 * @param place where the bytes begin; it is updated with each segment, so that a later call can continue
 */
export function* explainSegments(
  bytes: Uint8Array,
  delimiters: Delimiters,
  byteOffset: number,
  place: RemittancePlace = startOfRemittance(),
): Generator<ExplainedSegment, void, undefined> {
  for (const segment of readSegments(bytes, delimiters))
    yield explain({ bytes, delimiters, byteOffset }, segment, place);
}

/** The loop of a segment. */
export interface RemittancePlace {
  level: RemittanceLevel;
}

export function startOfRemittance(): RemittancePlace {
  return { level: 'payment' };
}

/** Bytes of a remittance file, and where they start in it. */
interface FilePiece {
  readonly bytes: Uint8Array;
  readonly delimiters: Delimiters;
  readonly byteOffset: number;
}

/** Explains one segment, and updates the place. */
function explain(
  { bytes, delimiters, byteOffset }: FilePiece,
  segment: Segment,
  place: RemittancePlace,
): ExplainedSegment {
  place.level = levelAfter(segment, place.level);
  const words = segmentWords.get(segment.id);
  const explained = words === undefined ? plainElements(segment) : explainElements(segment, words, delimiters);
  const elements = [...explained, ...omittedElements(segment)];
  const start = segment.byteOffset;
  return {
    byteOffset: byteOffset + start,
    byteLength: segment.byteLength,
    bytes: decodeText(bytes, start, start + segment.byteLength),
    segment: segment.id,
    meaning: segmentMeaning(segment, place.level, delimiters),
    elements,
  };
}

function levelAfter({ id, elements }: Segment, before: RemittanceLevel): RemittanceLevel {
  switch (id) {
    case 'CLP':
      return 'claim';
    case 'SVC':
      return before === 'claim' ? 'line' : before;
    case 'ST':
    case 'LX':
    case 'TS3':
    case 'TS2':
    case 'PLB':
    case 'SE':
      return 'payment';
    case 'N1':
      return elements[1] === 'PR' ? 'payer' : elements[1] === 'PE' ? 'payee' : 'party';
    default:
      return before;
  }
}

/** A line that says how many elements are not shown. */
function omittedElements({ id, elements }: Segment): ExplainedElement[] {
  const omitted = elements.length - 1 - elementLimit;
  if (omitted <= 0) return [];
  return [{ position: nameOf(id, elementLimit + 1), name: 'elements from here on, not shown', value: String(omitted) }];
}

/** The elements of a segment that the guide does not know. */
function plainElements({ id, elements }: Segment): ExplainedElement[] {
  return elements
    .slice(1, elementLimit + 1)
    .flatMap((value, index) => (value === '' ? [] : [{ position: nameOf(id, index + 1), name: 'not known', value }]));
}

function explainElements(segment: Segment, words: SegmentWords, delimiters: Delimiters): ExplainedElement[] {
  const last = Math.min(segment.elements.length - 1, elementLimit);
  const explained: ExplainedElement[] = [];
  for (let position = 1; position <= last; position += 1) {
    const value = segment.elements[position] ?? '';
    if (value === '') continue;
    const element = wordsAt(words, position);
    const name = nameOf(segment.id, position);
    if (element.components === undefined) explained.push(explainElement(name, element, value));
    else explained.push(...explainComponents(name, element, splitComponents(value, delimiters)));
  }
  return explained;
}

const beyondTheGuide: ElementWords = { name: 'not in the guide' };

function wordsAt({ elements, repeated }: SegmentWords, position: number): ElementWords {
  const index = position - 1;
  if (index < elements.length) return elements[index] ?? beyondTheGuide;
  if (repeated === undefined) return beyondTheGuide;
  return repeated[(index - elements.length) % repeated.length] ?? beyondTheGuide;
}

function explainComponents(position: string, element: ElementWords, values: readonly string[]): ExplainedElement[] {
  return values.flatMap((value, index) => {
    if (value === '') return [];
    const words = element.components?.[index] ?? beyondTheGuide;
    const found = explainElement(`${position}-${index + 1}`, words, value);
    return [{ ...found, name: found.name === element.name ? found.name : `${element.name}: ${found.name}` }];
  });
}

function explainElement(position: string, { name, form, meaning }: ElementWords, value: string): ExplainedElement {
  const words = form === 'amount' ? amountText(value) : form === 'date' ? dateText(value) : meaning?.(value);
  return words === undefined ? { position, name, value } : { position, name, value, meaning: words };
}

function nameOf(segment: string, position: number): string {
  return `${segment}${String(position).padStart(2, '0')}`;
}

function amountText(value: string): string {
  const amount = parseCents(value);
  return amount.ok ? formatAmount(amount.value) : 'not a readable amount';
}

function dateText(value: string): string {
  const date = parseCompactDate(value);
  return date.ok ? date.value : 'not a readable date';
}
