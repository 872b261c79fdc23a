import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperApi } from '../../functions/paper/api.ts';
import { operations } from '../../functions/paper/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { callApi, manager, stranger } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { payerBody } from '../support/office.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Batches on paper whose mailing nobody has recorded: the office finds them, however old they are. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let handler: ReturnType<typeof createApiHandler>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const files = createFiles(desk.s3, 'files', signer);
  handler = createApiHandler(paperApi, operations, { ...desk.edge, files, codeSets: syntheticCodeSets });
  const envelope = {
    ...{ senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'PRINTER' },
    ...{ applicationSender: 'OFFICE', applicationReceiver: 'PRINTER' },
  };
  const delivery = { kind: 's3-drop', folder: 'mail', fileName: '{control}' };
  const vendor = { name: 'Example Printing', receiverId: 'PRINTMAIL', envelope, usage: 'production', delivery };
  expect((await desk.practice.call('POST', '/v1/trading-partners', vendor)).status).toBe(201);
  const address = { line1: '1 Example Plaza', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const change = { filesOn: 'paper', receiver: { id: 'PRINTMAIL', name: 'EXAMPLE PRINTING' }, address };
  const path = `/v1/payers/${desk.office.payerId}`;
  const replaced = await desk.practice.call(
    'PUT',
    path,
    { ...payerBody, ...change },
    { headers: { 'If-Match': '"1"' } },
  );
  expect(replaced.status).toBe(200);
});
afterAll(() => store.stop());

const call = (method: string, path: string, body?: object, principal = manager) =>
  callApi(handler, { method, path, principal, ...(body === undefined ? {} : { body }), headers: desk.newKey() });
const print = async (): Promise<string> => {
  await desk.finalise();
  const printed = await call('POST', '/v1/paper-batches', { payerId: desk.office.payerId, stock: 'preprinted' });
  await desk.deliver();
  return printed.body.batch.id;
};
const toMail = async (query = '', principal = manager): Promise<string[]> =>
  (await call('GET', `/v1/paper-batches?toMail=true${query}`, undefined, principal)).body.items.map(
    ({ id }: { id: string }) => id,
  );

it('a batch is listed until its mailing is recorded, the oldest first, in any month', async () => {
  const first = await print();
  desk.edge.setNow('2026-12-28T12:00:00.000Z');
  const second = await print();
  desk.edge.setNow('2027-02-01T12:00:00.000Z');
  expect(await toMail()).toEqual([first, second]);
  expect(await toMail('&limit=1')).toEqual([first]);
  expect(await toMail('', stranger)).toEqual([]);
  const mailing = { on: '2026-12-01', by: 'first-class' };
  expect((await call('POST', `/v1/paper-batches/${first}/mailings`, mailing)).status).toBe(200);
  expect(await toMail()).toEqual([second]);
  expect((await call('POST', `/v1/paper-batches/${first}/mailings`, mailing)).status).toBe(200);
  expect(await toMail()).toEqual([second]);
  expect((await call('GET', `/v1/paper-batches/${first}`)).body.mailings).toHaveLength(2);
});
