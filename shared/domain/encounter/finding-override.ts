import type { Instant } from '../time/local-date.ts';

/**
 * A person's statement that an edit's error does not apply here. It is stored with the encounter, and is in force only
 * while its subject is unchanged.
 */
export interface FindingOverride {
  readonly editId: string;
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  /** A digest of the finding's subject: the lines or diagnoses that it names, and its message. */
  readonly about: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}
