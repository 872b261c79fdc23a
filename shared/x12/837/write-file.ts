import type { ClaimFile, CommonClaim } from '../../domain/claim/common-claim.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ProblemKind } from '../loops/element-rules.ts';
import {
  checkDelimiters,
  checkEnvelope,
  defaultDelimiters,
  type InterchangeEnvelope,
  wrapTransaction,
} from '../loops/envelope.ts';
import type { WriteDelimiters } from '../loops/write-delimiters.ts';
import { problemLimit, type SegmentWatch, type WriteProblem } from '../loops/write-loops.ts';
import { claimLimit } from './all-forms/check-claims.ts';
import type { ClaimForm, ClaimOf } from './claim-form.ts';
import { openClaimWriter } from './claim-writer.ts';

export interface WriteClaimFileOptions {
  readonly envelope: InterchangeEnvelope;
  /** `*`, `:`, `^` and `~` by default. */
  readonly delimiters?: WriteDelimiters;
  /** Puts a line end after each segment, to make the file readable. */
  readonly lineEnds?: boolean;
  /** False allows what the guide forbids but X12 can carry, so that other systems' files can be written again. */
  readonly strict?: boolean;
  readonly watch?: SegmentWatch;
}

export type WriteClaimFileProblem<Kind extends string = string> = WriteProblem<
  ProblemKind | Kind | 'envelope-invalid' | 'claims-missing' | 'claims-too-many'
>;

/** Why a file was not written: every problem with its place, at most {@link problemLimit}. Places are JSON pointers into the
 * claim file, or begin with `/envelope` or `/delimiters`; they hold no values. */
export interface WriteClaimFileFailure<Kind extends string = string> {
  readonly kind: 'claim-file-unwritable';
  readonly problems: readonly WriteClaimFileProblem<Kind>[];
}

/**
 * Writes claims of one form as one 837 transaction in its own envelope. The file is ASCII text, so that characters are
 * bytes. The same arguments give the same text. Amounts are written without superfluous zeros (`100`, `100.5`, `.05`).
 * Neighbouring claims with equal billing provider, and equal subscriber and payer, share a level (HL); sort by them for the
 * smallest file.
 *
 * It refuses what X12 cannot carry (characters, delimiters inside data, lengths, missing values, impossible dates, too many of
 * something) and, unless `strict` is false, what the guide forbids.
 */
export function writeClaimFile<Form extends CommonClaim, Kind extends string>(
  file: ClaimFile<Form>,
  form: ClaimForm<ClaimFile<Form>, Kind>,
  options: WriteClaimFileOptions,
): Result<string, WriteClaimFileFailure<Kind>> {
  const { envelope, delimiters = defaultDelimiters, lineEnds = false, strict = true, watch } = options;
  const unusable = checkDelimiters(delimiters);
  if (unusable.length > 0) return fail({ kind: 'claim-file-unwritable', problems: unusable });
  const { claims, ...header } = file;
  const writer = openClaimWriter<ClaimFile<Form>, Kind>(header, form, { delimiters, lineEnds, strict, watch });
  for (const claim of claims) writer.write(claim as ClaimOf<ClaimFile<Form>>);
  const problems: WriteClaimFileProblem<Kind>[] = [
    ...checkEnvelope(envelope, delimiters),
    ...(strict ? countProblems(claims.length) : []),
    ...writer.problems(),
  ];
  if (problems.length > 0) {
    return fail({ kind: 'claim-file-unwritable', problems: problems.slice(0, problemLimit) });
  }
  const kind = { functionalGroup: 'HC', type: '837', guide: form.writtenGuide };
  const body = { text: writer.take(), segments: writer.counts().segments };
  return ok(wrapTransaction(body, kind, { envelope, delimiters, lineEnds }));
}

/** The guides want at least one claim in a transaction, and at most 5,000. */
function countProblems(claims: number): readonly WriteProblem<'claims-missing' | 'claims-too-many'>[] {
  if (claims === 0) return [{ kind: 'claims-missing', place: '/claims' }];
  return claims > claimLimit ? [{ kind: 'claims-too-many', place: '/claims' }] : [];
}
