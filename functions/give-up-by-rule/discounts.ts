import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import type { DiscountSettings } from '../../shared/domain/billing-settings/discounts.ts';
import { isPromptPayAutomatic } from '../../shared/domain/billing-settings/discounts.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { discountBy } from '../../shared/domain/discount/discount.ts';
import { idFromDigest, isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import { type BookedAdjustment, bookAdjustment, bookAdjustmentBack } from '../../shared/posting/adjusting.ts';
import { discountWorker as worker } from '../../shared/posting/prompt-pay.ts';
import type { Rebooking } from '../../shared/posting/rebooking.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { adjustmentWrite, bookedAdjustments, readAdjustment } from '../../shared/store/adjustments.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { GiveUpDeps } from './context.ts';

type Message = Extract<MessageOf<'give-up-by-rule'>, { readonly work: 'discounts' }>;

interface DiscountWork extends Pick<GiveUpDeps, 'table' | 'now'> {
  readonly tenant: TenantId;
  readonly at: Instant;
  readonly today: LocalDate;
  readonly settings: DiscountSettings;
  readonly payment: PatientPayment;
  readonly message: Message;
}

/**
 * Gives the discount for prompt payment to claims on which nothing but the discount is still owed after a payment.
 * Takes it back when the payment was returned. The state is read again each time, and ids derive from the payment's
 * version, so a repeated message does nothing more.
 */
export async function giveDiscounts(message: Message, deps: Pick<GiveUpDeps, 'table' | 'now'>): Promise<void> {
  const { table, now } = deps;
  const tenant = message.tenantId as TenantId;
  const at = now().toISOString();
  const [today, { discounts }, payment] = await Promise.all([
    officeDay(table, tenant, at),
    readBillingSettings(table, tenant),
    readPatientPayment(table, tenant, message.paymentId),
  ]);
  invariant(payment !== undefined, 'a payment stays');
  const work: DiscountWork = { ...deps, tenant, at, today, settings: discounts, payment, message };
  for (const { claimId, isBack } of message.claims) {
    if (isBack) await takeBackOf(work, claimId);
    else await giveOf(work, claimId);
  }
}

async function giveOf(work: DiscountWork, claimId: string): Promise<void> {
  const { table, tenant, at, settings, payment, message } = work;
  const stands = payment.allocations.some((allocation) => allocation.claimId === claimId);
  if (!isPromptPayAutomatic(settings) || !stands) return;
  const claim = await readClaim(work, claimId);
  const [booked] = await readBooked(table, tenant, [claim]);
  invariant(booked !== undefined, 'a claim has entries');
  // The payment counts by its date, however late it is entered.
  const discount = discountBy('prompt-pay-discount', booked, settings, { today: payment.receivedOn, asked: undefined });
  const id = idFromDigest('adjustment', digestOf('prompt-pay', tenant, claimId, payment.id, String(message.version)));
  if (!discount.ok || (await readAdjustment(table, tenant, id)) !== undefined) return;
  const reason = 'Paid within the office’s days';
  const asked: Adjustment = {
    ...{ id, version: 1, state: 'waiting', claimId: claim.claimId, patientId: claim.patientId, as: 'write-off' },
    ...{ why: 'prompt-pay-discount', cents: discount.value, madeBy: payment.id, requested: { by: worker, at, reason } },
  };
  const given = await bookAdjustment(table, claim, asked, rebookingOf(work, claimId, reason));
  // The law, or the account's state, may forbid a discount.
  if (given.ok) await keep(work, given.value, 'adjustment-booked');
}

/** A claim with a balance again was not paid promptly. */
async function takeBackOf(work: DiscountWork, claimId: string): Promise<void> {
  const { table, tenant } = work;
  const [booked] = await readBooked(table, tenant, [await readClaim(work, claimId)]);
  invariant(booked !== undefined, 'a claim has entries');
  const given = (await bookedAdjustments(table, tenant, booked.entries)).filter(
    ({ state, why, madeBy = '' }) =>
      state === 'booked' && why === 'prompt-pay-discount' && isId('patientPayment', madeBy),
  );
  for (const adjustment of given) {
    const claim = await readClaim(work, claimId);
    if (claim.patientCents <= 0) return;
    const rebooking = rebookingOf(work, `${claimId} ${adjustment.id}`, 'The payment was returned');
    const back = await bookAdjustmentBack(table, claim, adjustment, rebooking);
    if (back.ok) await keep(work, back.value, 'adjustment-reversed');
  }
}

async function readClaim({ table, tenant }: DiscountWork, claimId: string): Promise<ClaimBalance> {
  const [claim] = await readBalances(table, tenant, [claimId]);
  invariant(claim !== undefined, 'a claim stays');
  return claim;
}

function rebookingOf({ tenant, at, today, message }: DiscountWork, of: string, reason: string): Rebooking {
  const { paymentId, version } = message;
  const newEntryId = () => idFromDigest('ledgerEntry', digestOf('prompt-pay', tenant, paymentId, String(version), of));
  return { tenant, subject: worker, at, today, reason, newEntryId };
}

async function keep(
  { table, tenant, at }: DiscountWork,
  { adjustment, writes }: BookedAdjustment,
  action: 'adjustment-booked' | 'adjustment-reversed',
): Promise<void> {
  const { id, claimId, why, cents } = adjustment;
  const written = await table.transact([
    ...writes,
    adjustmentWrite(tenant, adjustment),
    workerAudit(worker, tenant, at, { action, entityId: id, facts: { claimId, why, cents } }),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
