import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import type { Sender } from '../../shared/store/table.ts';
import { partlyPaid } from '../golden/02-partly-paid.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
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

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
type Json = any;

const strangers = Array.from(
  { length: 59 },
  (_, index) => `CLP*STRANGER${index}*1*10*7.5*0*12*X${index}*11*1\nCAS*CO*45*2.5`,
);
const ours = 'CLP*{A}*1*10*7.5*0*12*XA*11*1\nCAS*CO*45*2.5';
const text = remittanceText('bluecross', { amount: '450', trace: 'LONG' }, [...strangers, ours].join('\n'));
const claimKey = claimBalanceKey(goldenTenant, controlNumbers(partlyPaid).get('A') as ClaimId);

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeEach(async () => {
  store = await startTestTable();
  await chargeGolden(store.table, partlyPaid);
  await setRules(store.table, goldenTenant, { autoPost: false });
});
afterEach(() => store?.stop());

const get = async (path: string): Promise<Json> =>
  (await callApi(handler, { method: 'GET', path, principal: biller })).body;

/** Reads a plan to its end, for its hash. */
async function planHashOf(remittanceId: string): Promise<string> {
  for (let query = ''; ; ) {
    const page = await get(`/v1/remittances/${remittanceId}/posting-plan${query}`);
    if (page.planHash !== undefined) return page.planHash;
    query = `?pageToken=${page.nextPageToken}`;
  }
}

/**
 * Approves 60 claims in as many chunks. In ten deliveries there is time for only a few of them.
 * @param onNote receives the remittance whenever the progress of the check is saved
 */
async function approve(onNote: (remittance: Json) => Promise<void>): Promise<Json> {
  let remittanceId = '';
  let hurried = 10;
  const watch = (sender: Sender): Sender => ({
    send: async (command) => {
      const answer = await sender.send(command);
      const isNote = command instanceof TransactWriteItemsCommand && command.input.TransactItems?.length === 1;
      if (isNote && JSON.stringify(command.input).includes('claimsChecked')) {
        const remittance = await get(`/v1/remittances/${remittanceId}`);
        if (remittance.state === 'posting') await onNote(remittance);
      }
      return answer;
    },
  });
  const remainingMilliseconds = () => {
    if (remittanceId !== '') hurried -= 1;
    return remittanceId === '' || hurried < 0 ? 300_000 : 1000;
  };
  pipeline = createPipeline(store, watch, { claimsPerChunk: 1, remainingMilliseconds });
  handler = createApiHandler(remittancesApi, operations, { ...pipeline.edge, files: pipeline.plainFiles });
  const fileId = await pipeline.receive(filledIn(partlyPaid, text));
  await pipeline.drain();
  const [remittance] = (await get(`/v1/remittance-files/${fileId}/remittances`)).items;
  const answer = await callApi(handler, {
    method: 'POST',
    path: `/v1/remittances/${remittance.id}/post`,
    body: { planHash: await planHashOf(remittance.id) },
    headers: { 'Idempotency-Key': 'approve' },
    principal: biller,
  });
  expect(answer.status).toBe(202);
  remittanceId = remittance.id;
  await pipeline.relay();
  await pipeline.drain();
  expect(hurried).toBeLessThan(0);
  return get(`/v1/remittances/${remittanceId}`);
}

describe('a plan too long for one message', () => {
  it('is checked by one message after the other, reports its progress, and books nothing before the end', async () => {
    const notes: Json[] = [];
    const after = await approve(async (remittance) => {
      notes.push(remittance);
    });
    expect(notes.map(({ claimsChecked, claimsDone }) => [claimsChecked, claimsDone])).toEqual([
      [20, 0],
      [40, 0],
    ]);
    expect(after).toMatchObject({ state: 'posted', claimsDone: 60 });
    expect(after.claimsChecked).toBeUndefined();
    const books = await storedBooks(store.table, partlyPaid);
    expect(books.totals).toMatchObject({ 'deposits-in-transit': 45_000, 'unapplied-payer-cash': -45_000 });
    expect(books.exceptions).not.toContain('changed-since-plan');
  });

  it('posts nothing at all when a claim changes halfway: it waits again, for a review of the new plan', async () => {
    const after = await approve(async ({ claimsChecked }) => {
      if (claimsChecked === 20) await store.table.transact([{ update: claimKey, add: { version: 1 } }]);
    });
    expect(after).toMatchObject({ state: 'planned', claimsDone: 0, planChangedAt: '2026-11-23T14:05:06.789Z' });
    expect(after.claimsChecked).toBeUndefined();
    const books = await storedBooks(store.table, partlyPaid);
    expect(books.entries.map(({ kind }) => kind)).toEqual(['charge']);
    expect(books.exceptions).toEqual([]);
    expect(await planHashOf(after.id)).toEqual(expect.any(String));
  });
});
