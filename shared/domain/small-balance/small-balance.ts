import type { Account } from '../account/account.ts';
import type { BookedClaim } from '../account/account-balance.ts';
import { owedSince } from '../account/ageing.ts';
import { type AccountHoldKind, openHolds } from '../account/hold.ts';
import { isFederalProgramme } from '../adjustment/reasons.ts';
import type { SmallBalanceSettings } from '../billing-settings/small-balances.ts';
import type { PatientProtection } from '../claim/balance.ts';
import { daysBetween } from '../deposit/match.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** Why a small balance stays, besides what holds the account or protects the patient. */
export const smallBalanceSkips = {
  'federal-cost-sharing':
    'A payer of the claim is a federal programme: its cost sharing is not given up as routine (42 USC 1320a-7a(i)(6)).',
  'in-a-plan': 'A payment plan that runs pays it.',
  'has-work': 'Something of the claim waits for a person, or a payer has not answered.',
  'state-not-named': 'The office has not said that the law of the guarantor’s state lets it keep the credit.',
  changed: 'Somebody changed the claim meanwhile.',
} as const;

export type SmallBalanceSkip = keyof typeof smallBalanceSkips | AccountHoldKind | PatientProtection;

/** What a run does with a claim. */
export interface SmallBalance {
  readonly why: 'small-balance' | 'small-credit';
  readonly cents: Cents;
}

/** What decides about a claim, besides itself. */
export interface SmallBalanceFacts {
  readonly account: Pick<Account, 'holds'>;
  /** The state of the guarantor's address, two letters. */
  readonly state: string | undefined;
  /** The claims that a payment plan is to pay. */
  readonly planned: ReadonlySet<string>;
  /** The filing indicators of the claim's payers. */
  readonly payers: readonly { readonly filingIndicator?: string }[];
}

/**
 * What a run does with what a patient owes of a claim, or has paid too much: give it up, or leave it, and why. Undefined when the rule is not about
 * it: it is larger, or too young.
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

/** A hold of any kind, a protection by law, or work that is open, keeps a balance from being touched by a rule. */
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

/** For how many days it has stood with the patient, or the office. */
function standsFor({ entries }: BookedClaim, isCredit: boolean, today: LocalDate): number {
  const turned = isCredit
    ? entries.map((entry) => ({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, cents: negateCents(leg.cents) })) }))
    : entries;
  const since = owedSince(turned, ({ account }) => account === 'patient-receivable');
  return since === undefined ? 0 : daysBetween(since, today);
}

/** A run: what it has done so far, and where it goes on. */
export interface SmallBalanceRun {
  readonly id: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly on: LocalDate;
  /** The rules as they stood when it was asked for. */
  readonly settings: SmallBalanceSettings;
  readonly state: 'running' | 'done' | 'broke-off';
  /** Counts its steps; a write names the one that it goes on from. */
  readonly steps: number;
  readonly position?: { readonly shard: number; readonly after?: Readonly<Record<string, string>> };
  readonly owed: { readonly claims: number; readonly cents: Cents };
  readonly credits: { readonly claims: number; readonly cents: Cents };
  /** Claims that stayed, by the reason. */
  readonly skips: Readonly<Record<string, number>>;
  readonly endedAt?: string;
}
