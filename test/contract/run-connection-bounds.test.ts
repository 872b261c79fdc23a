import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConnection } from '../../functions/run-connection/run-connection.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import {
  type ConnectionOffice,
  connectionOffice,
  emptySource,
  longTime,
  sftpAt,
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

const exceptionOf = async (id: string | undefined) =>
  store.table.get(entityKey(office.tenant, 'EXCEPTION', id as string));

describe('a fault of ours', () => {
  /** Files in order. Reading the file named bad throws an error that is not the host's fault. */
  const poisoned = (names: readonly string[]) => ({
    ...emptySource,
    async *list() {
      yield names.map((name) => ({
        name,
        sizeBytes: x12File('835', 970).length,
        modifiedAt: '2026-11-23T00:00:00.000Z',
      }));
    },
    read: async (name: string, offset: number, length: number) => {
      if (name === 'bad.835') throw new RangeError('Invalid time value');
      return Buffer.from(x12File('835', 970 + (names.length === 2 && name === 'new.835' ? 5 : 0))).subarray(
        offset,
        offset + length,
      );
    },
  });

  it('does not stop other files from being imported, ends the run as failed at the end, and raises an alarm', async () => {
    const connection = await office.add({ origin: sftpAt(1) });
    const openSource = async () => poisoned(['bad.835', 'good.835']);
    const runAt = '2026-10-01T12:00:00.000Z';
    const message = {
      schemaVersion: 1,
      tenantId: office.tenant,
      connectionId: connection.id,
      runAt,
      work: 'run',
      asked: true,
    } as const;
    for (const receiveCount of [1, 2]) {
      const delivery = { ...longTime, receiveCount };
      await expect(runConnection(message, delivery, { ...office.deps, openSource })).rejects.toThrow(RangeError);
    }
    expect((await office.filesOf(connection)).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['good.835', 'imported'],
    ]);
    await runConnection(message, { ...longTime, receiveCount: 3 }, { ...office.deps, openSource });
    const [run] = await office.runsOf(connection);
    expect(run).toMatchObject({ state: 'failed', failure: 'run-broken' });
    const { failingExceptionId } = await office.stateOf(connection);
    expect(await exceptionOf(failingExceptionId)).toMatchObject({ state: 'open', facts: { failure: 'run-broken' } });
    const next = await office.run(connection, { openSource: async () => poisoned(['good.835', 'new.835']) });
    expect(next).toMatchObject({ state: 'done', imported: 1 });
    expect(await exceptionOf(failingExceptionId)).toMatchObject({ state: 'resolved' });
  });
});

describe('a listing', () => {
  const endless = (pageOf: (page: number) => readonly string[]) => ({
    ...emptySource,
    async *list() {
      for (let page = 0; ; page += 1) {
        yield pageOf(page).map((name) => ({ name, sizeBytes: 1, modifiedAt: '2026-11-23T00:00:00.000Z' }));
      }
    },
    read: async () => Buffer.from('x'),
  });

  it('that does not end is stopped by count, after the files found have been imported, and is reported', async () => {
    const connection = await office.add({ origin: { ...sftpAt(1), pattern: '*.835' } });
    const openSource = async () => endless((page) => (page === 3 ? ['one.835'] : [`${page}.txt`, `${page}.pdf`]));
    const run = await office.run(connection, { openSource, entriesListed: 500 });
    expect(run).toMatchObject({ state: 'failed', failure: 'listing-too-long', listed: 1, setAside: 1 });
    expect((await office.stateOf(connection)).failingExceptionId).toBeDefined();
  });

  it('that does not end is stopped by time', async () => {
    const connection = await office.add({ origin: sftpAt(1) });
    let milliseconds = office.edge.now().getTime();
    const now = () => {
      milliseconds += 1000;
      return new Date(milliseconds);
    };
    const openSource = async () => endless(() => []);
    const run = await office.run(connection, { openSource, now });
    expect(run).toMatchObject({ state: 'failed', failure: 'listing-too-long' });
  });
});

describe('a run that is long', () => {
  it('leaves the rest to another one, so that other connections get their turn', async () => {
    const connection = await office.add({ origin: { kind: 's3-drop', folder: 'long', pattern: '*' } });
    for (let file = 0; file < 5; file += 1) {
      const bytes = Buffer.from(x12File('835', 980 + file));
      await office.files.put(`${office.tenant}/drop/long/${file}.835`, bytes, 'text/plain');
    }
    let milliseconds = office.edge.now().getTime();
    const now = () => {
      milliseconds += 1000;
      return new Date(milliseconds);
    };
    const run = await office.run(connection, { now, runMilliseconds: 6000 });
    expect(run).toMatchObject({ state: 'done', hasMore: true });
    expect(run.imported).toBeGreaterThan(0);
    expect(run.imported).toBeLessThan(5);
  });
});
