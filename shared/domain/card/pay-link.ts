import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** What a link asks to be paid. */
export type PayLinkSubject =
  /** The account's whole balance. */
  | { readonly kind: 'account' }
  | { readonly kind: 'visit'; readonly encounterId: string }
  | { readonly kind: 'statement'; readonly statementId: string }
  /** An announced charge to a card. */
  | { readonly kind: 'charge'; readonly chargeId: string };

/** An address for paying without signing in. A person who has it can see an amount and pay it, and nothing else. */
export interface PayLink {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly of: PayLinkSubject;
  /** The digest of the token; the token itself is only in the address that was handed out. */
  readonly tokenHash: string;
  /** The last day on which it can be used. */
  readonly expiresOn: LocalDate;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revoked?: { readonly by: string; readonly at: Instant; readonly reason: string };
  /** The charge whose page was opened last. */
  readonly chargeId?: string;
}

/** Whether a link can still be used. */
export function usable({ revoked, expiresOn }: PayLink, today: LocalDate): Result<undefined, 'pay-link-over'> {
  return revoked === undefined && today <= expiresOn ? ok(undefined) : fail('pay-link-over');
}

/** How long a page of the processor stays open. */
export const pageMinutes = 60;
