import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyLegs } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { bookDecision } from '../../shared/posting/deciding.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { coder, manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { type CardDesk, openCardDesk } from '../support/card-desk.ts';
import { isLong } from '../support/effort.ts';
import { billingProviderBody, encounterBody } from '../support/office.ts';

let desk: CardDesk;
beforeEach(async () => {
  desk = await openCardDesk();
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const payments = async () => (await get(`/v1/patient-payments?accountId=${desk.accountId}`)).items;
/** The accounts of a legal entity, or of all, that are not zero. */
const inBooks = async (entityId?: string): Promise<Record<string, number>> => {
  const { accounts } = await get(`/v1/trial-balance${entityId === undefined ? '' : `?entityId=${entityId}`}`);
  const rows = accounts as { account: string; balanceCents: number }[];
  return Object.fromEntries(rows.filter((row) => row.balanceCents !== 0).map((row) => [row.account, row.balanceCents]));
};
/** Pays on the page of a link. @returns the payment */
const paidByLink = async () => {
  const { address } = await desk.link();
  const { body } = await desk.visit('POST', address, {});
  desk.practice.payOnPage(body.url.split('/').at(-1));
  await told();
  return (await payments())[0];
};
/** The processor's events arrive and are processed. */
const told = async () => {
  await desk.tellAll();
  expect(await desk.workOff()).toBe(0);
};

describe('money that nobody expected', () => {
  // Over the embedded database the two requests come one after the other, and the second one closes the page of the
  // first.
  test.skipIf(isLong)('is booked when both pages of a charge are paid', async () => {
    await desk.selfPaid();
    const { address } = await desk.link();
    // Two requests at once: only one of the charges is stored, but both pages exist at the processor.
    await Promise.all([desk.visit('POST', address, { cents: 50_00 }), desk.visit('POST', address, { cents: 60_00 })]);
    const pages = [...desk.practice.state.pages.keys()];
    expect(pages).toHaveLength(2);
    for (const page of pages) desk.practice.payOnPage(page);
    await told();
    const paid = await payments();
    expect(paid.map(({ cents }: { cents: number }) => cents).sort()).toEqual([50_00, 60_00]);
    expect(await inBooks()).toMatchObject({ 'patient-receivable': 31_00 });
    // Each payment is disputed separately.
    for (const { reference } of paid) desk.practice.dispute(reference);
    await told();
    const after = await inBooks();
    expect([after['patient-receivable'], after['unapplied-patient-cash']]).toEqual([141_00, undefined]);
  });

  test('does not belong to payments made before: the batch of a payment that was reversed earlier can still be undone', async () => {
    await desk.selfPaid();
    const payment = await paidByLink();
    desk.practice.dispute(payment.reference, { cents: 41_00 });
    await told();
    const slip = { entityId: desk.office.entityId, depositedOn: '2026-11-23', paymentIds: [payment.id] };
    // 141.00 less 4.39, less 41.00 and 15.00 for the dispute.
    const batch = await desk.send('POST', '/v1/deposit-batches', { ...slip, totalCents: 80_61 });
    expect(batch.status, JSON.stringify(batch.body)).toBe(201);
    const undone = await desk.send(
      'POST',
      `/v1/deposit-batches/${batch.body.id}/undo`,
      { reason: 'Another payout' },
      { version: 1 },
    );
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    const { items } = await get('/v1/patient-payments?state=unbatched');
    expect(items).toMatchObject([{ id: payment.id }]);
  });
});

describe('a card’s credit of a claim of another legal entity', () => {
  const second = { ...manager, subject: 'user-second' };

  /** Writes off all of a paid claim, so that its patient has overpaid. */
  const overpaid = async (claimId: string) => {
    const [claim] = await readBalances(desk.store.table, manager.tenantId as TenantId, [claimId]);
    if (claim === undefined) throw new Error('no such claim');
    const legs = [
      { account: 'other-adjustments', cents: cents(141_00) },
      { account: 'patient-receivable', cents: cents(-141_00) },
    ] as const;
    const booking = {
      ...{ tenant: manager.tenantId as TenantId, at: desk.edge.now().toISOString(), today: '2026-11-23' as LocalDate },
      ...{ subject: 'user-manager', reason: 'Never happened', newEntryId: () => 'led_01JD0EXAMP1E00000000000001' },
    };
    const { writes } = bookDecision(claim, { kind: 'write-off', legs, after: applyLegs(claim, legs) }, booking);
    expect((await desk.store.table.transact(writes)).ok).toBe(true);
  };

  test('is taken from the processor account that was paid, and both books show it, there and back', async () => {
    const other = await desk.send('POST', '/v1/providers', {
      ...{ ...billingProviderBody, npi: '1234567885' },
      billing: { ...billingProviderBody.billing, taxId: { kind: 'ein', value: '987654321' } },
    });
    expect(other.status, JSON.stringify(other.body)).toBe(201);
    const visit = { ...encounterBody(desk.office), billingProviderId: other.body.id, selfPay: true };
    const draft = await desk.send('POST', '/v1/encounters', visit, { principal: coder });
    const path = `/v1/encounters/${draft.body.id}`;
    const final = await desk.send('POST', `${path}/finalize`, undefined, { version: 1, principal: coder });
    const [claimId] = final.body.state.claimIds;
    const payment = await paidByLink();
    expect(payment).toMatchObject({ entityId: desk.office.entityId, allocations: [{ claimId, cents: 141_00 }] });
    await overpaid(claimId);
    const asked = (await desk.send('POST', '/v1/refunds', { claimId, reason: 'Never happened' })).body;
    expect(asked).toMatchObject({ entityId: other.body.entityId, cents: 141_00 });
    const card = { paymentId: payment.id };
    await desk.send('POST', `/v1/refunds/${asked.id}/credit-card`, card, { version: asked.version, principal: second });
    await desk.workOff();
    expect(await get(`/v1/refunds/${asked.id}`)).toMatchObject({ state: 'cleared' });
    // The entity that was paid has returned everything, and has lost the fee of 4.39. The other entity has neither cash
    // nor a debt.
    expect(await inBooks(desk.office.entityId)).toEqual({
      'deposits-in-transit': -4_39,
      'merchant-and-agency-fees': 4_39,
    });
    const own = { charges: -141_00, 'other-adjustments': 141_00 };
    expect(await inBooks(other.body.entityId)).toEqual(own);
    expect((await get('/v1/deposits-in-transit')).items).toMatchObject([
      { entityId: desk.office.entityId, cents: -141_00 },
    ]);
    const [refundId = ''] = [...desk.practice.state.refunds.keys()];
    desk.practice.endRefund(refundId, 'failed');
    await told();
    expect(await inBooks(other.body.entityId)).toEqual({
      ...own,
      'between-entities': 141_00,
      'refunds-payable': -141_00,
    });
    expect(await inBooks(desk.office.entityId)).toMatchObject({
      'between-entities': -141_00,
      'deposits-in-transit': 136_61,
    });
    // The credit arrives after all. Nothing else was sent, so it is the refund.
    desk.practice.endRefund(refundId, 'succeeded');
    await told();
    expect(await get(`/v1/refunds/${asked.id}`)).toMatchObject({ state: 'cleared', cardFailures: [] });
    expect(await inBooks(other.body.entityId)).toEqual(own);
  });
});
