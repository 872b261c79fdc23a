import type { Instant, LocalDate } from '../time/local-date.ts';

/** A procedure as its physician documented it, before it is coded. */
export interface DocumentedProcedure {
  readonly text: string;
  readonly performedOn?: LocalDate;
  readonly providerId?: string;
}

/** Something added to a note later: the note itself is never changed. */
export interface Amendment {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly at: Instant;
  readonly by: string;
}

/** What was documented of an encounter: a text that stays as it was written, and what was added to it. */
export interface DocumentationNote {
  readonly id: string;
  readonly encounterId: string;
  /** Such as `progress-note` or `operative-report`. */
  readonly kind: string;
  readonly text: string;
  readonly procedures?: readonly DocumentedProcedure[];
  readonly at: Instant;
  readonly by: string;
  /** In the order in which they were made. */
  readonly amendments: readonly Amendment[];
}

/** What kinds of document may be attached, by media type. */
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
