import type { Cents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';

/** The file that a submission became. */
export interface SubmittedFile {
  readonly fileKey: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * Where a submission stands. Each step is taken by a conditional write, so that workers may repeat it or race:
 * claims join only while it gathers, leave only while it is closed, and are fixed once it is sealed.
 */
export type SubmissionState =
  | { readonly kind: 'gathering' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'sealed'; readonly controlNumber: string }
  | ({ readonly kind: 'submitted'; readonly controlNumber: string; readonly submittedAt: Instant } & SubmittedFile)
  /** There was no claim to send. */
  | { readonly kind: 'empty' };

/** Ready claims that became, or are becoming, one file for one receiver from one submitter. */
export interface Submission {
  readonly id: string;
  /** The file's date and time: a retry writes the same bytes. */
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly lane: string;
  readonly receiverId: string;
  readonly submitterId: string;
  readonly state: SubmissionState;
  readonly claims: number;
  readonly chargeCents: Cents;
  /** More claims were ready than one file takes; this submission took up the rest. */
  readonly nextSubmissionId?: string;
}

/** What is shared by claims that may travel in one file: who sends it, and to whom. */
export interface LaneFacts {
  readonly lane: string;
  readonly receiverId: string;
  readonly submitterId: string;
}
