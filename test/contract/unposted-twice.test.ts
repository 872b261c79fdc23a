import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFiles } from '../../shared/store/files.ts';
import { bookFaults } from '../support/book-faults.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* The first payer's answer: 91.00 and 8.00 are paid. */

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

it('what was unposted is matched again and not unposted once more: its cash waits already', async () => {
  const claimId = await desk.sentClaim();
  await desk.receive('first', '99', firstAnswer(claimId));
  const entries = async () => (await api('GET', `/v1/ledger-entries?claimId=${claimId}`)).body.items;
  const ofKind = async (kind: string) => (await entries()).find((entry: { kind: string }) => entry.kind === kind);
  const unpost = async (kind: string) =>
    api('POST', `/v1/ledger-entries/${(await ofKind(kind)).id}/unpost`, { reason: 'x' }, { headers: desk.newKey() });
  expect((await unpost('remittance-claim')).status).toBe(200);
  const again = await unpost('remittance-unpost');
  expect([again.status, again.body.type]).toEqual([409, expect.stringMatching(/entry-not-unpostable$/)]);
  const { id } = await ofKind('remittance-unpost');
  const moved = await api(
    'POST',
    `/v1/ledger-entries/${id}/move`,
    { claimId, reason: 'x' },
    { headers: desk.newKey() },
  );
  expect(moved.status).toBe(409);
  const [waiting, ...others] = await exceptions();
  expect([waiting.code, waiting.cents, others]).toEqual(['payment-unposted', 99_00, []]);
  expect((await act(`/v1/exceptions/${waiting.id}/match`, { claimId }, waiting.version)).status).toBe(200);
  expect(await exceptions()).toEqual([]);
});
