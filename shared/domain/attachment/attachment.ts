import type { SentFile } from '../claim/submission.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** A document that a payer requests, by its LOINC type code; for one service, where the payer says so. */
export interface WantedDocument {
  readonly code: string;
  readonly lineNumber?: string;
}

/** A payer's request for documents to a claim. */
export interface AttachmentRequest {
  readonly id: string;
  readonly claimId: ClaimId;
  /** The payer's number of the request, which the answer returns. */
  readonly trace: string;
  readonly payerName?: string;
  readonly payerClaimNumber?: string;
  readonly wanted: readonly WantedDocument[];
  /** The day by which the payer wants them. */
  readonly dueOn?: LocalDate;
  readonly receivedAt: Instant;
  readonly state: 'open' | 'answered' | 'dismissed';
  readonly ended?: { readonly by: string; readonly at: Instant; readonly reason?: string };
}

/** A document that is sent. */
export interface SentDocument {
  readonly documentId: string;
  /** The number by which the claim names it (PWK), or the payer's request number. */
  readonly controlNumber: string;
}

/** The versions of the transaction for documents. */
export type AttachmentRelease = '005010X210' | '006020X314';

/** Documents that go to a payer for a claim, in one file. */
export interface AttachmentSending extends SentFile {
  readonly id: string;
  readonly claimId: ClaimId;
  readonly encounterId: string;
  readonly receiverId: string;
  readonly payerId: string;
  readonly coverageId: string;
  readonly release: AttachmentRelease;
  readonly documents: readonly SentDocument[];
  /** The answered request; when absent, the claim announced the documents. */
  readonly requestId?: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'requested' | 'written' | 'failed';
  readonly fault?: string;
  readonly writtenAt?: Instant;
  readonly controlNumber?: string;
}

/** Why documents cannot be sent, in words. */
export const sendingFaults = {
  'file-rejected': 'The receiver turned the file away (999 or TA1). Mend what its codes name, then send again.',
  'channel-missing': 'Nothing says any more how the payer’s receiver is reached. Set up its channel, then send again.',
  'record-missing': 'The claim’s patient, coverage, payer, provider or a document is no longer on file.',
  'broke-off': 'Superbill broke off each time that it wrote the file. Tell your operator, and send again later.',
  'not-writable':
    'The file cannot carry a value of the patient, the provider or the payer: it is too long, or has a character that X12 does not allow.',
} as const;

export type SendingFault = keyof typeof sendingFaults;

/** All documents of one file together have at most this many bytes. */
export const sendingBytes = 30_000_000;
