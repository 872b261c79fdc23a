import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { deliveryWrite, readDeliveries } from '../../shared/store/deliveries.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { auditPartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A file that waits to leave, and that a person stops. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let id: string;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  const created = await desk.practice.call('POST', '/v1/trading-partners', {
    ...{ name: 'Example Clearinghouse', receiverId: 'EXCLEAR', usage: 'production' },
    envelope: {
      ...{ senderQualifier: '30', senderId: 'OFFICE 1', receiverQualifier: '01', receiverId: 'CLEAR01' },
      ...{ applicationSender: 'OFFICEAPP', applicationReceiver: 'CLEARAPP' },
    },
    delivery: { kind: 's3-drop', folder: 'clear', fileName: '{submission}.837' },
  });
  expect(created.status).toBe(201);
});
afterAll(() => store.stop());
beforeEach(async () => {
  await desk.finalise();
  const created = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  ({ id } = created.body.items[0]);
  await desk.workOff();
});

const reason = 'the wrong year’s fees';
const stop = (more: object = {}, of = id) =>
  desk.call('POST', `/v1/submissions/${of}/stop`, { body: { reason }, headers: desk.newKey(), ...more });
const post = (path: string) =>
  desk.call('POST', `/v1/submissions/${id}/${path}`, { body: { reason }, headers: desk.newKey() });
const deliveries = async () => (await desk.call('GET', `/v1/submissions/${id}/deliveries`)).body.items;
const left = () => [...desk.s3.objects.keys()].filter((key) => key.includes(`/outbox/clear/${id}`)).length;
/** The open exceptions about the file. */
const open = async () => {
  const pages = await Promise.all(
    Array.from({ length: shards.exceptions }, (_, shard) =>
      store.table.queryAll({ partition: openExceptionPartition(tenant, shard), index: true }),
    ),
  );
  const items = await store.table.batchGet(pages.flat().map(({ pk, sk }) => ({ pk, sk })));
  return items.filter((item) => (item?.facts as { submissionId?: string })?.submissionId === id);
};
const put = async (state: Delivery['state']) => {
  const [before] = (await readDeliveries(store.table, tenant, id)) as [Delivery];
  await store.table.transact([deliveryWrite(tenant, before, { ...before, state })]);
};

describe('a delivery that waits', () => {
  it.each(['waiting', 'held'] as const)(
    'is stopped while it is %s: nothing leaves, and a person is told',
    async (state) => {
      await put(state);
      const stopped = await stop();
      expect(stopped.status).toBe(200);
      expect(stopped.body.items).toMatchObject([
        { state: 'failed', lastFailure: { code: 'stopped' }, stopped: { by: manager.subject, reason } },
      ]);
      await desk.deliver();
      expect(left()).toBe(0);
      expect(await deliveries()).toEqual(stopped.body.items);
      expect(await open()).toMatchObject([{ code: 'delivery-failing', facts: { failure: 'stopped' } }]);
    },
  );

  it('can be sent again after it was stopped, which ends the exception', async () => {
    await stop();
    expect((await post('resend')).status).toBe(202);
    expect(await open()).toEqual([]);
    await desk.deliver();
    expect(await deliveries()).toMatchObject([{ state: 'failed' }, { state: 'sent' }]);
    expect(left()).toBe(1);
  });

  it('can be confirmed after it was stopped, when a person has sent the file by hand', async () => {
    await stop();
    expect(await post('deliveries/1/confirm')).toMatchObject({ status: 200, body: { state: 'sent' } });
    expect(await open()).toEqual([]);
  });

  it('needs nobody’s attention when it was a copy of a file that the receiver has', async () => {
    await desk.deliver();
    await post('resend');
    expect((await stop()).body.items).toMatchObject([{ number: 2, state: 'failed' }]);
    expect(await open()).toEqual([]);
    await desk.deliver();
    expect(left()).toBe(1);
  });

  it.each(['sending', 'placing'] as const)(
    'is not stopped while it is %s, because the file may arrive',
    async (state) => {
      await put(state);
      expect(await stop()).toMatchObject({ status: 409, body: { type: expect.stringContaining('delivery-underway') } });
    },
  );

  it('is not stopped once it has ended', async () => {
    await desk.deliver();
    expect(await stop()).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('delivery-not-waiting') },
    });
    expect((await stop({}, 'sub_01JD0EXAMP1E00000000000000')).status).toBe(404);
  });

  it('is stopped by billers and managers, and the audit trail says who', async () => {
    for (const roles of ['coder', 'auditor'])
      expect((await stop({ principal: { ...manager, roles } })).status).toBe(403);
    await stop({ principal: { ...coder, roles: 'biller' } });
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, id) });
    expect(trail).toContainEqual(
      expect.objectContaining({ action: 'delivery-stopped', subject: coder.subject, facts: { deliveries: 1 } }),
    );
  });
});
