import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { datedBookingWrites, readMonth } from '../../shared/store/periods.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * Two claims of 150.00 and 80.00 are charged in October. The first remittance comes at ten to midnight on the last of November: it pays 100.00 and reduces
 * 50.00. All figures are worked out by hand:
 *
 *                              October     November    end of November
 *   insurance receivable      +230.00      -150.00      80.00
 *   deposits in transit                    +100.00     100.00
 *   contractual adjustments                 +50.00      50.00
 *   charges                   -230.00                 -230.00
 */
const october = [
  { account: 'insurance-receivable', cents: 23_000 },
  { account: 'charges', cents: -23_000 },
];
const november = [
  { account: 'insurance-receivable', cents: -15_000 },
  { account: 'deposits-in-transit', cents: 10_000 },
  { account: 'contractual-adjustments', cents: 5_000 },
];
const endOfNovember = [
  { account: 'insurance-receivable', cents: 8_000 },
  { account: 'deposits-in-transit', cents: 10_000 },
  { account: 'charges', cents: -23_000 },
  { account: 'contractual-adjustments', cents: 5_000 },
];

const entityId = 'ent_00000000000000000000G01DEN';
const dora: TestPrincipal = { tenantId: goldenTenant, subject: 'user-dora', roles: 'manager' };
const [first = '', second = ''] = golden.remittances;

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;
/** While posting fails, remittances are admitted, but nothing is booked for their claims. */
let isPostingDown: boolean;

beforeEach(async () => {
  store = await startTestTable();
  isPostingDown = false;
  pipeline = createPipeline(store, failing);
  handler = handlerOver(store.sender);
  await chargeGolden(pipeline.table, golden);
  const entity = { type: 'legal-entity', schemaVersion: 1, id: entityId };
  await pipeline.table.transact([{ put: { ...entityKey(goldenTenant, 'LEGAL-ENTITY', entityId), ...entity } }]);
});
afterEach(() => store.stop());

function failing(sender: Sender): Sender {
  return {
    send: (command, options) => {
      const text = JSON.stringify(command.input ?? '');
      if (isPostingDown && text.includes('remittance-claim')) throw new Error('posting is down');
      return sender.send(command, options);
    },
  };
}

function handlerOver(sender: Sender): ApiHandler {
  const table = createTable(sender, store.tableName, async () => undefined);
  return createApiHandler(booksApi, booksOperations, { ...pipeline.edge, table, files: pipeline.files });
}

const get = async (path: string) => (await callApi(handler, { method: 'GET', path, principal: dora })).body;
const month = (period: string) => get(`/v1/accounting-periods/${entityId}/${period}`);
const decide = (period: string, what: 'close' | 'reopen', version: number, body: object, by = handler) =>
  callApi(by, {
    method: 'POST',
    path: `/v1/accounting-periods/${entityId}/${period}/${what}`,
    body,
    principal: dora,
    headers: { 'If-Match': `"${version}"` },
  });
const balances = async (asOf: string) =>
  (await get(`/v1/trial-balance?asOf=${asOf}`)).accounts
    .filter(({ balanceCents }: { balanceCents: number }) => balanceCents !== 0)
    .map(({ account, balanceCents }: { account: string; balanceCents: number }) => ({ account, cents: balanceCents }));
const keptOf = async (period: string) => (await readMonth(store.table, goldenTenant, period, entityId)).totals;

/**
 * The first remittance is admitted at ten to midnight on the last day of November, and stays unposted for a day and a
 * half.
 */
async function admitLate(): Promise<void> {
  pipeline.edge.setNow('2026-11-30T23:50:00.000Z');
  isPostingDown = true;
  await pipeline.receive(filledIn(golden, first));
  expect(await pipeline.drain(2)).toBe(1);
  isPostingDown = false;
  pipeline.edge.setNow('2026-12-02T09:00:00.000Z');
}

/** The message that was given up is sent again. */
async function postLate(): Promise<void> {
  await pipeline.receive(filledIn(golden, first));
  await pipeline.drain();
}

async function closeBoth(): Promise<void> {
  await admitLate();
  await postLate();
  expect((await decide('2026-10', 'close', 0, {})).status).toBe(200);
  expect((await decide('2026-11', 'close', 0, {})).status).toBe(200);
}

describe('a remittance received on the last evening', () => {
  it('keeps its month open until it is posted, however late that is', async () => {
    await admitLate();
    expect((await decide('2026-10', 'close', 0, {})).body).toMatchObject({
      state: 'closed',
      version: 1,
      movements: october,
      openingBalances: [],
      closingBalances: october,
    });
    const stuck = await month('2026-11');
    expect(stuck.checklist.map(({ check, level, count, cents }: never) => [check, level, count ?? cents])).toEqual([
      ['remittances-posting', 'blocks', 1],
      ['clearing-open', 'accept', -10_000],
      ['deposits-in-transit', 'shown', 10_000],
    ]);
    const accepted = { accepted: ['clearing-open', 'remittances-posting'] };
    const refused = await decide('2026-11', 'close', 0, accepted);
    expect(refused).toMatchObject({ status: 409, body: { checks: 'remittances-posting' } });
    expect(await keptOf('2026-11')).toBeUndefined();

    await postLate();
    const entries = (await get('/v1/ledger-entries?postedOn=2026-11-30')).items;
    expect(entries.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      'remittance-claim',
      'remittance-payment',
    ]);
    expect((await month('2026-11')).checklist).toMatchObject([{ check: 'deposits-in-transit', cents: 10_000 }]);
    expect((await decide('2026-11', 'close', 0, {})).body).toMatchObject({
      state: 'closed',
      closing: { by: 'user-dora', accepted: [] },
      movements: november,
      closingBalances: endOfNovember,
      checklist: [],
    });
    expect(await keptOf('2026-11')).toEqual({ IR: -15_000, DT: 10_000, CA: 5_000, RC: 0 });
  });

  it('is in a month that can be closed only an hour after it has ended everywhere', async () => {
    pipeline.edge.setNow('2026-12-01T12:59:59.000Z');
    await decide('2026-10', 'close', 0, {});
    expect(await decide('2026-11', 'close', 0, {})).toMatchObject({ status: 409, body: { checks: 'month-not-over' } });
    pipeline.edge.setNow('2026-12-01T13:00:00.000Z');
    expect((await decide('2026-11', 'close', 0, {})).status).toBe(200);
  });
});

describe('a closed month', () => {
  it('does not change: a late entry goes into the open month and keeps its own day', async () => {
    await closeBoth();
    await pipeline.receive(filledIn(golden, second));
    await pipeline.drain();
    expect(await balances('2026-11-30')).toEqual(endOfNovember);
    const late = (await get('/v1/ledger-entries?postedOn=2026-12-02')).items;
    expect(late).toHaveLength(4);
    for (const entry of late) expect(entry).toMatchObject({ period: '2026-12', effectiveOn: '2026-11-02' });
  });

  it('refuses a booking with a chosen day', async () => {
    await closeBoth();
    const booking = { postedOn: '2026-11-30' as LocalDate, entityId };
    expect(await datedBookingWrites(store.table, goldenTenant, booking)).toMatchObject({
      failure: { kind: 'period-closed' },
    });
  });

  it('is closed once, in order, by a manager', async () => {
    await admitLate();
    await postLate();
    expect((await decide('2026-11', 'close', 0, {})).body).toMatchObject({ checks: 'earlier-month-open' });
    await decide('2026-10', 'close', 0, {});
    expect((await decide('2026-10', 'close', 0, {})).status).toBe(412);
    expect((await decide('2026-10', 'close', 1, {})).status).toBe(409);
    const biller = { ...dora, roles: 'biller' };
    const path = `/v1/accounting-periods/${entityId}/2026-11/close`;
    const asked = { method: 'POST', path, body: {}, headers: { 'If-Match': '"0"' } };
    expect((await callApi(handler, { ...asked, principal: biller })).status).toBe(403);
  });

  it('is opened again with a reason, the last one first, and closed again', async () => {
    await closeBoth();
    expect((await decide('2026-10', 'reopen', 1, { reason: 'x' })).status).toBe(409);
    expect((await decide('2026-11', 'reopen', 1, { reason: ' ' })).status).toBe(400);
    const reason = 'a deposit was forgotten';
    const { body } = await decide('2026-11', 'reopen', 1, { reason });
    expect(body).toMatchObject({ state: 'open', version: 2, reopened: { by: 'user-dora', reason } });
    expect((await decide('2026-11', 'close', 2, {})).body).toMatchObject({ state: 'closed', version: 3 });
    const trail = (await get(`/v1/audit-items/${entityId}.2026-11`)).items;
    expect(trail.map(({ action }: { action: string }) => action).sort()).toEqual([
      'period-closed',
      'period-closed',
      'period-reopened',
    ]);
  });
});

describe('a close and a booking at the same time', () => {
  const booking = { postedOn: '2026-11-30' as LocalDate, entityId };
  const isClosing = (command: { input?: unknown }) => JSON.stringify(command.input ?? '').includes('"closed"');

  /** Commits a booking just before the close commits. */
  const overtaken = (book: () => Promise<unknown>): ApiHandler =>
    handlerOver({
      send: async (command, options) => {
        if (command.constructor.name === 'TransactWriteItemsCommand' && isClosing(command)) await book();
        return store.sender.send(command, options);
      },
    });

  it('cannot both happen: the close fails when the booking was first', async () => {
    await admitLate();
    await postLate();
    await decide('2026-10', 'close', 0, {});
    const writes = await datedBookingWrites(store.table, goldenTenant, booking);
    if (!writes.ok) throw new Error('not open');
    const handlerTooLate = overtaken(() => store.table.transact(writes.value));
    expect((await decide('2026-11', 'close', 0, {}, handlerTooLate)).status).toBe(412);
    expect(await month('2026-11')).toMatchObject({ state: 'open', version: 1 });
  });

  it('cannot both happen: the booking fails when the close was first', async () => {
    await admitLate();
    await postLate();
    await decide('2026-10', 'close', 0, {});
    const writes = await datedBookingWrites(store.table, goldenTenant, booking);
    if (!writes.ok) throw new Error('not open');
    expect((await decide('2026-11', 'close', 0, {})).status).toBe(200);
    expect((await store.table.transact(writes.value)).ok).toBe(false);
  });

  it('throws the kept totals of an open month away, to be made again', async () => {
    await admitLate();
    await postLate();
    await balances('2026-12-02');
    expect(await keptOf('2026-11')).toBeDefined();
    const writes = await datedBookingWrites(store.table, goldenTenant, booking);
    if (!writes.ok) throw new Error('not open');
    await store.table.transact(writes.value);
    expect(await keptOf('2026-11')).toBeUndefined();
    expect(await balances('2026-11-30')).toEqual(endOfNovember);
    expect(await keptOf('2026-11')).toBeDefined();
  });
});
