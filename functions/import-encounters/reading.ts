import { type IdKind, idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Intake } from '../../shared/domain/intake/intake.ts';
import { digestOf } from '../../shared/store/digest.ts';
import type { ImportDeps } from './context.ts';
import type { ProvidersByNpi } from './named.ts';

/** An intake that is being read, and what its records are read with. */
export interface Reading extends ImportDeps {
  readonly tenant: TenantId;
  readonly intake: Intake;
  /** The beginning of the file. */
  readonly head: Uint8Array;
  /** The columns of a CSV file, and the length of their row in bytes. */
  readonly header: readonly string[];
  readonly headerBytes: number;
  readonly providers: ProvidersByNpi;
}

/** A record's place in its file: its number, and its first line, both from 1. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
}

/** Makes ids from a record's place, so that a record always makes the same encounter. */
export function idsOfRecord({ tenant, intake }: Reading, { record }: RecordPlace): (kind: IdKind) => string {
  let number = 0;
  return (kind) => {
    number += 1;
    return idFromDigest(kind, digestOf('intake', tenant, intake.id, String(record), String(number)));
  };
}
