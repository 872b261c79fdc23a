import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeliveryOrder, deliver } from '../../functions/run-connection/deliver.ts';
import type { Outbox } from '../../functions/run-connection/outbox.ts';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { controlNumberRow } from '../../shared/store/acknowledgements.ts';
import { newAttachmentRequestWrite, newSendingWrite, readSending } from '../../shared/store/attachments.ts';
import { connectionStateItem } from '../../shared/store/connections.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
import { manager } from '../support/api-event.ts';
import { eligibilityAnswer, inquiryDesk } from '../support/inquiry-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* What happens to files of inquiries on their way to the receiver, and when the receiver rejects them. */

const tenant = manager.tenantId as TenantId;
const envelope = { from: 'EXCLEAR', to: 'EXSUBMIT' };
let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

/** Asks about a coverage on two days, in one file. */
async function asked(): Promise<{ readonly ids: string[]; readonly group: string; readonly fileId: string }> {
  const ids: string[] = [];
  for (const serviceOn of ['2026-11-25', '2026-11-26']) ids.push((await desk.check({ serviceOn })).body.id);
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  await desk.workOff();
  const file = await inquiryFile();
  return { ids, group: String(Number(file.controlNumber)), fileId: file.id };
}

const inquiryFile = async () => (await desk.call('GET', '/v1/inquiry-files')).body.items[0];
const about270 = (text: string) => text.replace('AK1*HC', 'AK1*HS').replace('AK2*837', 'AK2*270');
const say = (group: string, outcome: string, of = envelope) =>
  acknowledgedDesk(desk.claims).acknowledge(about270(functionalAnswer(group, outcome, [], of)));

describe('a file of inquiries by a trading partner’s SFTP', () => {
  it('is sent by the partner’s connection like claims, with its proof', async () => {
    const connection = { id: 'con_00000000000000000000000001', version: 1, isOn: true, name: 'x' };
    const origin = { kind: 'sftp', host: 'example.test' };
    await store.table.transact([
      {
        put: entityItem(entityKey(tenant, 'CONNECTION', connection.id), 'connection', {
          ...connection,
          origin,
        } as unknown as Connection),
      },
      {
        put: connectionStateItem(tenant, connection.id, { failuresInARow: 0, lastNewsAt: '2026-11-23T12:00:00.000Z' }),
      },
    ]);
    const partner = {
      name: 'Example Clearinghouse',
      receiverId: 'EXCLEAR',
      envelope: {
        ...{ senderQualifier: 'ZZ', senderId: 'EXSUBMIT', receiverQualifier: 'ZZ', receiverId: 'EXCLEAR' },
        ...{ applicationSender: 'EXSUBMIT', applicationReceiver: 'EXCLEAR' },
      },
      usage: 'production',
      delivery: { kind: 'sftp', connectionId: connection.id, directory: '/in', fileName: '{control}.837' },
    };
    expect((await desk.practice.call('POST', '/v1/trading-partners', partner)).status).toBe(201);
    await desk.channel({ kind: 'file', everyMinutes: 15 });
    for (const serviceOn of ['2026-11-25', '2026-11-26']) await desk.check({ serviceOn });
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
    // The worker of the desk has no host, so its attempt fails; the attempt that counts is made by this test.
    await desk.workOff().catch(() => undefined);
    const { id, sizeBytes, sha256 } = await inquiryFile();
    const host = new Map<string, Uint8Array>();
    await sendBy(host);
    expect([...host.keys()]).toEqual(['000000001.270']);
    const items = (await desk.claims.call('GET', `/v1/submissions/${id}/deliveries`)).body.items;
    expect(items).toMatchObject([
      { state: 'sent', method: 'sftp', place: '/in', fileName: '000000001.270', sha256, sizeBytes },
    ]);
    // A person has it sent again.
    const again = { body: { reason: 'they lost it' }, headers: desk.newKey() };
    expect((await desk.claims.call('POST', `/v1/submissions/${id}/resend`, again)).status).toBe(202);
    await sendBy(host);
    expect([...host.keys()]).toEqual(['000000001.270', '000000001-2.270']);
  });

  it('has no deliveries where a person sends it: that is no unknown file', async () => {
    await desk.channel({ kind: 'file', everyMinutes: 15 });
    await desk.check({ serviceOn: '2026-11-25' });
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
    await desk.workOff();
    const { id } = await inquiryFile();
    const listed = await desk.claims.call('GET', `/v1/submissions/${id}/deliveries`);
    expect([listed.status, listed.body.items]).toEqual([200, []]);
    const again = { body: { reason: 'they lost it' }, headers: desk.newKey() };
    const refused = await desk.claims.call('POST', `/v1/submissions/${id}/resend`, again);
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/partner-takes-no-files$/)]);
  });
});

/** Makes the deliveries that are due, to a host in memory. */
async function sendBy(host: Map<string, Uint8Array>): Promise<void> {
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 20 * 60_000).toISOString());
  const outbox: Outbox = {
    write: async (name, bytes) => void host.set(name, bytes),
    rename: async (from, to) => {
      host.set(to, host.get(from) as Uint8Array);
      return host.delete(from);
    },
    sizeOf: async (name) => host.get(name)?.length,
    read: async (name) => host.get(name),
    close: async () => undefined,
  };
  const pages = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
  );
  for (const { queue, body } of pages.flat()) {
    if (queue !== 'run-connection') continue;
    await deliver(body as DeliveryOrder, { ...desk.edge, files: desk.files, openOutbox: async () => outbox });
  }
}

describe('a 999 of a file of inquiries', () => {
  beforeEach(async () => {
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  });

  it('is recorded with the file: accepted, or accepted with errors, and its questions still wait', async () => {
    const { ids, group } = await asked();
    const taken = await say(group, 'E');
    expect(taken.body).toMatchObject({ state: 'applied', unapplied: 0 });
    expect(await inquiryFile()).toMatchObject({ functionalAnswer: 'accepted-with-errors' });
    for (const id of ids) expect((await desk.checkNow(id)).state).toBe('sent');
    expect(await openExceptions(store.table, tenant)).toEqual([]);
  });

  it('rejects it: its questions fail with the reason, and a person is told, once', async () => {
    const { ids, group, fileId } = await asked();
    await say(group, 'R');
    for (const id of ids)
      expect(await desk.checkNow(id)).toMatchObject({ state: 'failed', fault: { code: 'file-rejected' } });
    expect(await inquiryFile()).toMatchObject({ functionalAnswer: 'rejected' });
    expect(await openExceptions(store.table, tenant)).toEqual(['inquiry-file-rejected']);
    // A repeated rejection is counted as repeated, and accepting a file after its rejection changes nothing.
    const again = await acknowledgedDesk(desk.claims).acknowledge(
      `${about270(functionalAnswer(group, 'R', [], envelope))}\n`,
    );
    expect(again.body).toMatchObject({ repeated: 1, unapplied: 0 });
    await say(group, 'A');
    expect(await inquiryFile()).toMatchObject({ id: fileId, functionalAnswer: 'rejected' });
    expect((await desk.checkNow(ids[0] as string)).state).toBe('failed');
  });

  it('says in which segment and element each error is', async () => {
    const { ids, group } = await asked();
    const errors = ['IK3*NM1*9*2100C*8', 'IK4*9*67*7*CANARYVALUE'];
    const answer = about270(functionalAnswer(group, 'R', errors, envelope));
    await acknowledgedDesk(desk.claims).acknowledge(answer);
    const check = await desk.checkNow(ids[0] as string);
    expect(check.fault.places).toEqual(['I5', 'NM1 at 9, element 9: 7']);
    expect(JSON.stringify(check)).not.toContain('CANARYVALUE');
  });

  it('does not change what was answered, nor what comes from another sender', async () => {
    const { ids, group } = await asked();
    const other = await say(group, 'R', { from: 'STRANGER', to: 'EXSUBMIT' });
    expect(other.body).toMatchObject({ unapplied: 1 });
    expect((await desk.checkNow(ids[0] as string)).state).toBe('sent');
    expect(await inquiryFile()).not.toHaveProperty('functionalAnswer');
    await desk.take(eligibilityAnswer(ids[0] as string, 'EB*1**30'));
    await say(group, 'R');
    const states = await Promise.all(ids.map(async (id) => (await desk.checkNow(id)).state));
    expect(states).toEqual(['answered', 'failed']);
  });
});

describe('a 999 of documents to a claim', () => {
  it('rejects them: they were not sent, and the payer’s request is open again', async () => {
    const claimId = (await desk.finalise()) as never;
    const at = '2026-11-23T12:00:00.000Z';
    const requestId = 'atr_00000000000000000000000001';
    const id = 'ats_00000000000000000000000001';
    const request = { id: requestId, claimId, trace: 'T1', wanted: [], receivedAt: at };
    await store.table.transact([
      newAttachmentRequestWrite(tenant, { ...request, state: 'answered', ended: { by: 'user', at } }),
      newSendingWrite(tenant, {
        ...{ id, claimId, encounterId: 'enc', receiverId: 'EXCLEAR', payerId: 'pay', coverageId: 'cov' },
        ...{ release: '005010X210', documents: [], requestId, requestedAt: at, requestedBy: 'user' },
        ...{ state: 'written', controlNumber: '000000007', senderId: 'EXSUBMIT' },
      }),
      controlNumberRow(tenant, '000000007', id, claimId),
    ]);
    await say('7', 'R');
    expect(await readSending(store.table, tenant, claimId, id)).toMatchObject({
      state: 'failed',
      fault: 'file-rejected',
      functionalAnswer: 'rejected',
    });
    const [open] = (await desk.call('GET', '/v1/attachment-requests')).body.items;
    expect(open).toMatchObject({ id: requestId, state: 'open' });
    expect(await openExceptions(store.table, tenant)).toEqual(['inquiry-file-rejected']);
  });
});
