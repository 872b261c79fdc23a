import type { Instant, LocalDate } from '../time/local-date.ts';

/** How far an agency was told. What it is to be told is numbered without a gap; a file has all numbers from one to another. */
export interface AgencyOutbox {
  readonly agencyId: string;
  /** Goes up with every write. */
  readonly version: number;
  /** The last number that was given. */
  readonly notices: number;
  /** The last number that stands in a file. */
  readonly filed: number;
  readonly files: number;
  /** The placement after which the next file begins to look for changes; from the first one when absent. */
  readonly lookedThrough?: string;
}

/** A file to an agency. It never changes: delivered again it has the same bytes. */
export interface AgencyFile {
  readonly id: string;
  readonly agencyId: string;
  /** Counts the agency's files from 1. */
  readonly number: number;
  readonly on: LocalDate;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly placements: number;
  readonly updates: number;
  readonly recalls: number;
  readonly fileName: string;
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export function emptyOutbox(agencyId: string): AgencyOutbox {
  return { agencyId, version: 0, notices: 0, filed: 0, files: 0 };
}

/** At most this many records in a file; the next one has the rest. */
export const mostFileRecords = 2_000;
/** So many placements are looked through at a time, until there is something to tell; at most this many changes are told by one file, fewer where they book something. */
export const mostLookedThrough = 1_000;
export const mostUpdates = 20;
