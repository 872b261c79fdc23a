/** A segment of a received file: its elements, with its id as `elements[0]`. */
export interface OutlinedSegment {
  readonly elements: readonly string[];
  /** From the start of the file. */
  readonly byteOffset: number;
}

/** A transaction by the numbers of its first and last segment in the file, counted from 1. */
export interface OutlinedTransaction {
  readonly type: string;
  readonly controlNumber: string;
  readonly byteOffset: number;
  readonly first: number;
  readonly last: number;
}

export interface OutlinedGroup {
  readonly code: string;
  readonly controlNumber: string;
  readonly guide: string;
  /** The number of its GS in the file. */
  readonly first: number;
  /** The number of transactions in its trailer; the actual number without a trailer. */
  readonly included: number;
  readonly transactions: readonly OutlinedTransaction[];
}

export interface OutlinedInterchange {
  /** The elements of ISA: `elements[13]` is its control number. */
  readonly elements: readonly string[];
  readonly first: number;
  readonly hasTrailer: boolean;
  readonly groups: readonly OutlinedGroup[];
}

/** The structure of a received file, as its receiver counts: envelopes and segments. */
export interface FileOutline {
  /** Segments in file order; the first has the number 1. */
  readonly segments: readonly OutlinedSegment[];
  readonly component: string;
  readonly interchanges: readonly OutlinedInterchange[];
}

/** Files may have a line end after each segment, to be readable. */
const lineEnds = /^[\r\n]+/;

/**
 * Splits a file that starts with ISA, whose length is fixed, by the characters that ISA names. Never throws; any other
 * file has no interchange.
 * @param begin where the text begins in its file
 */
export function outlineOf(text: string, begin = 0): FileOutline {
  const [element = '*', component = ':', terminator = '~'] = [text[3], text[104], text[105]];
  const segments: OutlinedSegment[] = [];
  let at = begin;
  for (const piece of text.split(terminator)) {
    const segment = piece.replace(lineEnds, '');
    if (segment !== '') {
      segments.push({ elements: segment.split(element), byteOffset: at + piece.length - segment.length });
    }
    at += piece.length + 1;
  }
  return { segments, component, interchanges: interchangesOf(segments) };
}

type Open<Value, List extends keyof Value> = { -readonly [Key in Exclude<keyof Value, List>]: Value[Key] };
type OpenGroup = Open<OutlinedGroup, 'transactions'> & { transactions: Open<OutlinedTransaction, never>[] };
type OpenInterchange = Open<OutlinedInterchange, 'groups'> & { groups: OpenGroup[] };

function interchangesOf(segments: readonly OutlinedSegment[]): readonly OutlinedInterchange[] {
  const interchanges: OpenInterchange[] = [];
  for (const [index, { elements, byteOffset }] of segments.entries()) {
    const [id = '', one = '', two = ''] = elements;
    const number = index + 1;
    const interchange = interchanges.at(-1);
    const group = interchange?.groups.at(-1);
    const transaction = group?.transactions.at(-1);
    if (id === 'ISA') interchanges.push({ elements, first: number, hasTrailer: false, groups: [] });
    else if (id === 'IEA' && interchange !== undefined) interchange.hasTrailer = true;
    else if (id === 'GS') {
      const [code, controlNumber, guide] = [one, elements[6] ?? '', elements[8] ?? ''];
      interchange?.groups.push({ code, controlNumber, guide, first: number, included: 0, transactions: [] });
    } else if (id === 'GE' && group !== undefined) group.included = Number(one) || 0;
    else if (id === 'ST') {
      group?.transactions.push({ type: one, controlNumber: two, byteOffset, first: number, last: number });
    } else if (transaction !== undefined) transaction.last = number;
  }
  return interchanges.map((interchange) => ({
    ...interchange,
    groups: interchange.groups.map((group) => ({ ...group, included: group.included || group.transactions.length })),
  }));
}

/** The claim of a segment, by its own number; undefined for a segment before the claims of its level. */
export function claimAround({ segments }: FileOutline, number: number): string | undefined {
  for (let at = number; at > 0; at -= 1) {
    const [id, one] = segments[at - 1]?.elements ?? [];
    if (id === 'CLM') return one;
    if (id === 'HL' || id === 'ST') return undefined;
  }
  return undefined;
}
