import { type HandedLink, overBy } from '../contact/handed-link.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What a link asks to be paid. */
export type PayLinkSubject =
  /** The account's whole balance. */
  | { readonly kind: 'account' }
  | { readonly kind: 'visit'; readonly encounterId: string }
  | { readonly kind: 'statement'; readonly statementId: string }
  /** An announced charge to a card. */
  | { readonly kind: 'charge'; readonly chargeId: string };

/** An address for paying without signing in. A person who has it can see an amount and pay it, and nothing else. */
export interface PayLink extends HandedLink {
  readonly of: PayLinkSubject;
  /** The charge whose page was opened last. */
  readonly chargeId?: string;
}

/** Whether a link can still be used. */
export function usable(link: PayLink, today: LocalDate): Result<undefined, 'pay-link-over'> {
  return overBy(link, today) === undefined ? ok(undefined) : fail('pay-link-over');
}

/** How long a page of the processor stays open. */
export const pageMinutes = 60;
