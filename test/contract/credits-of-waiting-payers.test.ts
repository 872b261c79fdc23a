import { afterEach, beforeEach, expect, it } from 'vitest';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/*
 * Of the 22.00 that the first payer left to the second, two parts were written off. Then the first payer took its answer
 * back and left nothing, so the second has a credit of what was written off.
 */

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
let claimId: string;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, ['second']);
  api = await wholeApi(desk.edge, createFiles(desk.s3, 'files'));
  claimId = await desk.sentClaim();
  await desk.receive('first', '99', firstAnswer(claimId));
});
afterEach(async () => {
  const [balance] = await readBalances(store.table, manager.tenantId as TenantId, [claimId]);
  expect(balance && owedOutOfSight(balance)).toEqual([]);
  expect(bookFaults(await store.items())).toEqual([]);
  await store.stop();
});

const writeOff = async (cents: number): Promise<string> => {
  const body = { claimId, why: 'filed-late', payerPosition: 1, cents, reason: 'Late' };
  return (await api('POST', '/v1/adjustments', body, { headers: desk.newKey() })).body.id;
};
const undo = async (id: string) => {
  const headers = { ...desk.newKey(), 'If-Match': '"1"' };
  expect((await api('POST', `/v1/adjustments/${id}/reverse`, { reason: 'Not late' }, { headers })).status).toBe(200);
};
const credits = async () =>
  (await api('GET', '/v1/exceptions')).body.items.map(({ code, cents }: { code: string; cents: number }) => [
    code,
    cents,
  ]);
const payers = async () =>
  (await desk.call('GET', `/v1/claims/${claimId}`)).body.payers.map(
    ({ status, receivableCents }: { status: string; receivableCents: number }) => [status, receivableCents],
  );
const back = (shared: number) => `CLP*${claimId}*22*-141*-99*-22*12*ICN1*11*1
  SVC*HC:X9003:25*-130*-91**-1\nCAS*CO*45*-20\nCAS*PR*2*-19\nREF*6R*L1
  SVC*HC:J1885*-11*-8**-4\nCAS*PR*1*-3\nREF*6R*L2
  CLP*${claimId}*1*141*${121 - shared}*${shared}*12*ICN2*11*1
  SVC*HC:X9003:25*130*${110 - shared}**1\nCAS*CO*45*20\n${shared === 0 ? '' : `CAS*PR*2*${shared}`}\nREF*6R*L1
  SVC*HC:J1885*11*11**4\nREF*6R*L2`;

it('what is undone of a write-off lessens the credit of a payer that is not billed, and the work about it', async () => {
  const [first, second] = [await writeOff(7_00), await writeOff(8_00)];
  await desk.receive('first', '22', back(0));
  expect(await credits()).toEqual([['credit-balance', -15_00]]);
  await undo(first);
  expect(await credits()).toEqual([['credit-balance', -8_00]]);
  await undo(second);
  expect(await credits()).toEqual([]);
  expect(await payers()).toEqual([
    ['answered', 0],
    ['waiting', 0],
  ]);
});

it('what is undone beyond the credit is owed by that payer, whose turn it is', async () => {
  const id = await writeOff(15_00);
  await desk.receive('first', '12', back(10));
  expect(await credits()).toEqual([['credit-balance', -5_00]]);
  await undo(id);
  expect(await credits()).toEqual([]);
  expect(await payers()).toEqual([
    ['answered', 0],
    ['open', 10_00],
  ]);
});
