import { type Cents, zeroCents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';
import type { TimeZone } from '../time/time-zone.ts';
import type { PartnerTerms } from '../trading-partner/trading-partner.ts';

/** A receiver's answer about a file before it looked at the claims. */
export type FileOutcome = 'accepted' | 'accepted-with-errors' | 'partly-accepted' | 'rejected';

/** A receiver’s answers about a file that it was sent. */
export interface FileAnswers {
  /** The answer about the envelope (TA1). */
  readonly interchangeAnswer?: FileOutcome;
  /** The answer about the transaction (997, 999). */
  readonly functionalAnswer?: FileOutcome;
}

/** A file to a receiver other than a claim file. */
export interface SentFile extends FileAnswers {
  /** Of its bytes; absent until it is written, and when nothing of it could be sent any more. */
  readonly sha256?: string;
  readonly sizeBytes?: number;
  /** The office’s identifiers in the envelope. */
  readonly senderId?: string;
}

/** The file that was written for a submission. */
export interface SubmittedFile {
  readonly fileKey: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * The state of a submission. Each step is a conditional write, so that workers may repeat it or run at the same time.
 * Claims are added only while it gathers, removed only while it is closed, and fixed once it is sealed.
 */
export type SubmissionState =
  | { readonly kind: 'gathering' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'sealed'; readonly controlNumber: string }
  | ({ readonly kind: 'submitted'; readonly controlNumber: string; readonly submittedAt: Instant } & SubmittedFile)
  /** It had no claim to send. */
  | { readonly kind: 'empty' };

/** Ready claims that are sent in one file from one submitter to one receiver. */
export interface Submission extends FileAnswers {
  readonly id: string;
  /** The file's date and time. It is kept so that a retry writes the same bytes. */
  readonly createdAt: Instant;
  /** The office's time zone when it was created. The file's date and time use it, and a retry must write the same. */
  readonly timeZone: TimeZone;
  /** The sender's name, as the office had it when the submission was created. */
  readonly submitterName?: string;
  readonly createdBy: string;
  readonly lane: string;
  readonly receiverId: string;
  readonly submitterId: string;
  readonly state: SubmissionState;
  /** The claims that a person chose; all that are ready when absent. */
  readonly claimIds?: readonly string[];
  readonly claims: number;
  readonly chargeCents: Cents;
  /** The terms agreed with the receiver when the submission started, if it is a stored partner. */
  readonly partner?: PartnerTerms;
  /** The submission of the claims that did not fit into this one's file. */
  readonly nextSubmissionId?: string;
}

/** What claims of one file have in common: sender and receiver. */
export interface LaneFacts {
  readonly lane: string;
  readonly receiverId: string;
  readonly submitterId: string;
}

/** A submission that begins to gather claims. */
export function gatheringSubmission(
  id: string,
  { lane, receiverId, submitterId }: LaneFacts,
  by: Pick<Submission, 'createdAt' | 'timeZone' | 'submitterName' | 'createdBy' | 'partner' | 'claimIds'>,
): Submission {
  const counts = { claims: 0, chargeCents: zeroCents };
  return { id, ...by, lane, receiverId, submitterId, state: { kind: 'gathering' }, ...counts };
}
