import type { CollectionSettings } from '../billing-settings/collections.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { addDays, daysBetween, isEarlier, type LocalDate } from '../time/local-date.ts';
import { policyOf } from './state-policy.ts';

/** Interest on a patient's claim balance: a separate charge, which is one entry and can be reversed. */
export interface InterestCharge {
  readonly id: string;
  readonly version: number;
  readonly claimId: string;
  readonly patientId: string;
  readonly entityId: string;
  /** The days it covers, both included. */
  readonly from: LocalDate;
  readonly through: LocalDate;
  /** The principal: interest bears no interest. */
  readonly principalCents: Cents;
  readonly basisPoints: number;
  readonly cents: Cents;
  readonly charged: { readonly by: string; readonly at: string; readonly reason: string };
  readonly ledgerEntryId: string;
  readonly reversed?: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly ledgerEntryId: string;
  };
}

export type InterestFault = 'interest-not-set' | 'interest-not-allowed' | 'interest-not-due';

/** The facts for computing interest. */
export interface InterestFacts {
  /** The claim's entries. */
  readonly entries: readonly LedgerEntry[];
  readonly owedSince: LocalDate | undefined;
  /** The last day with charged interest. */
  readonly chargedThrough?: LocalDate | undefined;
  /** Charged interest of the claim, less reversals. */
  readonly chargedCents: Cents;
  /** The state of the guarantor's address. */
  readonly state: string | undefined;
}

export type InterestTerms = Pick<InterestCharge, 'from' | 'through' | 'principalCents' | 'basisPoints' | 'cents'>;

const interestKinds: readonly EntryKind[] = ['interest-charge', 'interest-reversal'];

/**
 * The lowest balance, without interest, at the end of any day of a period. An increase bears no interest for the days
 * before it.
 */
function leastOwed(entries: readonly LedgerEntry[], from: LocalDate, through: LocalDate): Cents {
  const owedOn = (day: LocalDate): Cents =>
    sumCents(
      entries
        .filter(({ kind, postedOn }) => postedOn <= day && !interestKinds.includes(kind))
        .flatMap(({ legs }) => legs.filter(({ account }) => account === 'patient-receivable').map((leg) => leg.cents)),
    );
  const changes = entries.map(({ postedOn }) => postedOn).filter((day) => day > from && day <= through);
  return cents(Math.max(0, Math.min(...[from, ...changes].map(owedOn))));
}

/**
 * Simple interest on a year of 365 days, fractions of a cent dropped: at the office's rate, or the state's if lower, up
 * to the state's cap. Fails when the office charges none, the state allows none, or the result is zero.
 */
export function interestOf(
  { entries, owedSince, chargedThrough, chargedCents, state }: InterestFacts,
  { interest, states }: Pick<CollectionSettings, 'interest' | 'states'>,
  through: LocalDate,
): Result<InterestTerms, InterestFault> {
  if (interest === undefined) return fail('interest-not-set');
  const cap = policyOf(states, state, through).interest;
  const basisPoints = Math.min(interest.basisPoints, cap?.maximumBasisPoints ?? 0);
  if (cap === undefined || basisPoints === 0) return fail('interest-not-allowed');
  if (owedSince === undefined) return fail('interest-not-due');
  const first = addDays(owedSince, interest.afterDays);
  const next = chargedThrough === undefined ? first : addDays(chargedThrough, 1);
  const from = isEarlier(next, first) ? first : next;
  const principalCents = leastOwed(entries, from, through);
  const days = daysBetween(from, through) + 1;
  const grown = days <= 0 ? 0 : Math.floor((principalCents * basisPoints * days) / (10_000 * 365));
  const room = cap.maximumCents === undefined ? grown : Math.max(zeroCents, cap.maximumCents - chargedCents);
  const charged = cents(Math.min(grown, room));
  return charged === 0 ? fail('interest-not-due') : ok({ from, through, principalCents, basisPoints, cents: charged });
}
