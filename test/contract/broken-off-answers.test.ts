import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { eligibilityAnswer, inquiryDesk } from '../support/inquiry-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});

it('a file of answers whose worker died each time says so, and is read when it is imported again', async () => {
  const tenant = manager.tenantId as TenantId;
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 0 });
  const { id } = (await desk.check()).body;
  await desk.workOff(1);
  const bytes = Buffer.from(eligibilityAnswer(id, 'EB*1*IND*30'), 'latin1');
  const sha256 = sha256Hex(bytes);
  await desk.files.put(`${tenant}/inquiry/${sha256}.edi`, bytes, 'application/edi-x12');
  const send = () => desk.call('POST', '/v1/inquiry-answers', { sha256 });
  const now = async () => (await desk.call('GET', '/v1/inquiry-answers')).body.items[0];
  expect((await send()).body).toMatchObject({ state: 'received' });
  await desk.workOff(5);
  expect(await now()).toMatchObject({ state: 'broke-off' });
  expect((await desk.checkNow(id)).state).toBe('sent');
  expect(await openExceptions(store.table, tenant)).toEqual(['inquiry-answers-broken-off']);
  expect(await send()).toMatchObject({ status: 202, body: { state: 'received' } });
  await desk.workOff(1);
  expect(await now()).toMatchObject({ state: 'read', answered: 1 });
  expect((await desk.checkNow(id)).state).toBe('answered');
  expect(await openExceptions(store.table, tenant)).toEqual([]);
});
