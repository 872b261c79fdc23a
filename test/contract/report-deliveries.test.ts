import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeliverDeps, deliver } from '../../functions/run-connection/deliver.ts';
import { createOutboxOpener } from '../../functions/run-connection/open-source.ts';
import { runReports } from '../../functions/run-reports/run-reports.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import type { Delivery as Received } from '../../shared/runtime/queue-handler.ts';
import { connectionStateItem } from '../../shared/store/connections.ts';
import { readDeliveries } from '../../shared/store/deliveries.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { partnerOfReceiverKey } from '../../shared/store/keys/practice.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { leg, openReportsDesk, type ReportsDesk, reportsTenant as tenant } from '../support/reports-desk.ts';
import { hasSshd, type SshHost, startSshHost } from '../support/ssh-host.ts';

/*
 * Reports that schedules deliver: into a folder of the bucket, and by SFTP to a real OpenSSH server. A patient is
 * charged 100.00 on 12 November 2026.
 */

let desk: ReportsDesk;
beforeAll(async () => {
  desk = await openReportsDesk('2026-11-24T15:00:00.000Z');
  const legs = [leg('patient-receivable', 100_00), leg('charges', -100_00)];
  await desk.book('2026-11-12', undefined, { kind: 'account-charge', accountId: 'acc_a', legs });
  await desk.bring();
});
afterAll(() => desk?.store.stop());

const openOutbox = createOutboxOpener({
  secrets: { get: async () => JSON.stringify({ privateKey: host?.privateKey }) } as never,
  patience: { connectMilliseconds: 20_000, replyMilliseconds: 30_000 },
});
let host: SshHost | undefined;

/** Processes what is due by now: first reports are made, then their files are delivered. */
async function workOff(): Promise<void> {
  const received: Received = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => 300_000 };
  const deps: DeliverDeps = { ...desk.edge, files: desk.files, openOutbox };
  for (let shard = 0; shard < shards.due; shard += 1) {
    for (const { pk, sk, queue, body } of await desk.store.table.queryAll({ partition: duePartition(shard) })) {
      if (sk > `${desk.edge.now().toISOString()}~`) continue;
      if (queue === 'run-reports') {
        await desk.store.table.transact([{ delete: { pk, sk } }]);
        await runReports(messageSchemas['run-reports'].parse(body), received, { ...desk.edge, files: desk.files });
      } else if (queue === 'run-connection') {
        await desk.store.table.transact([{ delete: { pk, sk } }]);
        await deliver(messageSchemas['run-connection'].parse(body) as never, deps);
      }
    }
  }
}

const monthly = { name: 'Monthly', report: 'collections', every: 'month', hour: 6, forms: ['csv', 'pdf'] };

/** Has a schedule make and deliver the report of November. */
async function sentBySchedule(target: object) {
  desk.edge.setNow('2026-11-24T15:00:00.000Z');
  const made = await desk.send('POST', 'report-schedules', { ...monthly, target });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  desk.edge.setNow('2026-12-01T14:00:00.000Z');
  await desk.bring();
  for (let round = 0; round < 4; round += 1) await workOff();
  const { items } = (await desk.get('report-runs?month=2026-12')).body;
  const run = items.find(({ scheduleId }: { readonly scheduleId: string }) => scheduleId === made.body.id);
  expect(run, JSON.stringify(items)).toMatchObject({ state: 'made', from: '2026-11-01', to: '2026-11-30' });
  const deliveries = await readDeliveries(desk.store.table, tenant, run.id);
  expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent']);
  return Promise.all(
    deliveries.map(async ({ fileName, fileKey }) => ({ fileName, kept: Buffer.from(await desk.files.get(fileKey)) })),
  );
}

describe('a scheduled report', () => {
  it('is put into the office’s own folder of the bucket, with the stored bytes', async () => {
    for (const { fileName, kept } of await sentBySchedule({ kind: 'folder', folder: 'finance' })) {
      expect(fileName).toMatch(/^collections-2026-11-30-rpr_[0-9A-Z]{26}\.(csv|pdf)$/);
      const there = Buffer.from(await desk.files.get(`${tenant}/outbox/finance/${fileName}`));
      expect(there.equals(kept), fileName).toBe(true);
    }
  });

  it.skipIf(!hasSshd)('is sent by SFTP to the host of a trading partner, with the stored bytes', async () => {
    host = await startSshHost();
    try {
      const directory = join(host.directory, 'in');
      mkdirSync(directory);
      const { port, user, fingerprint } = host;
      const origin = {
        ...{ kind: 'sftp', host: '127.0.0.1', port, user, hostKeyFingerprints: [fingerprint], secretName: 'key' },
        ...{ directory, pattern: '*', afterDownload: { kind: 'leave' } },
      };
      const connection = { id: 'con_1', version: 1, isOn: true, name: 'Accountant', origin };
      const delivery = { kind: 'sftp', connectionId: 'con_1', directory, fileName: '{control}.837' };
      const partner = { id: 'tpa_1', version: 1, name: 'Accountant', receiverId: 'ACCOUNTANT', delivery };
      const at = desk.edge.now().toISOString();
      await desk.store.table.transact([
        { put: entityItem(entityKey(tenant, 'CONNECTION', 'con_1'), 'connection', connection) },
        { put: connectionStateItem(tenant, 'con_1', { failuresInARow: 0, lastNewsAt: at }) },
        { put: entityItem(entityKey(tenant, 'TRADING-PARTNER', 'tpa_1'), 'trading-partner', partner) },
        {
          put: entityItem(partnerOfReceiverKey(tenant, 'ACCOUNTANT'), 'partner-of-receiver', { entityId: 'tpa_1' }),
        },
      ]);
      const sent = await sentBySchedule({ kind: 'partner', receiverId: 'ACCOUNTANT' });
      expect(readdirSync(directory).sort()).toEqual(sent.map(({ fileName }) => fileName).sort());
      for (const { fileName, kept } of sent) {
        expect(readFileSync(join(directory, fileName)).equals(kept), fileName).toBe(true);
      }
    } finally {
      await host.stop();
    }
  });

  it.each([
    ...['', '.', '..', '../other', 'a/../../other', '/etc', 'a/b', 'a\\b', '.hidden', '-rf', 'A', 'a b', ' a', 'a '],
    ...['a\n', 'a\u0000', 'a%2f..', 'a#b', 'ä', 'a.b', 'a_b', '\u202ea', 'x'.repeat(41)],
  ])('accepts no place outside a folder of the office: %j', async (folder) => {
    const refused = await desk.send('POST', 'report-schedules', { ...monthly, target: { kind: 'folder', folder } });
    expect(refused.body).toMatchObject({ status: 400, errors: [{ pointer: '/target/folder' }] });
  });
});
