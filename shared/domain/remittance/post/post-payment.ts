import type { Account } from '../../ledger/accounts.ts';
import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { type Cents, negateCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import { receivedCents } from '../equations.ts';
import type { PostingException } from '../failures.ts';
import type { ProviderAdjustment, RemittancePayment } from '../remittance.ts';
import { type ProviderAdjustmentRule, providerAdjustmentRules, reasonOf } from '../rules/provider-adjustment-rules.ts';
import type { QuarantineReason } from './quarantine.ts';
import { recoupAll, type TakeBackContext } from './take-backs.ts';

/** What is known about a payment besides its own figures. */
export interface PaymentContext extends TakeBackContext {
  /** Our payer, when the remittance names a known one. */
  readonly payerId?: string;
  /** A person has said that the amount is paid by a virtual card or otherwise, although the remittance names no method. */
  readonly isPaidOtherwise?: boolean;
  /** The office's table of provider-level adjustments; the default one when absent. */
  readonly providerRules?: ReadonlyMap<string, ProviderAdjustmentRule>;
}

/** The booking of the payment itself, without its claims. */
export interface PaymentPosting {
  /** They sum to zero; clearing keeps the amount that the claims will take out of it. */
  readonly legs: readonly Leg[];
  /** The change of the amount still to be taken back, per reference; negative when it was taken. */
  readonly recoupments: ReadonlyMap<string, Cents>;
  /** How much of the unexplained take-backs of earlier payments this one explains, per reference: it states the debt, or gives the money back. */
  readonly explained: ReadonlyMap<string, Cents>;
  /** References whose money was taken before, and is taken again by a reversal of this payment. */
  readonly takenTwice: ReadonlySet<string>;
  readonly exceptions: readonly PostingException[];
}

export type PaymentHold = Extract<QuarantineReason, 'notification-with-money'>;

/** Handling codes that only announce a payment: notification only, and prenotification of future transfers. */
const announcements: readonly string[] = ['H', 'P'];

/** The payment method of a remittance without a payment. */
const noPayment = 'NON';

/**
 * Whether a payment's amount comes by no method that the remittance names: payers who pay by virtual card say so. A
 * person may admit it.
 */
export function isPaidByNoMethod({
  handlingCode,
  method,
}: Pick<RemittancePayment, 'handlingCode' | 'method'>): boolean {
  return method === noPayment && !announcements.includes(handlingCode);
}

/**
 * Books a payment: the deposit, and each provider-level adjustment by the office's table or the default one. The payment's equation must
 * hold (see `paymentEquationFailure`). A debit takes money from our account: it has the same legs with a negative amount. An announcement
 * with an amount, or an amount without a payment method (X12 RFI 1581), is held, and nothing of it posts, until a person says how it is paid.
 */
export function postPayment(
  payment: RemittancePayment,
  context: PaymentContext,
): Result<PaymentPosting, { readonly kind: PaymentHold }> {
  const amount = receivedCents(payment);
  const isAnnounced =
    announcements.includes(payment.handlingCode) || (isPaidByNoMethod(payment) && context.isPaidOtherwise !== true);
  if (amount !== 0 && isAnnounced) return fail({ kind: 'notification-with-money' });
  const payer = present({ payerId: context.payerId });
  const legs: Leg[] = [
    { account: 'deposits-in-transit', cents: amount, ...payer },
    { account: 'remittance-clearing', cents: negateCents(amount) },
  ];
  const rules = context.providerRules ?? providerAdjustmentRules;
  const adjustments = payment.providerAdjustments.filter((one) => one.cents !== 0);
  const takeBacks = recoupAll(
    adjustments.filter(({ reasonCode }) => rules.get(reasonCode)?.recoupment),
    context,
  );
  const exceptions: PostingException[] = [];
  if (amount < 0 && payment.creditDebit === 'C')
    exceptions.push({ code: 'payment-below-zero', cents: amount, facts: {} });
  for (const adjustment of adjustments) {
    const rule = rules.get(adjustment.reasonCode);
    legs.push(...providerLegs(adjustment, rule, payer));
    // An unknown take-back opens one exception only, even when its code would open another.
    const unresolved = takeBacks.unresolved.get(adjustment);
    exceptions.push(...(unresolved === undefined ? reviews(adjustment, rule) : [unresolved]));
  }
  const { recoupments, explained, takenTwice } = takeBacks;
  return ok({ legs: balancedLegs(legs), recoupments, explained, takenTwice, exceptions });
}

function providerLegs(
  adjustment: ProviderAdjustment,
  rule: ProviderAdjustmentRule | undefined,
  payer: Pick<Leg, 'payerId'>,
): readonly Leg[] {
  const { cents, reference } = adjustment;
  const account = accountOf(adjustment, rule);
  const named = { reason: reasonOf(adjustment), ...present({ reference }) };
  return [
    { account, cents, ...payer, ...named },
    { account: 'remittance-clearing', cents: negateCents(cents), reason: named.reason },
  ];
}

/** The account for an amount of this kind. */
function accountOf({ cents }: ProviderAdjustment, rule: ProviderAdjustmentRule | undefined): Account {
  return (cents > 0 ? rule?.accountWhenTaken : undefined) ?? rule?.account ?? 'plb-suspense';
}

function reviews(
  adjustment: ProviderAdjustment,
  rule: ProviderAdjustmentRule | undefined,
): readonly PostingException[] {
  const { cents } = adjustment;
  const facts = { reason: reasonOf(adjustment), account: accountOf(adjustment, rule) };
  if (rule === undefined) return [{ code: 'provider-adjustment-without-rule', cents, facts }];
  const asks = rule.review === true || (rule.review === 'when-taken' && cents > 0);
  return asks ? [{ code: 'provider-adjustment-to-review', cents, facts }] : [];
}
