import { fail, ok, type Result } from '../../domain/result.ts';
import type { Fields, ProblemKind } from './element-rules.ts';
import {
  checkDelimiters,
  checkEnvelope,
  defaultDelimiters,
  type EnvelopeProblem,
  type InterchangeEnvelope,
  wrapTransaction,
} from './envelope.ts';
import type { Guide } from './guide.ts';
import type { WriteDelimiters } from './write-delimiters.ts';
import { problemLimit, SegmentWriter, type WriteProblem } from './write-loops.ts';

export interface WriteGuideOptions {
  readonly envelope: InterchangeEnvelope;
  /** `*`, `:`, `^` and `~` by default. */
  readonly delimiters?: WriteDelimiters;
  /** False allows what the guide forbids but X12 can carry, so that other systems' files can be written again. */
  readonly strict?: boolean;
}

/** Why a transaction was not written: every problem with its place, at most {@link problemLimit}. Places hold no values. */
export interface TransactionUnwritable {
  readonly kind: 'transaction-unwritable';
  readonly problems: readonly (WriteProblem<ProblemKind> | EnvelopeProblem)[];
}

/** Writes one transaction in its own envelope, as ASCII text. The same arguments give the same text. */
export function writeByGuide<Content extends object>(
  content: Content,
  guide: Guide<Content>,
  { envelope, delimiters = defaultDelimiters, strict = true }: WriteGuideOptions,
): Result<string, TransactionUnwritable> {
  const unusable = checkDelimiters(delimiters);
  if (unusable.length > 0) return fail({ kind: 'transaction-unwritable', problems: unusable });
  const writer = new SegmentWriter({ delimiters, strict });
  writer.content(guide.loop, content as Fields);
  const problems = [...checkEnvelope(envelope, delimiters), ...writer.problems];
  if (problems.length > 0) return fail({ kind: 'transaction-unwritable', problems: problems.slice(0, problemLimit) });
  return ok(
    wrapTransaction({ text: writer.take(), segments: writer.segments }, guide, {
      envelope,
      delimiters,
      lineEnds: false,
    }),
  );
}
