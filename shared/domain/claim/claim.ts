import type { DentalClaim } from './dental-claim.ts';
import type { InstitutionalClaim } from './institutional-claim.ts';
import type { ProfessionalClaim } from './professional-claim.ts';

/** A claim as it is sent, by its form. */
export type Claim = ProfessionalClaim | InstitutionalClaim | DentalClaim;

/** The form of a claim. */
export type ClaimKind = Claim['kind'];
