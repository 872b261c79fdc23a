import type { Account } from '../domain/account/account.ts';
import { canCharge } from '../domain/card/card-on-file.ts';
import { noticeChannel } from '../domain/card/notice.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { type PaymentPlan, standingOf } from '../domain/payment-plan/plan.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { instalmentMessage, readCard } from '../store/cards.ts';
import type { DueMessage } from '../store/change.ts';
import type { Table } from '../store/table.ts';

/**
 * When an instalment is announced: some days before it falls due, in the morning; at once when that time has passed.
 */
export function firstAnnouncement(dueOn: LocalDate, announceDays: number, now: Instant): Instant {
  const planned = `${addDays(dueOn, -announceDays)}T15:00:00.000Z`;
  return planned < now ? now : planned;
}

/**
 * Whether a card can pay the instalments of an account's plan: it belongs to the account, can be charged, and the
 * guarantor can be notified first.
 */
export async function checkPlanCard(
  table: Table,
  tenant: TenantId,
  { account, cardId, on }: { readonly account: Account; readonly cardId: string; readonly on: LocalDate },
): Promise<Result<undefined, 'card-not-chargeable' | 'card-without-notice'>> {
  const card = await readCard(table, tenant, cardId);
  if (card?.accountId !== account.id || !canCharge(card, on)) return fail('card-not-chargeable');
  return noticeChannel(account) === undefined ? fail('card-without-notice') : ok(undefined);
}

/**
 * The message that starts to charge a plan's card: for the next unpaid instalment, including missed amounts; or for the
 * last one when all due dates have passed.
 */
export async function beginPlanCard(
  table: Table,
  tenant: TenantId,
  { plan, owedCents, today }: { readonly plan: PaymentPlan; readonly owedCents: Cents; readonly today: LocalDate },
  at: Instant,
): Promise<DueMessage> {
  const { instalments } = standingOf(plan, owedCents, today);
  const first = instalments.find(({ state, dueOn }) => state !== 'paid' && dueOn >= today) ?? instalments.at(-1);
  invariant(first !== undefined && plan.cardRound !== undefined, 'a plan with a card has an instalment');
  const { announceDays } = (await readBillingSettings(table, tenant)).cards;
  const named = { planId: plan.id, number: first.number, round: plan.cardRound };
  return instalmentMessage(tenant, named, firstAnnouncement(first.dueOn, announceDays, at));
}
