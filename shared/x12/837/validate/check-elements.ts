import type { ElementEntry, SegmentEntry } from './guide-entry.ts';
import type { StructureFault } from './structure-finding.ts';

/** Separators of elements inside a segment. */
interface Separators {
  readonly component: string;
}

export type NoteElement = (code: StructureFault, element: string) => void;

const days = (text: string): boolean => {
  if (!/^\d{8}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const time = (text: string): boolean => /^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{1,2})?)?$/.test(text);

/** The form of a period by the code before it. */
const periods: Readonly<Record<string, (text: string) => boolean>> = {
  D8: days,
  RD8: (text) => {
    const [from = '', to = '', ...more] = text.split('-');
    return days(from) && days(to) && more.length === 0 && from <= to;
  },
  DT: (text) => days(text.slice(0, 8)) && time(text.slice(8)),
  TM: time,
};

const shapes: Readonly<Record<ElementEntry['type'], (text: string, before: string) => boolean>> = {
  A: (text) => /^[\x20-\x7e]*$/.test(text) && text.trim() !== '',
  N: (text) => /^-?\d+$/.test(text),
  R: (text) => /^-?(?:\d+\.?\d*|\.\d+)$/.test(text),
  D: days,
  T: time,
  P: (text, before) => periods[before]?.(text) ?? false,
  '=': () => true,
};

/** Checks the elements of a segment against the guide: `texts[0]` is its id. */
export function checkElements(
  entry: SegmentEntry,
  texts: readonly string[],
  { component }: Separators,
  note: NoteElement,
): void {
  if (texts.length > 1 && texts.at(-1) === '') note('element-trailing', String(texts.length - 1));
  const inside: Inside = (element, text, place) => {
    if (element.components.length === 0) return false;
    const parts = text.split(component);
    if (parts.length > 1 && parts.at(-1) === '') note('element-trailing', place);
    checkAll(element.components, ['', ...parts], { prefix: `${place}-`, note });
    return true;
  };
  checkAll(entry.elements, texts, { prefix: '', note, inside });
  if (entry.id === 'N4') checkAddress(texts, note);
}

/** An address without a country is in the United States, and so needs a state and a postal code. */
function checkAddress([, , state = '', postalCode = '', country = '']: readonly string[], note: NoteElement): void {
  if (country !== '' && country !== 'US') return;
  if (state === '') note('address-incomplete', '2');
  if (postalCode === '') note('address-incomplete', '3');
}

/** Checks the components of an element; false when it has none. */
type Inside = (element: ElementEntry, text: string, place: string) => boolean;

interface Checking {
  readonly prefix: string;
  readonly note: NoteElement;
  readonly inside?: Inside;
}

function checkAll(
  elements: readonly ElementEntry[],
  texts: readonly string[],
  { prefix, note, inside }: Checking,
): void {
  const known = new Set(elements.map((element) => element.at));
  for (let at = 1; at < texts.length; at += 1) {
    if (texts[at] !== '' && !known.has(at)) note('element-not-used', `${prefix}${at}`);
  }
  for (const element of elements) {
    const text = texts[element.at] ?? '';
    const place = `${prefix}${element.at}`;
    if (text === '') {
      if (element.required) note('element-missing', place);
    } else if (inside?.(element, text, place) !== true) {
      checkOne(element, text, texts[element.at - 1] ?? '', (code) => note(code, place));
    }
  }
}

function checkOne(element: ElementEntry, text: string, before: string, note: (code: StructureFault) => void): void {
  if (element.type === '=') {
    if (!element.codes.has(text)) note('code-unknown');
    return;
  }
  if (!shapes[element.type](text, before)) note('element-malformed');
  // A sign and a decimal point do not count towards the length.
  const { length } = element.type === 'R' || element.type === 'N' ? text.replace(/[-.]/g, '') : text;
  if (length > element.max) note('element-too-long');
  if (length < element.min) note('element-too-short');
}
