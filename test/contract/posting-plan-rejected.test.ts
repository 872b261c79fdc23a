import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { plannedKey } from '../../shared/store/keys/remittance.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const [text = ''] = golden.remittances;

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
type Json = any;
let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeEach(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  await setRules(pipeline.table, goldenTenant, { autoPost: false });
  handler = createApiHandler(remittancesApi, operations, { ...pipeline.edge, files: pipeline.files });
});
afterEach(() => store?.stop());

const get = async (path: string): Promise<Json> =>
  (await callApi(handler, { method: 'GET', path, principal: biller })).body;

const send = (path: string, key: string, body: object, version?: string) => {
  const headers = { 'Idempotency-Key': key, ...(version === undefined ? {} : { 'If-Match': version }) };
  return callApi(handler, { method: 'POST', path, body, headers, principal: biller });
};

/** The one payment of a file that has come. */
async function received(file: string): Promise<Json> {
  const fileId = await pipeline.receive(filledIn(golden, file));
  await pipeline.drain();
  return (await get(`/v1/remittance-files/${fileId}/remittances`)).items[0];
}

async function reject(id: string) {
  const path = `/v1/remittances/${id}`;
  const { headers } = await callApi(handler, { method: 'GET', path, principal: biller });
  return send(`${path}/reject`, `reject-${id}`, { reason: 'The bank has no such payment.' }, headers.ETag);
}

describe('a planned payment that a person rejects', () => {
  it('is removed from the list of waiting payments, books nothing, and cannot be approved any more', async () => {
    const { id } = await received(text);
    expect(await get('/v1/planned-payments')).toMatchObject({ count: 1, totalCents: 100_00, items: [{ id }] });
    const { planHash } = await get(`/v1/remittances/${id}/posting-plan`);
    expect(await reject(id)).toMatchObject({ status: 200, body: { id, state: 'rejected' } });
    expect(await get('/v1/planned-payments')).toMatchObject({ count: 0, totalCents: 0, items: [] });
    // Its row in the list is gone too. Otherwise the list would read it and skip it each time.
    expect(await pipeline.table.get(plannedKey(goldenTenant, id))).toBeUndefined();
    expect((await send(`/v1/remittances/${id}/post`, 'too-late', { planHash })).status).toBe(409);
    await pipeline.relay();
    await pipeline.drain();
    expect((await get(`/v1/remittances/${id}`)).state).toBe('rejected');
    expect((await storedBooks(pipeline.table, golden)).entries.map(({ kind }) => kind)).toEqual(['charge', 'charge']);
  });

  it('may arrive again: in another file it waits as a separate payment, and posts once', async () => {
    const first = await received(text);
    // Before the rejection, its identity belongs to the first payment.
    expect(await received(`${text}\n`)).toMatchObject({ state: 'already-posted', sameAs: first.id });
    expect((await reject(first.id)).status).toBe(200);
    const again = await received(`${text}\n\n`);
    expect(again).toMatchObject({ state: 'planned', paymentCents: 100_00 });
    expect(again.id).not.toBe(first.id);
    expect(await get('/v1/planned-payments')).toMatchObject({
      count: 1,
      totalCents: 100_00,
      items: [{ id: again.id }],
    });
    const { planHash } = await get(`/v1/remittances/${again.id}/posting-plan`);
    expect((await send(`/v1/remittances/${again.id}/post`, 'approve', { planHash })).status).toBe(202);
    await pipeline.relay();
    await pipeline.drain();
    // 150.00 and 80.00 were charged. Of the first, 100.00 are paid and 50.00 contractual; the 80.00 of the second are
    // still owed.
    expect((await storedBooks(pipeline.table, golden)).totals).toEqual({
      'deposits-in-transit': 100_00,
      'contractual-adjustments': 50_00,
      'insurance-receivable': 80_00,
      charges: -230_00,
    });
    // The payment is recognised once more.
    expect(await received(`${text}\n\n\n`)).toMatchObject({ state: 'already-posted', sameAs: again.id });
  });
});
