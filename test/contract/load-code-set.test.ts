import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { codeSetFileKey } from '../../shared/store/code-sets.ts';
import { hcpcsAnweb } from '../../simulator/code-sets/hcpcs-anweb.ts';
import { icd10CmOrder } from '../../simulator/code-sets/icd-10-cm-order.ts';
import { type CodeSetDesk, openCodeSetDesk, operator, textOf } from '../support/code-set-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: CodeSetDesk;

beforeEach(async () => {
  store = await startTestTable();
  desk = openCodeSetDesk(store);
});
afterEach(() => store?.stop());

const hcpcsText = textOf(hcpcsAnweb({ seed: 'load' }));
const hcpcsFile = { name: 'HCPC2026_OCT_ANWEB.txt', text: hcpcsText };
const icdFile = { name: 'icd10cm_order_2027.txt', text: textOf(icd10CmOrder({ seed: 'load' })) };

const releases = async () => (await store.items()).filter(({ type }) => type === 'code-set-release');
const artifacts = () => [...desk.bucket.objects.keys()].filter((key) => key.startsWith('_/code-set/'));

describe('a load', () => {
  it('makes one artifact, named by its digest, and enters the release', async () => {
    const load = await desk.load('icd-10-cm', [icdFile]);
    expect(load).toMatchObject({
      state: 'loaded',
      release: { kind: 'icd-10-cm', release: 'FY2027', effectiveFrom: '2026-10-01' },
      bytesRead: icdFile.text.length,
      sizeBytes: icdFile.text.length,
    });
    expect(load.rows).toBe(icdFile.text.trimEnd().split('\n').length);
    const [release] = await releases();
    expect(release?.pk).toBe('_#CODE-SETS');
    const [key] = artifacts();
    const digest = createHash('sha256')
      .update(desk.bucket.objects.get(key as string) as Uint8Array)
      .digest('hex');
    expect(key).toBe(`_/code-set/${digest}.sqlite`);
    expect(release?.artifact).toMatchObject({ sha256: digest });
  });

  it('of the same release again changes nothing', async () => {
    const first = await desk.load('hcpcs', [hcpcsFile]);
    const again = await desk.load('hcpcs', [hcpcsFile]);
    expect(again).toMatchObject({ state: 'loaded', wasLoaded: true, rows: first.rows });
    expect(await releases()).toMatchObject([{ loadId: first.id }]);
  });

  it('of another release for the same day is refused, and names the existing one', async () => {
    await desk.load('hcpcs', [hcpcsFile]);
    const other = { ...hcpcsFile, text: textOf(hcpcsAnweb({ seed: 'load', rows: 300 })) };
    const refused = await desk.load('hcpcs', [other]);
    expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'release-taken' } });
    expect(refused.refusal.detail).toContain('It is 2026Q4, in force since 2026-10-01.');
    expect(await releases()).toHaveLength(1);
  });

  it('that was interrupted starts again, and a second delivery changes nothing', async () => {
    const asked = await desk.ask('hcpcs', [hcpcsFile]);
    const head = desk.files.stream;
    Object.assign(desk.files, {
      stream: async function* () {
        yield Buffer.from(hcpcsText.slice(0, 5000));
        throw new Error('killed');
      },
    });
    await expect(desk.work(asked.body.id)).rejects.toThrow('killed');
    Object.assign(desk.files, { stream: head });
    expect(await releases()).toEqual([]);
    expect(artifacts()).toEqual([]);
    await desk.work(asked.body.id, 2);
    await desk.work(asked.body.id, 3);
    expect(await releases()).toHaveLength(1);
    const ended = await desk.call('GET', `/v1/code-sets/loads/${asked.body.id}`);
    expect(ended.body).toMatchObject({ state: 'loaded' });
    expect(ended.body.wasLoaded).toBeUndefined();
  });

  it('that is interrupted every time is refused, so that nobody waits for it', async () => {
    const asked = await desk.ask('hcpcs', [hcpcsFile]);
    await desk.work(asked.body.id, 4);
    const ended = await desk.call('GET', `/v1/code-sets/loads/${asked.body.id}`);
    expect(ended.body).toMatchObject({ state: 'refused', refusal: { code: 'broke-off' } });
    expect(await desk.load('hcpcs', [hcpcsFile])).toMatchObject({ state: 'loaded' });
  });

  it('of the same release by two workers enters it once', async () => {
    const asked = [await desk.ask('hcpcs', [hcpcsFile]), await desk.ask('hcpcs', [hcpcsFile])];
    await Promise.all(asked.map(({ body }) => desk.work(body.id)));
    const ended = await Promise.all(asked.map(({ body }) => desk.call('GET', `/v1/code-sets/loads/${body.id}`)));
    expect(ended.map(({ body }) => body.state)).toEqual(['loaded', 'loaded']);
    expect(ended.filter(({ body }) => body.wasLoaded)).toHaveLength(1);
    expect(await releases()).toHaveLength(1);
  });

  it('of the same release twice in one delivery ends once', async () => {
    const asked = await desk.ask('hcpcs', [hcpcsFile]);
    await Promise.all([desk.work(asked.body.id), desk.work(asked.body.id)]);
    expect(await releases()).toHaveLength(1);
    const ended = await desk.call('GET', `/v1/code-sets/loads/${asked.body.id}`);
    expect(ended.body).toMatchObject({ state: 'loaded' });
  });
});

describe('a damaged or foreign file loads nothing', () => {
  const refusalOf = async (kind: string, file: { name: string; text: string | Uint8Array }, more = {}) => {
    const load = await desk.load(kind, [file], more);
    expect(load.state).toBe('refused');
    expect(await releases()).toEqual([]);
    expect(artifacts()).toEqual([]);
    return load.refusal;
  };

  it('names the file, line and column of the error', async () => {
    const lines = hcpcsText.split('\r\n');
    lines[9] = `${(lines[9] as string).slice(0, 268)}2026130X${(lines[9] as string).slice(276)}`;
    expect(await refusalOf('hcpcs', { ...hcpcsFile, text: lines.join('\r\n') })).toMatchObject({
      code: 'file-fault',
      file: hcpcsFile.name,
      line: 10,
      column: 269,
    });
  });

  it('names both lines of a code that is listed twice', async () => {
    const lines = icdFile.text.split('\r\n');
    lines.splice(5, 0, lines[2] as string);
    const refusal = await refusalOf('icd-10-cm', { ...icdFile, text: lines.join('\r\n') });
    expect(refusal).toMatchObject({ code: 'file-fault', line: 6 });
  });

  it.each([
    ['a ZIP archive', Buffer.from('PK\u0003\u0004whatever'), 'ZIP'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]), 'program'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
    ['bytes that are no text', Buffer.from([1, 2, 0, 4]), 'not text'],
    ['some other text', Buffer.from('Dear colleague,\nplease find enclosed\n'), 'layout'],
  ])('refuses %s, and says what it is', async (_what, text, words) => {
    const refusal = await refusalOf('hcpcs', { name: 'HCPC2026_OCT_ANWEB.txt', text });
    expect(refusal).toMatchObject({ code: 'not-a-code-set', file: 'HCPC2026_OCT_ANWEB.txt' });
    expect(refusal.detail).toContain(words);
  });

  it('refuses a file of another set than the one named in the load', async () => {
    const refusal = await refusalOf('hcpcs', icdFile);
    expect(refusal).toMatchObject({ code: 'other-set', file: icdFile.name });
    expect(refusal.detail).toContain('icd-10-cm');
  });

  it('requires the first valid day if the file does not state it', async () => {
    const unnamed = { ...hcpcsFile, name: 'codes.txt' };
    expect(await refusalOf('hcpcs', unnamed)).toMatchObject({ code: 'release-not-stated', file: 'codes.txt' });
    const loaded = await desk.load('hcpcs', [unnamed], { effectiveFrom: '2026-10-01' });
    expect(loaded).toMatchObject({ state: 'loaded', release: { release: '2026-10-01', effectiveFrom: '2026-10-01' } });
  });

  it('refuses two files where a release has one', async () => {
    const load = await desk.load('hcpcs', [hcpcsFile, { ...hcpcsFile, name: 'HCPC2026_JUL_ANWEB.txt' }]);
    expect(load.refusal).toMatchObject({ code: 'part-twice', file: 'HCPC2026_JUL_ANWEB.txt' });
  });

  it('refuses bytes that differ from those announced', async () => {
    const asked = await desk.ask('hcpcs', [hcpcsFile]);
    const [{ sha256 }] = asked.body.files;
    const key = codeSetFileKey(operator.tenantId as TenantId, sha256);
    (desk.bucket.objects as Map<string, Uint8Array>).set(key, Buffer.from(hcpcsText.replace('visit', 'VISIT')));
    await desk.work(asked.body.id);
    const ended = await desk.call('GET', `/v1/code-sets/loads/${asked.body.id}`);
    expect(ended.body.refusal).toMatchObject({ code: 'content-differs', file: hcpcsFile.name });
    expect(await releases()).toEqual([]);
  });
});
