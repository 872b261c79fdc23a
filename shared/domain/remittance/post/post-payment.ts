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

/** What is known beside a payment. */
export interface PaymentContext {
  /** Our payer, when the remittance names one that we know. */
  readonly payerId?: string;
  /**
   * What is still to be taken back per reference of the payer, as it was first written; what names no reference stands under an empty
   * text. All that is open with the payer where what this payment states is not among it.
   */
  readonly openRecoupments: ReadonlyMap<string, Cents>;
  /** The exceptions of what was taken under a reference and that nobody has resolved. */
  readonly unresolved?: ReadonlyMap<string, readonly string[]>;
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
  /** Exceptions of earlier payments that are over, since the payer has given back what it took; and by reference those that stay. */
  readonly settled: readonly string[];
  readonly unresolved: ReadonlyMap<string, readonly string[]>;
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
    // What nobody knows of is one thing to look at, whatever else its code asks for.
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

/** Where an amount of this kind stands. */
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
 * Keeps the balance per reference, under whichever form of it the balance stands. An amount taken is explained by a reversal in this
 * payment that bears the reference, or by what is still to be taken back under it; what is beyond that, or fits several, is a
 * take-back that nobody has resolved. It is over once all of it was given back under its reference.
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

/** What is to be taken back, and by how much this payment changes it. */
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

/** The code as one short word, whatever a payer may have put there. */
function reasonOf(adjustment: ProviderAdjustment): string {
  return adjustment.reasonCode.replace(/[^A-Za-z0-9.-]/g, '?').slice(0, 12) || '?';
}
