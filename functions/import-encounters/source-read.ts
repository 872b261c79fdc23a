import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import type { Result } from '../../shared/domain/result.ts';

/** An insurance as a message names it. */
export interface NamedInsurance {
  readonly payer: string | undefined;
  readonly memberId: string | undefined;
  /** The field of IN1 that has the member id. */
  readonly memberField: number;
}

/** An encounter as its source says it, before its schema has looked at it. */
interface Candidate {
  readonly body: Record<string, unknown>;
  /** By JSON pointer: the column, or segment and field, that said it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of a CSV file: the line on which the row of each service begins, counted from the first line of the record. */
  readonly lines?: readonly number[];
  /** The insurances that are to be billed, in order; none where the patient's own are. */
  readonly insurances?: readonly NamedInsurance[];
}

/** What reading a record gives: an encounter, or what is wrong with the record. */
export type SourceRead = Result<Candidate, readonly IntakeFault[]>;
