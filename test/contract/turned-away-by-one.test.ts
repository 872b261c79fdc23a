import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterAcknowledgement } from '../../shared/domain/claim/claim-events.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { rejectedWrite } from '../../shared/store/acknowledgement-alarms.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { manager } from '../support/api-event.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

/** Rejects a filing, as a 277CA does. */
async function reject(claimId: string, number: number): Promise<void> {
  const tenant = manager.tenantId as TenantId;
  const [before] = await readBalances(store.table, tenant, [claimId]);
  if (before === undefined) throw new Error('the claim is there');
  const next = afterAcknowledgement(before, number, { kind: 'rejected', reasons: ['claim-refused'] });
  if (!next.ok) throw new Error('the filing was sent');
  const at = desk.edge.now().toISOString();
  await store.table.transact([
    balanceWrite(tenant, before, next.value),
    rejectedWrite(tenant, before, { filing: number, reasons: 'claim-refused' }, at),
  ]);
}

const open = () => openExceptions(store.table, manager.tenantId as TenantId);

describe('a claim of several payers that one of them rejected', () => {
  it('is passed over when its payer rejected it: then it is no longer open work', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    await desk.submit();
    await reject(claimId, 2);
    expect(await open()).toEqual(['claim-rejected']);
    await desk.act(claimId, 'pass-over', { to: 'patient', reason: 'the plan had ended' });
    expect(await open()).toEqual([]);
    expect((await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body.items).toEqual([]);
  });

  it('is not sent again once the payer has decided the rejected filing', async () => {
    const claimId = await desk.sentClaim();
    await reject(claimId, 1);
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    expect((await read(claimId)).state.kind).toBe('ready');
    await desk.receive('first', '99', firstAnswer(claimId));
    const files = desk.s3.objects.size;
    await desk.submit();
    expect(desk.s3.objects.size).toBe(files);
    expect((await read(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'already-asked' }] });
    await desk.act(claimId, 'withdraw', { reason: 'the payer has decided it' });
    expect((await read(claimId)).state.kind).toBe('adjudicated');
    expect(await open()).toEqual([]);
  });
});
