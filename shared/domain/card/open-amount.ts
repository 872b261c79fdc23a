import type { Account } from '../account/account.ts';
import { type Forbidden, mayDo } from '../account/may-do.ts';
import type { ClaimBalance } from '../claim/balance.ts';
import { type Cents, cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';

/** What an account owes now. */
export interface OwedNow {
  /** The claims of its patients of which a share is owed, or is a credit. */
  readonly claims: readonly ClaimBalance[];
  /** By claim: what stands with its patient, and may not be asked by law. */
  readonly beyondLaw: ReadonlyMap<string, Cents>;
  /** What is owed beside claims: an employer's or a facility's charges, a patient's fees. */
  readonly clientCents: Cents;
  readonly unappliedCents: Cents;
}

/** Who asks: the guarantor pays by himself, or the office charges him. */
export type ChargeMood = 'by-himself' | 'by-us';

/** What may be charged now, and the claims that it is for, the oldest service first. */
export interface OpenAmount {
  readonly cents: Cents;
  readonly claimIds: readonly string[];
  /** The legal entity of the oldest claim. */
  readonly entityId?: string;
}

/** What is asked for. */
export interface AskedOf {
  /** The claims that are meant; all of the account, also what it owes beside claims, when undefined. */
  readonly only: readonly string[] | undefined;
  readonly mood: ChargeMood;
  /** Whether what the account owes beside claims is meant too, although claims are named. */
  readonly withFees?: boolean | undefined;
  /** No more is asked, whatever is owed. */
  readonly mostCents?: Cents | undefined;
}

/**
 * What a card may be charged with now: what is owed of some claims, or of all, and never more than the whole account owes, its credits and
 * its cash taken off. Nothing of a claim that is held or protected counts; the office by itself charges nothing under the No Surprises Act
 * either. Fails when the account as a whole may not be charged.
 */
export function openAmount(
  account: Account,
  { claims: standing, beyondLaw, clientCents, unappliedCents }: OwedNow,
  { only, mood, withFees = only === undefined, mostCents = cents(Number.MAX_SAFE_INTEGER) }: AskedOf,
  today: LocalDate,
): Result<OpenAmount, Forbidden> {
  const whole = mayDo(account, undefined, 'card-charge', today);
  if (!whole.ok) return whole;
  const claims = standing.map((claim) => askable(claim, beyondLaw));
  const isAllowed = (claim: ClaimBalance): boolean =>
    mayDo(account, claim, 'card-charge', today).ok &&
    (mood === 'by-himself' || claim.payers.every(({ patientProtection }) => patientProtection === undefined));
  const place = ({ serviceFrom, claimId }: ClaimBalance): string => `${serviceFrom} ${claimId}`;
  const owed = claims
    .filter((claim) => claim.patientCents > 0 && isAllowed(claim))
    .toSorted((left, right) => (place(left) < place(right) ? -1 : 1));
  const meant = only === undefined ? owed : owed.filter(({ claimId }) => only.includes(claimId));
  const client = withFees ? clientCents : zeroCents;
  const asked = sumCents([client, ...meant.map(({ patientCents }) => patientCents)]);
  const credits = claims.map(({ patientCents }) => cents(Math.min(0, patientCents)));
  const all = sumCents([clientCents, cents(-unappliedCents), ...credits, ...owed.map((each) => each.patientCents)]);
  const [oldest] = meant;
  return ok({
    cents: cents(Math.max(0, Math.min(asked, all, mostCents))),
    claimIds: meant.map(({ claimId }) => claimId),
    ...(oldest === undefined ? {} : { entityId: oldest.entityId }),
  });
}

/** A claim with what of it may be asked: under the No Surprises Act no more than the cost sharing that the payer states. */
export function askable(claim: ClaimBalance, beyondLaw: OwedNow['beyondLaw']): ClaimBalance {
  const beyond = beyondLaw.get(claim.claimId) ?? zeroCents;
  return beyond === 0 ? claim : { ...claim, patientCents: subtractCents(claim.patientCents, beyond) };
}

/** What may not be charged, in the words of a failure. */
export function forbidden({ because }: Forbidden) {
  return fail({ kind: 'charge-forbidden' as const, facts: { because } });
}
