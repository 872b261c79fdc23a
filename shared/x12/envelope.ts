import { fail, ok, type Result } from '../domain/result.ts';
import { type Finding, type FindingCode, finding } from './finding.ts';

/** The delimiters of an interchange, as byte values. */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  /** -1 when the interchange has none (before version 00402, ISA11 is a standards identifier). */
  readonly repetition: number;
  /** A newline also means CRLF: a carriage return before it belongs to the terminator. */
  readonly segment: number;
  /**
   * A byte that is skipped before a segment like white space, because some files have a tilde after each line end. A
   * space when the file has no such byte.
   */
  readonly filler: number;
}

/** An interchange header: its delimiters, its place, and its elements. */
export interface InterchangeHeader extends Delimiters {
  /** Index of the `I` of ISA in the bytes given. */
  readonly start: number;
  /** Index of the first byte after the segment's terminator. */
  readonly end: number;
  /** `elements[n]` is ISA n, without padding; `elements[0]` is `ISA`. */
  readonly elements: readonly string[];
  /** What is unusual; offsets count from index 0 of the given bytes. */
  readonly findings: readonly Finding[];
}

/** Why no interchange begins here; the offset counts from index 0 of the given bytes. */
export interface EnvelopeFailure {
  readonly kind: FindingCode;
  readonly message: string;
  readonly byteOffset: number;
}

/** At most this many bytes are searched for an ISA segment, which has 106 bytes when padded. */
export const headerLimit = 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const colon = 0x3a;
const paddedLength = 106;

/** Whether a byte is a letter or digit of ASCII. */
export function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === lineFeed || byte === carriageReturn;
}

function failure(kind: FindingCode, byteOffset: number, detail?: string): Result<never, EnvelopeFailure> {
  return fail({ kind, ...finding(kind, byteOffset, detail) });
}

/** Skips a byte order mark and white space. */
function skipLeading(bytes: Uint8Array, offset: number, findings: Finding[]): number {
  let at = offset;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) {
    findings.push(finding('byte-order-mark', at));
    at += 3;
  }
  const whitespace = at;
  while (at < bytes.length && (bytes[at] as number) <= space) at += 1;
  if (at > whitespace && offset === 0) findings.push(finding('leading-whitespace', whitespace));
  return at;
}

/** Says why the bytes at `at` are not an ISA segment. */
function refuse(bytes: Uint8Array, at: number, offset: number): Result<never, EnvelopeFailure> {
  if (at >= bytes.length) return failure(offset === 0 ? 'file-empty' : 'envelope-missing', at);
  const mark = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) return failure('file-utf-16', at);
  if (isCompressed(bytes, at)) return failure('file-compressed', at);
  const id = String.fromCharCode(...bytes.subarray(at, at + 3));
  const isFragment = /^(?:GS|ST)[^A-Za-z0-9\s]/.test(id);
  return failure(isFragment ? 'envelope-missing-fragment' : 'envelope-missing', at);
}

/** Whether bytes begin as a ZIP archive or a gzip file does. The first byte of gzip (1F) was skipped like white space. */
function isCompressed(bytes: Uint8Array, at: number): boolean {
  const start = String.fromCharCode(...bytes.subarray(at, at + 4));
  return start === 'PK\x03\x04' || start.startsWith('\x8b\x08');
}

/** Finds the beginning of ISA16, after the sixteenth separator. Undefined when the bytes end before it. */
function findLastElement(bytes: Uint8Array, start: number, element: number): number | undefined {
  let separators = 0;
  const limit = Math.min(bytes.length, start + headerLimit);
  for (let at = start + 3; at < limit; at += 1) {
    if (bytes[at] === element && ++separators === 16) return at + 1;
  }
  return undefined;
}

/**
 * Whether the byte before the next line end is `byte`. If so, `byte` is the terminator, and line ends have no meaning.
 */
function endsNextLine(bytes: Uint8Array, from: number, byte: number): boolean {
  let at = from;
  while (at < bytes.length && isLineEnd(bytes[at])) at += 1;
  while (at < bytes.length && !isLineEnd(bytes[at])) at += 1;
  return at < bytes.length && bytes[at - 1] === byte;
}

interface Tail {
  readonly component: number;
  readonly segment: number;
  readonly end: number;
}

/** Reads ISA16 and the terminator after it. */
function readTail(bytes: Uint8Array, last: number, element: number, findings: Finding[]): Tail | undefined {
  const component = bytes[last];
  const following = bytes[last + 1];
  if (component === undefined) return undefined;
  const isMissing =
    isLineEnd(component) ||
    (following !== undefined && isAlphanumeric(following) && !isAlphanumeric(component)) ||
    (isLineEnd(following) && endsNextLine(bytes, last + 1, component));
  let at = isMissing ? last : last + 1;
  if (isMissing) findings.push(finding('isa-component-separator-missing', last));
  if (bytes[at] === element) {
    findings.push(finding('isa-trailing-separator', at));
    while (bytes[at] === element) at += 1;
  }
  if (bytes[at] === space) findings.push(finding('isa-space-before-terminator', at));
  while (bytes[at] === space) at += 1;
  if (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed) at += 1;
  const segment = bytes[at];
  return segment === undefined ? undefined : { component: isMissing ? colon : component, segment, end: at + 1 };
}

/** Finds a delimiter that follows each line end although the line end itself terminates the segment. */
function findFiller(bytes: Uint8Array, tail: Tail, findings: Finding[]): number {
  if (!isLineEnd(tail.segment)) return space;
  let at = tail.end;
  while (at < bytes.length && (bytes[at] as number) <= space) at += 1;
  const next = bytes[at];
  if (next === undefined || isAlphanumeric(next)) return space;
  findings.push(finding('terminator-after-line-end', at));
  return next;
}

function collide(element: number, tail: Tail): boolean {
  const { component, segment } = tail;
  const unusable = (byte: number) => isAlphanumeric(byte) || byte === space;
  return (
    [element, component, segment].some(unusable) ||
    element === component ||
    element === segment ||
    component === segment
  );
}

/** A delimiter in a form that people can read. */
function shown(byte: number): string {
  return byte > space && byte < 0x7f ? String.fromCharCode(byte) : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
}

/**
 * The end of the group's header (GS) that begins at `start`, after its version, if its elements are separated as the
 * interchange's header says.
 */
function endOfGroupHeader(bytes: Uint8Array, start: number, element: number, segment: number): number | undefined {
  let separators = 0;
  let at = start;
  for (; at < bytes.length && separators < 8; at += 1) {
    if (bytes[at] === segment) return undefined;
    if (bytes[at] === element) separators += 1;
  }
  while (at < bytes.length && isAlphanumeric(bytes[at] as number)) at += 1;
  return at < bytes.length ? at : undefined;
}

/**
 * Whether the first segments after the header use other delimiters than it announces. Then the rest could not be read
 * correctly.
 */
function differingDelimiter(
  bytes: Uint8Array,
  element: number,
  { segment, end }: Tail,
): Result<never, EnvelopeFailure> | undefined {
  let at = end;
  while (at < bytes.length && ((bytes[at] as number) <= space || bytes[at] === segment)) at += 1;
  const [id] = /^(?:GS|TA1|IEA)/.exec(String.fromCharCode(...bytes.subarray(at, at + 3))) ?? [];
  if (id === undefined) return undefined;
  const differs = (kind: FindingCode, where: number, announced: number) =>
    failure(kind, where, `ISA has ${shown(announced)}, they have ${shown(bytes[where] as number)}`);
  const used = bytes[at + id.length];
  if (used === undefined || isAlphanumeric(used) || used === segment) return undefined;
  if (used !== element) return differs('element-separator-differs', at + id.length, element);
  const last = id === 'GS' ? endOfGroupHeader(bytes, at, element, segment) : undefined;
  if (last === undefined || bytes[last] === segment || bytes[last] === element) return undefined;
  if (bytes[last] === carriageReturn && bytes[last + 1] === segment) return undefined;
  let next = last + 1;
  while (next < bytes.length && (bytes[next] as number) <= space) next += 1;
  const isNext = bytes[next] === 0x53 && bytes[next + 1] === 0x54 && bytes[next + 2] === element;
  return isNext ? differs('segment-terminator-differs', last, segment) : undefined;
}

/**
 * Reads the delimiters of an interchange from the ISA segment at `offset` (after a byte order mark and white space). It counts the 16
 * elements, so that a header without its padding is read too, with a finding. Looks at no more than
 * {@link headerLimit} bytes from the segment's start. Never throws.
 */
export function detectDelimiters(bytes: Uint8Array, offset: number): Result<InterchangeHeader, EnvelopeFailure> {
  const findings: Finding[] = [];
  const start = skipLeading(bytes, offset, findings);
  const isHeader = bytes[start] === 0x49 && bytes[start + 1] === 0x53 && bytes[start + 2] === 0x41;
  if (!isHeader) return refuse(bytes, start, offset);
  const window = bytes.length > start + headerLimit ? bytes.subarray(0, start + headerLimit) : bytes;
  const element = window[start + 3];
  if (element === undefined) return failure('envelope-truncated', start);
  if (isAlphanumeric(element) || isLineEnd(element) || element === space) return failure('envelope-malformed', start);
  const last = findLastElement(window, start, element);
  if (last === undefined) {
    return failure(window.length < start + headerLimit ? 'envelope-truncated' : 'envelope-malformed', start);
  }
  const tail = readTail(window, last, element, findings);
  if (tail === undefined) return failure('envelope-truncated', start);
  if (collide(element, tail)) return failure('delimiters-collide', start);
  const differing = differingDelimiter(window, element, tail);
  if (differing !== undefined) return differing;
  if (last + 2 !== start + paddedLength) findings.push(finding('isa-not-padded', start));
  const filler = findFiller(window, tail, findings);
  const elements = Buffer.from(window.buffer, window.byteOffset + start, last - start)
    .toString('latin1')
    .split(String.fromCharCode(element))
    .slice(0, 16)
    .map((text) => text.trim());
  elements.push(String.fromCharCode(tail.component));
  const standards = elements[11]?.charCodeAt(0) ?? space;
  const hasRepetition = elements[11]?.length === 1 && !isAlphanumeric(standards) && standards !== element;
  const repetition = hasRepetition && standards !== tail.component && standards !== tail.segment ? standards : -1;
  return ok({ element, ...tail, repetition, filler, start, elements, findings });
}
