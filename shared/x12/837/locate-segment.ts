import { createHash } from 'node:crypto';
import { inFileOrder } from '../../domain/claim/file-order.ts';
import { place } from '../loops/element-rules.ts';
import type { WrittenSegment } from '../loops/write-loops.ts';
import { type SubmissionFileInput, writeSubmissionFile } from './submission-file.ts';

/** An element of a file that was sent, by the number of its segment in the transaction. */
export interface SentElement {
  readonly segment: string;
  readonly position: number;
  readonly element?: number;
  readonly component?: number;
}

/** The claim that an element came from, and its place there as a JSON pointer. */
export interface ClaimPlace {
  readonly patientControlNumber: string;
  readonly pointer: string;
}

/**
 * Traces elements of a submission's file to the claims that they came from, by writing the file again. Undefined for an
 * element that came from no claim. If the bytes differ from those sent (`sha256`), because the program has changed
 * since, nothing is traced.
 */
export function locateInClaims(
  input: SubmissionFileInput,
  sha256: string,
  wanted: readonly SentElement[],
): readonly (ClaimPlace | undefined)[] {
  const positions = new Set(wanted.map(({ position }) => position));
  const seen = new Map<number, WrittenSegment>();
  const watch = (position: number, segment: WrittenSegment) => {
    if (positions.has(position)) seen.set(position, segment);
  };
  const written = writeSubmissionFile(input, { watch });
  if (!written.ok || createHash('sha256').update(written.value, 'latin1').digest('hex') !== sha256) {
    return wanted.map(() => undefined);
  }
  const claims = inFileOrder(input.contents.map(({ claim }) => claim));
  return wanted.map((element) => {
    const segment = seen.get(element.position);
    const found = segment === undefined ? undefined : placeInClaim(element, segment);
    const claim = claims[found?.claim ?? -1];
    return found === undefined || claim === undefined
      ? undefined
      : { patientControlNumber: claim.patientControlNumber, pointer: found.pointer };
  });
}

/** Which claim of a file an element came from, in file order from 0, and its place there; undefined when it came from none. */
export function placeInClaim(
  element: SentElement,
  segment: WrittenSegment,
): { readonly claim: number; readonly pointer: string } | undefined {
  const found = /^\/claims\/(\d+)(.*)$/.exec(placeOf(element, segment));
  return found === null ? undefined : { claim: Number(found[1]), pointer: found[2] ?? '' };
}

/**
 * The place of an element's field. When no field is named, or when another segment is missing, the place of the
 * segment's object.
 */
function placeOf({ segment, element, component }: SentElement, { id, at, elements }: WrittenSegment): string {
  if (element === undefined || id !== segment) return at;
  const names = [place(element, component), place(element, 1), String(element)];
  // The component itself is looked for first, then its element.
  const rules = names.flatMap((name) => elements.filter(({ covers }) => covers.includes(name)));
  const field = rules.find(({ fields }) => fields.length > 0)?.fields[0];
  return field === undefined ? at : `${at}/${field}`;
}
