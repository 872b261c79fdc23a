import type { Account } from '../account/account.ts';
import type { BookedClaim } from '../account/account-balance.ts';
import { owedSince } from '../account/ageing.ts';
import { type AccountHoldKind, openHolds } from '../account/hold.ts';
import { isFederalProgramme } from '../adjustment/reasons.ts';
import type { SmallBalanceSettings } from '../billing-settings/small-balances.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';

/** Why a small balance is left as it is, besides holds and laws that protect the patient. */
export const smallBalanceSkips = {
  'federal-cost-sharing':
    'A payer of the claim is a federal programme: its cost sharing may not be waived routinely (42 USC 1320a-7a(i)(6)).',
  'in-a-plan': 'A current payment plan pays it.',
  'has-work': 'Something of the claim waits for a person, or a payer has not answered.',
  'state-not-named': 'The office has not said that the law of the guarantor’s state lets it keep the credit.',
  changed: 'Somebody changed the claim meanwhile.',
} as const;

export type SmallBalanceSkip = keyof typeof smallBalanceSkips | AccountHoldKind | PatientProtection;

/** A run's decision about a claim. */
export interface SmallBalance {
  readonly why: 'small-balance' | 'small-credit';
  readonly cents: Cents;
}

/** The facts that decide about a claim, besides itself. */
export interface SmallBalanceFacts {
  readonly account: Pick<Account, 'holds'>;
  /** The state of the guarantor's address, two letters. */
  readonly state: string | undefined;
  /** The claims of a payment plan. */
  readonly planned: ReadonlySet<string>;
  /** The filing indicators of the claim's payers. */
  readonly payers: readonly { readonly filingIndicator?: string }[];
}

/**
 * A run's decision about a patient's balance or credit on a claim: to write it off or leave it, and why. Undefined when
 * the rule does not cover it: it is too large, or too recent.
 */
export function smallBalanceOf(
  booked: BookedClaim,
  { owed, credits, creditStates }: SmallBalanceSettings,
  facts: SmallBalanceFacts,
  today: LocalDate,
): Result<SmallBalance, SmallBalanceSkip> | undefined {
  const { patientCents, claimId } = booked.balance;
  const isCredit = patientCents < 0;
  const rule = isCredit ? credits : owed;
  const cents = isCredit ? negateCents(patientCents) : patientCents;
  if (cents === 0 || cents > rule.mostCents || standsFor(booked, isCredit, today) < rule.minAgeDays) return undefined;
  const kept = refusalOf(booked, facts, today);
  if (kept !== undefined) return fail(kept);
  if (!isCredit) {
    if (facts.planned.has(claimId)) return fail('in-a-plan');
    return facts.payers.some(isFederalProgramme) ? fail('federal-cost-sharing') : ok({ why: 'small-balance', cents });
  }
  const isNamed = creditStates.some(({ state, from }) => state === facts.state && from <= today);
  return isNamed ? ok({ why: 'small-credit', cents }) : fail('state-not-named');
}

/** A hold of any kind, a legal protection, or open work prevents a rule from touching a balance. */
function refusalOf(
  { balance }: BookedClaim,
  { account }: SmallBalanceFacts,
  today: LocalDate,
): SmallBalanceSkip | undefined {
  const isAbout = ({ claimIds }: { readonly claimIds?: readonly string[] }) =>
    claimIds === undefined || claimIds.includes(balance.claimId);
  const hold = openHolds(account.holds, today).find(isAbout);
  const protection = balance.payers.find(({ patientProtection }) => patientProtection !== undefined)?.patientProtection;
  const isWaiting = balance.payers.some(({ receivableCents }) => receivableCents !== 0);
  const hasWork = (balance.openWork ?? []).some(({ code }) => code !== 'patient-credit');
  return hold?.kind ?? protection ?? (isWaiting || hasWork ? 'has-work' : undefined);
}

/** How many days it has been with the patient, or the office. */
function standsFor({ entries }: BookedClaim, isCredit: boolean, today: LocalDate): number {
  const turned = isCredit
    ? entries.map((entry) => ({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) })) }))
    : entries;
  const since = owedSince(turned, ({ account }) => account === 'patient-receivable');
  return since === undefined ? 0 : daysBetween(since, today);
}

/** A run: its results so far, and its position. */
export interface SmallBalanceRun {
  readonly id: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly on: LocalDate;
  /** The rules at the time of the request. */
  readonly settings: SmallBalanceSettings;
  readonly state: 'running' | 'done' | 'broke-off';
  /** Counts its steps; a write names the one that it continues. */
  readonly steps: number;
  readonly position?: { readonly shard: number; readonly after?: Readonly<Record<string, string>> };
  readonly owed: { readonly claims: number; readonly cents: Cents };
  readonly credits: { readonly claims: number; readonly cents: Cents };
  /** Claims that were left, by reason. */
  readonly skips: Readonly<Record<string, number>>;
  readonly endedAt?: string;
}
