import type { Account } from '../ledger/accounts.ts';
import { type Cents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result, type ToldFailure } from '../result.ts';
import type { Instant } from '../time/local-date.ts';
import type { Period } from './period.ts';
import type { Reserves } from './reserves.ts';

/**
 * The checks before a month is closed. A finding that `blocks` must be corrected first; one to `accept` may remain if
 * the person who closes names it; others are only shown.
 */
export const closeChecks = {
  'month-not-over': {
    level: 'blocks',
    meaning: 'The month is not over yet everywhere on earth, or less than an hour ago: `overFrom` says when.',
  },
  'earlier-month-open': {
    level: 'blocks',
    meaning: 'An earlier month of these books is not closed. Months are closed in their order.',
  },
  'ageing-not-made': {
    level: 'blocks',
    meaning:
      'Reserves are booked by age, and what is owed by age is not made for the end of the month: `POST /v1/reports/updates`.',
  },
  'remittances-posting': {
    level: 'blocks',
    meaning:
      'Remittances of the month are still being posted. Wait, or look into the dead letters of `post-remittance`.',
  },
  'clearing-open': {
    level: 'accept',
    meaning: 'The clearing account is not at zero: claims of a remittance are not booked, or not as the payment says.',
  },
  'plb-suspense': {
    level: 'accept',
    meaning: 'Provider-level adjustments without a rule are in suspense. Their exceptions say what ends them.',
  },
  'unassigned-books': {
    level: 'accept',
    meaning: 'Some money belongs to no legal entity: payments whose payee is not one of the office’s.',
  },
  'deposits-open': {
    level: 'accept',
    meaning: 'The bank showed deposits of the month, or earlier ones, that are matched with no remittance.',
  },
  'drafts-open': {
    level: 'accept',
    meaning:
      'Services of the month, or of an earlier one, are not coded to the end: their charges will be of a later month.',
  },
  'unapplied-payer-cash': { level: 'shown', meaning: 'Payers’ cash that is not applied to a claim.' },
  'unapplied-patient-cash': { level: 'shown', meaning: 'Patients’ cash that is not applied to a claim.' },
  'deposits-in-transit': { level: 'shown', meaning: 'Money that payers sent and the bank has not shown.' },
} as const satisfies Record<string, { readonly level: 'blocks' | 'accept' | 'shown'; readonly meaning: string }>;

export type CloseCheck = keyof typeof closeChecks;

/** A check that found something. */
export interface FoundCheck {
  readonly check: CloseCheck;
  readonly level: 'blocks' | 'accept' | 'shown';
  /** How many items it found, for checks that count. */
  readonly count?: number;
  /** The balance of the checked account, debits positive. */
  readonly cents?: Cents;
}

/** The facts of a month's books for closing them. */
export interface CloseFacts {
  readonly isOver: boolean;
  readonly isEarlierOpen: boolean;
  readonly remittancesPosting: number;
  /** Reserves are to be booked, and the ageing at the end of the month is not known. */
  readonly isAgeingMissing: boolean;
  /** The entity's balances at the end of the month. */
  readonly balances: ReadonlyMap<Account, Cents>;
  /** How many accounts are not zero in the unassigned books. */
  readonly unassignedAccounts: number;
  readonly openDeposits: number;
  readonly drafts: number;
}

/** All findings before a month is closed, the blocking ones first. */
export function checksOf(facts: CloseFacts): FoundCheck[] {
  const cents = (account: Account) => facts.balances.get(account) ?? zeroCents;
  return [
    ...counted('month-not-over', facts.isOver ? 0 : 1),
    ...counted('earlier-month-open', facts.isEarlierOpen ? 1 : 0),
    ...counted('ageing-not-made', facts.isAgeingMissing ? 1 : 0),
    ...counted('remittances-posting', facts.remittancesPosting),
    ...standing('clearing-open', cents('remittance-clearing')),
    ...standing('plb-suspense', cents('plb-suspense')),
    ...counted('unassigned-books', facts.unassignedAccounts),
    ...counted('deposits-open', facts.openDeposits),
    ...counted('drafts-open', facts.drafts),
    ...standing('unapplied-payer-cash', cents('unapplied-payer-cash')),
    ...standing('unapplied-patient-cash', cents('unapplied-patient-cash')),
    ...standing('deposits-in-transit', cents('deposits-in-transit')),
  ];
}

function counted(check: CloseCheck, count: number): FoundCheck[] {
  return count === 0 ? [] : [{ check, level: closeChecks[check].level, count }];
}

function standing(check: CloseCheck, cents: Cents): FoundCheck[] {
  return cents === 0 ? [] : [{ check, level: closeChecks[check].level, cents }];
}

/** Who closed a month, when, and which open items they accepted. */
export interface Closing {
  readonly by: string;
  readonly at: Instant;
  readonly accepted: readonly CloseCheck[];
  /** Who requested it, when a second person closes. */
  readonly askedBy?: string;
  /** The booked reserves. */
  readonly reserves?: Reserves;
}

/** People's decisions about a month of one entity's books. A month without a decision is open, in version 0. */
export interface BooksMonth {
  readonly period: Period;
  readonly entityId: string;
  readonly version: number;
  readonly state: 'open' | 'asked' | 'closed';
  /** Who requested the close, or closed it. */
  readonly closing?: Closing;
  /** The last reopening. */
  readonly reopened?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

type CloseFailure = ToldFailure<
  'period-already-closed' | 'period-not-closable' | 'period-checks-not-accepted' | 'period-needs-second-person'
>;

/** Who wants to close, and which findings they accept. */
export interface CloseOrder {
  readonly by: string;
  readonly at: Instant;
  readonly accepted: readonly CloseCheck[];
  /** The office requires two people: the first one requests, the second one closes. */
  readonly needsSecondPerson: boolean;
}

/** The month closed, or its close requested; or why it stays open. */
export function closed(
  month: BooksMonth,
  found: readonly FoundCheck[],
  { by, at, accepted, needsSecondPerson }: CloseOrder,
): Result<BooksMonth, CloseFailure> {
  if (month.state === 'closed') return fail({ kind: 'period-already-closed' });
  const blocking = found.filter(({ level }) => level === 'blocks').map(({ check }) => check);
  if (blocking.length > 0) return fail({ kind: 'period-not-closable', facts: { checks: blocking.join(' ') } });
  const toAccept = found.filter(({ level }) => level === 'accept').map(({ check }) => check);
  const missing = toAccept.filter((check) => !accepted.includes(check));
  if (missing.length > 0) return fail({ kind: 'period-checks-not-accepted', facts: { checks: missing.join(' ') } });
  const asked = month.state === 'asked' ? month.closing : undefined;
  if (needsSecondPerson && asked?.by === by) return fail({ kind: 'period-needs-second-person' });
  const state = needsSecondPerson && asked === undefined ? 'asked' : 'closed';
  const closing: Closing = { by, at, accepted: toAccept, ...present({ askedBy: asked?.by }) };
  return ok({ ...month, version: month.version + 1, state, closing });
}

/** The month reopened, or its requested close withdrawn. */
export function reopened(
  { closing: _closing, ...month }: BooksMonth,
  isLaterClosed: boolean,
  decision: NonNullable<BooksMonth['reopened']>,
): Result<BooksMonth, ToldFailure<'period-not-closed' | 'later-period-closed'>> {
  if (month.state === 'open') return fail({ kind: 'period-not-closed' });
  if (month.state === 'closed' && isLaterClosed) return fail({ kind: 'later-period-closed' });
  return ok({ ...month, version: month.version + 1, state: 'open', reopened: decision });
}
