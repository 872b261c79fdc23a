import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codingWorkApi } from '../../functions/coding-work/api.ts';
import { operations } from '../../functions/coding-work/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { codingWorkPartition } from '../../shared/store/keys/coding-work.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import type { Table } from '../../shared/store/table.ts';
import { callApi, coder, manager, stranger, type TestAnswer } from '../support/api-event.ts';
import { type CodingDesk, openCodingDesk, physician, reviewer } from '../support/coding-desk.ts';
import { coverageBody, type OfficeApi, officeApi, patientBody, payerBody } from '../support/office.ts';

const tenant = 'first-office' as TenantId;
let desk: CodingDesk;

beforeEach(async () => {
  desk = await openCodingDesk();
});
afterEach(() => desk.store.stop());

interface Listed {
  readonly encounterId: string;
}
const list = async (query = '', principal = coder) => (await desk.get(`/v1/coding-work${query}`, principal)).body;
const ids = async (query = '') => (await list(query)).items.map(({ encounterId }: Listed) => encounterId);
const line = (serviceOn: string, chargeCents?: number) => ({
  ...{ procedure: 'X9003', units: 1, serviceOn, diagnosisPointers: [1] },
  ...(chargeCents === undefined ? {} : { chargeCents }),
});

describe('the list of what is to be coded', () => {
  test('has every draft without any item being written for it, with count and sum', async () => {
    const first = await desk.draft({ lines: [line('2026-11-20')] });
    const second = await desk.draft({ lines: [line('2026-11-19', 30_000), line('2026-11-21', 1_000)] });
    const third = await desk.draft({ lines: [] });
    expect(await list()).toMatchObject({ count: 3, totalCents: 12_500 + 31_000, isComplete: true });
    // The encounter without a line counts from its day of entry.
    expect(await ids()).toEqual([second, first, third]);
    expect(await ids('?sort=largest')).toEqual([second, first, third]);
    expect((await list()).items[1]).toMatchObject({
      ...{ version: 0, encounterVersion: 1, state: 'draft', list: 'coding', openQueries: 0, tags: [] },
      ...{ since: '2026-11-20', dueOn: '2026-11-23', cents: 12_500, isPriced: true },
      ...{ patientId: desk.office.patientId, facilityId: desk.office.facilityId },
    });
    const works = (await desk.store.items()).filter(({ type }) => type === 'coding-work');
    expect(works).toEqual([]);
  });

  test('says that a line has no price', async () => {
    await desk.draft({ lines: [{ ...line('2026-11-20'), procedure: 'X9999' }] });
    expect((await list()).items).toMatchObject([{ cents: 0, isPriced: false }]);
  });

  test('loses what is final, and finds drafts of earlier months', async () => {
    const old = await desk.draft();
    const done = await desk.draft({ lines: [line('2026-11-19')] });
    expect((await desk.finalize(done)).status).toBe(200);
    desk.edge.setNow('2027-03-05T08:00:00.000Z');
    expect(await ids()).toEqual([old]);
    // The month of the oldest draft is remembered, and that month is read again.
    expect((await desk.store.items()).find(({ type }) => type === 'oldest-drafts')).toMatchObject({ month: '2026-11' });
    const young = await desk.draft({ lines: [line('2027-03-01')] });
    expect(await ids()).toEqual([old, young]);
    expect((await desk.finalize(old)).status).toBe(200);
    expect(await ids()).toEqual([young]);
    expect((await desk.store.items()).find(({ type }) => type === 'oldest-drafts')).toMatchObject({ month: '2027-02' });
  });

  test('has an encounter that was final and is being corrected, however old it is', async () => {
    const id = await desk.draft();
    await desk.finalize(id);
    desk.edge.setNow('2027-03-05T08:00:00.000Z');
    // By now the list knows that the encounter is final, and that no draft is older than last month.
    expect(await ids()).toEqual([]);
    const { version } = (await desk.get(`/v1/encounters/${id}`)).body;
    const corrected = await desk.send(`/v1/encounters/${id}/correct`, { reason: 'a wrong modifier' }, { version });
    expect(corrected.status).toBe(200);
    expect((await list()).items).toMatchObject([
      { encounterId: id, state: 'draft', reopened: { because: 'encounter-corrected' } },
    ]);
    expect((await desk.finalize(id)).status).toBe(200);
    expect(await ids('?list=all')).toEqual([]);
  });

  test('is filtered by age, value, facility, provider, patient, payer, tag and kind', async () => {
    const { api, office } = desk;
    const made = async (path: string, body: unknown) => (await api.call('POST', path, body)).body.id;
    const payerId = await made('/v1/payers', {
      ...payerBody,
      name: 'Other Health',
      claimPayerId: '88888',
      remittanceIdentities: [],
    });
    const patientId = await made('/v1/patients', patientBody);
    await made(`/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId });
    const one = await desk.draft({ lines: [line('2026-11-03', 5_000)], tags: ['audit'] });
    const other = await desk.draft({ patientId, lines: [line('2026-11-20', 900)] });
    expect(await ids('?minAgeDays=10')).toEqual([one]);
    expect(await ids('?maxCents=1000')).toEqual([other]);
    expect(await ids('?tag=audit')).toEqual([one]);
    expect(await ids(`?patientId=${patientId}`)).toEqual([other]);
    expect(await ids(`?payerId=${payerId}`)).toEqual([other]);
    expect((await list(`?payerId=${office.payerId}`)).items).toMatchObject([
      { encounterId: one, payerId: office.payerId },
    ]);
    expect(await ids(`?facilityId=${office.facilityId}`)).toEqual([one, other]);
    expect(await ids(`?facilityId=${office.facilityId.replace(/.{4}$/, '0000')}`)).toEqual([]);
    expect(await ids(`?providerId=${office.billingProviderId}`)).toEqual([one, other]);
    expect(await ids(`?providerId=${office.renderingProviderId}`)).toEqual([]);
    expect(await ids('?kind=dental')).toEqual([]);
  });

  test('is read page by page, and records who read it; it names patients only for those who may see the names', async () => {
    const made = [];
    for (const day of ['18', '19', '20']) made.push(await desk.draft({ lines: [line(`2026-11-${day}`)] }));
    const page = await list('?limit=2');
    expect(page.items.map(({ encounterId }: Listed) => encounterId)).toEqual(made.slice(0, 2));
    expect(await ids(`?limit=2&pageToken=${page.nextPageToken}`)).toEqual(made.slice(2));
    expect(JSON.stringify(page)).not.toMatch(/canary/i);
    expect((await list('?names=true')).items[0].patientName).toBe('Canaryname, Testa');
    const trail = await desk.store.table.queryAll({ partition: auditPartition(tenant, 'coding-work') });
    expect(trail).toContainEqual(
      expect.objectContaining({
        action: 'coding-work-read',
        facts: { items: 2, encounterIds: made.slice(0, 2).join(' ') },
      }),
    );
    expect((await desk.get('/v1/coding-work', stranger)).body).toMatchObject({ count: 0, items: [] });
  });
});

describe('a piece of work', () => {
  test('is taken by one coder, released, and assigned by a manager', async () => {
    const id = await desk.draft();
    const taken = await desk.act(id, { do: 'take', dueOn: '2026-11-30' });
    expect([taken.status, taken.headers.ETag]).toEqual([200, '"1"']);
    expect(taken.body).toMatchObject({ version: 1, assignedTo: 'user-coder', dueOn: '2026-11-30', list: 'coding' });
    expect((await desk.get(`/v1/coding-work/${id}`)).body).toEqual(taken.body);
    const second = await desk.act(id, { do: 'take' }, reviewer);
    expect([second.status, second.body.title]).toEqual([409, 'Somebody else does this work']);
    expect((await desk.act(id, { do: 'release' }, reviewer)).status).toBe(403);
    expect((await desk.act(id, { do: 'assign', to: 'user-reviewer' })).status).toBe(403);
    expect((await desk.act(id, { do: 'assign', to: 'user-reviewer' }, manager)).body.assignedTo).toBe('user-reviewer');
    expect(await ids('?assignedTo=user-reviewer')).toEqual([id]);
    expect(await ids('?assignedTo=none')).toEqual([]);
    expect((await desk.act(id, { do: 'release' }, reviewer)).body).not.toHaveProperty('assignedTo');
    expect(await ids('?assignedTo=none')).toEqual([id]);
    const stale = await desk.send(`/v1/coding-work/${id}/actions`, { do: 'take' }, { version: 1 });
    expect(stale.status).toBe(412);
  });

  test('that is on hold comes up again on its day, and cannot be finalised before', async () => {
    const id = await desk.draft();
    const hold = { do: 'hold', until: '2026-11-27', note: 'the operative report is missing' };
    expect((await desk.act(id, { ...hold, until: '2026-11-23' })).body.title).toBe('The day has passed');
    expect((await desk.act(id, hold)).body).toMatchObject({
      list: 'held',
      hold: { until: '2026-11-27', by: 'user-coder' },
    });
    expect([await ids(), await ids('?list=held')]).toEqual([[], [id]]);
    expect((await desk.finalize(id)).body.title).toBe('Somebody holds the coding of the encounter');
    desk.edge.setNow('2026-11-27T08:00:00.000Z');
    expect([await ids(), await ids('?list=held')]).toEqual([[id], []]);
    desk.edge.setNow('2026-11-26T08:00:00.000Z');
    expect((await desk.act(id, { do: 'resume' })).body).not.toHaveProperty('hold');
    expect((await desk.finalize(id)).status).toBe(200);
    const partitions = Array.from({ length: shards.codingWork }, (_, shard) => codingWorkPartition(tenant, shard));
    const rows = await Promise.all(
      partitions.map((partition) => desk.store.table.queryAll({ partition, index: true })),
    );
    expect(rows.flat()).toEqual([]);
    expect((await desk.act(id, { do: 'take' })).body.title).toBe('The coding of the encounter has ended');
  });

  const hold = { do: 'hold', until: '2026-11-27', note: 'the operative report is missing' };
  const meanwhile = async (act: () => Promise<unknown>, work: (api: OfficeApi) => Promise<TestAnswer>) => {
    let isFirst = true;
    const transact: Table['transact'] = async (writes) => {
      // The billed services are written separately, before the transaction.
      if (isFirst && writes.length > 1) {
        isFirst = false;
        await act();
      }
      return desk.store.table.transact(writes);
    };
    return work(officeApi({ ...desk.edge, table: { ...desk.store.table, transact } }));
  };
  const finalizing = (id: string) => (api: OfficeApi) =>
    api.call('POST', `/v1/encounters/${id}/finalize`, undefined, {
      principal: coder,
      headers: { 'If-Match': '"1"', 'Idempotency-Key': 'final' },
    });

  test('that is put on hold at the moment of finalising does not become final', async () => {
    const id = await desk.draft();
    const answer = await meanwhile(() => desk.act(id, hold), finalizing(id));
    expect([answer.status, await ids('?list=held')]).toEqual([412, [id]]);
    expect((await finalizing(id)(desk.api)).body.title).toBe('Somebody holds the coding of the encounter');
  });

  test('is neither put on hold nor voided if both happen at once and one has not seen the other', async () => {
    const id = await desk.draft();
    const voiding = (api: OfficeApi) =>
      api.call(
        'POST',
        `/v1/encounters/${id}/void`,
        { reason: 'entered twice' },
        {
          headers: { 'If-Match': '"1"', 'Idempotency-Key': 'void' },
        },
      );
    expect((await meanwhile(() => desk.act(id, hold), voiding)).status).toBe(412);
    expect((await voiding(desk.api)).status).toBe(200);
    expect(await ids('?list=all')).toEqual([]);
  });

  test('that becomes final at the moment of a hold is not held', async () => {
    const id = await desk.draft();
    const { transact } = desk.store.table;
    let isFirst = true;
    const table: Table = {
      ...desk.store.table,
      transact: async (writes) => {
        if (isFirst) {
          isFirst = false;
          await desk.finalize(id);
        }
        return transact(writes);
      },
    };
    const handler = createApiHandler(codingWorkApi, operations, { ...desk.edge, table });
    const path = `/v1/coding-work/${id}/actions`;
    const headers = { 'If-Match': '"0"' };
    const answer = await callApi(handler, { method: 'POST', path, body: hold, principal: coder, headers });
    expect([answer.status, (await desk.get(`/v1/coding-work/${id}`)).body.version]).toEqual([412, 0]);
  });

  test('gets tags and loses them, in addition to those of the encounter', async () => {
    const id = await desk.draft({ tags: ['audit'] });
    expect((await desk.act(id, { do: 'tag', add: ['new-coder', 'urgent'] })).body.tags).toEqual([
      'audit',
      'new-coder',
      'urgent',
    ]);
    expect((await desk.act(id, { do: 'tag', remove: ['urgent'] })).body.tags).toEqual(['audit', 'new-coder']);
    expect([await ids('?tag=new-coder'), await ids('?tag=urgent')]).toEqual([[id], []]);
  });

  test('is changed together with many others, each answered separately', async () => {
    const [one, two, final] = [
      await desk.draft(),
      await desk.draft(),
      await desk.draft({ lines: [line('2026-11-19')] }),
    ];
    await desk.finalize(final);
    await desk.act(two, { do: 'take' }, reviewer);
    const unknown = one.replace(/.{4}$/, '0000');
    const items = [one, two, final, unknown].map((id) => ({ id, version: id === two ? 1 : 0 }));
    const body = { action: { do: 'take' }, items };
    const sent = await desk.send('/v1/coding-work/bulk-actions', body, { key: 'bulk' });
    expect([sent.status, sent.body.items]).toMatchObject([
      200,
      [
        { id: one, outcome: 'done', version: 1 },
        { id: two, outcome: 'refused', problem: 'work-taken', title: 'Somebody else does this work' },
        { id: final, outcome: 'refused', problem: 'work-ended', title: 'The coding of the encounter has ended' },
        { id: unknown, outcome: 'refused', problem: 'not-found', title: 'Not found' },
      ],
    ]);
    expect((await desk.send('/v1/coding-work/bulk-actions', body, { key: 'bulk' })).body).toEqual(sent.body);
    const trail = await desk.store.table.queryAll({ partition: auditPartition(tenant, one) });
    expect(trail).toContainEqual(expect.objectContaining({ action: 'coding-work-changed', facts: { do: 'take' } }));
    expect(await ids('?assignedTo=user-coder')).toEqual([one]);
  });

  test('is changed together with a hundred others, one of which somebody else changes at the same moment', async () => {
    const items: { id: string; version: number }[] = [];
    for (let each = 0; each < 100; each += 1) items.push({ id: await desk.draft(), version: 0 });
    const taken = items[40]?.id as string;
    const body = { action: { do: 'tag', add: ['week-48'] }, items };
    const { table } = desk.edge;
    const { transact } = table;
    let isMeanwhile = false;
    Object.assign(table, {
      transact: async (...writes: Parameters<typeof transact>) => {
        if (!isMeanwhile) {
          isMeanwhile = true;
          expect((await desk.act(taken, { do: 'take' }, reviewer)).status).toBe(200);
        }
        return transact(...writes);
      },
    });
    const sent = await desk.send('/v1/coding-work/bulk-actions', body, { key: 'hundred' });
    Object.assign(table, { transact });
    expect([sent.status, sent.body.items.length]).toEqual([200, 100]);
    const refused = sent.body.items.filter(({ outcome }: { outcome: string }) => outcome === 'refused');
    expect(refused).toMatchObject([{ id: taken, problem: 'version-changed' }]);
    expect(await ids('?tag=week-48&limit=100')).toHaveLength(99);
    // The refused item is read again and requested again.
    const rest = { ...body, items: [{ id: taken, version: 1 }] };
    const again = await desk.send('/v1/coding-work/bulk-actions', rest, { key: 'hundred-again' });
    expect(again.body.items).toEqual([{ id: taken, outcome: 'done', version: 2 }]);
    expect((await desk.get(`/v1/coding-work/${taken}`)).body).toMatchObject({
      tags: ['week-48'],
      assignedTo: 'user-reviewer',
    });
    const more = { ...body, items: [...items, { id: items[0]?.id.replace(/.{4}$/, '0000'), version: 0 }] };
    expect((await desk.send('/v1/coding-work/bulk-actions', more, { key: 'more' })).status).toBe(400);
  });

  test('is taken by one of two coders who ask at the same moment', async () => {
    const id = await desk.draft();
    const path = `/v1/coding-work/${id}/actions`;
    const both = await Promise.all(
      [coder, reviewer].map((principal) => desk.send(path, { do: 'take' }, { version: 0, principal })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = both.find(({ status }) => status === 200)?.body.assignedTo;
    expect((await desk.get(`/v1/coding-work/${id}`)).body).toMatchObject({ version: 1, assignedTo: winner });
  });

  test('that is taken while its encounter becomes final is on no list', async () => {
    const id = await desk.draft();
    const path = `/v1/coding-work/${id}/actions`;
    const [final] = await Promise.all([desk.finalize(id), desk.send(path, { do: 'take' }, { version: 0 })]);
    // If somebody takes the work at the same moment, finalising is refused: it succeeds after the encounter was read
    // again.
    if (final.status === 412) expect((await desk.finalize(id)).status).toBe(200);
    expect((await desk.get(`/v1/encounters/${id}`)).body.state.kind).toBe('final');
    expect(await ids('?list=all')).toEqual([]);
  });

  test('of another office is as unknown as one that does not exist', async () => {
    const id = await desk.draft();
    expect((await desk.get(`/v1/coding-work/${id}`, stranger)).status).toBe(404);
    const sent = await desk.send(`/v1/coding-work/${id}/actions`, { do: 'take' }, { version: 0, principal: stranger });
    expect(sent.status).toBe(404);
    expect(
      (await desk.send(`/v1/coding-work/${id}/actions`, { do: 'take' }, { version: 0, principal: physician })).status,
    ).toBe(403);
  });
});
