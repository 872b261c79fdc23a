import type { Account } from '../account/account.ts';
import { type Forbidden, mayDo } from '../account/may-do.ts';
import type { ClaimBalance } from '../claim/balance.ts';
import type { PromptPay } from '../discount/discount.ts';
import { type Cents, cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import { leastChargeCents } from './charge.ts';

/** An account's current balance. */
export interface OwedNow {
  /** The claims of its patients with a balance or a credit. */
  readonly claims: readonly ClaimBalance[];
  /** By claim: the part of the patient's balance that the law forbids to collect. */
  readonly beyondLaw: ReadonlyMap<string, Cents>;
  readonly promptPay: PromptPay;
  /** Charges outside claims: an employer's or a facility's charges, a patient's fees. */
  readonly clientCents: Cents;
  readonly unappliedCents: Cents;
}

/** Who starts the payment: the guarantor, or the office. */
export type ChargeMood = 'by-himself' | 'by-us';

/** The amount that may be charged now, and its claims, the oldest service first. */
export interface OpenAmount {
  readonly cents: Cents;
  readonly claimIds: readonly string[];
  /** The legal entity of the oldest claim. */
  readonly entityId?: string;
  /** A lower amount that settles all of it, because the office discounts the rest for prompt payment. */
  readonly settles?: Settling;
}

/** The amount that settles, and its last day. */
export interface Settling {
  readonly cents: Cents;
  readonly until: LocalDate;
}

/** What a payment is for. */
export interface AskedOf {
  /** The claims to pay; undefined for the whole account, including charges outside claims. */
  readonly only: readonly string[] | undefined;
  readonly mood: ChargeMood;
  /** Whether charges outside claims are included although claims are named. */
  readonly withFees?: boolean | undefined;
  /** The upper limit of the amount. */
  readonly mostCents?: Cents | undefined;
}

/**
 * The amount that a card may be charged now: the balance of some claims, or of all, and never more than the whole
 * account owes after its credits and cash. Held or protected claims count nothing, and a charge that the office starts
 * includes nothing under the No Surprises Act. Fails when the account as a whole may not be charged.
 */
export function openAmount(
  account: Account,
  { claims: standing, clientCents, unappliedCents, ...notAsked }: OwedNow,
  { only, mood, withFees = only === undefined, mostCents = cents(Number.MAX_SAFE_INTEGER) }: AskedOf,
  today: LocalDate,
): Result<OpenAmount, Forbidden> {
  const whole = mayDo(account, undefined, 'card-charge', today);
  if (!whole.ok) return whole;
  const claims = standing.map((claim) => askable(claim, notAsked));
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
  const amount = cents(Math.max(0, Math.min(asked, all, mostCents)));
  return ok({
    cents: amount,
    claimIds: meant.map(({ claimId }) => claimId),
    ...present({ entityId: oldest?.entityId, settles: settlingOf(amount, meant, client, notAsked.promptPay) }),
  });
}

/**
 * The amount that settles claims with their discounts, if exactly their whole balances are asked for, and the fees beside
 * them. No card is charged less than a least amount: where less would do, that settles them, and the discounts are
 * smaller. Credits and cash of the account are asked for less, but are on no claim: they would leave a claim open beside
 * its discount, so nothing is offered until somebody has applied them.
 */
function settlingOf(
  asked: Cents,
  claims: readonly ClaimBalance[],
  fees: Cents,
  { offers }: PromptPay,
): Settling | undefined {
  const offered = claims.flatMap(({ claimId }) => offers.get(claimId) ?? []);
  const [until] = offered.map((offer) => offer.until).sort();
  const whole = sumCents([fees, ...claims.map(({ patientCents }) => patientCents)]);
  if (until === undefined || fees < 0 || whole !== asked) return undefined;
  const settling = subtractCents(asked, sumCents(offered.map(({ discountCents }) => discountCents)));
  const amount = cents(Math.max(leastChargeCents, settling));
  return amount < asked ? { cents: amount, until } : undefined;
}

/**
 * The part of a claim that is asked for: under the No Surprises Act at most the cost sharing that the payer states, and
 * no discount that was earned.
 */
export function askable(
  claim: ClaimBalance,
  { beyondLaw, promptPay: { earned } }: Pick<OwedNow, 'beyondLaw' | 'promptPay'>,
): ClaimBalance {
  const not = sumCents([beyondLaw, earned].map((each) => each.get(claim.claimId) ?? zeroCents));
  return not === 0 ? claim : { ...claim, patientCents: subtractCents(claim.patientCents, not) };
}

/**
 * What is left of a claim after a payment: its discount goes with the balance when the payment leaves nothing else open.
 */
export function leftOnClaim(claim: ClaimBalance, paidCents: Cents, { offers }: PromptPay): Cents {
  const offer = offers.get(claim.claimId);
  const isSettled = offer !== undefined && paidCents >= offer.payCents;
  return isSettled ? zeroCents : cents(Math.max(0, claim.patientCents - paidCents));
}

/** Why a charge is forbidden, in the words of a failure. */
export function forbidden({ because }: Forbidden) {
  return fail({ kind: 'charge-forbidden' as const, facts: { because } });
}
