import type { ClaimId } from '../identity/ids.ts';
import type { Instant } from '../time/local-date.ts';
import type { Claim } from './claim.ts';
import type { Receiver, Submitter } from './party.ts';

/** What a filing sends. */
export interface FilingContent {
  readonly claim: Claim;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  /** The list of ready filings that may share its file: of one form, submitter and receiver. */
  readonly lane: string;
}

/**
 * One record that a filing's content holds facts of, by the version that it had. Of a patient the revision of the coverages counts, too.
 * A filing whose records have other versions by now is assembled again before it leaves.
 */
export interface AssembledFrom {
  readonly entity: 'PATIENT' | 'PAYER' | 'PROVIDER' | 'FACILITY';
  readonly id: string;
  readonly version: number;
  readonly coverageRevision?: number;
}

/** The large cold part of a filing. */
export interface FilingDocument extends FilingContent {
  readonly claimId: ClaimId;
  /** The filing's number. */
  readonly number: number;
  readonly assembledAt: Instant;
  /** When its claim’s first assembly made it, which then wrote no line of history: this tells it, and later assemblies keep it. */
  readonly firstAssembledAt?: Instant;
  readonly assembledFrom: readonly AssembledFrom[];
}
