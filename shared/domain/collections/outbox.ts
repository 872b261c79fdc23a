import type { Instant, LocalDate } from '../time/local-date.ts';

/** What an agency has been told. Notices are numbered without gaps; a file contains a range of numbers. */
export interface AgencyOutbox {
  readonly agencyId: string;
  /** Goes up with every write. */
  readonly version: number;
  /** The last number in use. */
  readonly notices: number;
  /** The last number in a file. */
  readonly filed: number;
  readonly files: number;
  /** The placement after which the search for changes continues; the first one when absent. */
  readonly lookedThrough?: string;
}

/** A file to an agency. It never changes: a repeated delivery has the same bytes. */
export interface AgencyFile {
  readonly id: string;
  readonly agencyId: string;
  /** The number of the file among the agency's files from 1. */
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
/**
 * How many placements are examined at a time, until there is something to report; a file reports at most this many
 * changes, and fewer when some of them book entries.
 */
export const mostLookedThrough = 1_000;
export const mostUpdates = 20;
