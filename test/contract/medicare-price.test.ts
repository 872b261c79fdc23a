import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesApi } from '../../functions/codes/api.ts';
import { operations } from '../../functions/codes/operations.ts';
import { createLocalArtifacts } from '../../shared/code-sets/local-artifacts.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createCodeSets } from '../../shared/runtime/code-sets.ts';
import { callApi, coder } from '../support/api-event.ts';
import { type CodeSetDesk, openCodeSetDesk, textOf } from '../support/code-set-desk.ts';
import { editFiles } from '../support/edit-files.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: CodeSetDesk;
let folder: string;
let get: (path: string) => ReturnType<typeof callApi>;

async function load(kind: CodeSetKind, said = {}) {
  const files = editFiles.filter((file) => file.kind === kind);
  const loaded = await desk.load(
    kind,
    files.map(({ name, generate }) => ({ name, text: textOf(generate({ seed: 'price' })) })),
    said,
  );
  if (loaded.state !== 'loaded') throw new Error(`${kind}: ${JSON.stringify(loaded)}`);
}

beforeAll(async () => {
  store = await startTestTable();
  desk = openCodeSetDesk(store);
  folder = mkdtempSync(join(tmpdir(), 'superbill-price-'));
  const artifacts = createLocalArtifacts({ folder, mostBytes: 1e9 });
  const codeSets = createCodeSets({ ...desk.edge, files: desk.files, artifacts });
  const handler = createApiHandler(codesApi, operations, { ...desk.edge, codeSets });
  get = (path) => callApi(handler, { method: 'GET', path, principal: coder });
  await load('mpfs');
  await load('zip-locality');
  await load('gpci');
  await load('anesthesia-units');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store?.stop();
});

describe('the Medicare price of a code', () => {
  it('shows the figures behind it and the rows that they come from', async () => {
    const { status, body } = await get('/v1/codes/cpt/x9003/medicare-price?zip=432150100&day=2026-11-02');
    expect(status).toBe(200);
    // Worked out by hand in test/unit/code-sets/medicare-price.test.ts.
    expect(body).toEqual({
      procedure: 'X9003',
      day: '2026-11-02',
      standing: 'priced',
      prices: [
        { place: 'non-facility', allowedCents: 12_560 },
        { place: 'facility', allowedCents: 9409 },
      ],
      relativeValues: { work: 192, nonFacilityExpense: 184, facilityExpense: 82, malpractice: 14 },
      conversionFactor: '33.4000',
      locality: { name: 'OHIO', work: 1000, expense: 925, malpractice: 989, needsPlusFour: false },
      factors: [],
      citations: [
        { set: 'mpfs', release: '2026Q4', row: 'PPRRVU2026_Oct_nonQPP.csv line 9', effective: '2026-10-01' },
        { set: 'zip-locality', release: '2026Q4', row: 'ZIP5_OCT2026.txt line 2', effective: '2026-10-01' },
        { set: 'gpci', release: '2026', row: 'line 4', effective: '2026-01-01' },
      ],
    });
  });

  it('is the national price without a ZIP code, and depends on modifiers and the provider’s payment model', async () => {
    const { body } = await get('/v1/codes/cpt/X9010/medicare-price?day=2026-11-02&modifiers=50,RT&qualifying=true');
    // X9010: (1.40 + 2.05 + 0.17) x 33.57 x 1.5 = 182.2851; in a facility (1.40 + 0.98 + 0.17) x 33.57 x 1.5 = 128.40525.
    expect(body).toMatchObject({
      prices: [
        { place: 'non-facility', allowedCents: 18_229 },
        { place: 'facility', allowedCents: 12_841 },
      ],
      conversionFactor: '33.5700',
      factors: [{ modifier: '50', thousandths: 1500 }],
    });
    expect(body).not.toHaveProperty('locality');
  });

  it('gives the reason when there is none', async () => {
    const standing = async (path: string) => (await get(`/v1/codes/${path}`)).body.standing;
    expect(await standing('cpt/X9999/medicare-price?day=2026-11-02')).toBe('not-on-schedule');
    expect(await standing('cpt/X9010/medicare-price?day=2026-11-02&modifiers=62')).toBe('not-paid');
    expect(await standing('cpt/X9003/medicare-price?day=2026-11-02&zip=00000')).toBe('zip-unknown');
  });

  it('of anesthesia needs the release of the day, and a place', async () => {
    const path = '/v1/codes/cpt/X8900/medicare-price?minutes=70';
    expect(await get(`${path}&day=2025-12-31`)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('code-set-not-loaded'), set: 'anesthesia-units' },
    });
    expect((await get(path)).body.standing).toBe('zip-needed');
    // 5 base units and 70 / 15 = 4.7 units: 9.7 x 20.10 = 194.97.
    expect((await get(`${path}&zip=43215&modifiers=AA`)).body).toMatchObject({
      standing: 'priced',
      prices: [{ place: 'anywhere', allowedCents: 19_497 }],
      anesthesia: { baseUnits: 5, timeUnits: '4.7' },
      conversionFactor: '20.1000',
      locality: { name: 'OHIO', needsPlusFour: false },
    });
  });

  it('refuses an invalid question, and names the field', async () => {
    expect((await get('/v1/codes/icd-10-cm/J209/medicare-price')).status).toBe(404);
    expect((await get('/v1/codes/cpt/X90/medicare-price')).status).toBe(422);
    const { status, body } = await get('/v1/codes/cpt/X9003/medicare-price?zip=1234&modifiers=5&minutes=0');
    expect(status).toBe(400);
    expect(body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      'query/minutes',
      'query/modifiers',
      'query/zip',
    ]);
  });
});
