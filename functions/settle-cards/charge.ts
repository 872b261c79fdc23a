import { readOwedNow } from '../../shared/cards/owed-now.ts';
import { type CardCharge, leastChargeCents, type OwnDecline, orderKey } from '../../shared/domain/card/charge.ts';
import { openAmount } from '../../shared/domain/card/open-amount.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { standingOf } from '../../shared/domain/payment-plan/plan.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import {
  accountPageWrite,
  cardChargeWrite,
  lastPageCharge,
  readCard,
  readCardCharge,
} from '../../shared/store/cards.ts';
import { owedOfPlan, readPaymentPlan } from '../../shared/store/payment-plans.ts';
import { announce } from './announce.ts';
import { chargeable } from './chargeable.ts';
import { answered, type CardWork, commit, openConnection } from './context.ts';
import { settlePage } from './pages.ts';
import { declined, settlePayment } from './payment.ts';

/** Continues a charge: it is announced, charged when its day has come, or tried again. */
export async function workOnCharge(work: CardWork, chargeId: string, attempt: number): Promise<void> {
  const charge = await readCardCharge(work.table, work.tenant, chargeId);
  if (charge === undefined || charge.attempt !== attempt || charge.cardId === undefined) return;
  if (charge.state === 'announced') {
    if (charge.announced === undefined) return announce(work, charge);
    const isDue = charge.chargeOn !== undefined && charge.chargeOn <= work.today;
    return isDue ? order(work, charge) : undefined;
  }
  if (charge.state === 'started') return order(work, charge);
}

/**
 * Charges the card, once: the amount is fixed from the current balance before the processor is called. If an earlier
 * attempt reached the processor, its order is found there.
 */
async function order(work: CardWork, before: CardCharge): Promise<void> {
  const open = await openConnection(work, before.connectionId);
  const { table, tenant } = work;
  const card = await readCard(table, tenant, before.cardId ?? '');
  if (open === undefined) return declined(work, before, 'connection-off' satisfies OwnDecline);
  const reference = orderKey(before);
  // An earlier attempt at this order may have reached the processor, longer ago than it remembers the idempotency key.
  const { orderedAt } = before;
  const known =
    orderedAt === undefined || card === undefined
      ? undefined
      : answered(await open.processor.findPayment(card.customerToken, reference));
  if (known !== undefined) return settlePayment(work, open, { ...known, reference });
  if (!open.connection.isOn) return declined(work, before, 'connection-off' satisfies OwnDecline);
  const isFresh = orderedAt !== undefined && Date.parse(work.at) - Date.parse(orderedAt) < keyMilliseconds;
  const fixed = isFresh ? await stillOwed(work, before) : await fix(work, before);
  if (!fixed.ok) return declined(work, before, fixed.failure);
  const charge = fixed.value;
  if (card?.cardToken === undefined) return declined(work, charge, 'card-removed' satisfies OwnDecline);
  const { cardToken, customerToken } = card;
  const asked = { reference, key: reference, cents: charge.cents, customerToken, cardToken };
  const payment = answered(await open.processor.charge({ ...asked, isPresent: charge.way === 'present' }));
  return settlePayment(work, open, { ...payment, reference });
}

/**
 * How long the processor remembers an order's idempotency key. During this time the amount of the order must not
 * change.
 */
const keyMilliseconds = 24 * 3_600_000;

/**
 * An order that may have reached the processor is repeated with the same amount, or not at all. It is not repeated if
 * less is owed now.
 */
async function stillOwed(work: CardWork, charge: CardCharge): Promise<Result<CardCharge, OwnDecline>> {
  const now = await amountNow(work, charge);
  if (!now.ok) return now;
  return now.value.amount < charge.cents ? fail('less-owed-now') : ok(charge);
}

/** Fixes the amount: the announced one, limited to the current balance and the current consent. */
async function fix(work: CardWork, charge: CardCharge): Promise<Result<CardCharge, OwnDecline>> {
  const now = await amountNow(work, charge);
  if (!now.ok) return now;
  const { amount, last } = now.value;
  const after: CardCharge = {
    ...{ ...charge, version: charge.version + 1, state: 'started' },
    ...{ cents: amount, orderedAt: work.at },
  };
  await commit(work, [cardChargeWrite(work.tenant, after), accountPageWrite(work.tenant, after, last)]);
  return ok(after);
}

/** What may be charged now, and the last charge of the account. */
interface AmountNow {
  readonly amount: Cents;
  readonly last: CardCharge | undefined;
}

/**
 * How much of the charge may be taken now. Any open payment page is closed first, so that nobody pays there meanwhile.
 */
async function amountNow(work: CardWork, charge: CardCharge): Promise<Result<AmountNow, OwnDecline>> {
  const found = await chargeable(work, charge);
  if (!found.ok) return found;
  const { table, tenant, today, settings } = work;
  const { account, card } = found.value;
  const last = await closeLastPage(work, charge);
  const owed = await readOwedNow(table, tenant, account, { settings: settings.discounts, today });
  const mood = charge.way === 'present' ? 'by-himself' : 'by-us';
  const open = openAmount(account, owed, { only: charge.claimIds, withFees: charge.withFees ?? false, mood }, today);
  if (!open.ok) return fail('may-not-charge');
  // If the office discounts payment on this day, the card is charged only the discounted amount.
  const owedCents = open.value.settles?.cents ?? open.value.cents;
  const amount = cents(Math.min(charge.cents, owedCents, await dueOfPlan(work, charge)));
  if (amount < leastChargeCents) return fail('nothing-due');
  const { mostCents } = card.consent;
  if (mood === 'by-us' && mostCents !== undefined && amount > mostCents) return fail('over-the-limit');
  return ok({ amount, last });
}

/**
 * Nobody should pay on a page while the card is charged: an open page is closed, and a payment on it is booked first. An
 * earlier order of a card must be answered first, because what it takes is no longer owed.
 */
async function closeLastPage(work: CardWork, { id, accountId }: CardCharge): Promise<CardCharge | undefined> {
  const last = await lastPageCharge(work.table, work.tenant, accountId);
  if (last?.state !== 'started' || last.id === id) return last;
  if (last.pageId === undefined) throw new Error('another charge of the account has no answer yet');
  const open = await openConnection(work, last.connectionId);
  if (open !== undefined) await settlePage(work, open, answered(await open.processor.closePage(last.pageId)));
  return last;
}

/**
 * The amount due of the plan whose instalment is charged: amounts that were paid since the announcement are not charged
 * again.
 */
async function dueOfPlan({ table, tenant, today }: CardWork, { planId, cents: all }: CardCharge): Promise<Cents> {
  const plan = planId === undefined ? undefined : await readPaymentPlan(table, tenant, planId);
  if (plan === undefined) return all;
  return standingOf(plan, await owedOfPlan(table, tenant, plan), today).dueCents;
}
