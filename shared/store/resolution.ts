import type { Instant } from '../domain/time/local-date.ts';

/** What a person decided, and why. The reason is free text that may contain PHI: it is shown to the office and never logged. */
export interface Resolution {
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A person has said that an amount without a payment method was paid nevertheless: by a virtual card, or otherwise. */
export const paidOtherwise = 'paid-otherwise';
