import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterAcknowledgement } from '../../shared/domain/claim/claim-events.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { rejectedWrite } from '../../shared/store/acknowledgement-alarms.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { manager } from '../support/api-event.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
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

async function act(claimId: string, what: string, body: object) {
  desk.tick();
  const { version } = await read(claimId);
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, { headers, body });
}

async function submit(): Promise<string> {
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  return Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
}

/** A claim of 130.00 and 11.00 that was sent to its first payer. */
async function sentClaim(): Promise<string> {
  const claimId = await desk.finalise();
  await submit();
  return claimId;
}

/** The first payer pays 91.00 and 8.00, writes 20.00 off, and leaves 19.00 and 3.00 to the patient. */
const firstAnswer = (claimId: string, status = '1') => `
  CLP*${claimId}*${status}*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

/** Turns a filing away, as a 277CA does. */
async function reject(claimId: string, number: number): Promise<void> {
  const tenant = manager.tenantId as TenantId;
  const [before] = await readBalances(store.table, tenant, [claimId]);
  if (before === undefined) throw new Error('the claim is there');
  const next = afterAcknowledgement(before, number, { kind: 'rejected', reasons: ['claim-refused'] });
  if (!next.ok) throw new Error('the filing was sent');
  const at = desk.edge.now().toISOString();
  await store.table.transact([
    balanceWrite(tenant, before, next.value),
    rejectedWrite(tenant, before.claimId, { filing: number, reasons: 'claim-refused' }, at),
  ]);
}

const open = () => openExceptions(store.table, manager.tenantId as TenantId);

describe('a claim of several payers that one of them turned away', () => {
  it('is passed over when its payer turned it away: then it is no longer work', async () => {
    const claimId = await sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await act(claimId, 'filings', {});
    await desk.workOff();
    await submit();
    await reject(claimId, 2);
    expect(await open()).toEqual(['claim-rejected']);
    await act(claimId, 'pass-over', { to: 'patient', reason: 'the plan had ended' });
    expect(await open()).toEqual([]);
    expect((await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body.items).toEqual([]);
  });

  it('is not sent again once the payer has decided what was turned away', async () => {
    const claimId = await sentClaim();
    await reject(claimId, 1);
    await act(claimId, 'filings', {});
    await desk.workOff();
    expect((await read(claimId)).state.kind).toBe('ready');
    await desk.receive('first', '99', firstAnswer(claimId));
    const files = desk.s3.objects.size;
    await submit();
    expect(desk.s3.objects.size).toBe(files);
    expect((await read(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'already-asked' }] });
    await act(claimId, 'withdraw', { reason: 'the payer has decided it' });
    expect((await read(claimId)).state.kind).toBe('adjudicated');
    expect(await open()).toEqual([]);
  });
});
