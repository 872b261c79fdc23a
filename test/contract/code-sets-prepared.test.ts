import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalArtifacts } from '../../shared/code-sets/local-artifacts.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type CodeSets, createCodeSets } from '../../shared/runtime/code-sets.ts';
import type { Item } from '../../shared/store/table.ts';
import { cptCsv } from '../../simulator/code-sets/cpt-csv.ts';
import { hcpcsAnweb } from '../../simulator/code-sets/hcpcs-anweb.ts';
import { icd10CmOrder } from '../../simulator/code-sets/icd-10-cm-order.ts';
import { manager } from '../support/api-event.ts';
import { type CodeSetDesk, openCodeSetDesk, textOf } from '../support/code-set-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: CodeSetDesk;
let folder: string;
let sets: CodeSets;
let queries = 0;

const office = 'first-office' as TenantId;
const day = '2026-11-23' as LocalDate;
const hcpcsFile = { name: 'HCPC2026_OCT_ANWEB.txt', text: textOf(hcpcsAnweb({ seed: 'prepared' })) };

beforeEach(async () => {
  store = await startTestTable();
  desk = openCodeSetDesk(store);
  folder = mkdtempSync(join(tmpdir(), 'superbill-prepared-'));
  queries = 0;
  const table = {
    ...store.table,
    queryAll: (...asked: Parameters<typeof store.table.queryAll>) => {
      queries += 1;
      return store.table.queryAll(...asked);
    },
  };
  const artifacts = createLocalArtifacts({ folder, mostBytes: 1e9 });
  sets = createCodeSets({ ...desk.edge, table, files: desk.files, artifacts });
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store?.stop();
});

const prepared = async (tenant = office, days = [day]) => {
  const found = await sets.prepare(tenant, ['hcpcs', 'cpt'], days);
  if (!found.ok) throw new Error('it is prepared');
  return found.value.references;
};
const later = (milliseconds: number) =>
  desk.edge.setNow(new Date(desk.edge.now().getTime() + milliseconds).toISOString());

describe('code sets that are made ready', () => {
  it('are looked up without waiting, with the place in the official file', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const references = await prepared();
    expect(references.procedure('hcpcs', 'G0438', day)).toMatchObject({
      kind: 'found',
      row: { code: 'G0438' },
      citation: { set: 'hcpcs', release: '2026Q4', effective: '2026-10-01', row: expect.stringMatching(/^line \d+$/) },
    });
    expect(references.procedure('hcpcs', 'G9999', day)).toMatchObject({ kind: 'absent' });
    expect(references.procedure('cpt', 'X9001', day)).toEqual({ kind: 'not-loaded' });
  });

  it('that were not prepared are a fault of the program, and never count as not loaded', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const found = await sets.prepare(office, ['cpt'], [day]);
    if (!found.ok) throw new Error('it is prepared');
    expect(() => found.value.references.procedure('hcpcs', 'G0438', day)).toThrow('made ready');
    expect(found.value.references.taxonomy('207Q00000X', day)).toEqual({ kind: 'not-loaded' });
    // Another day of the same release needs no further preparation.
    expect((await prepared()).procedure('hcpcs', 'G0438', '2026-11-22' as LocalDate)).toMatchObject({ kind: 'found' });
  });

  it('are those of the installation and of the own office, never of another office', async () => {
    const cpt = { name: 'cpt.csv', text: textOf(cptCsv({ seed: 'prepared' })) };
    await desk.load('cpt', [cpt], { effectiveFrom: '2026-01-01', licence: { attested: true } }, manager);
    await desk.load('hcpcs', [hcpcsFile]);
    expect((await prepared()).procedure('cpt', 'X9001', day)).toMatchObject({ kind: 'found' });
    const other = await prepared('other-office' as TenantId);
    expect(other.procedure('cpt', 'X9001', day)).toEqual({ kind: 'not-loaded' });
    expect(other.procedure('hcpcs', 'G0438', day)).toMatchObject({ kind: 'found' });
  });

  it('come from a catalogue that is remembered, unless something is missing in it', async () => {
    await prepared();
    await prepared();
    expect(queries).toBe(2);
    await desk.load('hcpcs', [hcpcsFile]);
    later(4_000);
    expect((await prepared()).procedure('hcpcs', 'G0438', day)).toMatchObject({ kind: 'found' });
    expect(queries).toBe(4);
    const hcpcsOnly = () => sets.prepare(office, ['hcpcs'], [day]);
    later(20_000);
    await hcpcsOnly();
    expect(queries).toBe(4);
    later(20_000);
    await hcpcsOnly();
    expect(queries).toBe(6);
  });

  it('are refused by name when the stored artifact has another digest', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const objects = desk.bucket.objects as Map<string, Uint8Array>;
    const [key = '', bytes = new Uint8Array()] = [...objects].find(([name]) => name.startsWith('_/code-set/')) ?? [];
    objects.set(key, Buffer.from(bytes).fill(65, 5000, 5010));
    expect(await sets.prepare(office, ['hcpcs'], [day])).toEqual({
      ok: false,
      failure: { kind: 'code-set-damaged', facts: { set: 'hcpcs', release: '2026Q4' } },
    });
    expect(desk.edge.logLines.join()).toContain('code-set-damaged');
  });
});

describe('a release that has ended', () => {
  it('is named if its set is needed for a later day, but is not used for that day', async () => {
    const file = { name: 'icd10cm_order_2026.txt', text: textOf(icd10CmOrder({ seed: 'prepared' })) };
    await desk.load('icd-10-cm', [file]);
    const looked = (at: string) =>
      sets.lookUp(office, async (references) => ok(references.diagnosis('I10', at as LocalDate)));
    expect(await looked('2026-09-30')).toMatchObject({ value: { kind: 'found', citation: { release: 'FY2026' } } });
    const ended = { release: 'FY2026', effectiveTo: '2026-09-30' };
    expect(await looked('2026-10-01')).toEqual({ ok: true, value: { kind: 'not-loaded', ended } });
    expect(await looked('2025-09-30')).toEqual({ ok: true, value: { kind: 'not-loaded' } });
  });
});

describe('a code set that an earlier version of the product made', () => {
  it('is refused by name, and made again when its files are loaded again', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const items = await store.items();
    const release = items.find(({ type }) => type === 'code-set-release') as Item;
    const artifact = { ...(release.artifact as object), version: 0 };
    await store.table.transact([{ put: { ...release, artifact } }]);
    later(60_000);
    const failure = { kind: 'code-set-outdated', facts: { set: 'hcpcs', release: '2026Q4' } };
    expect(await sets.prepare(office, ['hcpcs'], [day])).toEqual({ ok: false, failure });
    const looked = await sets.lookUp(office, async (references) => ok(references.procedure('hcpcs', 'G0438', day)));
    expect(looked).toEqual({ ok: false, failure });
    const shown = async () =>
      (await desk.call('GET', '/v1/code-sets')).body.items.find(({ kind }: { kind: string }) => kind === 'hcpcs');
    expect((await shown()).releases).toMatchObject([{ isOutdated: true }]);
    const again = await desk.load('hcpcs', [hcpcsFile]);
    expect([again.state, again.wasLoaded]).toEqual(['loaded', undefined]);
    expect((await shown()).releases[0]).not.toHaveProperty('isOutdated');
    later(60_000);
    expect((await sets.prepare(office, ['hcpcs'], [day])).ok).toBe(true);
  });
});

describe('work that looks codes up', () => {
  /** Looks up a code on a day. Returns what was found, and how often the work started. */
  const looked = async (code = 'G0438', at = day) => {
    let begun = 0;
    const found = await sets.lookUp(office, async (references) => {
      begun += 1;
      return ok(references.procedure('hcpcs', code, at).kind);
    });
    return [found.ok ? found.value : found.failure, begun];
  };

  it('starts again when an artifact that it turns out to need is fetched, but only the first time', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    expect(await looked()).toEqual(['found', 2]);
    expect(await looked()).toEqual(['found', 1]);
    expect(queries).toBe(2);
  });

  it('finds what was loaded since it was last missing', async () => {
    expect(await looked()).toEqual(['not-loaded', 1]);
    await desk.load('hcpcs', [hcpcsFile]);
    later(4_000);
    expect(await looked()).toEqual(['found', 3]);
  });

  it('uses each day’s release, in one piece of work', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const july = { name: 'HCPC2026_JUL_ANWEB.txt', text: textOf(hcpcsAnweb({ seed: 'prepared', rows: 150 })) };
    await desk.load('hcpcs', [july]);
    const days = ['2026-09-30', '2026-10-01'] as LocalDate[];
    const releases = await sets.lookUp(office, async (references) =>
      ok(
        days.map((at) => {
          const answer = references.procedure('hcpcs', 'G0438', at);
          return answer.kind === 'found' ? answer.citation.release : answer.kind;
        }),
      ),
    );
    expect(releases).toEqual({ ok: true, value: ['2026Q3', '2026Q4'] });
  });

  it('is refused by name when what it needs has another digest', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const objects = desk.bucket.objects as Map<string, Uint8Array>;
    const [key = '', bytes = new Uint8Array()] = [...objects].find(([name]) => name.startsWith('_/code-set/')) ?? [];
    objects.set(key, bytes.subarray(0, bytes.length - 1));
    const [failure, begun] = await looked();
    expect(failure).toEqual({ kind: 'code-set-damaged', facts: { set: 'hcpcs', release: '2026Q4' } });
    expect(begun).toBe(1);
  });

  it('passes on its own failures and faults', async () => {
    const failed = await sets.lookUp(office, async () => fail({ kind: 'not-found' } as const));
    expect(failed).toEqual({ ok: false, failure: { kind: 'not-found' } });
    const broken = sets.lookUp(office, async () => {
      throw new Error('a fault of the work');
    });
    await expect(broken).rejects.toThrow('a fault of the work');
  });
});
