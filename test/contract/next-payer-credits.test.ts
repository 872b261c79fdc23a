import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFiles } from '../../shared/store/files.ts';
import { bookFaults } from '../support/book-faults.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* A next payer has paid 50.00 before anybody billed it. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, ['second']);
  api = await wholeApi(desk.edge, createFiles(desk.s3, 'files'));
});
afterEach(async () => {
  expect(bookFaults(await store.items())).toEqual([]);
  await store.stop();
});

const exceptions = async () => (await api('GET', '/v1/exceptions')).body.items;
const act = (path: string, body: object, version: number) =>
  api('POST', path, { reason: 'decided', ...body }, { headers: { ...desk.newKey(), 'If-Match': `"${version}"` } });

it('a credit of a payer that was not billed is work again when its refund is declined', async () => {
  const claimId = await desk.sentClaim();
  await desk.receive('second', '50', 'CLP*NOBODY*1*50*50**12*ICN8*11*1\nSVC*HC:X9003*50*50**1');
  const [waiting] = await exceptions();
  expect((await act(`/v1/exceptions/${waiting.id}/apply`, { claimId }, waiting.version)).status).toBe(200);
  const [credit] = await exceptions();
  expect(credit).toMatchObject({ code: 'credit-balance', cents: -50_00 });
  expect((await act(`/v1/exceptions/${credit.id}/move`, { to: 'refund' }, credit.version)).status).toBe(200);
  expect(await exceptions()).toEqual([]);
  const [refund] = (await api('GET', '/v1/refunds')).body.items;
  expect((await act(`/v1/refunds/${refund.id}/decline`, {}, refund.version)).status).toBe(200);
  expect(await exceptions()).toMatchObject([{ code: 'credit-balance', cents: -50_00 }]);
});
