import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { type CollectionDesk, openCollectionDesk } from '../support/collection-desk.ts';

/* Placements of two guarantors, 141.00 each, with one agency. */

let desk: CollectionDesk;
let ids: string[];
let second: string;
beforeEach(async () => {
  desk = await openCollectionDesk();
  await desk.set({});
  const patientId = await desk.register({ name: { lastName: 'SECOND', firstName: 'SAM' } });
  await desk.owed();
  await desk.owed(patientId);
  second = (await get(`/v1/patients/${patientId}`)).accountId;
  const accounts = [{ accountId: desk.accountId }, { accountId: second }];
  const order = { agencyId: desk.agencyId, accounts, reason: 'No answer' };
  const placed = await desk.send('POST', '/v1/collection-cases', order);
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  ids = placed.body.items.map(({ id }: { readonly id: string }) => id);
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const get = async (path: string) => {
  const { status, body } = await desk.call('GET', path);
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
  return body;
};
const end = async (action: object, caseIds = ids) => {
  const items: { id: string; version: number }[] = [];
  for (const id of caseIds) {
    const { body } = await desk.call('GET', `/v1/collection-cases/${id}`);
    items.push({ id, version: body.version ?? 1 });
  }
  const answer = await desk.send('POST', '/v1/collection-cases/bulk-actions', { items, action });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items.map(({ problem }: { readonly problem?: string }) => problem ?? 'done');
};
const debt = async () => {
  const { accounts } = await get('/v1/trial-balance');
  const rows = accounts as readonly { readonly account: string; readonly balanceCents: number }[];
  return rows.find(({ account }) => account === 'bad-debt')?.balanceCents ?? 0;
};

describe('several placements', () => {
  test('are returned by the agency in one request, and recalled in one; the agency is told of each that it has', async () => {
    await desk.send('POST', '/v1/agency-files', { agencyId: desk.agencyId });
    expect((await get(`/v1/accounts/${second}`)).state).toBe('agency');
    expect(await end({ do: 'return', as: 'expired', reason: 'The year is over' })).toEqual(['done', 'done']);
    for (const id of ids) {
      expect(await get(`/v1/collection-cases/${id}`)).toMatchObject({
        ...{ state: 'returned', returned: 'expired', version: 2 },
      });
    }
    for (const accountId of [desk.accountId, second]) {
      const { holds, state } = await get(`/v1/accounts/${accountId}`);
      expect(state).toBe('returned');
      expect(holds.filter((hold: { ended?: object }) => !hold.ended)).toMatchObject([{ kind: 'returned' }]);
    }
    expect(await debt()).toBe(282_00);
    expect(await end({ do: 'recall', reason: 'We ask ourselves' })).toEqual(['done', 'done']);
    expect(await debt()).toBe(0);
    // The agency returned these placements itself, so it is not told of the recall.
    const file = await desk.send('POST', '/v1/agency-files', { agencyId: desk.agencyId });
    expect(file.body.type).toMatch(/nothing-to-tell$/);
  });

  test('are recalled in one request, each with its own notice number', async () => {
    expect(await end({ do: 'recall', reason: 'Placed by mistake' })).toEqual(['done', 'done']);
    expect(await debt()).toBe(0);
    const file = await desk.send('POST', '/v1/agency-files', { agencyId: desk.agencyId });
    expect(file.body).toMatchObject({ placements: 2, recalls: 2 });
    for (const id of [desk.accountId, second]) expect((await get(`/v1/accounts/${id}`)).state).toBe('active');
  });

  test('each end if possible, whatever happens to the others', async () => {
    await end({ do: 'recall', reason: 'A mistake' }, ids.slice(0, 1));
    const absent = 'col_00000000000000000000000000';
    const gave = await end({ do: 'return', as: 'ceased', reason: 'They say so' }, [...ids, absent]);
    expect(gave).toEqual(['case-not-in-state', 'done', 'not-found']);
    expect(await get(`/v1/collection-cases/${ids[1]}`)).toMatchObject({ state: 'returned', version: 2 });
  });
});

describe('the lists of collections', () => {
  test('show what was noted about their work, and leave out work with another mark or none', async () => {
    await end({ do: 'recall', reason: 'A mistake' }, ids.slice(0, 1));
    const taken = await desk.remit(
      ['payment,A-9,THEIR-77,2027-04-10,agency,50.00,12.50,37.50'],
      'total,1,,,,50.00,12.50,37.50',
    );
    const shown: readonly (readonly [path: string, id: string])[] = [
      ['/v1/collection-candidates?', desk.accountId],
      ['/v1/collection-cases?state=placed&', `${ids[1]}`],
      ['/v1/agency-remit-lines?', taken.body.id],
    ];
    const items = shown.map(([, id]) => id);
    const marking = { items, addTags: ['april'], assignTo: 'user-biller', followUpOn: '2027-05-01' };
    const marked = await desk.send('POST', '/v1/work-marks', marking);
    expect(marked.status, JSON.stringify(marked.body)).toBe(200);
    for (const [path, id] of shown) {
      const found = (await get(`${path}tag=april&assignedTo=user-biller&followUpBy=2027-05-01`)).items;
      expect(found, path).toMatchObject([{ mark: { id, tags: ['april'], followUpOn: '2027-05-01' } }]);
      for (const query of ['tag=other', 'assignedTo=none', 'followUpBy=2027-04-30']) {
        expect((await get(`${path}${query}`)).items, `${path}${query}`).toEqual([]);
      }
    }
  });
});
