import type { Instant } from '../domain/time/local-date.ts';

/** What a person decided, and why. The reason is free text that may contain PHI: it is shown to the office and never logged. */
export interface Resolution {
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/**
 * A person's statement that an amount was paid although the remittance names no payment method: by a virtual card, or
 * in another way.
 */
export const paidOtherwise = 'paid-otherwise';
