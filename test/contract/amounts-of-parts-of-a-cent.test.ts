import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { type CardDesk, openCardDesk } from '../support/card-desk.ts';
import { agencyBody } from '../support/collection-desk.ts';

/* A currency with three decimals, or a slip of the pen: nobody here owes or pays a part of a cent. */

let desk: CardDesk;
let claimId: string;
beforeEach(async () => {
  desk = await openCardDesk();
  claimId = await desk.selfPaid();
});
afterEach(() => desk.store.stop());

/** Everything that is stored, apart from what is kept of a request. */
const stored = async () => JSON.stringify((await desk.store.items()).filter(({ type }) => type !== 'idempotency'));
const idOf = (prefix: string) => `${prefix}_${'0'.repeat(26)}`;

/** Requests that take an amount, with the place of the amount in the body. */
const requests = (): readonly (readonly [path: string, pointer: string, body: object])[] => {
  const { accountId, office } = desk;
  const cents = 1000.5;
  const reason = 'Test';
  const paid = { accountId, method: 'cash', receivedOn: '2026-11-22' };
  const deposit = { entityId: office.entityId, depositedOn: '2026-11-22', bankAccount: 'EXAMPLE-1', kind: 'check' };
  const item = { description: 'Drug screen', quantity: 1, unitCents: cents };
  return [
    ['patient-payments', '/cents', { ...paid, cents }],
    ['patient-payments', '/allocations/0/cents', { ...paid, cents: 1000, allocations: [{ claimId, cents }] }],
    ['refunds', '/cents', { claimId, cents, reason }],
    ['adjustments', '/cents', { claimId, why: 'courtesy', cents, reason }],
    ['card-charges', '/cents', { cardId: idOf('crd'), isPresent: true, cents }],
    ['deposits', '/cents', { ...deposit, traceNumber: '1', cents }],
    ['deposit-batches', '/totalCents', { entityId: office.entityId, depositedOn: '2026-11-22', totalCents: cents }],
    ['manual-entries', '/lines/0/cents', { entityId: office.entityId, lines: [{ account: 'bank', cents }], reason }],
    [
      `accounts/${idOf('acc')}/charges`,
      '/items/0/unitCents',
      { billingProviderId: office.billingProviderId, serviceOn: '2026-11-22', items: [item] },
    ],
  ];
};

describe('an amount with a part of a cent', () => {
  test('is refused wherever a request has one, with its place; nothing is stored', async () => {
    for (const [path, pointer, body] of requests()) {
      const before = await stored();
      const { status, body: told } = await desk.send('POST', `/v1/${path}`, body);
      expect([path, status]).toEqual([path, 400]);
      expect(told.type, path).toMatch(/request-invalid$/);
      expect(
        told.errors.map((each: { readonly pointer: string }) => each.pointer),
        path,
      ).toContain(pointer);
      expect(await stored(), path).toBe(before);
    }
  });

  test('is refused on a pay page', async () => {
    const { address } = await desk.link();
    const before = await stored();
    const { status, body } = await desk.visit('POST', address, { cents: 1000.5 });
    expect([status, body.errors]).toMatchObject([400, [{ pointer: '/cents' }]]);
    expect(await stored()).toBe(before);
  });

  test('is refused in a file of a lockbox, with its line; nothing of the file is booked', async () => {
    const text = 'header,4711,2026-11-23\nitem,1,1,1001,10.005,\nbatch,1,1,10.00\ntrailer,1,10.00';
    const sha256 = createHash('sha256').update(text).digest('hex');
    const key = fileKey(manager.tenantId as TenantId, 'bank-statement', `${sha256}.lockbox`);
    await createFiles(desk.bucket, 'bucket').put(key, Buffer.from(text), 'text/csv');
    const before = await stored();
    const { entityId } = desk.office;
    const { status, body } = await desk.send('POST', '/v1/lockbox-files', { sha256, format: 'csv', entityId });
    expect([status, body]).toMatchObject([422, { code: 'amount-malformed', line: 2 }]);
    expect(await stored()).toBe(before);
  });

  test('is refused in a file of an agency, with its line; nothing of the file is booked', async () => {
    const { id: agencyId } = (await desk.call('POST', '/v1/collection-agencies', agencyBody)).body;
    const content = [
      'record,reference,case,paid_on,paid_to,collected,fee,net',
      'payment,A-1,THEIRS,2026-11-22,agency,10.005,2.50,7.505',
      'total,1,,,,10.005,2.50,7.505',
    ].join('\n');
    const before = await stored();
    const received = { agencyId, entityId: desk.office.entityId, receivedOn: '2026-11-22', reference: 'ACH-1' };
    const { status, body } = await desk.send('POST', '/v1/agency-remits', { ...received, content });
    expect(status).toBe(422);
    expect(JSON.stringify(body.errors)).toMatch(/at most two decimals/);
    expect(await stored()).toBe(before);
  });
});
