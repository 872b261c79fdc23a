import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { type PlannedRemittance, readPlannedRemittance } from '../../shared/posting/remittance-source.ts';
import { chunkKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import { chunkPlaces } from '../../shared/store/manifest.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import { secondaryBeforeThePrimary as golden } from '../golden/29-secondary-before-the-primary.ts';
import { faultAt } from '../support/faults.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';
import { startTestTable } from '../support/table.ts';

/**
 * Medicaid answers before Medicare: its 65.00 wait in unapplied payer cash, and could post once Medicare's answer has
 * posted. Whether they do so without approval depends on whose payments the office wants to approve.
 */

const [medicaid = '', medicare = ''] = golden.remittances;

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice(golden.claims);
});
afterEach(() => office?.stop());

const looksAt = (payerId: string) =>
  setRules(office.pipeline.table, goldenTenant, { scope: { kind: 'payer', payerId }, autoPost: false });

/** Posts a remittance that waits for approval, as planned. Returns the last page of the plan. */
async function approve(fileId = '') {
  const [remittance] = (await office.get(`/v1/remittance-files/${fileId}/remittances`)).body.items;
  const { body: plan } = await office.get(`/v1/remittances/${remittance.id}/posting-plan`);
  const answer = await office.send(`/v1/remittances/${remittance.id}/post`, { planHash: plan.planHash });
  expect(answer.status).toBe(202);
  await office.pipeline.relay();
  await office.pipeline.drain();
  return plan;
}

/** For each open exception, since when its waiting answer could post. */
async function readinessOf({ table }: Pipeline): Promise<unknown[]> {
  const partitions = Array.from({ length: shards.exceptions }, (_, shard) =>
    openExceptionPartition(goldenTenant, shard),
  );
  const keys = await Promise.all(partitions.map((partition) => table.queryAll({ partition, index: true })));
  return (await table.batchGet(keys.flat())).map((item) => item?.readyAt);
}

const open = async () => (await office.get('/v1/exceptions')).body.items;

describe('waiting cash of a payer whose payments are approved by a person', () => {
  it('stays where it is when another payer’s payment posts automatically, and an exception says that it can post', async () => {
    await looksAt('medicaid');
    const [file] = await office.post(medicaid);
    await approve(file);
    expect(await office.accounts()).toMatchObject({ 'unapplied-payer-cash': -6500 });
    const [before] = await open();
    expect(before).toMatchObject({ code: 'earlier-payer-unanswered', version: 1 });
    expect(before.readyAt).toBeUndefined();
    await office.post(medicare);
    expect(await office.accounts()).toMatchObject({ 'unapplied-payer-cash': -6500, 'deposits-in-transit': 36500 });
    expect(await office.owed('A')).toMatchObject({ payers: [0, 7500], patient: 0 });
    const [ready, ...others] = await open();
    expect(others).toEqual([]);
    expect(ready).toMatchObject({ id: before.id, version: 2, readyAt: '2026-11-23T14:05:06.789Z' });
    expect(await office.faults()).toEqual([]);
    const claimId = office.claims.get('A');
    const body = { claimId, reason: 'seen' };
    expect((await office.send(`/v1/exceptions/${ready.id}/match`, body, { version: 2 })).status).toBe(200);
    expect(await office.accounts()).toEqual(golden.expected.accounts);
    expect(await office.owed('A')).toMatchObject({ payers: [0, 0], patient: 0 });
    expect(await open()).toEqual([]);
    expect(await office.faults()).toEqual([]);
  });

  it('opens one exception, whatever else arrives about the claim', async () => {
    await looksAt('medicaid');
    const [file] = await office.post(medicaid);
    await approve(file);
    await office.post(medicare);
    const [first] = await open();
    office.pipeline.edge.setNow('2026-11-24T09:00:00.000Z');
    await office.post(medicare.replace('TRACE2901', 'TRACE2999'));
    const again = (await open()).find(({ id }: { id: string }) => id === first.id);
    expect(again).toEqual(first);
  });

  it('posts with a payment if the approved plan shows it', async () => {
    await looksAt('medicaid');
    await looksAt('medicare');
    const [first] = await office.post(medicaid);
    await approve(first);
    const [second] = await office.post(medicare);
    const plan = await approve(second);
    expect(plan.items).toMatchObject([{ kind: 'posted' }, { kind: 'posted', waited: true, paidCents: 6500 }]);
    expect(await office.accounts()).toEqual(golden.expected.accounts);
    expect(await open()).toEqual([]);
  });

  it('stays where it is when its own payment’s message arrives again after something else has made posting possible', async () => {
    await looksAt('medicaid');
    const [fileId = ''] = await office.post(medicaid);
    await approve(fileId);
    const [{ id: remittanceId }] = (await office.get(`/v1/remittance-files/${fileId}/remittances`)).body.items;
    await office.post(medicare);
    const [ready] = await open();
    // The worker that posted the payment died before its last step: everything is booked, but no chunk says so.
    const { edge, files, table } = office.pipeline;
    const item = (await table.get(remittanceKey(goldenTenant, remittanceId))) as Item;
    await table.transact([{ delete: chunkKey(goldenTenant, remittanceId, 0) }, { put: { ...item, state: 'posting' } }]);
    const found = await readPlannedRemittance(goldenTenant, remittanceId, { table, files });
    const { planned, manifestKey, remittance } = found as PlannedRemittance;
    const [place] = chunkPlaces({ payment: planned, place: remittance.manifestPlace }) as [ByteRange];
    const chunks = [{ remittanceId, chunk: 0, ...place }];
    const message = { schemaVersion: 1 as const, tenantId: goldenTenant, fileId, manifestKey, chunks };
    const delivery = { messageId: 'again', receiveCount: 2, remainingMilliseconds: () => 300_000 };
    await postChunks(message, delivery, { ...edge, files, queues: { send: async () => undefined } });
    expect(await office.owed('A')).toMatchObject({ payers: [0, 7500] });
    expect(await open()).toEqual([ready]);
  });

  it('posts automatically when only the other payer’s payments are approved by a person: that plan shows it', async () => {
    await looksAt('medicare');
    await office.post(medicaid);
    const [file] = await office.post(medicare);
    const plan = await approve(file);
    expect(plan.items.map(({ waited }: { waited?: true }) => waited)).toEqual([undefined, true]);
    expect(await office.accounts()).toEqual(golden.expected.accounts);
  });

  it('does not wait when no payer’s payments are approved by a person: it posts automatically', async () => {
    await office.post(medicaid, medicare);
    expect(await office.accounts()).toEqual(golden.expected.accounts);
  });

  it('opens its exception wherever the run is interrupted that makes posting possible', async () => {
    const run = async (at?: number, when: 'before' | 'after' = 'before') => {
      const store = await startTestTable();
      const fault = faultAt(at, when);
      const pipeline = createPipeline(store, fault.wrap);
      await chargeGolden(pipeline.table, golden);
      await pipeline.receive(filledIn(golden, medicaid));
      await pipeline.drain(4);
      const scope = { kind: 'payer', payerId: 'medicaid' } as const;
      await setRules(pipeline.table, goldenTenant, { scope, autoPost: false });
      await pipeline.receive(filledIn(golden, medicare));
      expect(await pipeline.drain(4)).toBe(0);
      const { totals, exceptions, claims } = await storedBooks(pipeline.table, golden);
      const readyAt = await readinessOf(pipeline);
      await store.stop();
      return { requests: fault.count(), books: { totals, exceptions, claims, readyAt } };
    };
    const whole = await run();
    expect(whole.books.totals).toMatchObject({ 'unapplied-payer-cash': -6500 });
    expect(whole.books.readyAt).toEqual(['2026-11-23T14:05:06.789Z']);
    for (let at = Math.floor((whole.requests * 2) / 3); at <= whole.requests; at += 1) {
      for (const when of ['before', 'after'] as const) {
        expect((await run(at, when)).books, `cut ${when} request ${at}`).toEqual(whole.books);
      }
    }
  });
});
