import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionsApi } from '../../functions/connections/api.ts';
import { historyOperations } from '../../functions/connections/history.ts';
import { setupOperations } from '../../functions/connections/setup.ts';
import { exceptionView } from '../../functions/exceptions/views.ts';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { readConnection } from '../../shared/store/connections.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { type ApiHandler, callApi, coder, manager, stranger } from '../support/api-event.ts';
import { type ConnectionOffice, connectionOffice, x12File } from '../support/connection-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let office: ConnectionOffice;
let handler: ApiHandler;

beforeAll(async () => {
  store = await startTestTable();
  office = connectionOffice(store, manager.tenantId);
  handler = createApiHandler(connectionsApi, { ...setupOperations, ...historyOperations }, office.edge);
});
afterAll(() => store?.stop());

const sftp = {
  name: 'Synthetic clearinghouse',
  origin: {
    kind: 'sftp',
    host: 'sftp.example.com',
    user: 'clinic',
    hostKeyFingerprints: [`SHA256:${'A'.repeat(43)}`],
    secretName: 'clearinghouse',
  },
  schedule: { cron: '0 6 * * 1-5', timeZone: 'America/Chicago' },
};
const drop = {
  name: 'Drop',
  origin: { kind: 's3-drop', folder: 'partner' },
  schedule: { cron: '*/5 * * * *', timeZone: 'UTC' },
};

const call = (method: string, path: string, body?: unknown, more: object = {}) =>
  callApi(handler, { method, path, principal: manager, ...(body === undefined ? {} : { body }), ...more });
const create = (body: unknown) => call('POST', '/v1/connections', body);
const connectionOf = async (id: string): Promise<Connection> => {
  const found = await readConnection(store.table, office.tenant, id);
  if (found === undefined) throw new Error('no such connection');
  return found.connection;
};
const plannedOf = async (id: string) =>
  (await office.due())
    .filter((item) => (item.body as { connectionId?: string }).connectionId === id)
    .map(({ sk }) => sk);

describe('a connection', () => {
  it('is set up with defaults for what is left out, and plans its first run', async () => {
    const { status, body, headers } = await create(sftp);
    expect(status).toBe(201);
    expect(headers.ETag).toBe('"1"');
    expect(body).toMatchObject({
      version: 1,
      isOn: true,
      origin: { port: 22, directory: '.', pattern: '*', afterDownload: { kind: 'leave' } },
      // Monday, six in the morning in Chicago (it is Monday, after eight there).
      nextRunAt: '2026-11-24T12:00:00.000Z',
      isRunning: false,
      isQuiet: false,
    });
    expect(await plannedOf(body.id)).toEqual([`2026-11-24T12:00:00.000Z#${body.id}`]);
    expect((await call('GET', `/v1/connections/${body.id}`)).body).toEqual(body);
    expect((await call('GET', '/v1/connections')).body.items).toContainEqual(body);
  });

  it('moves its plan with its schedule, and has none while it is off', async () => {
    const { body } = await create(sftp);
    const path = `/v1/connections/${body.id}`;
    const replace = (change: object, version: number) =>
      call('PUT', path, { ...sftp, ...change }, { headers: { 'If-Match': `"${version}"` } });
    const later = await replace({ schedule: { cron: '30 7 * * *', timeZone: 'Europe/Berlin' } }, 1);
    expect(later.body).toMatchObject({ version: 2, nextRunAt: '2026-11-24T06:30:00.000Z' });
    expect(await plannedOf(body.id)).toEqual([`2026-11-24T06:30:00.000Z#${body.id}`]);
    const off = await replace({ isOn: false }, 2);
    expect(off.body.nextRunAt).toBeUndefined();
    expect(await plannedOf(body.id)).toEqual([]);
    expect((await call('POST', `${path}/runs`)).body.title).toBe('The connection is switched off');
    const on = await replace({ name: 'Same plan' }, 3);
    expect(on.body).toMatchObject({ nextRunAt: '2026-11-24T12:00:00.000Z' });
    const again = await replace({ name: 'Same plan again' }, 4);
    expect(again.status).toBe(200);
    expect(await plannedOf(body.id)).toEqual([`2026-11-24T12:00:00.000Z#${body.id}`]);
    expect((await replace({ name: 'too late' }, 4)).status).toBe(412);
  });

  it.each([
    ['a cron expression that never comes due', { schedule: { cron: '0 0 31 2 *', timeZone: 'UTC' } }],
    ['a cron expression with seconds', { schedule: { cron: '* * * * * *', timeZone: 'UTC' } }],
    ['a time zone that does not exist', { schedule: { cron: '0 6 * * *', timeZone: 'America/Springfield' } }],
    ['no host key', { origin: { ...sftp.origin, hostKeyFingerprints: [] } }],
    ['a fingerprint of the old kind', { origin: { ...sftp.origin, hostKeyFingerprints: ['MD5:aa:bb'] } }],
    ['the secret itself', { origin: { ...sftp.origin, password: 'synthetic' } }],
    ['a secret of another office', { origin: { ...sftp.origin, secretName: '../other-office/key' } }],
    ['a folder above its own', { origin: { kind: 's3-drop', folder: '../other' } }],
    ['a line break in a directory', { origin: { ...sftp.origin, directory: 'a\nb' } }],
  ])('refuses %s', async (_, change) => {
    expect((await create({ ...sftp, ...change })).status).toBe(400);
  });

  it('is set up by managers only, and not seen by another office', async () => {
    const { body } = await create(drop);
    const path = `/v1/connections/${body.id}`;
    expect((await call('POST', '/v1/connections', drop, { principal: coder })).status).toBe(403);
    for (const suffix of ['', '/runs', '/files']) {
      expect((await call('GET', `${path}${suffix}`, undefined, { principal: stranger })).status).toBe(404);
    }
    expect((await call('POST', `${path}/runs`, undefined, { principal: stranger })).status).toBe(404);
    expect((await call('GET', '/v1/connections', undefined, { principal: stranger })).body.items).toEqual([]);
  });
});

describe('the history of a connection', () => {
  it('shows each run with what it found, and each file with what happened to it', async () => {
    const { body } = await create({ ...drop, origin: { kind: 's3-drop', folder: 'history' } });
    const connection = await connectionOf(body.id);
    const put = (name: string, text: string) =>
      office.files.put(`${office.tenant}/drop/history/${name}`, Buffer.from(text), 'text/plain');
    await put('era.835', x12File('835', 1));
    await put('ack.999', x12File('999', 2));
    await put('note.zip', 'PK\u0003\u0004');
    await office.run(connection);
    await office.run(connection);
    const path = `/v1/connections/${body.id}`;
    const runs = await call('GET', `${path}/runs?limit=1`);
    expect(runs.body.items).toMatchObject([{ state: 'done', listed: 3, imported: 0 }]);
    const next = await call('GET', `${path}/runs?limit=1&pageToken=${runs.body.nextPageToken}`);
    expect(next.body.items).toMatchObject([
      { state: 'done', listed: 3, imported: 1, setAside: 1, unrecognised: 1, growing: 0, failed: 0, fileFailures: [] },
    ]);
    const files = (await call('GET', `${path}/files`)).body.items as { name: string; outcome: string }[];
    expect(files.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
      ['ack.999', 'set-aside'],
      ['era.835', 'imported'],
      ['note.zip', 'unrecognised'],
    ]);
    expect(files).toContainEqual(
      expect.objectContaining({ reason: { code: 'no-x12', detail: expect.stringContaining('not X12') } }),
    );
  });

  it('allows one request for a run at a time, and shows one that was cut off as interrupted', async () => {
    const { body } = await create(drop);
    const path = `/v1/connections/${body.id}`;
    const asked = await call('POST', `${path}/runs`);
    expect(asked).toMatchObject({ status: 202, body: { id: expect.stringMatching(/^run_/) } });
    const waiting = (await office.due()).filter((item) => (item.body as { asked?: boolean }).asked);
    expect(waiting.map((item) => item.body)).toContainEqual(
      expect.objectContaining({ connectionId: body.id, asked: true }),
    );
    const stateKey = { pk: entityKey(office.tenant, 'CONNECTION', body.id).pk, sk: 'STATE' };
    const lease = { leaseUntil: '2026-11-23T14:15:00.000Z', leaseRunId: 'run_x', lastRunState: 'running' };
    await store.table.transact([{ update: stateKey, set: lease }]);
    expect((await call('GET', path)).body).toMatchObject({ isRunning: true, lastRunState: 'running' });
    expect((await call('POST', `${path}/runs`)).body.title).toBe('The connection is already running');
    await store.table.transact([{ update: stateKey, set: { leaseUntil: '2026-11-23T14:00:00.000Z' } }]);
    expect((await call('GET', path)).body).toMatchObject({ isRunning: false, lastRunState: 'interrupted' });
  });

  it('says in words why a run failed, and what an exception of a connection means', async () => {
    const { body } = await create(sftp);
    const connection = await connectionOf(body.id);
    await office.run(connection);
    const runs = await call('GET', `/v1/connections/${body.id}/runs`);
    expect(runs.body.items).toMatchObject([
      {
        state: 'failed',
        failure: { code: 'secret-missing', detail: expect.stringContaining('no secret with this name') },
      },
    ]);
    const { failingExceptionId = '' } = await office.stateOf(connection);
    const exception = await store.table.get(entityKey(office.tenant, 'EXCEPTION', failingExceptionId));
    expect(exceptionView(exception as NonNullable<typeof exception>)).toMatchObject({
      connectionId: body.id,
      detail: expect.stringContaining('A connection does not work'),
    });
  });
});
