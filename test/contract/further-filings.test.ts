import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const kindOf = ({ status, body }: { readonly status: number; readonly body: { readonly type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;

async function open(claimId: string, body: object) {
  desk.tick();
  const { version } = await read(claimId);
  return desk.call('POST', `/v1/claims/${claimId}/filings`, { headers: { 'If-Match': `"${version}"` }, body });
}

/** Sends what is ready. Returns the file that was written. */
async function send(): Promise<string> {
  const before = desk.s3.objects.size;
  await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  expect(desk.s3.objects.size).toBe(before + 1);
  return Buffer.from([...desk.s3.objects.values()].at(-1) as Uint8Array).toString('latin1');
}

/** Assembles what was opened, and sends it. */
async function assembleAndSend(): Promise<void> {
  await desk.workOff();
  await send();
}

async function sentClaim(): Promise<string> {
  const claimId = await desk.finalise();
  await send();
  return claimId;
}

describe('a further filing of a claim that was sent', () => {
  it('is opened, assembled and sent with its frequency and the payer’s own number of what it replaces', async () => {
    const claimId = await sentClaim();
    const opened = await open(claimId, { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN 2026|1' });
    expect(opened).toMatchObject({
      status: 202,
      body: {
        state: { kind: 'submitted' },
        filings: [
          { number: 1, frequency: 'original', state: { kind: 'submitted' } },
          { number: 2, payerPosition: 0, frequency: 'replacement', payerClaimNumber: 'ICN 2026|1' },
        ],
      },
    });
    await desk.workOff();
    expect(await read(claimId)).toMatchObject({
      state: { kind: 'ready' },
      filings: [{}, { state: { kind: 'ready' } }],
    });
    const file = await send();
    expect(file).toContain(`~CLM*${claimId}*141***11:B:7*`);
    expect(file).toContain('~REF*F8*ICN 2026|1~');
    expect(await read(claimId)).toMatchObject({
      state: { kind: 'submitted' },
      filings: [{ state: { kind: 'submitted' } }, { state: { kind: 'submitted' } }],
    });
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body;
    const lines = items.map(
      (line: { event: string; from: string; to: string }) => `${line.event} ${line.from} ${line.to}`,
    );
    expect(lines.slice(4)).toEqual([
      'filing-opened submitted submitted',
      'assembled submitted ready',
      'batched ready batched',
      'submitted batched submitted',
    ]);
  });

  it('is the only one at a time, and can be withdrawn; the next one has the next number', async () => {
    const claimId = await sentClaim();
    await open(claimId, { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN1' });
    expect(kindOf(await open(claimId, { share: 0, frequency: 'void', payerClaimNumber: 'ICN1' }))).toBe(
      '409 filing-underway',
    );
    await desk.workOff();
    const { version } = await read(claimId);
    const withdrawn = await desk.call('POST', `/v1/claims/${claimId}/withdraw`, {
      headers: { 'If-Match': `"${version}"` },
      body: { reason: 'the payer had it right' },
    });
    expect(withdrawn).toMatchObject({ status: 200, body: { state: { kind: 'submitted' } } });
    // The payer has the claim as it is now, so nobody has to do anything.
    expect(await openExceptions(store.table, manager.tenantId as TenantId)).toEqual([]);
    expect(await open(claimId, { share: 0, frequency: 'void', payerClaimNumber: 'ICN1' })).toMatchObject({
      status: 202,
      body: { filings: [{ number: 1 }, { number: 2, state: { kind: 'withdrawn' } }, { number: 3, frequency: 'void' }] },
    });
  });

  it('is held with the reason when it lacks what its frequency needs', async () => {
    const claimId = await sentClaim();
    await open(claimId, { share: 0, frequency: 'replacement' });
    await desk.workOff();
    expect((await read(claimId)).state).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'claim-has-errors' }, { code: expect.stringContaining('payer-claim-number-missing') }],
    });
  });
});

describe('a further filing that cannot be opened', () => {
  it('is refused with the reason', async () => {
    const fresh = await desk.finalise();
    expect(kindOf(await open(fresh, { share: 0 }))).toBe('409 claim-not-sent');
    await send();
    expect(kindOf(await open(fresh, {}))).toBe('409 nothing-to-file');
    expect(await open(fresh, { share: 1 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/share', detail: 'the claim’s shares are 0 to 0' }] },
    });
    const path = `/v1/claims/${fresh}/filings`;
    expect((await desk.call('POST', path, { body: {} })).status).toBe(428);
    expect((await desk.call('POST', path, { body: {}, headers: { 'If-Match': '"1"' } })).status).toBe(412);
    expect((await desk.call('POST', path, { body: {}, principal: coder })).status).toBe(403);
  });

  it('is refused when it is a void and its payer has not answered an earlier one, which is named', async () => {
    const claimId = await sentClaim();
    const aVoid = { share: 0, frequency: 'void', payerClaimNumber: 'ICN1' };
    expect((await open(claimId, aVoid)).status).toBe(202);
    await assembleAndSend();
    const again = await open(claimId, aVoid);
    expect([kindOf(again), again.body.filing]).toEqual(['409 void-unanswered', 2]);
    expect((await read(claimId)).filings).toHaveLength(2);
    // A claim that is filed anew after it can be voided in its turn.
    expect((await open(claimId, { share: 0, frequency: 'original' })).status).toBe(202);
    await assembleAndSend();
    expect((await open(claimId, aVoid)).status).toBe(202);
  });

  it('is not made by the void of an encounter whose payer was asked for one by hand', async () => {
    const claimId = await sentClaim();
    await open(claimId, { share: 0, frequency: 'void', payerClaimNumber: 'ICN1' });
    await assembleAndSend();
    const { encounterId } = await read(claimId);
    const path = `/v1/encounters/${encounterId}`;
    const { version } = (await desk.practice.call('GET', path)).body;
    const headers = { 'If-Match': `"${version}"`, ...desk.newKey() };
    const voided = await desk.practice.call('POST', `${path}/void`, { reason: 'did not happen' }, { headers });
    expect(voided.status, JSON.stringify(voided.body)).toBe(200);
    expect(await read(claimId)).toMatchObject({ state: { kind: 'voided' }, insuranceCents: 0 });
    expect((await read(claimId)).filings).toHaveLength(2);
    expect((await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).body.items).toEqual([]);
  });

  it('is not proposed either', async () => {
    const claimId = await sentClaim();
    const path = `/v1/claims/${claimId}/next-filing`;
    expect(await desk.call('GET', path)).toMatchObject({ status: 200, body: { items: [] } });
    expect((await desk.call('GET', '/v1/claims/S000000000000000/next-filing')).status).toBe(404);
  });
});
