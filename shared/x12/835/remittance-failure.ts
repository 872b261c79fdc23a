import { type Cents, parseCents, zeroCents } from '../../domain/money/cents.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type LocalDate, parseCompactDate } from '../../domain/time/local-date.ts';
import type { Delimiters } from '../envelope.ts';
import { type FindingCode, findingMeanings } from '../finding.ts';
import type { Segment } from '../segments.ts';

/** Why a claim or payment of a remittance cannot be read. */
export interface RemittanceFailure {
  readonly kind: FindingCode;
  /** The element at fault, such as `CLP03`. */
  readonly element: string;
  /** The place of that element in the raw file. */
  readonly byteOffset: number;
  readonly message: string;
}

/** The place of the bytes that a reader gets. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  readonly delimiters: Delimiters;
  /** File offset of the bytes' index 0. */
  readonly byteOffset: number;
}

/** Makes a failure of one element of a segment. */
export function elementFailure(
  kind: FindingCode,
  source: SourceBytes,
  segment: Segment,
  position: number,
): RemittanceFailure {
  const element = `${segment.id}${String(position).padStart(2, '0')}`;
  let at = segment.byteOffset;
  const end = segment.byteOffset + segment.byteLength;
  for (let separators = 0; at < end && separators < position; at += 1) {
    if (source.bytes[at] === source.delimiters.element) separators += 1;
  }
  return { kind, element, byteOffset: source.byteOffset + at, message: `${element}: ${findingMeanings[kind]}` };
}

/** Reads an amount; an absent or empty element is zero. */
export function readAmount(source: SourceBytes, segment: Segment, position: number): Result<Cents, RemittanceFailure> {
  const text = segment.elements[position] ?? '';
  if (text === '') return ok(zeroCents);
  const amount = parseCents(text);
  return amount.ok ? amount : fail(elementFailure(amount.failure.kind, source, segment, position));
}

/** A non-empty element as the named property; otherwise no property. */
export function optional<Name extends string>(name: Name, text: string | undefined): { readonly [N in Name]?: string } {
  return text === undefined || text === '' ? {} : ({ [name]: text } as { [N in Name]: string });
}

/**
 * A date (CCYYMMDD) as the named property; no property when it is absent or malformed, because dates are only
 * information.
 */
export function optionalDate<Name extends string>(
  name: Name,
  text: string | undefined,
): { readonly [N in Name]?: LocalDate } {
  const date = parseCompactDate(text ?? '');
  return date.ok ? ({ [name]: date.value } as { [N in Name]: LocalDate }) : {};
}
