import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { addCents, type Cents, negateCents, zeroCents } from '../../money/cents.ts';
import { fail, ok, type Result } from '../../result.ts';
import { receivedCents } from '../equations.ts';
import type { PostingException } from '../failures.ts';
import type { ProviderAdjustment, RemittancePayment } from '../remittance.ts';
import { type ProviderAdjustmentRule, providerAdjustmentRules } from '../rules/provider-adjustment-rules.ts';
import type { QuarantineReason } from './quarantine.ts';

/** What is known beside a payment. */
export interface PaymentContext {
  /** Our payer, when the remittance names one that we know. */
  readonly payerId?: string;
  /** What is still to be taken back per reference of the payer; what names no reference stands under an empty text. */
  readonly openRecoupments: ReadonlyMap<string, Cents>;
  /** Patient control numbers and payer claim numbers of the payment's reversals (status 22). */
  readonly reversedNumbers?: ReadonlySet<string>;
  /** The office's table of provider-level adjustments; the shipped one when absent. */
  readonly providerRules?: ReadonlyMap<string, ProviderAdjustmentRule>;
}

/** What the payment itself books, without its claims. */
export interface PaymentPosting {
  /** Sum to zero; clearing is left with what the claims are to take out of it. */
  readonly legs: readonly Leg[];
  /** By how much the amount still to be taken back changes, per reference; below zero when it was taken. */
  readonly recoupments: ReadonlyMap<string, Cents>;
  readonly exceptions: readonly PostingException[];
}

export type PaymentHold = Extract<QuarantineReason, 'notification-with-money'>;

/** Handling codes that announce and do not pay: notification only, and prenotification of future transfers. */
const announcements: readonly string[] = ['H', 'P'];

/** The method of a remittance without a payment. */
const noPayment = 'NON';

/**
 * Books a payment: the deposit, and each provider-level adjustment by the office's table, else the
 * shipped one. The payment's equation must hold (see `paymentEquationFailure`). A debit takes money from our account: the same legs with the amount
 * below zero. An announcement with money, or money by no method (X12 RFI 1581), is held: nothing of it posts.
 */
export function postPayment(
  payment: RemittancePayment,
  context: PaymentContext,
): Result<PaymentPosting, { readonly kind: PaymentHold }> {
  const amount = receivedCents(payment);
  const isAnnounced = announcements.includes(payment.handlingCode) || payment.method === noPayment;
  if (amount !== 0 && isAnnounced) return fail({ kind: 'notification-with-money' });
  const payer = context.payerId === undefined ? {} : { payerId: context.payerId };
  const legs: Leg[] = [
    { account: 'deposits-in-transit', cents: amount, ...payer },
    { account: 'remittance-clearing', cents: negateCents(amount) },
  ];
  const rules = context.providerRules ?? providerAdjustmentRules;
  const recoupments = new Map<string, Cents>();
  const exceptions: PostingException[] = [];
  if (amount < 0 && payment.creditDebit === 'C')
    exceptions.push({ code: 'payment-below-zero', cents: amount, facts: {} });
  for (const adjustment of payment.providerAdjustments.filter((one) => one.cents !== 0)) {
    const rule = rules.get(adjustment.reasonCode);
    legs.push(...providerLegs(adjustment, rule, payer));
    // What nobody knows of is one thing to look at, whatever else its code asks for.
    const unresolved = rule?.recoupment ? recoup(adjustment, context, recoupments) : [];
    exceptions.push(...(unresolved.length > 0 ? unresolved : reviews(adjustment, rule)));
  }
  return ok({ legs: balancedLegs(legs), recoupments, exceptions });
}

function providerLegs(
  adjustment: ProviderAdjustment,
  rule: ProviderAdjustmentRule | undefined,
  payer: Pick<Leg, 'payerId'>,
): readonly Leg[] {
  const { cents, reference } = adjustment;
  const account = (cents > 0 ? rule?.accountWhenTaken : undefined) ?? rule?.account ?? 'plb-suspense';
  const named = { reason: reasonOf(adjustment), ...(reference === undefined ? {} : { reference }) };
  return [
    { account, cents, ...payer, ...named },
    { account: 'remittance-clearing', cents: negateCents(cents), reason: named.reason },
  ];
}

function reviews(
  adjustment: ProviderAdjustment,
  rule: ProviderAdjustmentRule | undefined,
): readonly PostingException[] {
  const { cents } = adjustment;
  const facts = { reason: reasonOf(adjustment) };
  if (rule === undefined) return [{ code: 'provider-adjustment-without-rule', cents, facts }];
  const asks = rule.review === true || (rule.review === 'when-taken' && cents > 0);
  return asks ? [{ code: 'provider-adjustment-to-review', cents, facts }] : [];
}

/**
 * Keeps the balance per reference. An amount taken is explained by a reversal in this payment that bears the reference, or by what
 * is still to be taken back under it; anything beyond that is a take-back that nobody has resolved.
 */
function recoup(
  adjustment: ProviderAdjustment,
  { openRecoupments, reversedNumbers }: PaymentContext,
  recoupments: Map<string, Cents>,
): readonly PostingException[] {
  const reference = adjustment.reference ?? '';
  const change = recoupments.get(reference) ?? zeroCents;
  const openCents = addCents(openRecoupments.get(reference) ?? zeroCents, change);
  recoupments.set(reference, addCents(change, negateCents(adjustment.cents)));
  const isExplained = adjustment.cents < 0 || adjustment.cents <= openCents;
  if (isExplained || reversedNumbers?.has(reference)) return [];
  const facts = { reason: reasonOf(adjustment), takenCents: adjustment.cents, openCents };
  return [{ code: 'unresolved-take-back', cents: adjustment.cents, facts }];
}

/** The code as one short word, whatever a payer may have put there. */
function reasonOf(adjustment: ProviderAdjustment): string {
  return adjustment.reasonCode.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12) || '?';
}
