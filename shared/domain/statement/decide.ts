import type { Account, AccountPreferences } from '../account/account.ts';
import type { AccountHoldKind } from '../account/hold.ts';
import { mayDo } from '../account/may-do.ts';
import type { StatementSettings } from '../billing-settings/statements.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { unwantedBy } from '../contact/may-contact.ts';
import type { Cents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';
import type { LastStatement, StatementDelivery } from './statement.ts';

/** Why a run made no statement for an account with a balance, besides holds and laws that protect the patient. */
export const statementSkips = {
  'nothing-due': 'Credits or cash of the account cover what is owed.',
  'below-minimum': 'It owes less than the least amount of a statement.',
  'cycle-not-due': 'Its last statement is too recent, and no letter is due.',
  'no-address': 'There is no address to mail it to, and no leave to send it electronically.',
  'client-account': 'An employer or a facility is billed by invoice.',
  'letter-facts-missing': 'The office’s text of the letter that is due names a fact that is not on record.',
  'account-missing': 'The account is not on record.',
} as const;

export type StatementSkip = keyof typeof statementSkips | AccountHoldKind | PatientProtection;

/** The facts that decide about a statement. */
export interface StatementFacts {
  readonly account: Pick<Account, 'holds' | 'preferences'>;
  /** The amount due on it. */
  readonly dueCents: Cents;
  /** The reason that forbids collecting any of its claims; absent when there is none. */
  readonly allForbidden?: StatementSkip | undefined;
  readonly hasAddress: boolean;
  readonly last?: LastStatement | undefined;
  /** Whether something was paid since the last statement. */
  readonly hasPaid: boolean;
  /** The amount of a dunning letter: less, when claims are disputed. */
  readonly pressedCents: Cents;
}

export interface StatementDecision {
  readonly letter: string;
  readonly level: number;
  readonly unpaidSince: LocalDate;
  readonly delivery: StatementDelivery;
}

/** How it is sent: electronically if that is wanted and allowed, and there is an address. */
function deliveryOf(preferences: AccountPreferences): StatementDelivery {
  if (preferences.delivery === 'paper') return 'paper';
  const ways = ['email', 'text'] as const;
  return ways.find((way) => unwantedBy(preferences, way) === undefined) ?? 'paper';
}

/** The account as {@link mayDo} needs it: mail counts as allowed, whatever the preferences. */
export function reachedAccount(
  account: Pick<Account, 'holds' | 'preferences'>,
): Pick<Account, 'holds' | 'preferences'> {
  const delivery = deliveryOf(account.preferences) === 'paper' ? 'paper' : 'electronic';
  return { holds: account.holds, preferences: { ...account.preferences, delivery } };
}

/** Whether an account may get a statement today, regardless of the last one. */
export function maySend(
  facts: StatementFacts,
  settings: StatementSettings,
  today: LocalDate,
): Result<undefined, StatementSkip> {
  const allowed = mayDo(reachedAccount(facts.account), undefined, 'statement', today);
  if (!allowed.ok) return fail(allowed.failure.because);
  if (facts.allForbidden !== undefined) return fail(facts.allForbidden);
  if (facts.dueCents <= 0) return fail('nothing-due');
  if (facts.dueCents < settings.minimumCents) return fail('below-minimum');
  if (!facts.hasAddress && deliveryOf(facts.account.preferences) === 'paper') return fail('no-address');
  return ok(undefined);
}

/**
 * Whether a run makes a statement for an account, and with which letter. A dunning letter comes as soon as it is due, a
 * statement once per cycle.
 */
export function decideStatement(
  facts: StatementFacts,
  settings: StatementSettings,
  today: LocalDate,
): Result<StatementDecision, StatementSkip> {
  const may = maySend(facts, settings, today);
  if (!may.ok) return may;
  const { account, last } = facts;
  const delivery = deliveryOf(account.preferences);
  const isDue = last === undefined || daysBetween(last.on, today) >= settings.cycleDays;
  if (last === undefined || facts.hasPaid) {
    return isDue ? ok({ letter: 'statement', level: 0, unpaidSince: today, delivery }) : fail('cycle-not-due');
  }
  const { unpaidSince, level } = last;
  const next = settings.dunningLevels[level];
  const mayRemind = mayDo(reachedAccount(account), undefined, 'reminder', today).ok;
  if (next !== undefined && mayRemind && facts.pressedCents > 0 && daysBetween(unpaidSince, today) >= next.afterDays) {
    return ok({ letter: next.letter, level: level + 1, unpaidSince, delivery });
  }
  return isDue ? ok({ letter: 'statement', level, unpaidSince, delivery }) : fail('cycle-not-due');
}
