import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reconcile } from '../../functions/reconcile-bank/reconcile.ts';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles, type Files, fileKey } from '../../shared/store/files.ts';
import type { Table } from '../../shared/store/table.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { memoryS3 } from '../support/memory-s3.ts';

const tenantId = manager.tenantId as TenantId;
let desk: AccountDesk;
let files: Files;
beforeEach(async () => {
  files = createFiles(memoryS3(), 'bucket');
  desk = await openAccountDesk(files);
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const csvOf = (items: readonly (readonly [check: string, dollars: string, reference?: string])[], total: string) =>
  [
    'header,4711,2026-11-23',
    ...items.map(([check, dollars, reference = ''], index) => `item,1,${index + 1},${check},${dollars},${reference}`),
    `batch,1,${items.length},${total}`,
    `trailer,${items.length},${total}`,
  ].join('\n');
const take = async (text: string, format = 'csv') => {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await files.put(fileKey(tenantId, 'bank-statement', `${sha256}.lockbox`), bytes, 'text/csv');
  return desk.send('POST', '/v1/lockbox-files', { sha256, format, entityId: desk.office.entityId });
};
const work = (id: string, { remaining = 300_000, table = desk.store.table as Table } = {}) => {
  const delivery = { messageId: 'm', receiveCount: 1, remainingMilliseconds: () => remaining };
  const message = { schemaVersion: 1 as const, tenantId, work: 'lockbox' as const, id };
  return reconcile(message, delivery, { ...desk.edge, table, files });
};
const balance = async (accountId: string) => (await get(`/v1/accounts/${accountId}/balance`)).dueCents;

describe('a lockbox file', () => {
  test('applies each check to what its coupon names, and a check that names nothing waits until a person decides', async () => {
    const claimId = await desk.selfPaid();
    const sister = await desk.register({ name: { lastName: 'EXAMPLE', firstName: 'SISTER' } });
    const hers = await desk.selfPaid(sister);
    const made = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    const checks = [
      ['1001', '100.00', String(made.body.id).toUpperCase()],
      ['1002', '141.00', hers],
      ['1003', '20.00', 'HAPPY BIRTHDAY'],
    ] as const;
    const { status, body } = await take(csvOf(checks, '261.00'));
    expect(status, JSON.stringify(body)).toBe(202);
    const { id } = body.lockboxFile;
    await work(id);
    expect(await balance(desk.accountId)).toBe(41_00);
    expect(await balance(ownAccountId(sister))).toBe(0);
    const file = await get(`/v1/lockbox-files/${id}`);
    expect(file).toMatchObject({
      state: 'done',
      items: 3,
      totalCents: 261_00,
      unidentified: { items: 1, cents: 20_00 },
    });
    const batch = await get(`/v1/deposit-batches/${file.batches[0].depositBatchId}`);
    expect(batch).toMatchObject({ totalCents: 261_00, reference: '4711-1', payments: [{}, {}, {}] });
    expect((await get('/v1/deposits-in-transit')).items).toMatchObject([{ cents: 261_00, traceNumber: '4711-1' }]);
    const [unknown] = (await get('/v1/patient-payments?state=unidentified')).items;
    expect(unknown).toMatchObject({
      reference: '1003',
      unappliedCents: 20_00,
      lockbox: { fileId: id, batch: '1', item: 3 },
    });
    const path = `/v1/patient-payments/${unknown.id}`;
    expect((await desk.send('POST', `${path}/allocate`, {}, { version: 1 })).body.type).toMatch(/payment-of-nobody$/);
    const order = { accountId: desk.accountId, reason: 'Called: it was hers' };
    const found = await desk.send('POST', `${path}/transfer`, order, { version: 1 });
    const put = await desk.send('POST', `/v1/patient-payments/${found.body.id}/allocate`, {}, { version: 1 });
    expect(put.body.allocations).toMatchObject([{ claimId, cents: 20_00 }]);
    expect((await get('/v1/patient-payments?state=unidentified')).items).toEqual([]);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('is booked once, however often it and its message arrive, and continues where it was interrupted', async () => {
    await desk.selfPaid();
    const text = csvOf(
      [
        ['1001', '50.00', desk.accountId],
        ['1002', '60.00', desk.accountId],
      ],
      '110.00',
    );
    const { id } = (await take(text)).body.lockboxFile;
    let writes = 0;
    const table: Table = {
      ...desk.store.table,
      transact: async (...parts: Parameters<Table['transact']>) => {
        writes += 1;
        if (writes === 2) throw new Error('the store is away');
        return desk.store.table.transact(...parts);
      },
    } as Table;
    await expect(work(id, { table })).rejects.toThrow('away');
    expect(await balance(desk.accountId)).toBe(91_00);
    // A check cannot be taken from the batch that it belongs to.
    const slip = { entityId: desk.office.entityId, depositedOn: '2026-11-23', totalCents: 50_00 };
    expect((await desk.send('POST', '/v1/deposit-batches', slip)).status).toBe(400);
    const again = await take(text);
    expect([again.status, again.body.alreadyReceived]).toEqual([200, true]);
    await work(id);
    await work(id);
    expect(await balance(desk.accountId)).toBe(31_00);
    expect((await get('/v1/patient-payments')).items).toHaveLength(2);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('with wrong sums is refused whole, with the line and both sums', async () => {
    const { status, body } = await take(csvOf([['1001', '50.00', desk.accountId]], '50.01'));
    expect([status, body]).toMatchObject([422, { code: 'batch-total-differs', line: 3, stated: 50_01, found: 50_00 }]);
    const ahead = csvOf([['1001', '50.00']], '50.00').replace('2026-11-23', '2026-11-24');
    expect((await take(ahead)).body).toMatchObject({ code: 'date-in-future' });
    const absent = { sha256: '0'.repeat(64), format: 'csv', entityId: desk.office.entityId };
    expect((await desk.send('POST', '/v1/lockbox-files', absent)).body.type).toMatch(/lockbox-not-uploaded$/);
    expect((await get('/v1/lockbox-files')).items).toEqual([]);
    expect((await get('/v1/patient-payments')).items).toEqual([]);
  });

  test('leaves a check unapplied if somebody entered it before, because it may be the same one', async () => {
    await desk.selfPaid();
    const body = {
      accountId: desk.accountId,
      method: 'check',
      cents: 50_00,
      receivedOn: '2026-11-22',
      reference: '1001',
    };
    const entered = (await desk.send('POST', '/v1/patient-payments', body)).body;
    const { id } = (await take(csvOf([['1001', '50.00', desk.accountId]], '50.00'))).body.lockboxFile;
    await work(id);
    const payments = (await get('/v1/patient-payments?state=unapplied')).items;
    expect(payments).toMatchObject([{ mayBe: entered.id, unappliedCents: 50_00 }]);
  });

  test('pays an employer’s invoice that is named by its number', async () => {
    const address = { line1: '5 Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
    const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
    const { id: works } = (await desk.call('POST', '/v1/accounts', { guarantor })).body;
    const items = [{ description: 'Drug screen', quantity: 2, unitCents: 45_50 }];
    const charge = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-20', items };
    const charged = await desk.send('POST', `/v1/accounts/${works}/charges`, charge);
    expect(charged.status, JSON.stringify(charged.body)).toBe(201);
    const [invoice] = (await desk.send('POST', '/v1/invoices', { accountId: works })).body.items;
    const { id } = (await take(csvOf([['77', '91.00', invoice.number]], '91.00'))).body.lockboxFile;
    await work(id);
    expect(await get(`/v1/invoices/${invoice.id}`)).toMatchObject({ state: 'settled', openCents: 0 });
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });
});
