import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReports } from '../../functions/run-reports/run-reports.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { readDeliveries } from '../../shared/store/deliveries.ts';
import { otherTarget } from '../../shared/store/delivery-targets.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { manager, stranger } from '../support/api-event.ts';
import { leg, openReportsDesk, type ReportsDesk, reportsTenant as tenant } from '../support/reports-desk.ts';

/* A claim of 80.00 is charged on 12 November; its payer pays 60.00 on 20 November. 24 November 2026 is a Tuesday. The office's days are those of UTC. */
const claim = 'S000000000000001' as ClaimId;

let desk: ReportsDesk;

beforeAll(async () => {
  desk = await openReportsDesk('2026-11-24T14:00:00.000Z');
  await desk.serve(claim, '2026-11-10');
  await desk.book('2026-11-12', claim, {
    kind: 'charge',
    legs: [leg('insurance-receivable', 8_000), leg('charges', -8_000)],
  });
  await desk.book('2026-11-20', claim, {
    kind: 'remittance-claim',
    adjudication: { payerId: 'pay_a', share: 0, payerClaimNumber: 'X' },
    legs: [leg('remittance-clearing', 6_000), leg('insurance-receivable', -6_000)],
  });
  await desk.bring();
});
afterAll(() => desk?.store.stop());

/**
 * Processes every message to the worker that is due by now.
 * @param receiveCount how often each one was received
 */
async function workOff(receiveCount = 1): Promise<number> {
  const delivery: Delivery = { messageId: 'test', receiveCount, remainingMilliseconds: () => 300_000 };
  let messages = 0;
  for (let shard = 0; shard < shards.due; shard += 1) {
    for (const { pk, sk, queue, body } of await desk.store.table.queryAll({ partition: duePartition(shard) })) {
      if (queue !== 'run-reports' || sk > `${desk.edge.now().toISOString()}~`) continue;
      await desk.store.table.transact([{ delete: { pk, sk } }]);
      await runReports(messageSchemas['run-reports'].parse(body), delivery, { ...desk.edge, files: desk.files });
      messages += 1;
    }
  }
  return messages;
}

/** Until nothing is due any more. */
async function settle() {
  while ((await workOff()) > 0);
}

const ask = async (body: object) => (await desk.send('POST', 'report-runs', body)).body;
const run = async (id: string) => (await desk.get(`report-runs/${id}`)).body;
const textOf = async (url: string) =>
  Buffer.from(await desk.files.get(decodeURIComponent(new URL(url).pathname.slice(1)))).toString('latin1');

describe('a requested report', () => {
  it('is stored as JSON, CSV and PDF, and the same whenever it is opened, whatever is booked later', async () => {
    const { id } = await ask({ report: 'collections', from: '2026-11-01', to: '2026-11-30' });
    expect((await desk.get(`report-runs/${id}/report`)).status).toBe(409);
    await settle();
    const made = await run(id);
    expect(made).toMatchObject({
      state: 'made',
      from: '2026-11-01',
      to: '2026-11-23',
      trueUpTo: '2026-11-23',
      rows: 1,
    });
    const report = (await desk.get(`report-runs/${id}/report`)).body;
    expect(report.totals).toMatchObject({ chargesCents: 8_000, paymentsCents: 6_000, grossRate: 7_500 });
    const [json, csv, pdf] = await Promise.all(made.files.map(({ url }: { url: string }) => textOf(url)));
    expect(JSON.parse(json as string)).toEqual(report);
    expect((csv as string).split('\r\n').slice(0, 3)).toEqual([
      'payer,name,charges,payments,refunds,contractual,charity,badDebt,otherAdjustments,grossRate,netRate',
      'pay_a,,80.00,60.00,0.00,0.00,0.00,0.00,0.00,75.00,75.00',
      'all,,80.00,60.00,0.00,0.00,0.00,0.00,0.00,75.00,75.00',
    ]);
    expect((pdf as string).startsWith('%PDF-')).toBe(true);
    await desk.book('2026-11-23', claim, {
      kind: 'write-off',
      legs: [leg('bad-debt', 2_000), leg('insurance-receivable', -2_000)],
    });
    await desk.bring(true);
    expect((await desk.get(`report-runs/${id}/report`)).body).toEqual(report);
    expect((await desk.get('reports/collections?from=2026-11-01')).body.totals.badDebtCents).toBe(2_000);
    expect((await run(id)).files.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(
      made.files.map(({ sha256 }: { sha256: string }) => sha256),
    );
  });

  it('is on the list of its month; another office sees none of it', async () => {
    const listed = (await desk.get('report-runs?month=2026-11')).body.items;
    expect(listed).toMatchObject([{ report: 'collections', state: 'made', requestedBy: 'user-manager' }]);
    expect((await desk.get(`report-runs/${listed[0].id}`, stranger)).status).toBe(404);
    expect((await desk.get('report-runs?month=2026-11', stranger)).body.items).toEqual([]);
  });

  it('names what does not fit, and requests nothing', async () => {
    expect(await ask({ report: 'of-nothing' })).toMatchObject({ errors: [{ pointer: '/report' }] });
    expect(await ask({ report: 'denials', by: 'user' })).toMatchObject({ errors: [{ pointer: '/by' }] });
    expect(await ask({ report: 'denials', asOf: '2026-11-20' })).toMatchObject({ errors: [{ pointer: '/asOf' }] });
    expect(await workOff()).toBe(0);
  });

  it('fails with an exception that explains what to do, and that ends once it is made', async () => {
    const { id } = await ask({ report: 'receivables-ageing', asOf: '2026-11-22' });
    await settle();
    expect(await run(id)).toMatchObject({ state: 'failed', fault: { code: 'report-not-kept' }, files: [] });
    const open = async () =>
      (await desk.store.items()).filter(({ type, state }) => type === 'exception' && state === 'open');
    expect(await open()).toMatchObject([
      { code: 'report-not-made', facts: { reportRunId: id, report: 'receivables-ageing', fault: 'report-not-kept' } },
    ]);
    const second = await ask({ report: 'collections' });
    expect((await desk.send('POST', `report-runs/${second.id}/repeat`, { reason: 'now' })).status).toBe(409);
    // The worker is interrupted each time.
    expect(await workOff(5)).toBe(1);
    expect(await run(second.id)).toMatchObject({ state: 'failed', fault: { code: 'broke-off' } });
    expect(await open()).toHaveLength(2);
    const again = await desk.send('POST', `report-runs/${second.id}/repeat`, { reason: 'mended' });
    expect([again.status, again.body.state, again.body.attempt]).toEqual([202, 'asked', 2]);
    await settle();
    expect(await run(second.id)).toMatchObject({ state: 'made' });
    expect(await open()).toHaveLength(1);
  });
});

describe('a schedule', () => {
  const schedule = {
    ...{ name: 'Each morning', report: 'collections', by: 'payer', every: 'day', hour: 6, forms: ['pdf', 'csv'] },
    target: { kind: 'folder', folder: 'reports' },
  };

  it('requests the report of the day before, waits until that day is counted, and has it delivered', async () => {
    desk.edge.setNow('2026-11-24T15:00:00.000Z');
    const made = await desk.send('POST', 'report-schedules', schedule);
    expect([made.status, made.body.nextRunAt]).toEqual([201, '2026-11-25T06:00:00.000Z']);
    desk.edge.setNow('2026-11-25T06:01:00.000Z');
    expect(await workOff()).toBeGreaterThan(0);
    const [waiting] = (await desk.get('report-runs?month=2026-11')).body.items;
    expect(waiting).toMatchObject({ state: 'asked', from: '2026-11-24', to: '2026-11-24', scheduleId: made.body.id });
    await settle();
    expect(await run(waiting.id)).toMatchObject({ state: 'asked', waitsUntil: '2026-11-26T06:00:00.000Z' });
    desk.edge.setNow('2026-11-25T13:30:00.000Z');
    await desk.bring();
    await settle();
    expect(await run(waiting.id)).toMatchObject({ state: 'made', trueUpTo: '2026-11-24' });
    const sent = await readDeliveries(desk.store.table, tenant, waiting.id);
    expect(sent.map(({ method, place, fileName, state }) => [method, place, fileName, state])).toEqual([
      ['s3-drop', 'reports', `collections-2026-11-24-${waiting.id}.csv`, 'waiting'],
      ['s3-drop', 'reports', `collections-2026-11-24-${waiting.id}.pdf`, 'waiting'],
    ]);
    // The report can be delivered again, to the target of its run.
    const again = await otherTarget(desk.store.table, tenant, { id: waiting.id, receiverId: '' });
    expect(again).toEqual({ kind: 's3-drop', folder: 'reports' });
    expect((await desk.get(`report-schedules/${made.body.id}`)).body.nextRunAt).toBe('2026-11-26T06:00:00.000Z');
  });

  it('has its report fail when its day is not counted within a day, and requests a report again the next time', async () => {
    desk.edge.setNow('2026-11-26T06:01:00.000Z');
    await settle();
    const [late] = (await desk.get('report-runs?month=2026-11')).body.items;
    expect(late).toMatchObject({ state: 'asked', to: '2026-11-25' });
    desk.edge.setNow('2026-11-27T06:30:00.000Z');
    await settle();
    expect(await run(late.id)).toMatchObject({ state: 'failed', fault: { code: 'reports-not-made' } });
    desk.edge.setNow('2026-11-27T13:30:00.000Z');
    await desk.bring();
    await desk.send('POST', `report-runs/${late.id}/repeat`, { reason: 'counted now' });
    await settle();
    expect(await run(late.id)).toMatchObject({ state: 'made', to: '2026-11-25' });
  });

  it('is changed with its version, and switched off: an earlier plan does nothing then', async () => {
    const [found] = (await desk.get('report-schedules')).body.items;
    const path = `report-schedules/${found.id}`;
    const runs = async () => (await desk.get('report-runs?month=2026-11&limit=100')).body.items.length;
    expect((await desk.send('PUT', path, { ...schedule, isOn: false }, 7)).status).toBe(412);
    const off = await desk.send('PUT', path, { ...schedule, isOn: false }, found.version);
    expect([off.status, off.body.nextRunAt]).toEqual([200, undefined]);
    const before = await runs();
    desk.edge.setNow('2026-11-29T06:30:00.000Z');
    await settle();
    expect(await runs()).toBe(before);
  });

  it('sends only to a trading partner with automatic delivery, and names what does not fit', async () => {
    const create = async (more: object) => (await desk.send('POST', 'report-schedules', { ...schedule, ...more })).body;
    const partner = { target: { kind: 'partner', receiverId: 'NOBODY' } };
    expect((await create(partner)).type).toContain('report-target-unknown');
    expect(await create({ weekday: 2 })).toMatchObject({ errors: [{ pointer: '/weekday' }] });
    expect(await create({ by: 'user' })).toMatchObject({ errors: [{ pointer: '/by' }] });
    expect(await create({ forms: ['pdf', 'pdf'] })).toMatchObject({ errors: [{ pointer: '/forms' }] });
    expect(await create({ target: { kind: 'folder', folder: '../other' } })).toMatchObject({ status: 400 });
  });

  it('has its report fail if its target no longer exists, and a person corrects it', async () => {
    const { id } = await ask({ report: 'collections' });
    const key = entityKey(tenant, 'REPORT-RUN', id);
    await desk.store.table.transact([
      { update: key, set: { target: { kind: 'partner', receiverId: 'NOBODY' }, forms: ['pdf'] } },
    ]);
    await settle();
    expect(await run(id)).toMatchObject({ state: 'failed', fault: { code: 'target-unknown' } });
  });
});

it('is read by everybody who reads reports, and is made by managers only', async () => {
  const biller = { ...manager, roles: 'biller' };
  expect((await desk.get('report-runs', biller)).status).toBe(200);
  expect((await desk.get('report-runs', { ...manager, roles: 'coder' })).status).toBe(403);
  expect((await desk.send('POST', 'report-schedules', {}, undefined, biller)).status).toBe(403);
});
