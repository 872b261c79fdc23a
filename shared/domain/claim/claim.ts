import type { ProfessionalClaim } from './professional-claim.ts';

/**
 * A claim as it is sent, by its form. Institutional and dental claims have forms of their own: each becomes a member of this union with its
 * own `kind`.
 */
export type Claim = ProfessionalClaim;

/** The form of a claim. */
export type ClaimKind = Claim['kind'];
