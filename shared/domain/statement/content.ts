import type { Account } from '../account/account.ts';
import { accountBalance, type BookedClaim } from '../account/account-balance.ts';
import { ageOf, byAge } from '../account/ageing.ts';
import { openHolds } from '../account/hold.ts';
import { mayDo } from '../account/may-do.ts';
import type { StatementSettings } from '../billing-settings/statements.ts';
import { addCents, type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import { reachedAccount, type StatementSkip } from './decide.ts';
import {
  type Addressee,
  type LastStatement,
  type StatementContent,
  type StatementFee,
  type StatementLanguage,
  type StatementPayment,
  type StatementPlan,
  statementLanguages,
} from './statement.ts';
import { type StatementNames, statementVisit } from './visit.ts';

/** What an account may be asked to pay on a day. */
export interface AskedBalance {
  /** The claims on the statement: with a balance or a credit. Claims that may not be collected are excluded. */
  readonly asked: readonly BookedClaim[];
  readonly owedCents: Cents;
  readonly creditCents: Cents;
  readonly unappliedCents: Cents;
  /** Open fees, the oldest first. */
  readonly fees: readonly StatementFee[];
  /** The payment plan that pays a part later. */
  readonly plan?: StatementPlan;
  readonly dueCents: Cents;
  readonly ageing: StatementContent['ageing'];
  /** The reason that forbids collecting any of the claims; absent when there is none. */
  readonly allForbidden?: StatementSkip;
}

/** The facts of an account besides its claims. */
export interface AskedCash {
  readonly unappliedCents: Cents;
  readonly fees: readonly StatementFee[];
  /** A running plan, with its part that is due later. */
  readonly plan?: StatementPlan | undefined;
  /** The kind of message: a dunning letter excludes amounts that may not be pressed for. */
  readonly deed?: 'statement' | 'reminder';
}

/**
 * What an account may be asked to pay: its patients' shares and fees, less credits and cash; held or protected claims
 * are excluded.
 */
export function askedBalance(
  account: Account,
  booked: readonly BookedClaim[],
  { unappliedCents, fees, plan, deed = 'statement' }: AskedCash,
  today: LocalDate,
): AskedBalance {
  const cash = { unappliedCents, clientCents: zeroCents, open: [] };
  const { claims } = accountBalance({ ...account, ...reachedAccount(account) }, booked, cash, today);
  const standing = claims.filter(({ patient }) => patient.cents !== 0);
  const pressed = new Set(
    booked.flatMap(({ balance }) => (mayDo(reachedAccount(account), balance, deed, today).ok ? [balance.claimId] : [])),
  );
  const allowed = standing.filter(
    ({ forbidden, patient, claimId }) => patient.cents < 0 || (forbidden === undefined && pressed.has(claimId)),
  );
  const ids = new Map(allowed.map(({ claimId }, place) => [claimId as string, place]));
  const asked = booked
    .filter(({ balance }) => ids.has(balance.claimId))
    .sort((left, right) => (ids.get(left.balance.claimId) ?? 0) - (ids.get(right.balance.claimId) ?? 0));
  const shares = allowed.map(({ patient }) => patient.cents);
  const owedCents = sumCents(shares.filter((share) => share > 0));
  const creditCents = negateCents(sumCents(shares.filter((share) => share < 0)));
  // A plan's later part is at most the total that may be asked for.
  const later = plan && { ...plan, laterCents: cents(Math.min(plan.laterCents, owedCents)) };
  const because = standing.find(({ forbidden }) => forbidden !== undefined)?.forbidden?.because;
  return {
    ...{ asked, owedCents, creditCents, unappliedCents, fees },
    ...present({ plan: later }),
    dueCents: subtractCents(
      addCents(owedCents, feesCents(fees)),
      sumCents([creditCents, unappliedCents, later?.laterCents ?? zeroCents]),
    ),
    ageing: byAge([
      ...allowed.flatMap(({ patient: { age, cents } }) => (age === undefined || cents <= 0 ? [] : [{ age, cents }])),
      ...fees.map(({ on, cents }) => ({ age: ageOf(on, today), cents })),
    ]),
    ...(owedCents === 0 && fees.length === 0 && because !== undefined ? { allForbidden: because } : {}),
  };
}

/** The open total of some fees. */
export function feesCents(fees: readonly StatementFee[]): Cents {
  return sumCents(fees.map(({ cents }) => cents));
}

/** The parts of a statement. */
export interface StatementParts {
  readonly statementId: string;
  readonly account: Account;
  readonly balance: AskedBalance;
  readonly letter: string;
  readonly addressee: Addressee;
  readonly sender: StatementContent['sender'];
  readonly payments: readonly StatementPayment[];
  readonly last?: LastStatement | undefined;
  readonly names: StatementNames;
}

/** The language in which a guarantor is written to; English where there is no other. */
export function languageOf({ preferences }: Pick<Account, 'preferences'>): StatementLanguage {
  return statementLanguages.find((language) => language === preferences.language) ?? 'en';
}

/** The content of a statement. */
export function statementContent(
  { statementId, account, balance, last, names, addressee, letter, sender, payments }: StatementParts,
  settings: StatementSettings,
  today: LocalDate,
): StatementContent {
  const { asked, owedCents, creditCents, unappliedCents, fees, dueCents, ageing } = balance;
  const { payPage, aid, daysToPay } = settings;
  return {
    ...{ accountId: account.id, statementId, statementOn: today, dueOn: addDays(today, daysToPay) },
    language: languageOf(account),
    ...{ letter, addressee, sender, payments },
    visits: asked.map((claim) => statementVisit(claim, names)),
    ...present({
      previous: last === undefined ? undefined : { on: last.on, dueCents: last.dueCents },
      payLink: payPage === undefined ? undefined : `${payPage}${statementId}`,
      aid,
      state: addressee.address?.state,
      fees: fees.length === 0 ? undefined : fees,
      plan: balance.plan,
    }),
    ...(openHolds(account.holds, today).some(({ kind }) => kind === 'agency') ? { agencyHasVisits: true } : {}),
    ...{ owedCents, creditCents, unappliedCents, dueCents, ageing },
  };
}
