import type { ClaimId } from '../identity/ids.ts';
import type { Instant } from '../time/local-date.ts';
import type { Receiver, Submitter } from './party.ts';
import type { ProfessionalClaim } from './professional-claim.ts';

/** What assembly made of a claim: the large cold part that stands apart from its balance. */
export interface ClaimDocument {
  readonly claimId: ClaimId;
  /** Absent when the claim was born in another system. */
  readonly encounterId?: string;
  /** When it was first assembled: its place in the list of claims, which later assemblies keep. */
  readonly firstAssembledAt: Instant;
  readonly assembledAt: Instant;
  readonly content: ClaimContent;
}

export type ClaimContent =
  | {
      readonly kind: 'complete';
      readonly claim: ProfessionalClaim;
      readonly submitter: Submitter;
      readonly receiver: Receiver;
      readonly lane: string;
    }
  /** `reasons` are codes of `holdReasons`; after `not-writable` also what the file's writer found, and where. */
  | { readonly kind: 'incomplete'; readonly reasons: readonly string[] }
  /** Nobody is insured: nothing is sent. */
  | { readonly kind: 'self-pay' }
  /** It was born in another system, which sent it. */
  | { readonly kind: 'sent-elsewhere' };

/** What assembly can make of a claim. */
export type AssembledContent = Exclude<ClaimContent, { kind: 'sent-elsewhere' }>;

export type CompleteContent = Extract<ClaimContent, { kind: 'complete' }>;
