import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { request } from '../support/api-request.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';
import { idsOfContracts } from './contracted-office.ts';
import { storyMonth } from './story-month.ts';
import { idsOfCorrespondence } from './written-office.ts';

/**
 * The ids of what an office bills without a payer, by the names of the parameters in paths: an employer is charged, and
 * a patient pays by instalments.
 */
export async function idsOfBilling(host: AskedHost, encounterId: string): Promise<Record<string, string>> {
  const send = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const parts = { body, ...(method === 'PUT' ? { version: '"0"' } : { idempotencyKey: randomUUID() }) };
    const answer = await request(host.url, host.tokens.manager, method, path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const { billingProviderId, patientId } = await send('GET', `/v1/encounters/${encounterId}`);
  const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
  const { id: accountId } = await send('POST', '/v1/accounts', { guarantor });
  const items = [{ description: 'Drug screen', quantity: 1, unitCents: 4550 }];
  const serviceOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const ofContracts = await idsOfContracts(host);
  const { id: estimateId } = await send('POST', '/v1/estimates', {
    ...{ patientId, kind: 'self-pay', asked: { by: 'request', on: serviceOn }, billingProviderId },
    primaryService: 'Office visit',
    services: [{ description: 'Office visit', procedure: 'X9003', chargeCents: 12_500 }],
  });
  const charged = await send('POST', `/v1/accounts/${accountId}/charges`, { billingProviderId, serviceOn, items });
  const paid = { accountId, method: 'check', reference: '1001', cents: 5000, receivedOn: serviceOn, allocations: [] };
  const { entityId } = (charged.items as { readonly entityId: string }[])[0] ?? {};
  const { id: paymentId } = await send('POST', '/v1/patient-payments', { ...paid, entityId });
  const back = { paymentId, cents: 100, reason: 'Paid too much' };
  const { id: refundId } = await send('POST', '/v1/refunds', back);
  await send('POST', '/v1/refund-checks', { refundIds: [refundId], firstCheckNumber: 5002, reason: 'Printed' });
  // Writes off a part of what a patient owes on a claim.
  const claims = (await send('GET', `/v1/claims?month=${storyMonth()}&limit=100`)).items as readonly Owed[];
  const claimId = claims.find(({ patientCents }) => patientCents > 0)?.id;
  const adjustment = { claimId, why: 'billing-error', cents: 1, reason: 'A cent too much' };
  const { id: adjustmentId } = await send('POST', '/v1/adjustments', adjustment);
  const { accountId: owing } = await send('GET', `/v1/patients/${patientId}`);
  const firstDueOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const agreed = { accountId: owing, firstDueOn, every: 'month', count: 2 };
  const { id: planId } = await send('POST', '/v1/payment-plans', agreed);
  const slip = { entityId, depositedOn: serviceOn, totalCents: 5000, paymentIds: [paymentId] };
  const { id: depositBatchId } = await send('POST', '/v1/deposit-batches', slip);
  // This comes first, while no hold is on the account.
  const cardIds = await idsOfCards(host, { accountId: owing, entityId });
  const household = { size: 2, incomeCents: 20_000_00 };
  const applied = { accountId: owing, appliedOn: serviceOn, household, documents: [] };
  const { id: assistanceId } = await send('POST', '/v1/assistance-applications', applied);
  const { id: smallBalanceRunId } = await send('POST', '/v1/small-balance-runs', { reason: 'End of the month' });
  const lines = [
    { account: 'merchant-and-agency-fees', cents: 100 },
    { account: 'bank', cents: -100 },
  ];
  const { id: manualEntryId } = await send('POST', '/v1/manual-entries', { entityId, lines, reason: 'The bank’s fee' });
  // A payment in transit is declared as paid by virtual card.
  const ways = (await send('GET', '/v1/deposits-in-transit')).items as readonly InTransit[];
  const row = ways.find(({ remittanceId, cents }) => remittanceId.startsWith('rem_') && cents > 0);
  const paidBy = { remittanceId: row?.remittanceId, cents: row?.cents, feeCents: 0, chargedOn: serviceOn };
  const card = await send('POST', '/v1/virtual-card-charges', { ...paidBy, reference: 'TERM-1' });
  const lockboxFileId = await takeLockbox(send, { entityId, accountId, on: serviceOn });
  const made = await send('POST', '/v1/statements', { accountId: owing });
  const run = await send('POST', '/v1/statement-runs', {});
  const written = await idsOfCorrespondence(send, { accountId: String(owing), encounterId });
  const invoiced = await send('POST', '/v1/invoices', { accountId });
  return {
    ...cardIds,
    depositBatchId: String(depositBatchId),
    lockboxFileId,
    virtualCardChargeId: String(card.id),
    assistanceId: String(assistanceId),
    smallBalanceRunId: String(smallBalanceRunId),
    manualEntryId: String(manualEntryId),
    adjustmentId: String(adjustmentId),
    ...ofContracts,
    planId: String(planId),
    ...written,
    refundId: String(refundId),
    paymentId: String(paymentId),
    accountId: String(accountId),
    estimateId: String(estimateId),
    chargeId: String((charged.items as { readonly id: string }[])[0]?.id),
    patientStatementId: String(made.id),
    statementRunId: String(run.id),
    invoiceId: String((invoiced.items as { readonly id: string }[])[0]?.id),
  };
}

type Send = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Readonly<Record<string, unknown>>>;

/**
 * Takes in a lockbox file with one check for the account, whose cash stays unapplied.
 * @returns the file's id
 */
async function takeLockbox(
  send: Send,
  { entityId, accountId, on }: { readonly entityId: unknown; readonly accountId: unknown; readonly on: string },
): Promise<string> {
  const item = `item,1,1,3001,10.00,${accountId}`;
  const bytes = Buffer.from([`header,4711,${on}`, item, 'batch,1,1,10.00', 'trailer,1,10.00'].join('\n'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await send('POST', '/v1/lockbox-files/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  const { lockboxFile } = await send('POST', '/v1/lockbox-files', { sha256, format: 'csv', entityId });
  return (lockboxFile as { readonly id: string }).id;
}

interface InTransit {
  readonly remittanceId: string;
  readonly cents: number;
}

/** What the office has for card payments: a connection, a link, a card on file and a charge to it. */
async function idsOfCards(
  host: AskedHost,
  { accountId, entityId }: { readonly accountId: unknown; readonly entityId: string | undefined },
): Promise<Record<string, string>> {
  const processor = host.endpoints.cards;
  if (processor === undefined) return {};
  const send = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, version?: unknown) => {
    const match = version === undefined ? {} : { version: `"${version}"` };
    const parts = { body, idempotencyKey: randomUUID(), ...match };
    const answer = await request(host.url, host.tokens.manager, method, path, parts);
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const connection = { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
  const { id: cardConnectionId, webhookPath } = await send('POST', '/v1/card-connections', connection);
  const hook = { method: 'POST', body: new URLSearchParams({ url: `${host.url}${webhookPath}` }) };
  expect((await fetch(`${processor}/v1/webhook_endpoints`, hook)).status).toBe(200);
  const settings = await send('GET', '/v1/billing-settings');
  const cards = { ...(settings.cards as object), payPage: 'https://pay.example.com/c/' };
  await send('PUT', '/v1/billing-settings', { ...settings, cards }, settings.version);
  const account = await send('GET', `/v1/accounts/${accountId}`);
  const { contactRules, ...preferences } = account.preferences as { readonly contactRules: object };
  const told = { ...preferences, email: 'guarantor@example.com', contactRules: { ...contactRules, mayEmail: true } };
  await send('PUT', `/v1/accounts/${accountId}`, { ...account, preferences: told }, account.version);
  const link = await send('POST', '/v1/pay-links', { accountId });
  const consent = { on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), form: 'signed' };
  const card = await send('POST', '/v1/cards', { accountId, consent });
  const page = { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card: 'pm_card_visa' }) } as const;
  expect((await fetch(String(card.pageUrl), page)).status).toBe(303);
  const isKept = async () => (await send('GET', `/v1/cards/${card.id}`)).state === 'active';
  await vi.waitFor(async () => expect(await isKept()).toBe(true), { timeout: patienceMilliseconds, interval: 100 });
  const charge = await send('POST', '/v1/card-charges', { cardId: card.id, isPresent: false, cents: 100 });
  return {
    cardConnectionId: String(cardConnectionId),
    payLinkId: String(link.id),
    cardOnFileId: String(card.id),
    cardChargeId: String(charge.id),
  };
}

interface Owed {
  readonly id: string;
  readonly patientCents: number;
}

/** A denial with an appeal. */
export async function idsOfAppeals(host: AskedHost): Promise<Record<string, string>> {
  const token = host.tokens.manager;
  const listed = await request(host.url, token, 'GET', '/v1/denials');
  const [denial] = listed.body.items as Denial[];
  expect(denial, 'a denial to appeal').toBeDefined();
  const { id, version } = denial as Denial;
  const parts = {
    body: { by: 'appeal', via: 'fax', reason: 'the record shows it' },
    version: `"${version}"`,
    idempotencyKey: randomUUID(),
  };
  const answer = await request(host.url, token, 'POST', `/v1/denials/${id}/answer`, parts);
  expect(answer.status, answer.text).toBe(200);
  return { denialId: id, appealId: String((answer.body.appeals as { readonly id: string }[])[0]?.id) };
}

interface Denial {
  readonly id: string;
  readonly version: number;
}
