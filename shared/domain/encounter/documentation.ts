import type { Instant, LocalDate } from '../time/local-date.ts';

/** A procedure in its physician's words, before coding. */
export interface DocumentedProcedure {
  readonly text: string;
  readonly performedOn?: LocalDate;
  readonly providerId?: string;
}

/** A later addition to a note: the note itself is never changed. */
export interface Amendment {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly at: Instant;
  readonly by: string;
}

/** A note on an encounter: a text that never changes, and its amendments. */
export interface DocumentationNote {
  readonly id: string;
  readonly encounterId: string;
  /** For example `progress-note` or `operative-report`. */
  readonly kind: string;
  readonly text: string;
  readonly procedures?: readonly DocumentedProcedure[];
  readonly at: Instant;
  readonly by: string;
  /** In the order in which they were made. */
  readonly amendments: readonly Amendment[];
}

/** The kinds of documents that may be attached, by media type. */
export const documentTypes = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'text/plain': 'plain text',
  'application/xml': 'C-CDA',
} as const;

export type DocumentType = keyof typeof documentTypes;

/** A document that belongs to an encounter; its bytes are a file. */
export interface AttachedDocument {
  readonly id: string;
  readonly encounterId: string;
  readonly mediaType: DocumentType;
  readonly title?: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly at: Instant;
  readonly by: string;
}
