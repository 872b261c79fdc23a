import type { BookedClaim } from '../account/account-balance.ts';
import { owedSince } from '../account/ageing.ts';
import type { AdjustmentReason } from '../adjustment/reasons.ts';
import type { DiscountSettings } from '../billing-settings/discounts.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/** Why the office's rule gives no discount, or a smaller one. */
export type DiscountFault =
  | { readonly kind: 'discount-not-offered' }
  | { readonly kind: 'discount-exceeds-rule'; readonly mostCents: Cents; readonly openCents: Cents };

/** A part of an amount, in hundredths of a percent, rounded to the cent. */
export function rateOf(amount: Cents, rate: number): Cents {
  return cents(Math.round((Math.max(0, amount) * rate) / 10_000));
}

/**
 * The discount that a rule of the office still allows on a claim.
 * @param asked the requested amount; undefined for all that the rule allows
 */
export function discountBy(
  reason: Extract<AdjustmentReason, 'self-pay-discount' | 'prompt-pay-discount'>,
  { balance, entries }: BookedClaim,
  { selfPayRate, promptPay }: DiscountSettings,
  { today, asked }: { readonly today: LocalDate; readonly asked: Cents | undefined },
): Result<Cents, DiscountFault> {
  const isPrompt = reason === 'prompt-pay-discount';
  const rate = isPrompt ? promptPay.rate : selfPayRate;
  if (rate === 0 || (!isPrompt && balance.payers.length > 0)) return fail({ kind: 'discount-not-offered' });
  const until = promptUntil(entries, promptPay.withinDays);
  if (isPrompt && (until === undefined || until < today)) return fail({ kind: 'discount-not-offered' });
  const given = sumCents(legsOf(entries).flatMap((leg) => (leg.reason === reason ? [leg.cents] : [])));
  const share = shareOf(entries);
  const least = Math.max(0, rateOf(share, rate) + given);
  const mostCents = cents(Math.min(least, Math.max(0, balance.patientCents)));
  const openCents = isPrompt ? cents(Math.max(0, balance.patientCents - mostCents)) : zeroCents;
  const wanted = asked ?? mostCents;
  if (wanted === 0 || wanted > mostCents || openCents > 0) {
    return fail({ kind: 'discount-exceeds-rule', mostCents, openCents });
  }
  return ok(wanted);
}

const legsOf = (entries: readonly LedgerEntry[]) =>
  entries.flatMap(({ legs }) => legs).filter(({ account }) => account === 'patient-receivable');

/** The patient's original share, before payments, refunds and discounts. */
function shareOf(entries: readonly LedgerEntry[]): Cents {
  const others = entries.filter(({ paymentId, kind }) => paymentId === undefined && !kind.startsWith('refund'));
  const legs = legsOf(others).filter(({ reason = '' }) => !reason.endsWith('-discount'));
  return sumCents(legs.map((leg) => leg.cents));
}

/**
 * The last day on which payment of a claim's share is prompt. Payments are ignored: a share that is now paid in full
 * still had its days.
 */
function promptUntil(entries: readonly LedgerEntry[], days: number): LocalDate | undefined {
  const since = owedSince(
    entries.filter(({ paymentId }) => paymentId === undefined),
    ({ account }) => account === 'patient-receivable',
  );
  return since && addDays(since, days);
}

/** The amount that settles a patient's share, because the office discounts the rest for prompt payment. */
export interface PromptPayOffer {
  readonly payCents: Cents;
  readonly discountCents: Cents;
  readonly until: LocalDate;
}

/** What settles a claim now under the prompt-pay rule; undefined when it gives no discount. */
export function promptPayOffer(
  claim: BookedClaim,
  settings: DiscountSettings,
  today: LocalDate,
): PromptPayOffer | undefined {
  const until = promptUntil(claim.entries, settings.promptPay.withinDays);
  const discount = discountBy('prompt-pay-discount', claim, settings, { today, asked: undefined });
  if (discount.ok || discount.failure.kind !== 'discount-exceeds-rule' || until === undefined) return undefined;
  const { mostCents, openCents } = discount.failure;
  return mostCents === 0 || openCents === 0 ? undefined : { payCents: openCents, discountCents: mostCents, until };
}

/** What the prompt-pay rule says now, by claim. */
export interface PromptPay {
  readonly offers: ReadonlyMap<string, PromptPayOffer>;
  /** Discounts that a payment has earned, and that are about to be given. */
  readonly earned: ReadonlyMap<string, Cents>;
}

/** The discount on a claim whose open balance is at most the discount; undefined when there is none, or more is open. */
export function earnedPromptPay(claim: BookedClaim, settings: DiscountSettings, today: LocalDate): Cents | undefined {
  const discount = discountBy('prompt-pay-discount', claim, settings, { today, asked: undefined });
  return discount.ok ? discount.value : undefined;
}
