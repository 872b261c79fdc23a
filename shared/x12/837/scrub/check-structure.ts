import type { FilingContent } from '../../../domain/claim/filing-document.ts';
import { present } from '../../../domain/present.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { WrittenSegment } from '../../loops/write-loops.ts';
import { placeInClaim } from '../locate-segment.ts';
import { problemsInClaim, trialFile } from '../submission-file.ts';
import type { StructureFault, StructureFinding } from '../validate/structure-finding.ts';
import { validate837 } from '../validate/validate-837.ts';
import type { WriteClaimFileProblem } from '../write-file.ts';
import type { PlaceInFile } from './place-in-file.ts';

/** A fault of structure, with its place in the file and in the claim that it came from. */
export interface StructureProblem extends PlaceInFile {
  readonly kind: StructureFault;
  /** JSON pointer into the claim; `/` for content that is in no field of it. */
  readonly pointer: string;
}

/** How many segments of the interchange and the group precede the transaction's. */
const segmentsBefore = 2;

type Partner = Parameters<typeof trialFile>[1];

/**
 * Writes a claim alone and applies the guides' tables to what the writer has accepted. They share no code with the
 * writer, so its mistakes are found before the payer finds them. Fails with the problems for which the writer refuses
 * the claim.
 */
export function checkWritten(
  content: FilingContent,
  partner?: Partner,
): Result<readonly StructureProblem[], readonly WriteClaimFileProblem[]> {
  const segments = new Map<number, WrittenSegment>();
  const written = trialFile(content, partner, (position, segment) => void segments.set(position, segment));
  if (!written.ok) return fail(problemsInClaim(written.failure));
  return ok(validate837(written.value).map((finding) => problemOf(finding, segments)));
}

function problemOf(
  { code, loop, segment, element, position }: StructureFinding,
  segments: ReadonlyMap<number, WrittenSegment>,
): StructureProblem {
  const source = segments.get(position - segmentsBefore);
  const [at, component] = element?.split('-').map(Number) ?? [];
  const where = { segment, position, ...present({ element: at, component }) };
  const pointer = source === undefined ? undefined : placeInClaim(where, source)?.pointer;
  return {
    kind: code,
    loop,
    segment,
    ...present({ element }),
    pointer: pointer === undefined || pointer === '' ? '/' : pointer,
  };
}
