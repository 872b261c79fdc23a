import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxOpener } from '../../functions/run-connection/open-source.ts';
import type { Connection, SftpOrigin } from '../../shared/domain/connection/connection.ts';
import { type ConnectionOffice, connectionOffice, sha256Of, x12File } from '../support/connection-office.ts';
import { times } from '../support/effort.ts';
import { passwordHost } from '../support/password-host.ts';
import { hasSshd, type SshHost, startSshHost } from '../support/ssh-host.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let office: ConnectionOffice;

beforeAll(async () => {
  store = await startTestTable();
  office = connectionOffice(store);
});
afterAll(() => store?.stop());

if (!hasSshd) console.warn('openssh-server is not installed: the tests against a real OpenSSH server are skipped');

describe.skipIf(!hasSshd)('a real OpenSSH server', () => {
  let host: SshHost;
  let origin: SftpOrigin;
  let folder = 0;

  beforeAll(async () => {
    host = await startSshHost();
    office.secrets.set(`${office.tenant}/key`, JSON.stringify({ privateKey: host.privateKey }));
  });
  afterAll(() => host?.stop());

  beforeEach(() => {
    folder += 1;
    const directory = join(host.directory, String(folder));
    mkdirSync(directory);
    origin = {
      kind: 'sftp',
      host: '127.0.0.1',
      port: host.port,
      user: host.user,
      hostKeyFingerprints: [host.fingerprint],
      secretName: 'key',
      directory,
      pattern: '*',
      afterDownload: { kind: 'leave' },
    };
  });

  const put = (name: string, text: string): string => {
    const path = join(origin.directory, name);
    writeFileSync(path, text, 'latin1');
    return path;
  };
  const connect = (more: Partial<SftpOrigin> = {}): Promise<Connection> =>
    office.add({ origin: { ...origin, ...more } });
  const fileOf = async (connection: Connection, wanted: string) =>
    (await office.filesOf(connection)).find(({ name }) => name === wanted);

  it('delivers remittances and sets acknowledgements aside; directories and links are not files', async () => {
    const text = x12File('835', 1001);
    put('era one.835', text);
    put('ack.999', x12File('999', 1002));
    mkdirSync(join(origin.directory, 'below'));
    const connection = await connect();
    expect(await office.run(connection)).toMatchObject({ state: 'done', listed: 2, imported: 1, setAside: 1 });
    expect(await fileOf(connection, 'era one.835')).toMatchObject({ outcome: 'imported', sha256: sha256Of(text) });
    expect(await fileOf(connection, 'ack.999')).toMatchObject({ outcome: 'set-aside' });
    expect(readdirSync(origin.directory).sort()).toEqual(['ack.999', 'below', 'era one.835']);
    expect(await office.run(connection)).toMatchObject({ listed: 2, imported: 0, setAside: 0 });
  });

  it('accepts a file that is written under another name, renamed, and read back', async () => {
    const outbox = await createOutboxOpener({
      secrets: { get: async (tenant, name) => office.secrets.get(`${tenant}/${name}`) },
      patience: { connectMilliseconds: 4000, replyMilliseconds: 4000 },
    })(office.tenant, origin, origin.directory);
    const bytes = Buffer.from(x12File('837', 1050, 200_000), 'latin1');
    await outbox.write('out.837.part', bytes);
    expect(await outbox.sizeOf('out.837')).toBeUndefined();
    expect(await outbox.rename('out.837.part', 'out.837')).toBe(true);
    expect(await outbox.sizeOf('out.837')).toBe(bytes.length);
    expect(Buffer.from((await outbox.read('out.837', bytes.length)) ?? []).equals(bytes)).toBe(true);
    await outbox.write('more.part', bytes);
    expect(await outbox.rename('more.part', 'out.837')).toBe(false);
    await outbox.close();
    expect(readdirSync(origin.directory).sort()).toEqual(['more.part', 'out.837']);
    const lost = await createOutboxOpener({
      secrets: { get: async (tenant, name) => office.secrets.get(`${tenant}/${name}`) },
      patience: { connectMilliseconds: 4000, replyMilliseconds: 4000 },
    })(office.tenant, origin, `${origin.directory}/nowhere`);
    await expect(lost.write('out.837', bytes)).rejects.toThrow('directory-refused');
    await lost.close();
  });

  it('recognises a renamed duplicate by its bytes', async () => {
    const path = put('a.835', x12File('835', 1010));
    const connection = await connect();
    expect(await office.run(connection)).toMatchObject({ imported: 1 });
    renameSync(path, join(origin.directory, 'b.835'));
    expect(await office.run(connection)).toMatchObject({ imported: 0, duplicates: 1 });
  });

  it('moves imported files to an archive, next to one of the same name, and leaves unknown files', async () => {
    mkdirSync(join(origin.directory, 'done'));
    writeFileSync(join(origin.directory, 'done', 'a.835'), 'an earlier one');
    put('a.835', x12File('835', 1020));
    put('b.835', x12File('835', 1021));
    put('report.pdf', '%PDF-synthetic');
    const connection = await connect({ afterDownload: { kind: 'archive', directory: 'done' } });
    const run = await office.run(connection);
    expect(run).toMatchObject({ imported: 2, unrecognised: 1, failed: 0 });
    expect(readdirSync(origin.directory).sort()).toEqual(['done', 'report.pdf']);
    expect(readdirSync(join(origin.directory, 'done')).sort()).toEqual(['a.835', `a.835.${run.id}`, 'b.835']);
    expect(readFileSync(join(origin.directory, 'done', 'a.835'), 'utf8')).toBe('an earlier one');
  });

  it('leaves a fax without its end to the next run, which takes it as it is if it has not grown', async () => {
    put('half.pdf', `%PDF-1.7 ${'half of a fax '.repeat(200)}`);
    put('whole.pdf', `%PDF-1.7 ${'a fax '.repeat(200)}\n%%EOF\n`);
    const connection = await office.add({ origin: { ...origin, afterDownload: { kind: 'delete' } }, documents: 'fax' });
    expect(await office.run(connection)).toMatchObject({ setAside: 1, growing: 1 });
    expect(readdirSync(origin.directory)).toEqual(['half.pdf']);
    expect(await office.run(connection)).toMatchObject({ setAside: 1, growing: 0 });
    expect(readdirSync(origin.directory)).toEqual([]);
  });

  it('creates the archive when it is missing, or deletes files, as configured', async () => {
    put('a.835', x12File('835', 1030));
    await office.run(await connect({ afterDownload: { kind: 'archive', directory: `${origin.directory}/archive` } }));
    expect(readdirSync(join(origin.directory, 'archive'))).toEqual(['a.835']);
    put('b.835', x12File('835', 1031));
    await office.run(await connect({ afterDownload: { kind: 'delete' } }));
    expect(readdirSync(origin.directory)).toEqual(['archive']);
  });

  it('archives in the next run what it could not archive in this one', async () => {
    put('a.835', x12File('835', 1040));
    put('blocked', 'not a directory');
    const connection = await connect({ pattern: '*.835', afterDownload: { kind: 'archive', directory: 'blocked' } });
    expect(await office.run(connection)).toMatchObject({
      imported: 1,
      failed: 1,
      fileFailures: { 'archive-failed': 1 },
    });
    renameSync(join(origin.directory, 'blocked'), join(origin.directory, 'away'));
    expect(await office.run(connection)).toMatchObject({ imported: 0, failed: 0 });
    expect(readdirSync(join(origin.directory, 'blocked'))).toEqual(['a.835']);
  });

  it('does not read a file that grows between the listing and the second look', async () => {
    const text = x12File('835', 1050, 500);
    const path = put('growing.835', text.slice(0, 300));
    const connection = await connect();
    const pause = async () => appendFileSync(path, text.slice(300, 400));
    expect(await office.run(connection, { pause })).toMatchObject({ imported: 0, growing: 1 });
    expect(await office.filesOf(connection)).toEqual([]);
    appendFileSync(path, text.slice(400));
    expect(await office.run(connection)).toMatchObject({ imported: 1, growing: 0 });
    expect(await fileOf(connection, 'growing.835')).toMatchObject({ sha256: sha256Of(text) });
  });

  it('waits one run for a file without its end, because it may be an upload that pauses', async () => {
    const text = x12File('835', 1060, 500);
    const path = put('paused.835', text.slice(0, 300));
    put('torn.835', x12File('835', 1061).slice(0, 200));
    const connection = await connect();
    expect(await office.run(connection)).toMatchObject({ imported: 0, growing: 2 });
    appendFileSync(path, text.slice(300));
    // The incomplete file has not changed since, so it is imported as it is, and the import reports what is wrong with
    // it.
    expect(await office.run(connection)).toMatchObject({ imported: 2, growing: 0 });
    const paused = (await office.filesOf(connection)).filter(({ name }) => name === 'paused.835');
    expect(paused.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'incomplete']);
    expect(paused.map(({ sha256 }) => sha256)).toContain(sha256Of(text));
  });

  it('downloads a large file in parts, and continues after the last one when every session is killed', async () => {
    const text = x12File('835', 1070, 1_000_000);
    put('large.835', text);
    const connection = await connect();
    let parts = 0;
    let killed = 0;
    const putForDays: typeof office.files.putForDays = async (...args) => {
      parts += 1;
      if (parts === 4 || parts === 9) killed += host.breakSessions();
      return office.files.putForDays(...args);
    };
    const files = { ...office.files, putForDays };
    expect(await office.run(connection, { files })).toMatchObject({ state: 'done', imported: 1 });
    expect(killed).toBeGreaterThanOrEqual(2);
    expect(parts).toBe(Math.ceil(text.length / (64 * 1024)));
    expect(await fileOf(connection, 'large.835')).toMatchObject({ sha256: sha256Of(text) });
  });

  it('keeps its position from one run to the next, and imports no half of a file', async () => {
    const text = x12File('835', 1080, 1_000_000);
    put('large.835', text);
    put('another.835', x12File('835', 1081));
    const connection = await connect({ pattern: 'large*' });
    let parts = 0;
    const counting = (limit: number): typeof office.files => ({
      ...office.files,
      putForDays: async (...args) => {
        parts += 1;
        if (parts === limit) await host.goAway();
        return office.files.putForDays(...args);
      },
    });
    const broken = await office.run(connection, { files: counting(5) });
    await host.comeBack();
    expect(broken).toMatchObject({ state: 'failed', failure: 'host-unreachable', imported: 0 });
    expect(parts).toBe(5);
    expect(await office.filesOf(connection)).toEqual([]);
    expect(await office.run(connection, { files: counting(-1) })).toMatchObject({ imported: 1 });
    expect(parts).toBe(Math.ceil(text.length / (64 * 1024)));
    expect(await fileOf(connection, 'large.835')).toMatchObject({ sha256: sha256Of(text) });
  });

  it('starts a large file again when it has changed since', async () => {
    const path = put('large.835', x12File('835', 1090, 500_000));
    const connection = await connect();
    let left = 3;
    const hasTime = { remainingMilliseconds: () => (left-- > 0 ? 600_000 : 0) };
    expect(await office.run(connection, {}, hasTime)).toMatchObject({ imported: 0, hasMore: true });
    const text = x12File('835', 1091, 500_000);
    writeFileSync(path, text);
    utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'));
    expect(await office.run(connection)).toMatchObject({ imported: 1 });
    expect(await fileOf(connection, 'large.835')).toMatchObject({ sha256: sha256Of(text) });
  });

  it('reports a missing directory, a refused key, and an invalid key', async () => {
    expect(await office.run(await connect({ directory: '/nowhere/at/all' }))).toMatchObject({
      failure: 'directory-missing',
    });
    const other = await startSshHost();
    office.secrets.set(`${office.tenant}/stranger`, JSON.stringify({ privateKey: other.privateKey }));
    await other.stop();
    expect(await office.run(await connect({ secretName: 'stranger' }))).toMatchObject({ failure: 'sign-in-refused' });
    office.secrets.set(`${office.tenant}/nonsense`, JSON.stringify({ privateKey: 'no key at all' }));
    expect(await office.run(await connect({ secretName: 'nonsense' }))).toMatchObject({ failure: 'secret-malformed' });
  });

  it('imports a name that imitates a path or a log line unchanged, or not at all', async () => {
    put('..835', x12File('835', 1100));
    put('$(reboot);.835', x12File('835', 1101));
    put('line\nbreak.835', x12File('835', 1102));
    const connection = await connect();
    expect(await office.run(connection)).toMatchObject({ listed: 1, imported: 1 });
    expect(office.edge.logLines.some((line) => line.includes('reboot'))).toBe(false);
  });

  it('lists thousands of files page by page, imports as many as one run may, and leaves the rest to the next', async () => {
    const others = times(5000, 50_000);
    for (let file = 0; file < others; file += 1) writeFileSync(join(origin.directory, `${file}.txt`), '');
    for (let file = 0; file < 3; file += 1) put(`era-${file}.835`, x12File('835', 1110 + file));
    const all = await connect();
    const first = await office.run(all, { filesPerRun: 50 });
    expect(first).toMatchObject({ state: 'done', hasMore: true });
    expect(first.listed).toBeLessThan(1000);
    const some = await connect({ pattern: '*.835' });
    expect(await office.run(some)).toMatchObject({ state: 'done', listed: 3, imported: 3, hasMore: false });
  });

  it('refuses a host whose key has changed, before it sends its credentials', async () => {
    const connection = await connect();
    expect(await office.run(connection)).toMatchObject({ state: 'done' });
    const fingerprint = await host.changeHostKey();
    expect(await office.run(connection)).toMatchObject({ state: 'failed', failure: 'host-key-changed' });
    expect((await office.stateOf(connection)).failingExceptionId).toBeTypeOf('string');
    const both = await connect({ hostKeyFingerprints: [host.fingerprint, fingerprint] });
    expect(await office.run(both)).toMatchObject({ state: 'done' });
  });
});

describe('a host that asks for a password', () => {
  it.each(['password', 'keyboard-interactive'] as const)('is opened by %s', async (method) => {
    const text = x12File('835', method === 'password' ? 1200 : 1201);
    const host = await passwordHost({ method, password: 'synthetic secret', files: { 'era.835': text } });
    office.secrets.set(`${office.tenant}/right`, '{"password":"synthetic secret"}');
    office.secrets.set(`${office.tenant}/wrong`, '{"password":"guess"}');
    const origin: SftpOrigin = {
      kind: 'sftp',
      host: '127.0.0.1',
      port: host.port,
      user: 'partner',
      hostKeyFingerprints: [host.fingerprint],
      secretName: 'right',
      directory: '/outbound',
      pattern: '*',
      afterDownload: { kind: 'leave' },
    };
    expect(await office.run(await office.add({ origin }))).toMatchObject({ state: 'done', imported: 1 });
    const refused = await office.add({ origin: { ...origin, secretName: 'wrong' } });
    expect(await office.run(refused)).toMatchObject({ failure: 'sign-in-refused' });
    const unpinned = `SHA256:${'B'.repeat(43)}`;
    const tried = host.passwordsTried();
    const changed = await office.add({ origin: { ...origin, hostKeyFingerprints: [unpinned] } });
    expect(await office.run(changed)).toMatchObject({ failure: 'host-key-changed' });
    expect(host.passwordsTried()).toBe(tried);
    await host.stop();
  });

  it('has files like any others where it reports neither their size nor their time', async () => {
    const small = x12File('835', 1202);
    const large = x12File('835', 1203, 1_200_000);
    const files = { 'small.835': small, 'large.835': large };
    const host = await passwordHost({ method: 'password', password: 'p', files, isBare: true });
    office.secrets.set(`${office.tenant}/p`, '{"password":"p"}');
    const origin: SftpOrigin = {
      kind: 'sftp',
      host: '127.0.0.1',
      port: host.port,
      user: 'partner',
      hostKeyFingerprints: [host.fingerprint],
      secretName: 'p',
      directory: '/outbound',
      pattern: '*',
      afterDownload: { kind: 'leave' },
    };
    const connection = await office.add({ origin });
    expect(await office.run(connection)).toMatchObject({ state: 'done', listed: 2, imported: 2 });
    const taken = await office.filesOf(connection);
    expect(new Map(taken.map(({ name, sizeBytes, sha256 }) => [name, [sizeBytes, sha256]]))).toEqual(
      new Map([
        ['small.835', [small.length, sha256Of(small)]],
        ['large.835', [large.length, sha256Of(large)]],
      ]),
    );
    expect(await office.run(connection)).toMatchObject({ state: 'done', listed: 2, imported: 0, duplicates: 0 });
    await host.stop();
  });

  it('is given up when it stops answering in the middle of a listing', async () => {
    const host = await passwordHost({ method: 'password', password: 'p', files: {}, silentAfterSignIn: true });
    office.secrets.set(`${office.tenant}/p`, '{"password":"p"}');
    const origin: SftpOrigin = {
      kind: 'sftp',
      host: '127.0.0.1',
      port: host.port,
      user: 'partner',
      hostKeyFingerprints: [host.fingerprint],
      secretName: 'p',
      directory: '/outbound',
      pattern: '*',
      afterDownload: { kind: 'leave' },
    };
    expect(await office.run(await office.add({ origin }))).toMatchObject({ state: 'failed', failure: 'host-timeout' });
    await host.stop();
  });
});
