import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feesApi } from '../../functions/fees/api.ts';
import { operations } from '../../functions/fees/operations.ts';
import { wholeQuantity } from '../../shared/domain/encounter/quantity.ts';
import type { PricedService } from '../../shared/domain/fees/priced-service.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { readFeeBook, readFeeDirectory } from '../../shared/store/fee-schedules.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { callApi, coder, manager, stranger } from '../support/api-event.ts';
import { facilityBody, feeScheduleBody, type OfficeApi, officeApi, payerBody } from '../support/office.ts';
import { referencesOfRows } from '../support/references-of-rows.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const path = '/v1/fee-schedules';

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  api = officeApi(edge);
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
const made = async (where: string, body: unknown): Promise<string> => {
  const answer = await api.call('POST', where, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
};
const description = { name: 'Synthetic prices', effectiveFrom: '2026-01-01' };
const feesOf = async (id: string, query = '') => (await api.call('GET', `${path}/${id}/fees${query}`)).body.items;
const load = (id: string, version: number, body: object) =>
  api.call('POST', `${path}/${id}/fees`, body, ifMatch(version));
const match = async (service: object, more = {}) =>
  (await api.call('POST', `${path}/match`, { units: 1, serviceOn: '2026-03-01', ...service }, more)).body;
const csv = (...lines: readonly string[]) => ['procedure,modifiers,place,price,base units', ...lines].join('\r\n');

describe('a fee schedule', () => {
  test('is added with its first fees, shown without them, listed, found by its own id, and described again', async () => {
    const answer = await api.call('POST', path, { ...feeScheduleBody, externalId: 'OWN-1' });
    const shown = { ...description, externalId: 'OWN-1', appliesTo: {}, feeCount: 4, id: answer.body.id, version: 1 };
    expect([answer.status, answer.headers.ETag, answer.body]).toEqual([201, '"1"', shown]);
    const { id } = shown;
    expect((await api.call('GET', `${path}/${id}`, undefined, { principal: coder })).body).toEqual(shown);
    expect((await api.call('GET', path)).body).toEqual({ items: [shown] });
    expect((await api.call('POST', `${path}/search`, { externalId: 'OWN-1' })).body).toEqual({ items: [shown] });
    const next = await api.call('PUT', `${path}/${id}`, { ...shown, name: 'Prices of 2026' }, ifMatch(1));
    expect(next.body).toEqual({ ...shown, name: 'Prices of 2026', version: 2 });
    expect(await feesOf(id)).toHaveLength(4);
    const again = await api.call('PUT', `${path}/${id}`, shown, ifMatch(1));
    expect([again.status, again.body.type]).toEqual([412, expect.stringMatching(/\/version-changed$/)]);
    const audit = await store.table.queryAll({ partition: auditPartition(tenant, id) });
    expect(audit.map((item) => item.action).sort()).toEqual(['fee-schedule-created', 'fee-schedule-replaced']);
  });

  test('belongs to one office', async () => {
    const id = await made(path, feeScheduleBody);
    const elsewhere = { principal: stranger };
    expect((await api.call('GET', `${path}/${id}`, undefined, elsewhere)).status).toBe(404);
    expect((await api.call('GET', `${path}/${id}/fees`, undefined, elsewhere)).status).toBe(404);
    expect((await api.call('GET', `${path}/${id}/price-history?procedure=X9003`, undefined, elsewhere)).status).toBe(
      404,
    );
    expect((await match({ procedure: 'X9003' }, elsewhere)).considered).toEqual([]);
  });

  test('may name only payers, providers and facilities of the office', async () => {
    const payerId = await made('/v1/payers', payerBody);
    const unknown = 'fac_01JD0EXAMP1E00000000000000';
    const appliesTo = { payerIds: [payerId], facilityIds: [unknown] };
    const refused = await api.call('POST', path, { ...feeScheduleBody, appliesTo });
    expect([refused.status, refused.body.errors]).toEqual([
      404,
      [{ pointer: '/appliesTo/facilityIds/0', detail: 'nothing here has this id' }],
    ]);
    expect((await api.call('GET', path)).body.items).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a date that does not exist', { effectiveFrom: '2026-02-30' }, '/effectiveFrom'],
    ['an end before its beginning', { effectiveTo: '2025-12-31' }, '/effectiveTo'],
    [
      'payers, and patients who pay',
      { appliesTo: { payerIds: ['pay_01JD0EXAMP1E00000000000000'], selfPay: true } },
      '/appliesTo/selfPay',
    ],
    ['a price with decimals', { fees: [{ procedure: 'X9003', cents: 12.345 }] }, '/fees/0/cents'],
    ['a negative price', { fees: [{ procedure: 'X9003', cents: -1 }] }, '/fees/0/cents'],
    ['a price as text', { fees: [{ procedure: 'X9003', cents: '12' }] }, '/fees/0/cents'],
    ['a price beyond any price', { fees: [{ procedure: 'X9003', cents: 1e17 }] }, '/fees/0/cents'],
    ['no price', { fees: [{ procedure: 'X9003' }] }, '/fees/0/cents'],
    ['a place that is none', { fees: [{ procedure: 'X9003', place: '00', cents: 5 }] }, '/fees/0/place'],
    [
      'the same service twice',
      {
        fees: [
          { procedure: 'X9003', modifiers: ['25', 'GT'], cents: 5 },
          { procedure: 'X9003', modifiers: ['GT', '25'], cents: 6 },
        ],
      },
      '/fees',
    ],
    [
      'a unit of anesthesia without minutes',
      { anesthesia: { conversionCents: 8000, minutesPerUnit: 0, partOfUnit: 'tenth' } },
      '/anesthesia/minutesPerUnit',
    ],
  ])('with %s is refused at its place', async (_what, wrong, pointer) => {
    const answer = await api.call('POST', path, { ...feeScheduleBody, ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('if two people change the same version at the same moment, one is refused', async () => {
    const id = await made(path, feeScheduleBody);
    const answers = await Promise.all([
      load(id, 1, { mode: 'merge', csv: csv('X9003,,,130') }),
      load(id, 1, { mode: 'merge', csv: csv('X9003,,,131') }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect((await feesOf(id, '?procedure=X9003'))[0].cents).toBe(13_000 + 100 * won);
  });
});

describe('fees from a file', () => {
  test('are tried before they are loaded, and the trial says exactly what the load then does', async () => {
    const id = await made(path, feeScheduleBody);
    const body = { mode: 'replace', csv: csv('X9003,,,125.00', 'J1885,,,3.00', 'X9003,26,facility,40') };
    const trial = await api.call('POST', `${path}/${id}/fees/dry-run`, body);
    const counts = { added: 1, changed: 1, removed: 2, unchanged: 1 };
    expect([trial.status, trial.body]).toEqual([
      200,
      {
        ...counts,
        feeCount: 3,
        isComplete: true,
        changes: [
          { change: 'removed', before: { procedure: 'G0439', modifiers: [], cents: 17_550 } },
          {
            change: 'changed',
            before: { procedure: 'J1885', modifiers: [], cents: 275 },
            after: { procedure: 'J1885', modifiers: [], cents: 300 },
          },
          { change: 'removed', before: { procedure: 'X9003', modifiers: ['25'], cents: 13_000 } },
          { change: 'added', after: { procedure: 'X9003', modifiers: ['26'], place: 'facility', cents: 4_000 } },
        ],
      },
    ]);
    expect(await feesOf(id)).toHaveLength(4);
    const loaded = await load(id, 1, body);
    expect([loaded.status, loaded.body]).toEqual([
      200,
      {
        ...counts,
        schedule: { ...description, appliesTo: {}, feeCount: 3, id, version: 2 },
      },
    ]);
    expect(await feesOf(id)).toEqual([
      { procedure: 'J1885', modifiers: [], cents: 300 },
      { procedure: 'X9003', modifiers: [], cents: 12_500 },
      { procedure: 'X9003', modifiers: ['26'], place: 'facility', cents: 4_000 },
    ]);
  });

  test('are refused as a whole with the line and column of each error', async () => {
    const id = await made(path, feeScheduleBody);
    const bad = { mode: 'merge', csv: csv('X9003,,,125.00', 'X9OO4,,,3.001', '"X9005",,,"1') };
    const answer = await load(id, 1, bad);
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ pointer: '/csv', detail: expect.stringMatching(/^line 4: a cell begins with a quote that does not end/) }],
    ]);
    const worse = await load(id, 1, { mode: 'merge', csv: csv('', 'X9003,,,125.00', '"X9OO4",,,3.001') });
    expect(worse.body.errors.map(({ detail }: { detail: string }) => detail)).toEqual([
      'line 4, column procedure: expected a HCPCS or CPT code of five characters, such as J3301; character 3 is the letter O: write the digit 0',
      'line 4, column price: expected dollars with up to two decimals, such as 125.50, from 0 to 99,999,999.99',
    ]);
    expect(JSON.stringify(worse.body)).not.toContain('X9OO4');
    expect((await api.call('GET', `${path}/${id}`)).body.version).toBe(1);
  });

  test('may have a hundred thousand blank rows below them, as spreadsheets write them', async () => {
    const id = await made(path, description);
    const blank = ',\n'.repeat(500_000);
    const answer = await load(id, 1, { mode: 'replace', csv: `procedure,price\nX9003,1.00\n${blank}` });
    expect([answer.status, answer.body.added]).toEqual([200, 1]);
    const wide = await load(id, 2, { mode: 'replace', csv: `procedure${','.repeat(500_000)}` });
    // Of the first 50 cells, all but the first have no name that is known.
    expect([wide.status, wide.body.errors.length]).toEqual([422, 49]);
    const long = await load(id, 2, { mode: 'replace', csv: `procedure,price\n${'X9003,1\n'.repeat(60_000)}` });
    expect([long.status, long.body.errors]).toEqual([
      422,
      [{ pointer: '/csv', detail: 'line 1: a schedule has at most 50000 fees' }],
    ]);
  });

  test('are counted before they are written: no code has more than 500 rows, not even after merging', async () => {
    const id = await made(path, description);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => {
        const n = from + index;
        return `X9003,${letters[Math.floor(n / 26) % 26]}${letters[n % 26]},,5`;
      });
    expect((await load(id, 1, { mode: 'replace', csv: csv(...many(0, 400)) })).status).toBe(200);
    const grown = await load(id, 2, { mode: 'merge', csv: csv(...many(400, 101)) });
    expect([grown.status, grown.body.type]).toEqual([422, expect.stringMatching(/\/fees-too-many$/)]);
    const alone = await load(id, 2, { mode: 'replace', csv: csv(...many(0, 501)) });
    expect([alone.status, alone.body.errors[0].detail]).toEqual([
      422,
      'line 502, column procedure: a code has at most 500 rows in a schedule',
    ]);
  });

  test('of 20,000 codes are one change, and pricing twelve lines reads them in two requests', async () => {
    const id = await made(path, description);
    const code = (index: number) => `${'ABCDEFGHIJ'[Math.floor(index / 2000)]}${String(index % 2000).padStart(4, '0')}`;
    const lines = Array.from({ length: 20_000 }, (_, index) => `${code(index)},,,${index}.25`);
    const loaded = await load(id, 1, { mode: 'replace', csv: csv(...lines) });
    expect([loaded.status, loaded.body.schedule.feeCount, loaded.body.added]).toEqual([200, 20_000, 20_000]);
    const asked: unknown[] = [];
    const send: Sender['send'] = (command) => {
      asked.push(command);
      return store.sender.send(command);
    };
    const table = createTable({ send }, store.tableName);
    const services = Array.from({ length: 12 }, (_, index): PricedService => {
      const procedure = code(index * 1500);
      return { procedure, modifiers: [], units: wholeQuantity(1), serviceOn: '2026-03-01' as LocalDate };
    });
    const { schedules } = await readFeeDirectory(table, tenant);
    const book = await readFeeBook(table, tenant, { schedules, services, references: referencesOfRows([]) });
    expect(asked).toHaveLength(2);
    expect(services.map(({ procedure }) => book.feesOf(id, procedure).map(({ cents }) => cents))).toEqual(
      services.map((_, index) => [index * 150_000 + 25]),
    );
    const page = await api.call('GET', `${path}/${id}/fees?limit=2`);
    expect(page.body.items.map((fee: { procedure: string }) => fee.procedure)).toEqual(['A0000', 'A0001']);
    const following = await api.call('GET', `${path}/${id}/fees?limit=2&pageToken=${page.body.nextPageToken}`);
    expect(following.body.items[0].procedure).toBe('A0002');
  });
});

describe('the history of a fee schedule', () => {
  test('shows the price in each version, since when, and who changed it', async () => {
    const id = await made(path, feeScheduleBody);
    await load(id, 1, { mode: 'merge', csv: csv('X9003,,,130') });
    await api.call('PUT', `${path}/${id}`, { ...description, name: 'Renamed' }, ifMatch(2));
    await load(id, 3, { mode: 'merge', fees: [{ procedure: 'G0439', cents: 18_000 }] });
    await load(id, 4, { mode: 'replace', csv: csv('G0439,,,181') });
    const versions = (await api.call('GET', `${path}/${id}/versions`)).body.items;
    expect(
      versions.map(({ version, change, counts, by }: Record<string, unknown>) => [version, change, counts, by]),
    ).toEqual([
      [5, 'fees-replaced', { added: 0, changed: 1, removed: 3 }, 'user-manager'],
      [4, 'fees-merged', { added: 0, changed: 1, removed: 0 }, 'user-manager'],
      [3, 'described', { added: 0, changed: 0, removed: 0 }, 'user-manager'],
      [2, 'fees-merged', { added: 0, changed: 1, removed: 0 }, 'user-manager'],
      [1, 'created', { added: 4, changed: 0, removed: 0 }, 'user-manager'],
    ]);
    const history = (await api.call('GET', `${path}/${id}/price-history?procedure=X9003`)).body.items;
    expect(
      history.map(({ version, fees }: { version: number; fees: { cents: number }[] }) => [
        version,
        fees.map((fee) => fee.cents),
      ]),
    ).toEqual([
      [1, [12_500, 13_000]],
      [2, [13_000, 13_000]],
      [5, []],
    ]);
    expect(history[0]).toMatchObject({ by: 'user-manager', at: expect.stringMatching(/^20/) });
    expect(await feesOf(id, '?version=1&procedure=X9003')).toHaveLength(2);
    expect(await feesOf(id, '?version=3')).toHaveLength(4);
    expect((await api.call('GET', `${path}/${id}/fees?version=6`)).status).toBe(404);
  });
});

describe('the match of a price', () => {
  test('names the schedule and the row that gave it, and says why the others did not', async () => {
    const payerId = await made('/v1/payers', payerBody);
    const facilityId = await made('/v1/facilities', facilityBody);
    const general = await made(path, feeScheduleBody);
    const old = await made(path, { ...feeScheduleBody, effectiveFrom: '2025-01-01' });
    const own = await made(path, {
      ...description,
      appliesTo: { payerIds: [payerId] },
      fees: [{ procedure: 'J1885', cents: 200 }],
    });
    const answer = await match({
      procedure: 'X9003',
      modifiers: ['25'],
      units: '2',
      payerId,
      facilityId,
      placeOfService: '11',
    });
    const passed = { feeScheduleId: own, version: 1, why: 'no-row' };
    const from = { feeScheduleId: general, version: 1, name: 'Synthetic prices' };
    expect(answer.chargeCents).toBe(26_000);
    expect(answer.taken).toEqual({ ...from, row: { modifiers: ['25'] }, unitCents: 13_000, passedOver: [passed] });
    expect(
      answer.considered.map((each: Record<string, unknown>) => [each.feeScheduleId, each.standing, each.because]),
    ).toEqual([
      [own, 'no-row', 'It has no row for this code'],
      [general, 'taken', 'It gives the price'],
      [old, 'superseded', 'A later schedule for the same payers, providers and facilities is in force'],
    ]);
    expect(answer.considered[1].fees.map(({ standing }: { standing: string }) => standing)).toEqual([
      'less-specific',
      'taken',
    ]);
    expect((await match({ procedure: 'J1885', payerId })).chargeCents).toBe(200);
    expect((await match({ procedure: 'J1885' })).chargeCents).toBe(275);
    const none = await match({ procedure: 'X9999' });
    expect([none.chargeCents, none.taken]).toEqual([undefined, undefined]);
  });

  test('can be asked for with the schedules as they were at an instant', async () => {
    const id = await made(path, feeScheduleBody);
    edge.setNow('2026-11-24T09:00:00.000Z');
    await load(id, 1, { mode: 'merge', csv: csv('X9003,,,130') });
    expect((await match({ procedure: 'X9003' })).chargeCents).toBe(13_000);
    expect((await match({ procedure: 'X9003', asOf: '2026-11-24T08:59:59Z' })).chargeCents).toBe(12_500);
    expect((await match({ procedure: 'X9003', asOf: '2020-01-01T00:00:00Z' })).considered).toEqual([]);
    const wrong = await api.call('POST', `${path}/match`, {
      procedure: 'X9003',
      units: 1,
      serviceOn: '2026-03-01',
      asOf: 'now',
    });
    expect(wrong.body.errors[0].pointer).toBe('/asOf');
  });

  test('turns minutes of anesthesia into units by the schedule’s rule, and shows them', async () => {
    const anesthesia = { conversionCents: 8000, minutesPerUnit: 15, partOfUnit: 'tenth' };
    await made(path, { ...description, anesthesia, fees: [{ procedure: 'X9801', baseUnits: 5 }] });
    const answer = await match({ procedure: 'X9801', modifiers: ['AA'], unit: 'MJ', units: 70 });
    // 5 base units + 70 / 15 = 4.7 time units: 9.7 x 80.00
    expect(answer.chargeCents).toBe(77_600);
    expect(answer.taken.anesthesia).toEqual({
      minutes: 70,
      baseUnits: 5,
      timeUnits: '4.7',
      statusUnits: 0,
      baseUnitsFrom: 'fee-schedule',
    });
  });

  test('takes the base units of the loaded official file if the schedule has none', async () => {
    const anesthesia = { conversionCents: 8000, minutesPerUnit: 15, partOfUnit: 'whole-up' };
    await made(path, { ...description, anesthesia });
    const asked = { procedure: 'X9801', unit: 'MJ', units: 62 };
    const nothing = await match(asked);
    expect([nothing.chargeCents, nothing.considered[0].standing]).toEqual([undefined, 'base-units-unknown']);
    const rows = [{ code: 'X9801', baseUnits: 4 }];
    const references = referencesOfRows([
      { set: 'anesthesia-units', release: '2026', effectiveFrom: '2026-01-01', rows },
    ]);
    const codeSets = { prepare: async () => ok({ references, inForce: () => undefined }) };
    const handler = createApiHandler(feesApi, operations, { ...edge, codeSets });
    const body = { serviceOn: '2026-03-01', ...asked };
    const answer = await callApi(handler, { method: 'POST', path: `${path}/match`, body, principal: manager });
    // 4 base units + 62 / 15, begun units whole: 5. 9 x 80.00
    expect([answer.body.chargeCents, answer.body.taken.anesthesia.baseUnitsFrom]).toEqual([72_000, 'official-file']);
  });
});
