import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConnection } from '../../functions/run-connection/run-connection.ts';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import { fileKey } from '../../shared/store/files.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import {
  type ConnectionOffice,
  connectionOffice,
  emptySource,
  interchangeAcknowledgement,
  longTime,
  sftpAt,
  sha256Of,
  x12File,
} from '../support/connection-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let office: ConnectionOffice;

beforeAll(async () => {
  store = await startTestTable();
  office = connectionOffice(store);
});
afterAll(() => store?.stop());

let folders = 0;
async function dropFolder(more: Partial<Connection> = {}): Promise<Connection> {
  folders += 1;
  return office.add({ origin: { kind: 's3-drop', folder: `partner-${folders}`, pattern: '*' }, ...more });
}

async function drop(connection: Connection, name: string, text: string | Uint8Array): Promise<void> {
  const { origin } = connection;
  if (origin.kind !== 's3-drop') throw new Error('a drop folder');
  await office.files.put(`${office.tenant}/drop/${origin.folder}/${name}`, Buffer.from(text), 'text/plain');
}

const summary = async (connection: Connection) =>
  Object.fromEntries((await office.filesOf(connection)).map(({ name, outcome }) => [name, outcome]));

describe('a drop folder', () => {
  it('imports faxes where the office has set that they arrive this way: each waits to be filed, once, whatever its name', async () => {
    const connection = await dropFolder({ documents: 'fax' });
    await drop(connection, 'fax-1.pdf', '%PDF-1.7 a fax');
    await drop(connection, 'fax-1a.pdf', '%PDF-1.7 a fax');
    await drop(connection, 'fax-2.tif', 'II*\0 a scan');
    await drop(connection, 'notes.zip', 'PK\u0003\u0004');
    await office.run(connection);
    expect(await summary(connection)).toEqual({
      ...{ 'fax-1.pdf': 'set-aside', 'fax-1a.pdf': 'duplicate', 'fax-2.tif': 'set-aside' },
      'notes.zip': 'unrecognised',
    });
    const waiting = (await store.items()).filter(({ type }) => type === 'received-document');
    expect(waiting.map(({ state, channel, from }) => ({ state, channel, from }))).toEqual(
      waiting.map(() => ({ state: 'waiting', channel: 'fax', from: { connectionId: connection.id } })),
    );
    expect(waiting).toHaveLength(2);
    const elsewhere = await dropFolder();
    await drop(elsewhere, 'fax-1.pdf', '%PDF-1.7 another');
    await office.run(elsewhere);
    expect(await summary(elsewhere)).toEqual({ 'fax-1.pdf': 'unrecognised' });
  });

  it('imports a remittance with the same writes as the API: item, bytes, audit, and the import message', async () => {
    const connection = await dropFolder();
    const text = x12File('835', 1);
    await drop(connection, 'era.txt', text);
    expect(await office.run(connection)).toMatchObject({ state: 'done', listed: 1, imported: 1, hasMore: false });
    const [file] = await office.filesOf(connection);
    expect(file).toMatchObject({ name: 'era.txt', outcome: 'imported', sha256: sha256Of(text) });
    const fileId = file?.fileId as string;
    expect(await store.table.get(remittanceFileKey(office.tenant, fileId))).toMatchObject({ state: 'received' });
    const due = (await office.due()).filter((item) => item.queue === 'import-remittance');
    expect(due.map((item) => item.body)).toContainEqual({ schemaVersion: 1, tenantId: office.tenant, fileId });
    const key = fileKey(office.tenant, 'remittance', sha256Of(text));
    const stored = [...office.bucket.objects.keys()].filter((name) => name.startsWith(key));
    expect(stored).toHaveLength(1);
  });

  it('sorts by content: acknowledgements and reports are set aside, anything else is listed with a reason', async () => {
    const connection = await dropFolder();
    for (const [index, type] of ['999', '277', '997'].entries()) {
      await drop(connection, `${type}.835`, x12File(type, 10 + index));
    }
    await drop(connection, 'ta1.835', interchangeAcknowledgement);
    await drop(connection, 'claims.835', x12File('837', 14));
    await drop(connection, 'report.835', 'Synthetic report, no X12');
    await drop(connection, 'packed.835', 'PK\u0003\u0004');
    await drop(connection, 'empty.835', '');
    expect(await office.run(connection)).toMatchObject({ imported: 0, setAside: 5, unrecognised: 3 });
    const files = await office.filesOf(connection);
    const reasons = Object.fromEntries(files.map(({ name, reason }) => [name, reason]));
    expect(reasons).toMatchObject({
      'claims.835': 'claims-not-expected',
      'packed.835': 'no-x12',
      'report.835': undefined,
      'empty.835': 'file-empty',
      '999.835': undefined,
    });
    expect(await summary(connection)).toMatchObject({ 'ta1.835': 'set-aside', '277.835': 'set-aside' });
    expect([...office.bucket.objects.keys()]).toContainEqual(
      fileKey(office.tenant, 'acknowledgement', `${sha256Of(interchangeAcknowledgement)}.edi`),
    );
  });

  it('imports claims of another system if the connection is set up for it', async () => {
    const { id, version, isOn, schedule, ...given } = await dropFolder();
    const connection = await office.add({ ...given, claimFiles: 'to-send' });
    const text = x12File('837', 15);
    await drop(connection, 'claims.837', text);
    await drop(connection, 'again.837', text);
    expect(await office.run(connection)).toMatchObject({ imported: 1, duplicates: 1, unrecognised: 0 });
    const files = await office.filesOf(connection);
    const fileId = files.find(({ outcome }) => outcome === 'imported')?.fileId as string;
    const item = await store.table.get(entityKey(office.tenant, 'CLAIM-INTAKE', fileId));
    expect(item).toMatchObject({ purpose: 'to-send', state: 'reading', connectionId: connection.id });
    const due = (await office.due()).filter((message) => message.queue === 'import-claims');
    expect(due.map(({ body }) => body)).toEqual([{ schemaVersion: 1, tenantId: office.tenant, intakeId: fileId }]);
    const key = fileKey(office.tenant, 'claim-intake', sha256Of(text));
    expect([...office.bucket.objects.keys()]).toContainEqual(expect.stringContaining(key));
  });

  it('reads each file once, and recognises the same bytes under another name', async () => {
    const connection = await dropFolder();
    await drop(connection, 'first.835', x12File('835', 20));
    await drop(connection, 'renamed.835', x12File('835', 20));
    expect(await office.run(connection)).toMatchObject({ listed: 2, imported: 1, duplicates: 1 });
    expect(await office.run(connection)).toMatchObject({ listed: 2, imported: 0, duplicates: 0 });
  });

  it('imports only files that fit its pattern and lie in its own folder', async () => {
    const connection = await dropFolder();
    const other = await office.add({ origin: { ...connection.origin, pattern: '*.ERA' } as Connection['origin'] });
    await drop(connection, 'one.era', x12File('835', 30));
    await drop(connection, 'one.txt', x12File('835', 31));
    await drop(connection, 'one.era.part', x12File('835', 32));
    await drop(connection, 'below/two.era', x12File('835', 33));
    expect(await office.run(other)).toMatchObject({ listed: 1, imported: 1 });
  });

  it('imports a large file without buffering all of it', async () => {
    const connection = await dropFolder();
    const text = x12File('835', 40, 300_000);
    await drop(connection, 'large.835', text);
    const before = [...office.bucket.objects.keys()].filter((key) => key.includes('/incoming/'));
    expect(await office.run(connection)).toMatchObject({ imported: 1 });
    expect([...office.bucket.objects.keys()].filter((key) => key.includes('/incoming/'))).toEqual(before);
    const [file] = await office.filesOf(connection);
    expect(file).toMatchObject({ sha256: sha256Of(text), sizeBytes: text.length });
  });

  it('leaves what one run does not import to the next one, which follows at once', async () => {
    const connection = await dropFolder();
    for (let file = 0; file < 5; file += 1) await drop(connection, `${file}.835`, x12File('835', 50 + file));
    expect(await office.run(connection, { filesPerRun: 2 })).toMatchObject({ imported: 2, hasMore: true });
    const due = (await office.due()).filter(
      ({ body }) => (body as { connectionId?: string }).connectionId === connection.id,
    );
    expect(due).toMatchObject([{ queue: 'run-connection', body: { asked: true } }]);
    expect(await office.run(connection, { filesPerRun: 2 })).toMatchObject({ imported: 2, hasMore: true });
    expect(await office.run(connection, { filesPerRun: 2 })).toMatchObject({ imported: 1, hasMore: false });
  });

  it('refuses a file that is larger than any remittance file, and continues', async () => {
    const connection = await dropFolder();
    await drop(connection, 'a-large.835', x12File('835', 60, 5000));
    await drop(connection, 'b-small.835', x12File('835', 61));
    expect(await office.run(connection, { fileBytes: 4000 })).toMatchObject({
      imported: 1,
      failed: 1,
      fileFailures: { 'file-too-large': 1 },
    });
  });
});

const exceptionOf = async (id: string | undefined) =>
  store.table.get(entityKey(office.tenant, 'EXCEPTION', id as string));

describe('one run at a time', () => {
  const planned = async (connection: Connection, runAt: string, now: string) => {
    office.edge.setNow(now);
    const body = {
      schemaVersion: 1,
      tenantId: office.tenant,
      connectionId: connection.id,
      runAt,
      work: 'run',
      asked: false,
    } as const;
    await runConnection(body, longTime, office.deps);
  };
  const plan = async (connection: Connection, nextRunAt: string) => {
    const { pk } = entityKey(office.tenant, 'CONNECTION', connection.id);
    await store.table.transact([{ update: { pk, sk: 'STATE' }, set: { nextRunAt } }]);
  };

  it('plans the next run in its time zone, and executes a planned run once', async () => {
    const connection = await dropFolder();
    await plan(connection, '2026-11-24T12:00:00.000Z');
    await planned(connection, '2026-11-24T12:00:00.000Z', '2026-11-24T12:00:01.000Z');
    // Six in the morning in Chicago, in winter.
    expect(await office.stateOf(connection)).toMatchObject({ nextRunAt: '2026-11-25T12:00:00.000Z' });
    await planned(connection, '2026-11-24T12:00:00.000Z', '2026-11-24T12:00:02.000Z');
    await planned(connection, '2026-11-24T11:00:00.000Z', '2026-11-24T12:00:02.000Z');
    expect(await office.runsOf(connection)).toHaveLength(1);
    const due = (await office.due()).filter(
      ({ body }) => (body as { connectionId?: string }).connectionId === connection.id,
    );
    expect(due.map(({ sk }) => sk)).toEqual([`2026-11-25T12:00:00.000Z#${connection.id}`]);
  });

  it('does not start while another run holds the lease, and still plans the next one', async () => {
    const connection = await dropFolder();
    const { pk } = entityKey(office.tenant, 'CONNECTION', connection.id);
    await plan(connection, '2026-11-24T12:00:00.000Z');
    const set = { leaseRunId: 'run_other', leaseUntil: '2026-11-24T12:10:00.000Z' };
    await store.table.transact([{ update: { pk, sk: 'STATE' }, set }]);
    await planned(connection, '2026-11-24T12:00:00.000Z', '2026-11-24T12:00:01.000Z');
    expect(await office.runsOf(connection)).toEqual([]);
    expect(await office.stateOf(connection)).toMatchObject({ ...set, nextRunAt: '2026-11-25T12:00:00.000Z' });
    // The other run's lease has ended, so that run counts as dead.
    await planned(connection, '2026-11-25T12:00:00.000Z', '2026-11-25T12:00:01.000Z');
    expect(await office.runsOf(connection)).toHaveLength(1);
  });

  it('continues where it was interrupted, when its message arrives again', async () => {
    const connection = await dropFolder();
    await drop(connection, 'a.835', x12File('835', 70));
    await drop(connection, 'b.835', x12File('835', 71));
    office.edge.setNow('2026-11-26T10:00:00.000Z');
    const body = {
      schemaVersion: 1,
      tenantId: office.tenant,
      connectionId: connection.id,
      runAt: '2026-11-26T10:00:00.000Z',
      work: 'run',
      asked: true,
    } as const;
    let puts = 0;
    const files = {
      ...office.files,
      putFrom: async (...args: Parameters<typeof office.files.putFrom>) => {
        puts += 1;
        if (puts === 2) throw new Error('cut');
        return office.files.putFrom(...args);
      },
    };
    await expect(runConnection(body, longTime, { ...office.deps, files })).rejects.toThrow('cut');
    await runConnection(body, { ...longTime, receiveCount: 2 }, office.deps);
    expect(await summary(connection)).toEqual({ 'a.835': 'imported', 'b.835': 'imported' });
    expect(await office.runsOf(connection)).toMatchObject([{ state: 'done', imported: 1 }]);
    await runConnection(body, { ...longTime, receiveCount: 3 }, office.deps);
    expect(await office.runsOf(connection)).toMatchObject([{ state: 'done', imported: 1 }]);
  });

  it('does nothing for a connection that is switched off', async () => {
    const connection = await dropFolder({ isOn: false });
    await drop(connection, 'a.835', x12File('835', 80));
    await office.run(connection);
    expect(await office.runsOf(connection)).toEqual([]);
  });
});

describe('an alarm', () => {
  it('is raised once for a connection without new files, and cleared with the next new file', async () => {
    office.edge.setNow('2026-12-01T12:00:00.000Z');
    const connection = await dropFolder({ quietAfterHours: 24 });
    office.edge.setNow('2026-12-02T11:59:00.000Z');
    await office.run(connection);
    expect((await office.stateOf(connection)).quietExceptionId).toBeUndefined();
    office.edge.setNow('2026-12-02T12:00:00.000Z');
    await office.run(connection);
    const { quietExceptionId } = await office.stateOf(connection);
    expect(await exceptionOf(quietExceptionId)).toMatchObject({
      state: 'open',
      code: 'connection-quiet',
      connectionId: connection.id,
      facts: { hours: 24, expectedWithinHours: 24 },
    });
    const told = () => office.edge.logLines.filter((line) => line.includes('"connection-quiet"')).length;
    expect(told()).toBe(1);
    office.edge.setNow('2026-12-03T12:00:00.000Z');
    await office.run(connection);
    expect((await office.stateOf(connection)).quietExceptionId).toBe(quietExceptionId);
    expect(told()).toBe(1);
    await drop(connection, 'at-last.835', x12File('835', 90));
    await office.run(connection);
    expect((await office.stateOf(connection)).quietExceptionId).toBeUndefined();
    const resolved = await exceptionOf(quietExceptionId);
    expect(resolved).toMatchObject({ state: 'resolved', resolvedAt: '2026-12-03T12:00:00.000Z' });
    expect(resolved?.g1pk).toContain('#EXCEPTIONS-ENDED#2026-12#');
  });

  it('is raised at once for a missing secret, and cleared when a run succeeds', async () => {
    const connection = await office.add({ origin: { ...sftpAt(1), secretName: 'late' } });
    expect(await office.run(connection)).toMatchObject({ state: 'failed', failure: 'secret-missing' });
    const { failingExceptionId } = await office.stateOf(connection);
    expect(await exceptionOf(failingExceptionId)).toMatchObject({
      state: 'open',
      code: 'connection-failing',
      facts: { failure: 'secret-missing' },
    });
    office.secrets.set(`${office.tenant}/late`, '{"user":"nobody"}');
    expect(await office.run(connection)).toMatchObject({ state: 'failed', failure: 'secret-malformed' });
    office.secrets.set('other-office/late', '{"password":"of another office"}');
    office.secrets.delete(`${office.tenant}/late`);
    expect(await office.run(connection)).toMatchObject({ failure: 'secret-missing' });
    expect((await office.stateOf(connection)).failingExceptionId).toBe(failingExceptionId);
    const reachable = { ...office.deps, openSource: async () => emptySource };
    await office.run(connection, reachable);
    expect(await exceptionOf(failingExceptionId)).toMatchObject({ state: 'resolved' });
  });
});

describe('a host that does not answer', () => {
  it('is given up when nothing listens there, and an alarm is raised after three attempts', async () => {
    office.secrets.set(`${office.tenant}/password`, '{"password":"synthetic"}');
    const connection = await office.add({ origin: sftpAt(1) });
    for (let time = 1; time <= 3; time += 1) {
      expect((await office.stateOf(connection)).failingExceptionId).toBeUndefined();
      expect(await office.run(connection)).toMatchObject({ state: 'failed', failure: 'host-unreachable' });
    }
    expect((await office.stateOf(connection)).failingExceptionId).toBeTypeOf('string');
  });

  it('is given up when it accepts the connection and sends nothing', async () => {
    office.secrets.set(`${office.tenant}/password`, '{"password":"synthetic"}');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const connection = await office.add({ origin: sftpAt((silent.address() as { port: number }).port) });
    expect(await office.run(connection)).toMatchObject({ state: 'failed', failure: 'host-timeout' });
    silent.close();
  });
});
