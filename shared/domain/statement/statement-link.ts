import type { Account } from '../account/account.ts';
import type { AccountHoldKind } from '../account/hold.ts';
import { type AskedClaim, mayDo } from '../account/may-do.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { type HandedLink, overBy } from '../contact/handed-link.ts';
import { placeOf } from '../contact/may-contact.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import { type DateTries, isLocked } from './date-tries.ts';

/** The address at which the guarantor opens a statement, sent by e-mail or text. A statement has one; a new one replaces it. */
export interface StatementLink extends HandedLink {
  readonly statementId: string;
  readonly channel: 'email' | 'text';
  /** The e-mail address or telephone number that it was sent to. */
  readonly sentTo: string;
  /** How often the statement was opened by it; absent while it was not. */
  readonly opened?: { readonly count: number; readonly firstAt: Instant; readonly lastAt: Instant };
}

/** The state of a link: the first of these that applies. */
export const statementLinkStates = {
  revoked: 'It was taken back.',
  expired: 'Its last day has passed.',
  superseded: 'The account has a later statement.',
  closed: 'The account or the law forbids it now.',
  locked: 'Too many wrong dates were entered; the office sends a new link.',
  usable: 'Whoever has it and knows the date can open the statement.',
} as const;

export type StatementLinkState = keyof typeof statementLinkStates;

/** Why a link is closed, besides holds and laws that protect the patient. */
export const linkClosures = {
  'confidential-address': 'Everything goes to the address that the guarantor asked for (45 CFR 164.522(b)).',
  'place-changed': 'The guarantor has another e-mail address or number than it was sent to.',
  'patient-moved': 'A patient on it is billed to another account now.',
} as const;

export type LinkClosure = keyof typeof linkClosures | AccountHoldKind | PatientProtection;

/** The facts that decide whether a link is open. */
export interface LinkFacts {
  readonly account: Account;
  /** The claims on the statement, as they stand now. */
  readonly claims: readonly (AskedClaim & { readonly patientId: string })[];
  /** The account's latest statement. */
  readonly latestId: string | undefined;
  readonly tries: DateTries;
}

export interface LinkStanding {
  readonly state: StatementLinkState;
  readonly because?: LinkClosure;
}

/**
 * The state of a link now. It is worked out at each use, so nobody has to take a link back when the account changes.
 */
export function linkStanding(
  link: StatementLink,
  facts: LinkFacts,
  { at, today }: { at: Instant; today: LocalDate },
): LinkStanding {
  const over = overBy(link, today);
  if (over !== undefined) return { state: over };
  if (facts.latestId !== link.statementId) return { state: 'superseded' };
  const because = closedBy(link, facts, today);
  if (because !== undefined) return { state: 'closed', because };
  return { state: isLocked(facts.tries, at) ? 'locked' : 'usable' };
}

/** One claim that may not be asked for is enough: the statement asks for all of them. */
function closedBy(
  { channel, sentTo }: StatementLink,
  { account, claims }: LinkFacts,
  today: LocalDate,
): LinkClosure | undefined {
  const { holds, preferences, memberIds } = account;
  // Mail that came back closes nothing: the link did not come by mail.
  const reached = { holds, preferences: { ...preferences, delivery: 'electronic' } } as const;
  for (const claim of [undefined, ...claims]) {
    const may = mayDo(reached, claim, 'statement', today);
    if (!may.ok) return may.failure.because;
  }
  if (claims.some(({ patientId }) => !memberIds.includes(patientId))) return 'patient-moved';
  if (preferences.confidentialAddress !== undefined) return 'confidential-address';
  return placeOf(preferences, channel) === sentTo ? undefined : 'place-changed';
}

/** A link after the statement was opened by it. */
export function openedAt(link: StatementLink, at: Instant): StatementLink {
  const { count, firstAt } = link.opened ?? { count: 0, firstAt: at };
  return { ...link, version: link.version + 1, opened: { count: count + 1, firstAt, lastAt: at } };
}
