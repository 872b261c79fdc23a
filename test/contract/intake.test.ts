import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manager, stranger } from '../support/api-event.ts';
import { intakeDesk } from '../support/intake-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof intakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await intakeDesk(store);
});
afterEach(() => store.stop());

const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;

describe('an intake', () => {
  it('is about an uploaded file, and is listed with what happened to its encounters', async () => {
    const upload = await desk.call('POST', '/v1/intakes/uploads', { sha256: 'a'.repeat(64), sizeBytes: 10 });
    expect([upload.status, upload.body.uploadUrl]).toEqual([201, expect.stringContaining('first-office/intake/')]);
    const missing = await desk.call('POST', '/v1/intakes', { sha256: 'a'.repeat(64), format: 'hl7' });
    expect(kindOf(missing)).toBe('409 file-not-uploaded');
    const failed = await desk.send('{}', { format: 'json-lines' });
    await desk.send('x', { format: 'hl7' });
    const listed = async (query: string) => (await desk.call('GET', `/v1/intakes?month=2026-11${query}`)).body.items;
    expect(await listed('')).toHaveLength(2);
    expect(await listed('&hasFailures=true')).toEqual([failed]);
    expect((await desk.call('GET', `/v1/intakes/${failed.id}`, undefined, { principal: stranger })).status).toBe(404);
  });

  it('cannot be retried while it is being read', async () => {
    const sha256 = await desk.upload('{}');
    const asked = await desk.call('POST', '/v1/intakes', { sha256, format: 'json-lines' });
    expect(kindOf(await desk.call('POST', `/v1/intakes/${asked.body.id}/retry`))).toBe('409 intake-reading');
  });

  it('has failures that a person dismisses with a reason, once', async () => {
    const intake = await desk.send('{}\n{}', { format: 'json-lines' });
    const path = `/v1/intakes/${intake.id}/failures/1/dismiss`;
    const reason = 'a test of the practice system';
    expect(await desk.call('POST', path, { reason })).toMatchObject({
      status: 200,
      body: { record: 1, state: 'dismissed', dismissed: { by: manager.subject, reason } },
    });
    expect(kindOf(await desk.call('POST', path, { reason }))).toBe('409 intake-failure-over');
    expect((await desk.call('POST', path.replace('/1/', '/9/'), { reason })).status).toBe(404);
    expect((await desk.call('GET', `/v1/intakes/${intake.id}`)).body).toMatchObject({ open: 1, dismissed: 1 });
    const { items } = (await desk.call('GET', `/v1/intakes/${intake.id}/failures?state=open`)).body;
    expect(items.map(({ record }: { record: number }) => record)).toEqual([2]);
  });
});

describe('a mapping', () => {
  const body = { columns: { Visit: '/externalId', Code: '/lines/-/procedure' } };
  const put = (version: number, more: object = {}) =>
    desk.call('PUT', '/v1/intake-mappings/ours', { ...body, ...more }, { headers: { 'If-Match': `"${version}"` } });

  it('is stored under a name, and replaced only with its current version', async () => {
    expect((await put(0)).body).toEqual({ name: 'ours', version: 1, ...body, dates: 'YYYY-MM-DD' });
    expect((await put(0)).status).toBe(412);
    expect((await put(1, { dates: 'YYYYMMDD' })).body.version).toBe(2);
    expect((await desk.call('GET', '/v1/intake-mappings')).body.items).toHaveLength(1);
    expect((await desk.call('GET', '/v1/intake-mappings/ours')).headers.ETag).toBe('"2"');
  });

  it('needs a column for the encounter’s own id, and fields of encounters', async () => {
    expect((await put(0, { columns: { Code: '/lines/-/procedure' } })).status).toBe(400);
    expect((await put(0, { columns: { Visit: '/externalId', Bad: '/__proto__/x' } })).status).toBe(400);
  });
});
