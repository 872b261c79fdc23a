import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bulkAnswerSchema } from '../../shared/http/bulk-schemas.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager as asManager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { manager, openOffice, type ResolutionOffice, stranger } from '../support/resolution-office.ts';
import { allRoutes } from '../support/whole-api.ts';

interface Result {
  readonly id: string;
  readonly outcome: string;
  readonly version?: number;
  readonly made?: string;
  readonly problem?: string;
}

/** The outcome of each item: its new version or what was made from it, or its problem. */
const fates = ({ body }: { readonly body: { readonly items: readonly Result[] } }) =>
  body.items.map(({ version, made, problem }) => problem ?? (made === undefined ? version : 'made'));

/** These are handed to the worker file by file, so that a file is read once. Each is answered as begun, not as done. */
const byWorkers = ['changeManyIntakeFailures'];

test('every action on many items is requested and answered in the same way', () => {
  const bulk = allRoutes.filter(({ path }) => path.endsWith('/bulk-actions'));
  expect(bulk.length).toBeGreaterThan(10);
  const others = bulk.filter(({ answer }) => answer.schema !== bulkAnswerSchema).map(({ name }) => name);
  expect(others).toEqual(byWorkers);
});

describe('exceptions', () => {
  let office: ResolutionOffice;
  beforeEach(async () => {
    office = await openOffice({
      A: { payers: ['bluecross'], lines: [10000] },
      B: { payers: ['bluecross'], lines: [10000] },
    });
  });
  afterEach(async () => {
    expect(await office.faults()).toEqual([]);
    expect(await office.disproofs()).toEqual([]);
    await office.stop();
  });

  const listed = async (name = 'exceptions'): Promise<{ readonly id: string; readonly version: number }[]> =>
    (await office.get(`/v1/${name}`)).body.items.map(({ id, version }: { id: string; version: number }) => ({
      id,
      version,
    }));
  const act = (items: readonly object[], action: object, more: object = {}, list = 'exceptions') =>
    office.send(`/v1/${list}/bulk-actions`, { items, action: { reason: 'of the old system', ...action } }, more);
  /** Money of three claims that are unknown here, 10.00 each. */
  const strangers = async () => {
    const claims = [1, 2, 3].map((each) => `CLP*STRANGER${each}*1*10*10*0*12*X${each}*11*1`);
    await office.post(remittanceText('bluecross', { amount: '30', trace: 'THREE' }, claims.join('\n')));
    const items = await listed();
    expect(items).toHaveLength(3);
    return items;
  };

  test('are booked many at once, each with the version that was seen, and with its own audit item', async () => {
    const [first, second, third] = (await strangers()) as [object, object, { id: string; version: number }];
    const absent = { id: 'exc_00000000000000000000000000', version: 1 };
    const items = [first, { ...second, version: 7 }, third, absent];
    const booked = await act(items, { do: 'book', account: 'refunds-payable' }, { principal: manager, key: 'many' });
    expect(booked.status, JSON.stringify(booked.body)).toBe(200);
    expect(fates(booked)).toEqual([2, 'version-changed', 2, 'not-found']);
    expect(booked.body.items[3]).toMatchObject({ title: 'Not found', outcome: 'refused' });
    expect(await office.accounts()).toMatchObject({ 'refunds-payable': -20_00, 'unapplied-payer-cash': -10_00 });
    const trail = (id: string) => office.pipeline.table.queryAll({ partition: auditPartition(goldenTenant, id) });
    expect(await trail(third.id)).toContainEqual(expect.objectContaining({ action: 'exception-booked' }));
    expect(await trail('exceptions')).toMatchObject([
      { action: 'list-changed', facts: { do: 'book', done: 2, refused: 2 } },
    ]);
    // Repeating the request gives the first answer again.
    const again = await act(items, { do: 'book', account: 'refunds-payable' }, { principal: manager, key: 'many' });
    expect([again.body, again.headers['Idempotent-Replay']]).toEqual([booked.body, 'true']);
    expect(await listed()).toHaveLength(1);
  });

  test('follow the same roles and rules as a single one', async () => {
    const items = await strangers();
    expect(fates(await act(items, { do: 'book', account: 'refunds-payable' }))).toEqual(
      items.map(() => 'not-permitted'),
    );
    // An exception that holds money cannot just be closed.
    expect(fates(await act(items, { do: 'close' }))).toEqual(items.map(() => 'exception-closes-otherwise'));
    expect(fates(await act(items, { do: 'close' }, { principal: stranger }))).toEqual(items.map(() => 'not-found'));
    expect(await listed()).toEqual(items);
    const twice = await act([items[0] as object, items[0] as object], { do: 'close' });
    expect(twice.body.errors).toMatchObject([{ pointer: '/items', detail: 'an item occurs twice' }]);
    const many = Array.from({ length: 101 }, (_, index) => ({
      ...{ id: `exc_${String(index).padStart(26, '0')}`, version: 1 },
    }));
    expect((await act(many, { do: 'close' })).status).toBe(400);
  });

  test('of an interrupted request are found done when it is repeated, and nothing is booked twice', async () => {
    const items = await strangers();
    const { table } = office.pipeline.edge;
    const { transact } = table;
    let writes = 0;
    Object.assign(table, {
      transact: (...given: Parameters<typeof transact>) => {
        writes += 1;
        if (writes === 2) throw new Error('the function was stopped');
        return transact(...given);
      },
    });
    const action = { do: 'book', account: 'refunds-payable' };
    expect((await act(items, action, { principal: manager, key: 'broken' })).status).toBe(500);
    expect(await listed()).toHaveLength(2);
    Object.assign(table, { transact });
    expect(fates(await act(items, action, { principal: manager, key: 'broken' }))).toEqual([2, 2, 2]);
    expect(await office.accounts()).toMatchObject({ 'refunds-payable': -30_00 });
  });

  test('with an amount of a payer are moved and written off', async () => {
    // No rule says who owes 20.00 of each claim.
    const unexplained = (name: string) => `CLP*{${name}}*1*100*80*0*12*ICN${name}*11*1
      SVC*HC:99213*100*80**1\nCAS*OA*45*20`;
    await office.post(
      remittanceText('bluecross', { amount: '160', trace: 'T2' }, `${unexplained('A')}\n${unexplained('B')}`),
    );
    const [first, second] = await listed();
    expect(fates(await act([first as object], { do: 'move', to: 'patient' }))).toEqual([2]);
    expect(fates(await act([second as object], { do: 'write-off' }))).toEqual(['not-permitted']);
    expect(fates(await act([second as object], { do: 'write-off' }, { principal: manager }))).toEqual([2]);
    expect(await office.accounts()).toMatchObject({ 'patient-receivable': 20_00, 'other-adjustments': 20_00 });
    expect(await listed()).toEqual([]);
  });

  test('are acted on like denials, also two of one claim', async () => {
    const denied = (name: string) =>
      `CLP*{${name}}*4*100*0*0*12*ICN${name}*11*1\nSVC*HC:99213*100*0**1\nCAS*CO*197*100`;
    await office.post(remittanceText('bluecross', { amount: '0', trace: 'D1' }, `${denied('A')}\n${denied('B')}`));
    const items = await listed('denials');
    expect(items).toHaveLength(2);
    const [first, second] = items as [object, object];
    const answered = await act(items, { do: 'answer', by: 'appeal', via: 'mail' }, {}, 'denials');
    expect(fates(answered)).toEqual([2, 2]);
    const again = await act([{ ...first, version: 2 }], { do: 'answer', by: 'appeal' }, {}, 'denials');
    expect(fates(again)).toEqual(['appeal-standing']);
    expect(fates(await act([{ ...first, version: 2 }], { do: 'move', to: 'patient' }, {}, 'denials'))).toEqual([3]);
    const off = await act([first, { ...second, version: 2 }], { do: 'write-off' }, { principal: manager }, 'denials');
    expect(fates(off)).toEqual(['version-changed', 3]);
    expect(await office.accounts()).toMatchObject({ 'patient-receivable': 100_00, 'other-adjustments': 100_00 });
  });
});

describe('what patients owe and are owed', () => {
  let desk: AccountDesk;
  beforeEach(async () => {
    desk = await openAccountDesk();
  });
  afterEach(async () => {
    expect(bookFaults(await desk.store.items())).toEqual([]);
    await desk.store.stop();
  });

  const biller = { ...asManager, subject: 'user-biller', roles: 'biller' };
  const second = { ...asManager, subject: 'user-second' };
  const act = (list: string, items: readonly object[], action: object, principal = second) =>
    desk.send('POST', `/v1/${list}/bulk-actions`, { items, action }, { principal });
  const seen = (body: { readonly id: string; readonly version: number }) => ({ id: body.id, version: body.version });
  const get = async (path: string) => (await desk.call('GET', path)).body;

  test('adjustments are approved by a second person, up to the same limit as a single one', async () => {
    const asked: { id: string; version: number }[] = [];
    const claimIds = [await desk.selfPaid(), await desk.selfPaid(), await desk.selfPaid()];
    for (const [index, claimId] of claimIds.entries()) {
      const principal = index === 2 ? second : biller;
      const cents = index === 2 ? {} : { cents: 141_00 };
      const body = { claimId, why: 'uncollectible', reason: 'No answer', ...cents };
      asked.push((await desk.send('POST', '/v1/adjustments', body, { principal })).body);
    }
    const waiting = asked.filter((each) => (each as unknown as { state: string }).state === 'waiting').map(seen);
    const [first] = waiting as [object];
    expect(waiting.length).toBeGreaterThan(1);
    const approve = { do: 'approve', reason: 'Looked at' };
    expect(fates(await act('adjustments', waiting, approve, biller))).toEqual(waiting.map(() => 'not-permitted'));
    const own = { ...second, subject: 'user-biller' };
    expect(fates(await act('adjustments', [first], approve, own))).toEqual(['decided-by-oneself']);
    expect(fates(await act('adjustments', waiting, approve))).toEqual(waiting.map(() => 2));
    expect((await get('/v1/adjustments?state=waiting')).items).toEqual([]);
    const back = { do: 'reverse', reason: 'They paid' };
    expect(fates(await act('adjustments', [{ ...first, version: 2 }], back, biller))).toEqual([3]);
  });

  test('credits become refunds, which a second person approves or declines', async () => {
    const paid = async (cents: number) => {
      const payment = { accountId: desk.accountId, method: 'check', cents, receivedOn: '2026-11-22', allocations: [] };
      const body = { ...payment, entityId: desk.office.entityId, reference: `C${cents}` };
      return (await desk.send('POST', '/v1/patient-payments', body)).body.id as string;
    };
    const ids = [await paid(100_00), await paid(200_00)];
    const unpaid = await desk.selfPaid();
    const items = [...ids, unpaid].map((id) => ({ id }));
    const refunds = await act('credits', items, { do: 'refund', reason: 'Paid too much' }, biller);
    expect(fates(refunds), JSON.stringify(refunds.body)).toEqual(['made', 'made', 'refund-exceeds-credit']);
    const made = (refunds.body.items as Result[]).flatMap((each) => each.made ?? []);
    const [first, other] = [await get(`/v1/refunds/${made[0]}`), await get(`/v1/refunds/${made[1]}`)];
    expect([first.cents, other.cents]).toEqual([100_00, 200_00]);
    expect((await get('/v1/credits?kind=unapplied')).items).toEqual([]);
    const agree = await act('refunds', [seen(first), seen(other)], { do: 'approve', reason: 'Looked at' });
    expect(fates(agree)).toEqual([2, 2]);
    const decline = { do: 'decline', reason: 'They keep it' };
    expect(fates(await act('refunds', [{ id: first.id, version: 2 }, seen(other)], decline))).toEqual([
      3,
      'version-changed',
    ]);
    expect((await get('/v1/credits?kind=unapplied')).items).toMatchObject([{ cents: 100_00 }]);
  });

  test('statements are made for many accounts, and returned ones are recorded together', async () => {
    const patientId = await desk.register({ name: { lastName: 'SECOND', firstName: 'SAM' } });
    await desk.selfPaid();
    await desk.selfPaid(patientId);
    const { accountId } = await get(`/v1/patients/${patientId}`);
    const absent = 'acc_00000000000000000000000000';
    const accounts = [desk.accountId, accountId, absent].map((id) => ({ id }));
    const sent = await act('statements', accounts, { do: 'make' }, biller);
    expect(fates(sent), JSON.stringify(sent.body)).toEqual(['made', 'made', 'not-found']);
    const made = (sent.body.items as Result[]).flatMap((each) => (each.made === undefined ? [] : [{ id: each.made }]));
    const on = '2026-11-23';
    expect((await act('statements', made, { do: 'returned', on }, biller)).body.items).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
    for (const id of [desk.accountId, accountId]) {
      expect((await get(`/v1/accounts/${id}`)).holds).toMatchObject([{ kind: 'bad-address' }]);
    }
    expect(fates(await act('statements', made, { do: 'returned', on }, biller))).toEqual([
      'statement-returned-already',
      'statement-returned-already',
    ]);
  });
});
