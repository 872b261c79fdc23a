import { linkAddress, newLinkToken } from '../../shared/cards/link-token.ts';
import { readOwedNow } from '../../shared/cards/owed-now.ts';
import { readPayee } from '../../shared/cards/payee.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { type CardOnFile, canCharge } from '../../shared/domain/card/card-on-file.ts';
import { type CardCharge, leastChargeCents, type OwnDecline, orderKey } from '../../shared/domain/card/charge.ts';
import { announcement, noticeChannel } from '../../shared/domain/card/notice.ts';
import { openAmount } from '../../shared/domain/card/open-amount.ts';
import type { PayLink } from '../../shared/domain/card/pay-link.ts';
import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { standingOf } from '../../shared/domain/payment-plan/plan.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import {
  accountPageWrite,
  cardChargeWrite,
  chargeMessage,
  lastPageCharge,
  payLinkWrite,
  readCard,
  readCardCharge,
  readCardConnection,
  readPayLink,
} from '../../shared/store/cards.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { noticeFolder, sentNotice } from '../../shared/store/notices.ts';
import { owedOfPlan, readPaymentPlan } from '../../shared/store/payment-plans.ts';
import { answered, type CardWork, commit, openConnection, worker } from './context.ts';
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

/** This is between 7 a.m. and 1 p.m. in every state: no card is charged at night. */
const chargeHour = 'T17:00:00.000Z';

/** Tells the guarantor, and plans the charge far enough ahead. */
async function announce(work: CardWork, charge: CardCharge): Promise<void> {
  const { table, tenant, today, at, settings, files } = work;
  const found = await chargeable(work, charge);
  if (!found.ok) return declined(work, charge, found.failure);
  const { account, card } = found.value;
  const channel = noticeChannel(account);
  const { payPage, announceDays } = settings.cards;
  if (channel === undefined || payPage === undefined)
    return declined(work, charge, 'not-announced' satisfies OwnDecline);
  const party = await readContactParty(table, tenant, account);
  const asked = { channel: channel.channel, purpose: 'inform', at } as const;
  const reach = mayContact(party, asked, settings.correspondence.hours);
  if (!reach.ok) {
    const { from } = reach.failure;
    if (from === undefined) return declined(work, charge, 'not-announced' satisfies OwnDecline);
    // No text is sent at night.
    return commit(work, [dueWrite(at, chargeMessage(tenant, charge.id, charge.attempt, from))]);
  }
  const connection = await readCardConnection(table, tenant, charge.connectionId);
  invariant(connection !== undefined && charge.chargeOn !== undefined, 'what is announced has a connection and a day');
  const first = addDays(today, announceDays);
  const chargeOn = latest(charge.chargeOn, first);
  const noticeId = `${charge.id}-${charge.attempt}`;
  const send = async (): Promise<string> => {
    const notice = announcement(noticeId, channel, {
      ...{ language: account.preferences.language, on: chargeOn, last4: card.face?.last4 ?? '' },
      ...{ link: await newLink(work, charge, payPage), phone: settings.statements.sender?.phone },
      payee: await readPayee(table, tenant, { settings, connection }),
    });
    return noticeFolder(files).send(tenant, notice);
  };
  // An interrupted attempt may have sent the announcement already, with a token that is not known any more.
  const fileKey = (await sentNotice(files, tenant, noticeId)) ?? (await send());
  const announced = { at, channel: channel.channel, fileKey };
  const after: CardCharge = { ...charge, version: charge.version + 1, chargeOn, announced };
  const audit = { action: 'card-charge-announced', entityId: charge.id, facts: { channel: channel.channel } } as const;
  await commit(work, [
    cardChargeWrite(tenant, after),
    dueWrite(at, chargeMessage(tenant, charge.id, charge.attempt, `${chargeOn}${chargeHour}`)),
    workerAudit(worker, tenant, at, audit),
  ]);
}

const latest = (...days: readonly LocalDate[]): LocalDate => days.toSorted().at(-1) as LocalDate;

/**
 * Makes the link of the announcement, and stores it before the message leaves: it shows what will be charged, and an
 * amount paid by it is not charged.
 *
 * @returns its address
 */
async function newLink(work: CardWork, charge: CardCharge, payPage: string): Promise<string> {
  const { table, tenant, at, today, randomBytes } = work;
  const id = idFromDigest('payLink', digestOf('card-charge', tenant, charge.id));
  const { token, tokenHash } = newLinkToken(id, randomBytes(17));
  const { version } = (await readPayLink(table, tenant, id)) ?? { version: 0 };
  const link: PayLink = {
    ...{
      id,
      version: version + 1,
      accountId: charge.accountId,
      of: { kind: 'charge', chargeId: charge.id },
      tokenHash,
    },
    ...{ expiresOn: addDays(today, linkDays), createdAt: at, createdBy: worker },
  };
  await commit(work, [payLinkWrite(tenant, link)]);
  return linkAddress(payPage, tenant, token);
}

const linkDays = 60;

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

/** The account and the card of a charge, if the card is on file. */
async function chargeable(
  { table, tenant, today }: CardWork,
  { accountId, cardId = '', planId }: CardCharge,
): Promise<Result<{ readonly account: Account; readonly card: CardOnFile }, OwnDecline>> {
  const [account, card] = await Promise.all([readAccount(table, tenant, accountId), readCard(table, tenant, cardId)]);
  invariant(account !== undefined && card !== undefined, 'a charge’s account and card exist');
  const plan = planId === undefined ? undefined : await readPaymentPlan(table, tenant, planId);
  if (plan?.ended !== undefined) return fail('plan-ended');
  return canCharge(card, today) ? ok({ account, card }) : fail('card-removed');
}
