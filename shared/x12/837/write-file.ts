import { fail, ok, type Result } from '../../domain/result.ts';
import type { ProblemKind } from '../loops/element-rules.ts';
import {
  checkDelimiters,
  checkEnvelope,
  defaultDelimiters,
  type InterchangeEnvelope,
  wrapTransaction,
} from '../loops/envelope.ts';
import {
  problemLimit,
  type SegmentWatch,
  SegmentWriter,
  type WriteDelimiters,
  type WriteProblem,
} from '../loops/write-loops.ts';
import type { ClaimForm } from './claim-form.ts';

export interface WriteClaimFileOptions {
  readonly envelope: InterchangeEnvelope;
  /** `*`, `:`, `^` and `~` by default. */
  readonly delimiters?: WriteDelimiters;
  /** Puts a line end after each segment, for people. */
  readonly lineEnds?: boolean;
  /** False allows what the guide forbids but X12 can carry: to write other people's files again. */
  readonly strict?: boolean;
  readonly watch?: SegmentWatch;
}

export type WriteClaimFileProblem<Kind extends string = string> = WriteProblem<ProblemKind | Kind | 'envelope-invalid'>;

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
export function writeClaimFile<File, Kind extends string>(
  file: File,
  form: ClaimForm<File, Kind>,
  options: WriteClaimFileOptions,
): Result<string, WriteClaimFileFailure<Kind>> {
  const { envelope, delimiters = defaultDelimiters, lineEnds = false, strict = true, watch } = options;
  const unusable = checkDelimiters(delimiters);
  if (unusable.length > 0) return fail({ kind: 'claim-file-unwritable', problems: unusable });
  const contentProblems = strict ? form.checkContent(file) : [];
  const { tree, places } = form.toTree(file);
  const writer = new SegmentWriter(delimiters, strict, places, watch);
  writer.loop(form.transactionLoop, tree, '');
  const problems: WriteClaimFileProblem<Kind>[] = [
    ...checkEnvelope(envelope, delimiters),
    ...writer.problems,
    ...contentProblems,
  ];
  if (problems.length > 0) {
    return fail({ kind: 'claim-file-unwritable', problems: problems.slice(0, problemLimit) });
  }
  const kind = { functionalGroup: 'HC', type: '837', guide: form.writtenGuide };
  return ok(wrapTransaction(writer.segments.slice(1), kind, { envelope, delimiters, lineEnds }));
}
