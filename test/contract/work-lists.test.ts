import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClaimId, idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type Denial, denialDecidedWrite, denialWrite, readDenial } from '../../shared/store/denials.ts';
import { digestOf } from '../../shared/store/digest.ts';
import {
  exceptionDecidedWrite,
  exceptionResolvedWrite,
  exceptionWrite,
  readException,
  type StoredException,
} from '../../shared/store/exceptions.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import type { Write } from '../../shared/store/table.ts';
import { encounterBody, type Office, patientBody, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

const tenant = 'first-office' as TenantId;
const idOf = (kind: 'exception' | 'denial', name: string) => idFromDigest(kind, digestOf('test', name));

let store: TestTable;
let call: CallApi;
let edge: TestEdge;
let office: Office;
let claimId: ClaimId;

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  call = await wholeApi(edge);
  office = await setUpOffice({ call });
  const draft = await call('POST', '/v1/encounters', encounterBody(office));
  const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'final' };
  const final = await call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, { headers });
  claimId = final.body.state.claimIds[0];
});
afterEach(() => store.stop());

const write = async (...writes: readonly Write[]) => {
  expect((await store.table.transact(writes)).ok).toBe(true);
};

/** An exception of 10.00 without a claim, opened three days before the clock of the test. */
const open = (name: string, more: object = {}) =>
  exceptionWrite(tenant, {
    id: idOf('exception', name),
    code: 'claim-not-found',
    openedAt: '2026-11-20T09:00:00.000Z',
    cents: cents(1_000),
    facts: {},
    ...more,
  });

function denial(name: string, more: Partial<Denial> = {}): Write {
  return denialWrite(tenant, {
    id: idOf('denial', name),
    version: 1,
    state: 'open',
    claimId,
    payerId: office.payerId,
    share: 0,
    remittanceId: 'rem_01JD0EXAMP1E00000000000000',
    ledgerEntryId: 'entry',
    openedAt: '2026-11-20T09:00:00.000Z',
    noticeOn: '2026-11-19' as LocalDate,
    category: 'other',
    reasons: ['CO-16'],
    remarkCodes: [],
    lines: [1],
    deniedCents: cents(1_000),
    openCents: cents(1_000),
    appealBy: { on: '2027-01-31' as LocalDate, basis: 'assumed' },
    correctedClaimBy: { on: '2027-01-31' as LocalDate, basis: 'assumed' },
    ...more,
  });
}

const list = async (path: string) => {
  const { status, body } = await call('GET', path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const idsOf = async (path: string) => (await list(path)).items.map(({ id }: { id: string }) => id);

describe('exceptions', () => {
  test('are listed oldest first, or largest first, for credits and debits alike', async () => {
    await write(
      open('young', { openedAt: '2026-11-22T09:00:00.000Z', cents: cents(5_000) }),
      open('old', { openedAt: '2026-11-01T09:00:00.000Z', cents: cents(100) }),
      open('taken', { openedAt: '2026-11-21T09:00:00.000Z', cents: cents(-9_000) }),
    );
    const [young, old, taken] = ['young', 'old', 'taken'].map((name) => idOf('exception', name));
    expect(await idsOf('/v1/exceptions')).toEqual([old, taken, young]);
    expect(await idsOf('/v1/exceptions?sort=largest')).toEqual([taken, young, old]);
  });

  test('are counted and summed over all pages, and a page continues after the last item shown', async () => {
    for (let day = 10; day < 17; day += 1) await write(open(`${day}`, { openedAt: `2026-11-${day}T09:00:00.000Z` }));
    const first = await list('/v1/exceptions?limit=3');
    expect(first).toMatchObject({ count: 7, totalCents: 7_000, isComplete: true });
    // Meanwhile an older exception, which was shown already, is resolved, and an even older one is opened.
    await write(open('oldest', { openedAt: '2026-11-01T09:00:00.000Z' }));
    const second = await list(`/v1/exceptions?limit=3&pageToken=${first.nextPageToken}`);
    const third = await list(`/v1/exceptions?limit=3&pageToken=${second.nextPageToken}`);
    expect(third.nextPageToken).toBeUndefined();
    const shown = [first, second, third].flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
    expect(shown).toEqual([10, 11, 12, 13, 14, 15, 16].map((day) => idOf('exception', `${day}`)));
    const other = await call('GET', `/v1/exceptions?limit=3&sort=largest&pageToken=${first.nextPageToken}`);
    expect(other.body.type).toMatch(/page-token-invalid$/);
  });

  test('are those of a claim, open and ended', async () => {
    await write(
      open('ours', { claimId }),
      open('ended', { claimId }),
      open('of another claim', { claimId: 'C2' }),
      open('of none'),
    );
    await write(exceptionResolvedWrite(tenant, idOf('exception', 'ended'), '2026-11-21T09:00:00.000Z'));
    expect(await idsOf(`/v1/exceptions?claimId=${claimId}`)).toEqual([idOf('exception', 'ours')]);
    expect(await idsOf(`/v1/exceptions?claimId=${claimId}&state=ended`)).toEqual([idOf('exception', 'ended')]);
    expect(await list(`/v1/exceptions?claimId=${claimId}&sort=largest`)).toMatchObject({ count: 1, totalCents: 1_000 });
    expect((await call('GET', '/v1/exceptions?claimId=none')).status).toBe(400);
  });

  test('are all read up to 5,000, however unevenly they are distributed in the index', async () => {
    for (let start = 0; start < 5_000; start += 100) {
      await write(...Array.from({ length: 100 }, (_, index) => open(`${start + index}`)));
    }
    expect(await list('/v1/exceptions?limit=1')).toMatchObject({
      count: 5_000,
      totalCents: 5_000_000,
      isComplete: true,
    });
    await write(open('one more'));
    expect(await list('/v1/exceptions?limit=1')).toMatchObject({ count: 5_000, isComplete: false });
  });

  test('include the notes and marks of the page, and of the whole list only to filter by them', async () => {
    const names = ['one', 'two', 'three'];
    await write(...names.map((name, index) => open(name, { openedAt: `2026-11-1${index}T09:00:00.000Z` })));
    const ids = names.map((name) => idOf('exception', name));
    const body = { items: ids, addTags: ['april'] };
    expect((await call('POST', '/v1/work-marks', body, { headers: { 'Idempotency-Key': 'mark' } })).status).toBe(200);
    const read = vi.spyOn(edge.table, 'batchGet');
    const marksRead = async (path: string) => {
      read.mockClear();
      const { items } = await list(path);
      expect(items).toMatchObject([{ id: ids[0], mark: { tags: ['april'] } }]);
      return read.mock.calls.flatMap(([keys]) => keys.filter(({ pk }) => pk.includes('WORK-MARK'))).length;
    };
    expect(await marksRead('/v1/exceptions?limit=1')).toBe(1);
    expect(await marksRead('/v1/exceptions?limit=1&tag=april')).toBe(3);
  });

  test('are filtered by kind, amount, age, patient and billing provider', async () => {
    await write(
      open('claim', { claimId, cents: cents(2_500), openedAt: '2026-11-22T09:00:00.000Z' }),
      open('held', { code: 'claim-held', openedAt: '2026-10-01T09:00:00.000Z', cents: cents(100) }),
    );
    const [claim, held] = [idOf('exception', 'claim'), idOf('exception', 'held')];
    expect(await idsOf('/v1/exceptions?code=claim-held')).toEqual([held]);
    // A mistyped code is refused, because an empty list would suggest that nothing waits.
    expect((await call('GET', '/v1/exceptions?code=claim-hold')).body.errors).toMatchObject([
      { pointer: 'query/code' },
    ]);
    expect(await idsOf('/v1/exceptions?minCents=101')).toEqual([claim]);
    expect(await idsOf('/v1/exceptions?maxCents=100')).toEqual([held]);
    expect(await idsOf('/v1/exceptions?minAgeDays=2')).toEqual([held]);
    expect(await idsOf('/v1/exceptions?maxAgeDays=1')).toEqual([claim]);
    expect(await idsOf(`/v1/exceptions?patientId=${office.patientId}`)).toEqual([claim]);
    expect(await idsOf('/v1/exceptions?patientId=pat_01JD0EXAMP1E00000000000000')).toEqual([]);
    expect(await idsOf(`/v1/exceptions?providerId=${office.billingProviderId}`)).toEqual([claim]);
    expect(await idsOf(`/v1/exceptions?providerId=${office.renderingProviderId}`)).toEqual([]);
  });

  test('name the patient only on request, and then record that in the patient’s audit trail', async () => {
    await write(open('claim', { claimId }));
    const reads = async () =>
      (await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) })).filter(
        ({ action }) => action === 'patient-read',
      ).length;
    const before = await reads();
    expect((await list('/v1/exceptions')).items).toMatchObject([{ patientId: office.patientId }]);
    expect(JSON.stringify(await list('/v1/exceptions'))).not.toContain(patientBody.name.lastName);
    expect(await reads()).toBe(before);
    expect((await list('/v1/exceptions?names=true')).items).toMatchObject([{ patientName: 'Canaryname, Testa' }]);
    expect(await reads()).toBe(before + 1);
  });
});

describe('closed work', () => {
  test('is listed by the month of its end, the last one first, with the reason for which it was opened and nothing else', async () => {
    await write(open('first'), open('second', { cents: cents(300) }), open('waits'));
    const [first, second, waits] = ['first', 'second', 'waits'].map((name) => idOf('exception', name));
    const resolution = { kind: 'closed', by: 'user', at: '2026-11-21T09:00:00.000Z', reason: 'known' };
    const stored = (await readException(store.table, tenant, first as string)) as StoredException;
    await write(
      exceptionDecidedWrite(tenant, stored, { state: 'closed', resolution }),
      exceptionResolvedWrite(tenant, second as string, '2026-11-22T09:00:00.000Z'),
    );
    expect(await idsOf('/v1/exceptions')).toEqual([waits]);
    const ended = await list('/v1/exceptions?state=ended&month=2026-11');
    expect(ended).toMatchObject({ count: 2, totalCents: 1_300, items: [{ id: second }, { id: first, resolution }] });
    expect(ended.items[0].detail).toBe(
      'Ended: nothing waits any more. Why it was opened: No claim has this patient control number.',
    );
    expect((await list('/v1/exceptions?state=ended&month=2026-10')).count).toBe(0);
    expect(await idsOf('/v1/exceptions?state=ended&sort=largest&minCents=301')).toEqual([first]);
  });

  test('includes closed denials, which name no operation any more', async () => {
    await write(denial('by-itself'), denial('by-a-person'), denial('open'));
    const [byItself, byPerson, stays] = ['by-itself', 'by-a-person', 'open'].map((name) => idOf('denial', name));
    const over = [
      { id: byItself as string, kind: 'denial', code: 'other', entryId: 'entry', cents: cents(1_000) },
    ] as const;
    const stored = (await readDenial(store.table, tenant, byPerson as string)) as Denial;
    const resolution = { kind: 'write-off', by: 'user', at: '2026-11-23T08:00:00.000Z', reason: 'small' };
    await write(
      ...workWrites(tenant, { over, changed: [], outcome: 'payment', at: '2026-11-22T09:00:00.000Z' }),
      denialDecidedWrite(tenant, stored, 'write-off', resolution),
    );
    expect((await list('/v1/denials')).items).toMatchObject([{ id: stays, endedBy: ['writeOffDenial', 'moveDenial'] }]);
    expect((await list('/v1/denials?state=ended')).items).toMatchObject([
      { id: byPerson, outcome: 'write-off', endedBy: [] },
      { id: byItself, outcome: 'payment', endedBy: [] },
    ]);
  });

  test('has a month; open work has none', async () => {
    for (const path of ['/v1/exceptions?month=2026-11', '/v1/denials?month=2026-11']) {
      expect((await call('GET', path)).body.errors, path).toMatchObject([
        { detail: 'give month only with state=ended' },
      ]);
    }
  });
});

describe('denials', () => {
  test('are sorted by the day on which they need a look: the deadline, or the day to ask about what was sent', async () => {
    await write(
      denial('later', { appealBy: { on: '2027-03-01' as LocalDate, basis: 'assumed' } }),
      denial('sooner', { openCents: cents(200) }),
      denial('sent', {
        appealBy: { on: '2026-12-01' as LocalDate, basis: 'assumed' },
        sent: { by: 'appeal', on: '2026-11-22' as LocalDate, followUpOn: '2027-02-01' as LocalDate },
      }),
    );
    const [later, sooner, sent] = ['later', 'sooner', 'sent'].map((name) => idOf('denial', name));
    expect(await idsOf('/v1/denials')).toEqual([sooner, sent, later]);
    expect((await idsOf('/v1/denials?sort=largest')).at(-1)).toBe(sooner);
    expect(await idsOf('/v1/denials?sent=true')).toEqual([sent]);
    expect(await idsOf('/v1/denials?maxCents=200')).toEqual([sooner]);
    expect(await list(`/v1/denials?payerId=${office.payerId}`)).toMatchObject({ count: 3, totalCents: 2_200 });
    expect((await list('/v1/denials?payerId=pay_01JD0EXAMP1E00000000000000')).count).toBe(0);
    const [shown] = (await list('/v1/denials?names=true&limit=1')).items;
    expect(shown).toMatchObject({ patientName: 'Canaryname, Testa', payerName: 'Example Health' });
  });

  test('are filtered by kind, the open ones and those that have ended', async () => {
    await write(
      denial('late', { category: 'timely-filing', openCents: cents(700) }),
      denial('unauthorised', { category: 'authorisation' }),
      denial('late-and-over', { category: 'timely-filing' }),
      denial('other-and-over'),
    );
    for (const name of ['late-and-over', 'other-and-over']) {
      const stored = (await readDenial(store.table, tenant, idOf('denial', name))) as Denial;
      const resolution = { kind: 'write-off', by: 'user', at: '2026-11-23T08:00:00.000Z', reason: 'small' };
      await write(denialDecidedWrite(tenant, stored, 'write-off', resolution));
    }
    expect(await list('/v1/denials?category=timely-filing')).toMatchObject({
      ...{ count: 1, totalCents: 700 },
      items: [{ id: idOf('denial', 'late'), category: 'timely-filing' }],
    });
    expect(await idsOf('/v1/denials?category=authorisation')).toEqual([idOf('denial', 'unauthorised')]);
    expect(await list('/v1/denials?category=other')).toMatchObject({ count: 0, items: [] });
    expect(await idsOf('/v1/denials?category=timely-filing&state=ended')).toEqual([idOf('denial', 'late-and-over')]);
    // A mistyped kind is refused, because an empty list would suggest that there are no such denials.
    expect((await call('GET', '/v1/denials?category=timely')).body.errors).toMatchObject([
      { pointer: 'query/category' },
    ]);
  });
});

describe('lists of a month', () => {
  test('show the claims that their filters let through', async () => {
    const count = async (query: string) => (await list(`/v1/claims?${query}`)).items.length;
    expect(await count('state=ready')).toBe(1);
    expect(await count('state=charged')).toBe(0);
    expect(await count(`payerId=${office.payerId}&patientId=${office.patientId}`)).toBe(1);
    expect(await count('payerId=pay_01JD0EXAMP1E00000000000000')).toBe(0);
    expect(await count('minCents=14100&maxCents=14100')).toBe(1);
    expect(await count('minCents=14101')).toBe(0);
  });

  test('are listed in either order, with count and sum over all pages on request', async () => {
    for (let month = 1; month < 4; month += 1) {
      edge.setNow(`2026-11-23T1${5 + month}:00:00.000Z`);
      const entered = {
        ...{ entityId: office.entityId, bankAccount: 'MAIN', depositedOn: '2026-11-20', cents: month * 1_000 },
        ...{ kind: 'check', traceNumber: `C${month}`, reference: `R${month}`, payerId: office.payerId },
      };
      const made = await call('POST', '/v1/deposits', entered, { headers: { 'Idempotency-Key': `d${month}` } });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
    }
    const amounts = async (query: string) =>
      (await list(`/v1/deposits?${query}`)).items.map(({ cents: amount }: { cents: number }) => amount);
    expect(await amounts('')).toEqual([3_000, 2_000, 1_000]);
    expect(await amounts('sort=oldest&maxCents=2000')).toEqual([1_000, 2_000]);
    expect(await amounts('state=matched')).toEqual([]);
    expect(await amounts('state=unmatched')).toHaveLength(3);
    const first = await list('/v1/deposits?counts=true&limit=1&minCents=2000&sort=oldest&names=true');
    expect(first).toMatchObject({ count: 2, totalCents: 5_000, isComplete: true });
    expect(first.items).toMatchObject([{ cents: 2_000, payerName: 'Example Health' }]);
    expect(await list('/v1/deposits')).not.toHaveProperty('count');
    const next = await list(
      `/v1/deposits?counts=true&limit=1&minCents=2000&sort=oldest&names=true&pageToken=${first.nextPageToken}`,
    );
    expect(next.items).toMatchObject([{ cents: 3_000 }]);
    expect(await list('/v1/deposits?state=unmatched&counts=true')).toMatchObject({ count: 3, totalCents: 6_000 });
    expect(await list('/v1/remittances?counts=true&state=posted')).toMatchObject({ count: 0, items: [] });
  });

  test('name the patients and payers of claims on request, and then record that in the audit trail', async () => {
    const [claim] = (await list('/v1/claims?counts=true&names=true&sort=oldest')).items;
    expect(claim).toMatchObject({ id: claimId, patientName: 'Canaryname, Testa', payerName: 'Example Health' });
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) });
    expect(trail.filter(({ action }) => action === 'patient-read')).toHaveLength(1);
    expect(JSON.stringify(await list('/v1/claims'))).not.toContain('Canaryname');
  });

  test('find encounters by the age of their services and by what they charge', async () => {
    const { lines, ...body } = encounterBody(office);
    const charged = (serviceOn: string, charge: object = {}) =>
      call('POST', '/v1/encounters', { ...body, lines: [{ ...lines[0], serviceOn, ...charge }] });
    const [old, dear, unpriced] = await Promise.all([
      charged('2026-10-24', { chargeCents: 2_000 }),
      charged('2026-11-22', { chargeCents: 50_000 }),
      charged('2026-11-22'),
    ]);
    const found = (query: string) => idsOf(`/v1/encounters?state=draft&${query}`);
    expect(await found('minAgeDays=30')).toEqual([old?.body.id]);
    expect((await found('maxAgeDays=29')).toSorted()).toEqual([dear?.body.id, unpriced?.body.id].toSorted());
    expect(await found('minCents=2001')).toEqual([dear?.body.id]);
    expect(await found('maxCents=2000')).toEqual([old?.body.id]);
    const [shown] = (await list('/v1/encounters?state=draft&minCents=50000')).items;
    expect(shown).toMatchObject({ serviceFrom: '2026-11-22', chargeCents: 50_000 });
  });

  test('page through what a filter leaves out', async () => {
    for (let index = 0; index < 5; index += 1) await call('POST', '/v1/encounters', encounterBody(office));
    expect((await list('/v1/encounters?state=draft&limit=2')).items).toHaveLength(2);
    let [found, pages, token] = [0, 0, ''];
    do {
      const page = await list(`/v1/encounters?state=final&limit=1${token}`);
      found += page.items.length;
      pages += 1;
      token = page.nextPageToken === undefined ? '' : `&pageToken=${page.nextPageToken}`;
    } while (token !== '');
    expect([found, pages < 10]).toEqual([1, true]);
    expect((await list(`/v1/encounters?providerId=${office.renderingProviderId}`)).items).toEqual([]);
  });
});
