import type { Instant } from '../domain/time/local-date.ts';

/** A file that arrived, kept once under the digest of its bytes. */
export interface FileOnRecord {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Instant;
  /** Its name at its source. */
  readonly name?: string;
}
