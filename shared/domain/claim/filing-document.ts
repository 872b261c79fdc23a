import type { ClaimId } from '../identity/ids.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Claim } from './claim.ts';
import type { Receiver, Submitter } from './party.ts';

/** What a filing sends. */
export interface FilingContent {
  readonly claim: Claim;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  /** The list of ready filings that may share a file: the same form, submitter and receiver. */
  readonly lane: string;
}

/**
 * A record from which a filing took facts, with its version. For a patient the revisions of the coverages and of the
 * authorisations count as well. A filing whose records have changed since is assembled again before it is sent.
 */
export interface AssembledFrom {
  readonly entity: 'PATIENT' | 'PAYER' | 'PROVIDER' | 'FACILITY';
  readonly id: string;
  readonly version: number;
  readonly coverageRevision?: number;
  /** Absent where the patient had no authorisation with a number yet. */
  readonly authorizationRevision?: number;
}

/** The large part of a filing, which is rarely read. */
export interface FilingDocument extends FilingContent {
  readonly claimId: ClaimId;
  /** The filing's number. */
  readonly number: number;
  /** The claim's first day of service. */
  readonly serviceFrom: LocalDate;
  readonly assembledAt: Instant;
  /**
   * The time of the claim's first assembly, which later assemblies keep. The first assembly writes no line of history.
   */
  readonly firstAssembledAt?: Instant;
  readonly assembledFrom: readonly AssembledFrom[];
  /** The entries of the earlier payers' answers that it states; absent in a claim to the first payer. */
  readonly answers?: readonly string[];
}
