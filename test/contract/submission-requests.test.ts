import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { laneItem, readBalances } from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { payerBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const submit = (body: object) => desk.call('POST', '/v1/submissions', { body, headers: desk.newKey() });
const submissions = async () => (await desk.call('GET', '/v1/submissions')).body.items;

/** Moves a ready claim to the list of another receiver. */
async function moveToLane(claimId: string, lane: string, receiverId: string): Promise<void> {
  await store.table.transact([
    { update: claimBalanceKey(tenant, claimId), set: { filings: [`1|0|1|ready|${lane}`] } },
    { put: laneItem(tenant, { lane, receiverId, submitterId: 'EXSUBMIT' }) },
  ]);
}

describe('claims that a person chooses for a submission', () => {
  it('are refused, each named, when they go to another receiver than the named one', async () => {
    const [own, other] = [await desk.finalise(), await desk.finalise()];
    await moveToLane(other, 'lane-of-other', 'OTHERCLEAR');
    const refused = await submit({ receiverId: 'EXCLEAR', claimIds: [own, other] });
    expect(refused).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('claims-of-other-receiver'), errors: [{ pointer: '/claimIds/1' }] },
    });
    expect(refused.body.errors).toHaveLength(1);
    expect(await submissions()).toEqual([]);
    const taken = await submit({ receiverId: 'EXCLEAR', claimIds: [own] });
    expect(taken).toMatchObject({ status: 202, body: { items: [{ receiverId: 'EXCLEAR' }] } });
    expect((await submit({ claimIds: [other] })).body.items).toMatchObject([{ receiverId: 'OTHERCLEAR' }]);
  });

  it('are refused when they need more files than one request starts', async () => {
    const claimIds: string[] = [];
    for (let number = 0; number < 41; number += 1) {
      const claimId = await desk.finalise();
      await moveToLane(claimId, `lane-${number}`, `CLEAR${number}`);
      claimIds.push(claimId);
    }
    const refused = await submit({ claimIds });
    expect(refused).toMatchObject({ status: 422, body: { type: expect.stringContaining('submissions-too-many') } });
    expect(await submissions()).toEqual([]);
    expect((await submit({ claimIds: claimIds.slice(0, 40) })).body.items).toHaveLength(40);
  });

  it('never come from the list of claims that wait to be printed', async () => {
    const path = `/v1/payers/${desk.office.payerId}`;
    const headers = { 'If-Match': '"1"' };
    await desk.practice.call('PUT', path, { ...payerBody, filesOn: 'paper' }, { headers });
    const claimId = await desk.finalise();
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    expect(balance?.filings[0]?.state.kind).toBe('ready');
    // It is on the list of deadlines like any other.
    expect((await desk.call('GET', '/v1/deadlines')).body.items).toMatchObject([{ claimId }]);
    expect((await submit({})).body.items).toEqual([]);
    expect((await submit({ receiverId: 'EXCLEAR' })).status).toBe(404);
  });
});
