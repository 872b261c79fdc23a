import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeliverDeps, deliver } from '../../functions/run-connection/deliver.ts';
import type { Outbox } from '../../functions/run-connection/outbox.ts';
import { SourceFailed } from '../../functions/run-connection/source.ts';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import { type Delivery, fileNameOf } from '../../shared/domain/delivery/delivery.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { connectionStateItem } from '../../shared/store/connections.ts';
import { newDeliveryWrite, readDelivery } from '../../shared/store/deliveries.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store.stop());

const submissionId = 'sub_0000000000000000000000SVB1';
const bytes = Buffer.from('ISA*synthetic claims~');
let offices = 0;

/** A host that keeps files in memory, and breaks the connection where a test says so. */
function memoryHost() {
  const files = new Map<string, Uint8Array>();
  let breaks: ((step: string) => boolean) | undefined;
  let isDead = false;
  const opened: string[] = [];
  const step = (name: string, isAfter = false) => {
    if (!breaks?.(isAfter ? `after ${name}` : name)) return;
    isDead = true;
    throw new Error('the worker died');
  };
  const outbox: Outbox = {
    write: async (name, content) => {
      step('write');
      files.set(name, content);
      step('write', true);
    },
    rename: async (from, to) => {
      step('rename');
      const content = files.get(from);
      if (content === undefined || files.has(to)) return false;
      files.delete(from);
      files.set(to, content);
      step('rename', true);
      return true;
    },
    sizeOf: async (name) => files.get(name)?.length,
    read: async (name) => files.get(name),
    close: async () => undefined,
  };
  return {
    files,
    opened,
    outbox,
    /** A worker that has died writes nothing more. */
    isDead: () => isDead,
    breakAt: (wanted: string | undefined) => {
      isDead = false;
      breaks = wanted === undefined ? undefined : (name) => name === wanted;
    },
  };
}

async function office(method: 'sftp' | 's3-drop' = 'sftp') {
  offices += 1;
  const tenant = `deliver-${offices}` as TenantId;
  const { table } = store;
  const s3 = memoryS3();
  const files = createFiles(s3, 'files');
  const key = `${tenant}/claim-file/${submissionId}.837`;
  await files.put(key, bytes, 'application/edi-x12');
  const host = memoryHost();
  let now = new Date('2026-11-27T12:00:00Z');
  const alive = {
    ...table,
    transact: (writes: Parameters<typeof table.transact>[0]) => {
      if (host.isDead()) throw new Error('the worker died');
      return table.transact(writes);
    },
  };
  const deps: DeliverDeps = {
    ...testEdge(alive),
    now: () => now,
    files,
    openOutbox: async (_tenant, origin, directory) => {
      host.opened.push(`${origin.host} ${directory}`);
      return host.outbox;
    },
  };
  const connection = { id: 'con_1', version: 1, isOn: true, name: 'x', origin: { kind: 'sftp', host: 'example.test' } };
  const submission = { id: submissionId, receiverId: 'EXAMPLECLEAR', partner: { expects: { fileHours: 4 } } };
  const delivery: Delivery = {
    number: 1,
    submissionId,
    requestedAt: now.toISOString(),
    requestedBy: 'tester',
    method,
    ...(method === 'sftp' ? { connectionId: 'con_1' } : {}),
    place: method === 'sftp' ? '/in' : 'clearinghouse',
    fileName: 'SB000000001.837',
    fileKey: key,
    sha256: sha256Hex(bytes),
    sizeBytes: bytes.length,
    state: 'waiting',
    attempts: 0,
  };
  await table.transact([
    { put: entityItem(entityKey(tenant, 'CONNECTION', 'con_1'), 'connection', connection as unknown as Connection) },
    { put: connectionStateItem(tenant, 'con_1', { failuresInARow: 0, lastNewsAt: now.toISOString() }) },
    {
      put: entityItem(entityKey(tenant, 'SUBMISSION', submissionId), 'submission', {
        ...submission,
        state: 'submitted',
        stateFacts: {},
      }),
    },
    newDeliveryWrite(tenant, delivery),
  ]);
  const message = { schemaVersion: 1, tenantId: tenant, work: 'deliver', submissionId, delivery: 1 } as const;
  const read = () => readDelivery(table, tenant, submissionId, 1);
  const exceptions = () => openExceptions(table, tenant);
  const switchConnection = (isOn: boolean) => {
    const key = entityKey(tenant, 'CONNECTION', 'con_1');
    return table.transact([{ update: key, set: { isOn } }]);
  };
  return {
    tenant,
    host,
    s3,
    switchConnection,
    deps,
    read,
    exceptions,
    work: (more: Partial<DeliverDeps> = {}) => deliver(message, { ...deps, ...more }),
    later: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}

describe('a file that leaves by SFTP', () => {
  it('is written under a temporary name, renamed, and proved', async () => {
    const { host, work, read } = await office();
    await work();
    expect([...host.files]).toEqual([['SB000000001.837', expect.anything()]]);
    expect(host.opened).toEqual(['example.test /in']);
    expect(await read()).toMatchObject({
      state: 'sent',
      attempts: 1,
      sentAt: '2026-11-27T12:00:00.000Z',
      host: 'example.test',
      answer: `kept, ${bytes.length} bytes`,
      sha256: sha256Hex(bytes),
    });
    await work();
    expect(host.opened).toHaveLength(1);
  });

  it('is expected to be answered within the agreed hours, from when the receiver has it', async () => {
    const { tenant, work } = await office();
    await work();
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
    );
    const own = pages.flat().filter(({ body }) => (body as { tenantId: string }).tenantId === tenant);
    const planned = own.filter(({ queue }) => queue === 'apply-acknowledgement');
    expect(planned.map(({ sk, body }) => [sk.slice(0, 24), body])).toEqual([
      ['2026-11-27T16:00:00.000Z', { schemaVersion: 1, tenantId: tenant, work: 'missing', submissionId, of: 'file' }],
    ]);
  });

  it.each(['write', 'after write', 'rename', 'after rename'])(
    'is there once when the worker dies: %s',
    async (step) => {
      const { host, work, read, later } = await office();
      host.breakAt(step);
      await expect(work()).rejects.toThrow('died');
      host.breakAt(undefined);
      // Until its lease ends, no other attempt may touch the file.
      await work();
      expect((await read())?.attempts).toBe(1);
      later(17);
      await work();
      expect([...host.files.keys()]).toEqual(['SB000000001.837']);
      expect(await read()).toMatchObject({ state: 'sent', attempts: 2 });
    },
  );

  it('is not sent again when it may have been renamed and is gone: a person decides', async () => {
    const { host, work, read, later, exceptions } = await office();
    host.breakAt('after rename');
    await expect(work()).rejects.toThrow('died');
    host.breakAt(undefined);
    host.files.clear();
    later(17);
    await work();
    later(60);
    await work();
    expect([...host.files.keys()]).toEqual([]);
    expect(await read()).toMatchObject({ state: 'uncertain' });
    expect(await exceptions()).toEqual(['delivery-uncertain']);
  });

  it('is tried again with growing pauses, and a person is told after the third failure', async () => {
    const { work, read, later, exceptions, host } = await office();
    const failing = { openOutbox: () => Promise.reject(new SourceFailed('host-unreachable')) };
    const seen: unknown[] = [];
    for (const minutes of [0, 1, 2]) {
      later(minutes);
      await work(failing);
      seen.push([(await read())?.nextAttemptAt, (await exceptions()).length]);
    }
    expect(seen).toEqual([
      ['2026-11-27T12:01:00.000Z', 0],
      ['2026-11-27T12:03:00.000Z', 0],
      ['2026-11-27T12:08:00.000Z', 1],
    ]);
    // The message of an attempt that is planned for later does nothing now.
    await work();
    expect(host.opened).toEqual([]);
    later(5);
    await work();
    expect(await read()).toMatchObject({ state: 'sent', attempts: 4 });
    expect(await exceptions()).toEqual([]);
  });

  it('is given up after forty attempts; whether it arrived is uncertain if it may have been renamed', async () => {
    const failing = { openOutbox: () => Promise.reject(new SourceFailed('host-unreachable')) };
    for (const [step, state, exception] of [
      ['write', 'failed', 'delivery-failing'],
      ['after rename', 'uncertain', 'delivery-uncertain'],
    ] as const) {
      const { host, work, read, later, exceptions } = await office();
      host.breakAt(step);
      await expect(work()).rejects.toThrow('died');
      host.breakAt(undefined);
      for (let attempt = 2; attempt <= 40; attempt += 1) {
        later(61);
        await work(failing);
      }
      expect(await read()).toMatchObject({ state, attempts: 40 });
      expect(await exceptions()).toEqual([exception]);
    }
  });

  it.each([
    ['host-key-changed', new SourceFailed('host-key-changed')],
    ['sign-in-refused', new SourceFailed('sign-in-refused')],
  ])('tells a person at once what waiting cannot cure: %s', async (code, error) => {
    const { work, read, exceptions } = await office();
    await work({ openOutbox: () => Promise.reject(error) });
    expect(await read()).toMatchObject({ state: 'waiting', lastFailure: code });
    expect(await exceptions()).toEqual(['delivery-failing']);
  });

  it('is held while its connection is switched off, with the reason, and is sent once it is on', async () => {
    const { host, work, read, later, exceptions, switchConnection } = await office();
    await switchConnection(false);
    for (let look = 0; look < 50; look += 1) {
      await work();
      later(6);
    }
    expect(host.opened).toEqual([]);
    expect(await read()).toMatchObject({ state: 'held', attempts: 0, lastFailure: 'connection-off' });
    expect(await exceptions()).toEqual(['delivery-failing']);
    await switchConnection(true);
    await work();
    expect(await read()).toMatchObject({ state: 'sent', attempts: 1 });
    expect((await read())?.lastFailure).toBeUndefined();
    expect(await exceptions()).toEqual([]);
  });

  it('stays uncertain while its connection is off, if it may have been renamed', async () => {
    const { host, work, read, later, switchConnection } = await office();
    host.breakAt('after rename');
    await expect(work()).rejects.toThrow('died');
    host.breakAt(undefined);
    await switchConnection(false);
    later(17);
    await work();
    expect(await read()).toMatchObject({ state: 'placing', lastFailure: 'connection-off' });
    await switchConnection(true);
    later(6);
    await work();
    expect(await read()).toMatchObject({ state: 'sent', answer: 'found there after a break' });
  });

  it('is given up after five attempts that failed because of our own fault, and a person is told', async () => {
    const { work, read, later, exceptions, host } = await office();
    const broken = { openOutbox: () => Promise.reject(new TypeError('undefined is not a function')) };
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await work(broken);
      later(61);
    }
    expect(await read()).toMatchObject({ state: 'failed', attempts: 5, faults: 5, lastFailure: 'delivery-broken' });
    expect((await read())?.nextAttemptAt).toBeUndefined();
    expect(await exceptions()).toEqual(['delivery-failing']);
    await work();
    expect(host.opened).toEqual([]);
  });

  it('is given up when its attempts die without a result', async () => {
    const { work, read, later, exceptions, host } = await office();
    for (let attempt = 1; attempt <= 42; attempt += 1) {
      host.breakAt('write');
      await work().catch(() => undefined);
      host.breakAt(undefined);
      later(61);
    }
    await work();
    expect(await read()).toMatchObject({ state: 'failed', attempts: 40 });
    expect(await exceptions()).toEqual(['delivery-failing']);
  });

  it('never takes the place of another file', async () => {
    const { host, work, read, exceptions } = await office();
    host.files.set('SB000000001.837', Buffer.from('another one'));
    await work();
    expect(await read()).toMatchObject({ state: 'waiting', lastFailure: 'name-taken' });
    expect(Buffer.from(host.files.get('SB000000001.837') ?? []).toString()).toBe('another one');
    expect(await exceptions()).toEqual(['delivery-failing']);
  });
});

describe('a file that leaves into a folder of the bucket', () => {
  it('is written once, with its proof', async () => {
    const { s3, work, read, tenant } = await office('s3-drop');
    await work();
    await work();
    const names = [...s3.objects.keys()].filter((name) => name.includes('/outbox/'));
    expect(names).toEqual([`${tenant}/outbox/clearinghouse/SB000000001.837`]);
    expect(await read()).toMatchObject({ state: 'sent', answer: 'the file is in the folder' });
  });
});

describe('a file for a folder of the bucket, after an interruption', () => {
  const key = (tenant: string) => `${tenant}/outbox/clearinghouse/SB000000001.837`;
  /** The file is written, and the answer is lost. */
  const answerLost = ({ files }: DeliverDeps) => ({
    files: {
      ...files,
      put: async (...given: Parameters<typeof files.put>) => {
        await files.put(...given);
        throw new Error('the connection broke');
      },
    },
  });

  it('is not written again if the receiver took it before the interruption was noticed: a person asks', async () => {
    const { s3, work, read, later, tenant, deps, exceptions } = await office('s3-drop');
    await work(answerLost(deps));
    expect(s3.objects.has(key(tenant))).toBe(true);
    expect(await read()).toMatchObject({ state: 'placing' });
    (s3.objects as Map<string, Uint8Array>).delete(key(tenant));
    later(2);
    await work();
    expect(s3.objects.has(key(tenant))).toBe(false);
    expect(await read()).toMatchObject({ state: 'uncertain' });
    expect(await exceptions()).toEqual(['delivery-uncertain']);
  });

  it('counts as sent when it is still there', async () => {
    const { work, read, later, deps } = await office('s3-drop');
    await work(answerLost(deps));
    later(2);
    await work();
    expect(await read()).toMatchObject({ state: 'sent', answer: 'found there after a break' });
  });

  it('is written by the next attempt when the bucket refused it', async () => {
    const { s3, work, read, later, deps, tenant } = await office('s3-drop');
    const refusal = Object.assign(new Error('slow down'), { $metadata: { httpStatusCode: 503 } });
    await work({ files: { ...deps.files, put: () => Promise.reject(refusal) } });
    expect(await read()).toMatchObject({ state: 'waiting', lastFailure: 'delivery-broken' });
    later(2);
    await work();
    expect(s3.objects.has(key(tenant))).toBe(true);
    expect(await read()).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('the name of a file at its receiver', () => {
  const about = { controlNumber: '000000042', day: '2026-11-27', submissionId };
  it.each([
    ['SB{control}.837', 1, 'SB000000042.837'],
    ['SB{control}.837', 2, 'SB000000042-2.837'],
    ['{date}_{submission}', 3, `20261127_${submissionId}-3`],
  ])('%s, for the %i. time: %s', (form, number, name) => {
    expect(fileNameOf(form, about, number)).toBe(name);
  });
});
