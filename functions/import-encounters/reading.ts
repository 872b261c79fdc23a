import { type IdKind, idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Intake } from '../../shared/domain/intake/intake.ts';
import { digestOf } from '../../shared/store/digest.ts';
import type { ImportDeps } from './context.ts';
import type { ProvidersByNpi } from './named.ts';

/** An intake that is read, and what its records are read by. */
export interface Reading extends ImportDeps {
  readonly tenant: TenantId;
  readonly intake: Intake;
  /** The beginning of the file. */
  readonly head: Uint8Array;
  /** The columns of a CSV file, and how many bytes their row has. */
  readonly header: readonly string[];
  readonly headerBytes: number;
  readonly providers: ProvidersByNpi;
}

/** Where a record stands in its file: its number, and the line on which it begins, both from 1. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
}

/** Makes ids that follow from a record's place, so that a record makes the same encounter whenever it is read. */
export function idsOfRecord({ tenant, intake }: Reading, { record }: RecordPlace): (kind: IdKind) => string {
  let number = 0;
  return (kind) => {
    number += 1;
    return idFromDigest(kind, digestOf('intake', tenant, intake.id, String(record), String(number)));
  };
}
