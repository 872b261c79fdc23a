import type { Instant } from '../time/local-date.ts';

/** A person's word that an error of an edit does not hold here. It is kept with the encounter, and holds only while what it is about stays as it was. */
export interface FindingOverride {
  readonly editId: string;
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  /** A digest of what the finding is about: the lines or diagnoses that it names, and its message. */
  readonly about: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}
