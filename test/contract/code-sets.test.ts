import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cptCsv } from '../../simulator/code-sets/cpt-csv.ts';
import { hcpcsAnweb } from '../../simulator/code-sets/hcpcs-anweb.ts';
import { coder, manager, stranger } from '../support/api-event.ts';
import { type CodeSetDesk, openCodeSetDesk, operator, textOf } from '../support/code-set-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: CodeSetDesk;

beforeEach(async () => {
  store = await startTestTable();
  desk = openCodeSetDesk(store);
});
afterEach(() => store?.stop());

const hcpcsFile = { name: 'HCPC2026_OCT_ANWEB.txt', text: textOf(hcpcsAnweb({ seed: 'desk' })) };
const cptFile = { name: 'cpt-2026.csv', text: textOf(cptCsv({ seed: 'desk' })) };
const attested = { licence: { attested: true }, effectiveFrom: '2026-01-01', release: '2026' };

const setOf = async (kind: string, principal = coder, day = '2026-11-23') => {
  const { body } = await desk.call('GET', `/v1/code-sets?day=${day}`, undefined, principal);
  return body.items.find((item: { kind: string }) => item.kind === kind);
};

describe('what is loaded', () => {
  it('names every set that can be loaded, and that it is missing', async () => {
    const { status, body } = await desk.call('GET', '/v1/code-sets', undefined, coder);
    expect(status).toBe(200);
    expect(body.day).toBe('2026-11-23');
    expect(body.items.length).toBeGreaterThan(25);
    for (const item of body.items) expect(item).toMatchObject({ state: 'not-loaded', releases: [] });
  });

  it('shows release, dates, file, digest, rows, and who loaded it, to every office', async () => {
    const load = await desk.load('hcpcs', [hcpcsFile]);
    const hcpcs = await setOf('hcpcs', stranger);
    expect(hcpcs).toMatchObject({ owner: 'installation', state: 'in-force', inForce: '2026Q4' });
    expect(hcpcs.releases).toMatchObject([
      {
        release: '2026Q4',
        effectiveFrom: '2026-10-01',
        sources: [{ name: 'HCPC2026_OCT_ANWEB.txt', sizeBytes: hcpcsFile.text.length, sha256: load.files[0].sha256 }],
        rows: load.rows,
        loadedBy: 'user-operator',
        loadId: load.id,
      },
    ]);
    expect(await setOf('hcpcs', coder, '2026-09-30')).toMatchObject({ state: 'not-in-force' });
  });

  it('shows releases side by side, and which of them is in force on a day', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const july = { name: 'HCPC2026_JUL_ANWEB.txt', text: textOf(hcpcsAnweb({ seed: 'desk', rows: 200 })) };
    await desk.load('hcpcs', [july]);
    expect((await setOf('hcpcs')).releases.map(({ release }: { release: string }) => release)).toEqual([
      '2026Q4',
      '2026Q3',
    ]);
    expect((await setOf('hcpcs', coder, '2026-09-30')).inForce).toBe('2026Q3');
    expect((await setOf('hcpcs', coder, '2026-10-01')).inForce).toBe('2026Q4');
  });

  it('keeps the releases of a licensed set to the office that loaded it', async () => {
    await desk.load('cpt', [cptFile], attested, manager);
    expect(await setOf('cpt', coder)).toMatchObject({ owner: 'office', state: 'in-force', inForce: '2026' });
    expect(await setOf('cpt', stranger)).toMatchObject({ state: 'not-loaded', releases: [] });
  });
});

describe('a load', () => {
  it('is requested after the upload of its files, and says which are missing', async () => {
    const sha256 = 'a'.repeat(64);
    const upload = await desk.call('POST', '/v1/code-sets/uploads', { sha256, sizeBytes: 10 });
    expect(upload).toMatchObject({ status: 201, body: { headers: { 'content-length': '10' } } });
    const refused = await desk.call('POST', '/v1/code-sets/loads', {
      kind: 'hcpcs',
      files: [await desk.upload(hcpcsFile), { name: 'missing.txt', sha256 }],
    });
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ pointer: '/files/1', detail: 'not uploaded' }] } });
  });

  it('takes files of a sensible size only', async () => {
    const upload = { sha256: 'a'.repeat(64), sizeBytes: 10_000_000_000 };
    const refused = await desk.call('POST', '/v1/code-sets/uploads', upload);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/sizeBytes' }] } });
    expect((await desk.call('POST', '/v1/code-sets/uploads', { ...upload, sizeBytes: 0 })).status).toBe(400);
  });

  it('of the installation’s sets is for the operator, of the office’s own sets for its manager', async () => {
    const byManager = await desk.ask('hcpcs', [hcpcsFile], {}, manager);
    expect(byManager).toMatchObject({ status: 403, body: { neededRoles: 'operator' } });
    expect((await desk.ask('hcpcs', [hcpcsFile], {}, coder)).status).toBe(403);
    const byOperator = await desk.ask('cpt', [cptFile], attested);
    expect(byOperator).toMatchObject({ status: 403, body: { neededRoles: 'manager' } });
  });

  it('of CPT needs the attestation of a licence, which is kept with who gave it and when', async () => {
    const { licence: _none, ...unsaid } = attested;
    expect(await desk.ask('cpt', [cptFile], unsaid, manager)).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('licence-not-attested') },
    });
    const denied = await desk.ask('cpt', [cptFile], { ...unsaid, licence: { attested: false } }, manager);
    expect(denied.status).toBe(400);
    const load = await desk.load('cpt', [cptFile], attested, manager);
    const licence = { by: 'user-manager', at: '2026-11-23T14:05:06.789Z' };
    expect(load).toMatchObject({ state: 'loaded', licence });
    expect((await setOf('cpt')).releases).toMatchObject([{ licence }]);
  });

  it('is listed, and another office does not see it', async () => {
    const load = await desk.load('hcpcs', [hcpcsFile]);
    const listed = await desk.call('GET', '/v1/code-sets/loads', undefined, coder);
    expect(listed.body.items).toMatchObject([{ id: load.id, state: 'loaded' }]);
    expect((await desk.call('GET', `/v1/code-sets/loads/${load.id}`, undefined, stranger)).status).toBe(404);
    expect((await desk.call('GET', '/v1/code-sets/loads', undefined, stranger)).body.items).toEqual([]);
  });
});

describe('withdrawing a release', () => {
  const withdraw = (path: string, principal = operator) =>
    desk.call('POST', `/v1/code-sets/${path}/withdraw`, { reason: 'loaded with the wrong date' }, principal);

  it('takes it out of lookups, and it can be loaded again', async () => {
    await desk.load('hcpcs', [hcpcsFile], { effectiveFrom: '2027-10-01' });
    expect(await setOf('hcpcs')).toMatchObject({ state: 'not-in-force' });
    expect(await withdraw('hcpcs/2027-10-01')).toMatchObject({ status: 200, body: { release: '2026Q4' } });
    expect(await setOf('hcpcs')).toMatchObject({ state: 'not-loaded', releases: [] });
    expect((await withdraw('hcpcs/2027-10-01')).status).toBe(404);
    expect(await desk.load('hcpcs', [hcpcsFile])).toMatchObject({ state: 'loaded' });
    expect(await setOf('hcpcs')).toMatchObject({ state: 'in-force' });
    const kept = (await store.items()).find(({ type }) => type === 'code-set-withdrawn');
    expect(kept).toMatchObject({ withdrawn: { by: 'user-operator', reason: 'loaded with the wrong date' } });
  });

  it('is as restricted as loading, and only finds what exists', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    expect((await withdraw('hcpcs/2026-10-01', manager)).status).toBe(403);
    expect((await withdraw('hcpcs/2026-10-02')).status).toBe(404);
    expect((await withdraw('toString/2026-10-01')).status).toBe(404);
    await desk.load('cpt', [cptFile], attested, manager);
    expect((await withdraw('cpt/2026-01-01', stranger)).status).toBe(404);
  });
});
