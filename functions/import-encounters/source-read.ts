import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import type { Result } from '../../shared/domain/result.ts';

/** An insurance as a message names it. */
export interface NamedInsurance {
  readonly payer: string | undefined;
  readonly memberId: string | undefined;
  /** The field of IN1 that has the member id. */
  readonly memberField: number;
}

/** An encounter as its source states it, before the schema checks it. */
interface Candidate {
  readonly body: Record<string, unknown>;
  /** By JSON pointer: the column, or segment and field, of the value. */
  readonly sources: ReadonlyMap<string, string>;
  /** For a CSV file: the line of each service's row, counted from the record's first line. */
  readonly lines?: readonly number[];
  /** The insurances to bill, in order; none to bill the patient's own. */
  readonly insurances?: readonly NamedInsurance[];
}

/** The result of reading a record: an encounter, or the record's faults. */
export type SourceRead = Result<Candidate, readonly IntakeFault[]>;
