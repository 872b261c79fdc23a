import type { Account } from '../../ledger/accounts.ts';
import { balancedLegs, type Leg } from '../../ledger/entry.ts';
import { addCents, type Cents, negateCents, subtractCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import { receivedCents } from '../equations.ts';
import type { PostingException } from '../failures.ts';
import { referencesMeant, takeBackReference } from '../match/match-take-back.ts';
import type { ProviderAdjustment, RemittancePayment } from '../remittance.ts';
import { type ProviderAdjustmentRule, providerAdjustmentRules } from '../rules/provider-adjustment-rules.ts';
import type { QuarantineReason } from './quarantine.ts';

/** What is known about a payment besides its own figures. */
export interface PaymentContext {
  /** Our payer, when the remittance names a known one. */
  readonly payerId?: string;
  /**
   * The amount still to be taken back per reference of the payer, as it was first written; an empty text when there is no reference.
   * Contains all open references of the payer when this payment's own are not among them.
   */
  readonly openRecoupments: ReadonlyMap<string, Cents>;
  /** The open exceptions of unresolved take-backs, by reference. */
  readonly unresolved?: ReadonlyMap<string, readonly string[]>;
  /** Patient control numbers and payer claim numbers of the payment's reversals (status 22). */
  readonly reversedNumbers?: ReadonlySet<string>;
  /** The office's table of provider-level adjustments; the default one when absent. */
  readonly providerRules?: ReadonlyMap<string, ProviderAdjustmentRule>;
}

/** The booking of the payment itself, without its claims. */
export interface PaymentPosting {
  /** They sum to zero; clearing keeps the amount that the claims will take out of it. */
  readonly legs: readonly Leg[];
  /** The change of the amount still to be taken back, per reference; below zero when it was taken. */
  readonly recoupments: ReadonlyMap<string, Cents>;
  readonly exceptions: readonly PostingException[];
  /** Exceptions of earlier payments that close because the payer has given the amount back, and by reference those that stay. */
  readonly settled: readonly string[];
  readonly unresolved: ReadonlyMap<string, readonly string[]>;
}

export type PaymentHold = Extract<QuarantineReason, 'notification-with-money'>;

/** Handling codes that only announce a payment: notification only, and prenotification of future transfers. */
const announcements: readonly string[] = ['H', 'P'];

/** The payment method of a remittance without a payment. */
const noPayment = 'NON';

/**
 * Books a payment: the deposit, and each provider-level adjustment by the office's table or the default one. The payment's equation must
 * hold (see `paymentEquationFailure`). A debit takes money from our account: it has the same legs with a negative amount. An announcement
 * with an amount, or an amount without a payment method (X12 RFI 1581), is held, and nothing of it posts.
 */
export function postPayment(
  payment: RemittancePayment,
  context: PaymentContext,
): Result<PaymentPosting, { readonly kind: PaymentHold }> {
  const amount = receivedCents(payment);
  const isAnnounced = announcements.includes(payment.handlingCode) || payment.method === noPayment;
  if (amount !== 0 && isAnnounced) return fail({ kind: 'notification-with-money' });
  const payer = present({ payerId: context.payerId });
  const legs: Leg[] = [
    { account: 'deposits-in-transit', cents: amount, ...payer },
    { account: 'remittance-clearing', cents: negateCents(amount) },
  ];
  const rules = context.providerRules ?? providerAdjustmentRules;
  const takeBacks = takeBacksOf(context);
  const exceptions: PostingException[] = [];
  if (amount < 0 && payment.creditDebit === 'C')
    exceptions.push({ code: 'payment-below-zero', cents: amount, facts: {} });
  for (const adjustment of payment.providerAdjustments.filter((one) => one.cents !== 0)) {
    const rule = rules.get(adjustment.reasonCode);
    legs.push(...providerLegs(adjustment, rule, payer));
    // An unknown take-back opens one exception only, even when its code would open another.
    const unresolved = rule?.recoupment ? recoup(adjustment, takeBacks) : [];
    exceptions.push(...(unresolved.length > 0 ? unresolved : reviews(adjustment, rule)));
  }
  const { changes: recoupments, settled, unresolved } = takeBacks;
  return ok({ legs: balancedLegs(legs), recoupments, exceptions, settled, unresolved });
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

/**
 * Keeps the balance per reference, under the form of the reference that already has a balance. A taken amount is explained by a reversal in
 * this payment with the same reference, or by the amount still to be taken back under it. Anything more, or an amount that fits several
 * references, is an unresolved take-back. Its exception closes once all of it was given back under its reference.
 */
function recoup(adjustment: ProviderAdjustment, books: TakeBacks): readonly PostingException[] {
  const { cents } = adjustment;
  const stated = adjustment.reference ?? '';
  const { reference, fitting } = takeBackReference(stated, cents, books);
  const openCents = books.of(reference);
  books.changes.set(reference, addCents(books.changes.get(reference) ?? zeroCents, negateCents(cents)));
  if (cents < 0 && books.of(reference) >= 0) settle(books, reference);
  if (cents < 0 || cents <= openCents || books.isReversed(stated)) return [];
  const several = fitting > 1 ? { fitting } : {};
  const facts = {
    reason: reasonOf(adjustment),
    account: 'payer-recoupments-payable',
    reference,
    takenCents: cents,
    openCents,
    ...several,
  };
  const unknown = subtractCents(cents, openCents > 0 ? openCents : zeroCents);
  return [{ code: 'unresolved-take-back', cents: unknown, facts }];
}

function settle({ settled, unresolved }: TakeBacks, reference: string): void {
  settled.push(...(unresolved.get(reference) ?? []));
  unresolved.delete(reference);
}

/** The amount to be taken back, and how this payment changes it. */
interface TakeBacks {
  readonly changes: Map<string, Cents>;
  readonly settled: string[];
  readonly unresolved: Map<string, readonly string[]>;
  readonly of: (reference: string) => Cents;
  readonly meant: (stated: string) => readonly string[];
  readonly isReversed: (stated: string) => boolean;
}

function takeBacksOf({ openRecoupments, unresolved, reversedNumbers = new Set() }: PaymentContext): TakeBacks {
  const changes = new Map<string, Cents>();
  const reversedMeant = referencesMeant(reversedNumbers);
  return {
    changes,
    settled: [],
    unresolved: new Map(unresolved),
    of: (reference) => addCents(openRecoupments.get(reference) ?? zeroCents, changes.get(reference) ?? zeroCents),
    meant: referencesMeant(openRecoupments.keys()),
    isReversed: (stated) => reversedNumbers.has(stated) || reversedMeant(stated).length > 0,
  };
}

/** The code as one short word, since a payer may send any text. */
function reasonOf(adjustment: ProviderAdjustment): string {
  return adjustment.reasonCode.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12) || '?';
}
