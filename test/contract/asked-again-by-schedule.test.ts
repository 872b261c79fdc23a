import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { manager } from '../support/api-event.ts';
import { inquiryDesk } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* The schedule asks about claims without an answer, beside the people who ask about them. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  await desk.call('PUT', '/v1/inquiry-settings', { statusAfterDays: 2 }, { headers: { 'If-Match': '"0"' } });
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

/** A claim of 23 November about which a person asks a day later. */
async function askedClaim(): Promise<string> {
  desk.edge.setNow('2026-11-23T12:00:00.000Z');
  const claimId = await desk.finalise();
  await desk.claims.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.claims.workOff();
  desk.edge.setNow('2026-11-24T12:00:00.000Z');
  const { status } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
  expect(status).toBe(202);
  return claimId;
}

/** What was asked about a claim by noon of the 25th, when the schedule asks about the 23rd. */
async function askedBy(claimId: string): Promise<readonly string[]> {
  desk.edge.setNow('2026-11-25T12:30:00.000Z');
  await desk.workOff();
  const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
  return items.map(({ requestedBy }: { requestedBy: string }) => (requestedBy === 'schedule' ? 'schedule' : 'person'));
}

it('does not ask about a filing about which a person has asked, and whose answer may still come', async () => {
  expect(await askedBy(await askedClaim())).toEqual(['person']);
});

it('asks about a filing that was sent since a person asked about the one before it', async () => {
  const claimId = await askedClaim();
  const [balance] = await readBalances(store.table, tenant, [claimId]);
  const [first] = balance?.filings ?? [];
  invariant(balance !== undefined && first !== undefined, 'the claim was sent');
  const again = { ...first, number: 2, frequency: 'replacement' } as const;
  await store.table.transact([balanceWrite(tenant, balance, { ...balance, filings: [first, again] })]);
  expect(await askedBy(claimId)).toEqual(['schedule', 'person']);
});
