import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { intakeFailureId } from '../../shared/domain/work-mark/markable.ts';
import { unmarked } from '../../shared/domain/work-mark/work-mark.ts';
import { workMarkWrite } from '../../shared/store/work-marks.ts';
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

const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20' };
const visit = (externalId: string, patientExternalId = 'MRN1', more: object = {}) =>
  JSON.stringify({ externalId, patientExternalId, diagnoses: ['J20.9'], lines: [line], ...more });
const send = (lines: readonly string[]) => desk.send(lines.join('\n'), { format: 'json-lines' });
const list = async (query = '', principal = manager) =>
  (await desk.call('GET', `/v1/intake-failures${query}`, undefined, { principal })).body;
const bulk = async (failures: readonly object[], action: object) => {
  const answer = await desk.call('POST', '/v1/intake-failures/bulk-actions', { failures, action });
  await desk.workOff();
  return answer.body.items;
};
const named = (items: readonly { intakeId: string; record: number }[]) =>
  items.map(({ intakeId, record }) => ({ intakeId, record }));

describe('the failures of all files', () => {
  it('is one list, the oldest first, with counts, filters and pages', async () => {
    const first = await send([visit('V1'), visit('V2', 'NEW-1'), visit('V3', 'MRN1', { colour: 'x' })]);
    desk.edge.setNow('2026-11-25T12:00:00.000Z');
    const second = await send([visit('V4', 'NEW-1'), visit('V1', 'MRN1', { placeOfService: '22' })]);
    desk.edge.setNow('2026-11-25T12:00:01.000Z');
    await desk.send('MSH|^~\\&|A|B|C|D|20261120||ADT^A08|M1|P|2.5.1', { format: 'hl7' });
    const all = await list();
    expect(all.items.map(({ intakeId, record }: Record<string, unknown>) => [intakeId, record])).toMatchObject([
      [first.id, 2],
      [first.id, 3],
      [second.id, 1],
      [second.id, 2],
      [expect.any(String), 1],
    ]);
    expect(all).toMatchObject({ count: 5, conflicts: 1, isComplete: true });
    expect(all.byField).toContainEqual({ field: '/patientExternalId', count: 2 });
    const counted = async (query: string) => {
      const { items, count } = await list(query);
      return [items.length, count];
    };
    expect(await counted('?cause=conflict')).toEqual([1, 1]);
    expect(await counted('?cause=fault')).toEqual([4, 4]);
    expect(await counted('?format=hl7')).toEqual([1, 1]);
    expect(await counted(`?intakeId=${second.id}`)).toEqual([2, 2]);
    expect(await counted('?field=/patientExternalId')).toEqual([2, 2]);
    expect(await counted('?minAgeDays=2')).toEqual([2, 2]);
    // In New York it is the evening of one day when the records arrive, and the afternoon of the next day when they are listed.
    await desk.practice.call('PUT', '/v1/office', { timeZone: 'America/New_York' }, { headers: { 'If-Match': '"0"' } });
    desk.edge.setNow('2026-11-27T04:30:00.000Z');
    expect([await counted('?minAgeDays=1'), await counted('?minAgeDays=2')]).toEqual([
      [5, 5],
      [2, 2],
    ]);
    const { items, nextPageToken, count } = await list('?limit=2');
    expect([items.length, count]).toEqual([2, 5]);
    const rest = await list(`?limit=2&pageToken=${nextPageToken}`);
    expect(named([...items, ...rest.items])).toEqual(named(all.items).slice(0, 4));
    expect(await list('', stranger)).toMatchObject({ items: [], count: 0 });
  });

  it('is filtered by marks, and counts fields among the filtered items', async () => {
    const { id } = await send([visit('V1', 'NEW-1'), visit('V2', 'MRN1', { colour: 'x' })]);
    const tenant = manager.tenantId as TenantId;
    const mark = { ...unmarked(intakeFailureId({ intakeId: id, record: 1 })), version: 1, tags: ['april'] };
    expect((await store.table.transact([workMarkWrite(tenant, mark)])).ok).toBe(true);
    const noted = await list('?tag=april');
    expect(noted).toMatchObject({ count: 1, items: [{ record: 1, mark: { tags: ['april'] } }] });
    expect(noted.byField).toEqual([{ field: '/patientExternalId', count: 1 }]);
    expect((await list('?tag=april&field=/colour')).byField).toEqual(noted.byField);
    expect(await list('?assignedTo=none&field=/patientExternalId')).toMatchObject({ count: 1 });
    expect(await list('?tag=may')).toMatchObject({ count: 0, byField: [] });
  });

  it('can be retried together, and is removed from the list once it is accepted', async () => {
    await send([visit('V1', 'NEW-1'), visit('V2', 'NEW-2')]);
    await send([visit('V3', 'NEW-1')]);
    await desk.enterPatient('NEW-1');
    const { items } = await list('?field=/patientExternalId');
    expect((await bulk(named(items), { do: 'retry' })).map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...['begun', 'begun', 'begun'],
    ]);
    const after = await list();
    expect(after).toMatchObject({ count: 1, items: [{ record: 2, errors: [{ pointer: '/patientExternalId' }] }] });
    // It keeps its place, however often it is tried.
    expect(after.items[0].since).toBe(items[1].since);
  });

  it('is dismissed in requests of a hundred, each answered separately, and counted once', async () => {
    const sent = await Promise.all(
      [0, 1].map(async (file) =>
        desk.send(Array.from({ length: 50 }, (_, index) => visit(`${file}-${index}`, `NONE-${index}`)).join('\n'), {
          format: 'json-lines',
        }),
      ),
    );
    const { items } = await list('?limit=100');
    expect(items).toHaveLength(100);
    const [one] = items;
    await desk.call('POST', `/v1/intakes/${one.intakeId}/failures/${one.record}/dismiss`, { reason: 'by hand' });
    const action = { do: 'dismiss', reason: 'of another office' };
    const answered = await bulk(named(items), action);
    expect(answered[0]).toMatchObject({ outcome: 'refused', problem: 'intake-failure-over' });
    expect(answered.filter(({ outcome }: { outcome: string }) => outcome === 'done')).toHaveLength(99);
    // The request is sent again, because the answer was lost.
    expect(await bulk(named(items), action)).toEqual(answered);
    expect(await list()).toMatchObject({ count: 0, items: [] });
    for (const { id } of sent)
      expect((await desk.call('GET', `/v1/intakes/${id}`)).body).toMatchObject({ open: 0, dismissed: 50 });
    const trail = (await store.items()).filter(({ action: done }) => done === 'intake-failure-dismissed');
    expect(trail).toHaveLength(100);
  });

  it('is accepted together if its records differ from encounters here, and refused if not', async () => {
    await send([visit('V1'), visit('V2')]);
    await send([visit('V1', 'MRN1', { placeOfService: '22' }), visit('V2', 'MRN1', { placeOfService: '22' }), '{}']);
    const { items } = await list();
    const unknown = { ...named(items)[0], record: 99 };
    const answered = await bulk([...named(items), unknown], { do: 'take', reason: 'moved to the hospital' });
    expect(answered).toMatchObject([
      { outcome: 'begun' },
      { outcome: 'begun' },
      { outcome: 'refused', problem: 'intake-failure-not-takeable' },
      { outcome: 'refused', problem: 'not-found' },
    ]);
    for (const id of ['V1', 'V2']) expect(await desk.encounter(id)).toMatchObject({ version: 2, placeOfService: '22' });
    expect(await list()).toMatchObject({ count: 1, conflicts: 0 });
    const asAuditor = { principal: { ...manager, roles: 'auditor' } };
    const path = '/v1/intake-failures/bulk-actions';
    const body = { failures: named(items), action: { do: 'retry' } };
    expect((await desk.call('POST', path, body, asAuditor)).status).toBe(403);
    const twice = { ...body, failures: [...named(items), ...named(items)] };
    expect((await desk.call('POST', path, twice)).status).toBe(400);
  });
});
