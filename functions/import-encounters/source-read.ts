import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import type { Result } from '../../shared/domain/result.ts';

/** An encounter as its source says it, before its schema has looked at it. */
interface Candidate {
  readonly body: Record<string, unknown>;
  /** By JSON pointer: the column, or segment and field, that said it. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What reading a record gives: an encounter, or what is wrong with the record. */
export type SourceRead = Result<Candidate, readonly IntakeFault[]>;
