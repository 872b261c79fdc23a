import type { FieldError } from '../result.ts';
import type { Instant } from '../time/local-date.ts';

/** The forms in which a program sends encounters. */
export const intakeFormats = {
  'json-lines': 'A JSON object for each encounter, each on a line of its own',
  csv: 'A row for each service, by a mapping of the office',
  hl7: 'HL7 version 2, DFT^P03: a message for each encounter',
} as const;

export type IntakeFormat = keyof typeof intakeFormats;

/** How the columns of an office's CSV map to fields of encounters. */
export interface IntakeMapping {
  readonly name: string;
  readonly version: number;
  /** By column: the field, as a JSON pointer; `/lines/-/...` is the service of the row. */
  readonly columns: Readonly<Record<string, string>>;
  readonly dates: 'YYYY-MM-DD' | 'MM/DD/YYYY' | 'YYYYMMDD';
}

/** Why the rest of a file is not read. What was imported before stays. */
export const intakeRefusals = {
  'not-text': 'The file is a program, or has bytes that are no text in UTF-8. Send it as text.',
  'another-format': 'The file does not begin as its format does. Name its format, or send another file.',
  'header-differs': 'The header lacks columns of the mapping, or has one twice. Correct the header or the mapping.',
  'record-too-long': 'An encounter has more than 500,000 bytes: a quotation mark or the end of a line may be missing.',
  'too-many-failures':
    'More than 1,000 encounters failed. Correct what fails, and send the file again: encounters that are here already count once.',
  'broke-off': 'Reading the file broke off several times. Send it again: encounters that are here already count once.',
} as const;

export type IntakeRefusal = keyof typeof intakeRefusals;

/** A file of encounters, and the reading position. */
export interface Intake {
  readonly id: string;
  readonly format: IntakeFormat;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mapping?: Pick<IntakeMapping, 'name' | 'version' | 'columns' | 'dates'>;
  /** Values of fields for encounters that do not state them. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'reading' | 'done' | 'refused';
  /** The reading position; each encounter is imported on condition that this is its place. */
  readonly nextByte: number;
  readonly nextLine: number;
  readonly records: number;
  readonly taken: number;
  /** Encounters that existed already, by their `externalId`. */
  readonly known: number;
  /** Failures that wait for a person. */
  readonly open: number;
  readonly dismissed: number;
  readonly refusal?: { readonly code: IntakeRefusal; readonly line: number };
  readonly endedAt?: Instant;
}

/** A fault of an encounter, and the source of its value. */
export interface IntakeFault extends FieldError {
  /** The column, or segment and field, of the value; absent when there is none. */
  readonly source?: string;
  /** The line of the file, if it is not the first line of the encounter. */
  readonly line?: number;
}

/** An encounter that exists here and differs from the file. */
export interface IntakeConflict {
  readonly encounterId: string;
  /** The version that the file was compared with. */
  readonly version: number;
  readonly state: 'draft' | 'final';
  /** Whether it can be taken as a correction: for the same patient and kind. */
  readonly canBeTaken: boolean;
  /** The digest of the file's content. */
  readonly said: string;
}

/** An encounter that could not be imported. It has its place in the source and no content. */
export interface IntakeFailure {
  readonly intakeId: string;
  readonly format: IntakeFormat;
  /** Its number in the file, from 1. */
  readonly record: number;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** When it failed first, and last. */
  readonly since: Instant;
  readonly at: Instant;
  readonly errors: readonly IntakeFault[];
  readonly state: 'open' | 'taken' | 'dismissed';
  /** Present when the encounter exists here and differs: `errors` say where. */
  readonly conflict?: IntakeConflict;
  readonly encounterId?: string;
  readonly dismissed?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** At this many open failures, the rest of a file is not read. */
export const mostFailures = 1_000;
