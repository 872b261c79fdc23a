import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { claimAnswers } from '../support/acknowledgement-files.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * A clearinghouse has accepted a claim and its replacement, and then puts one of them into a batch of its own: nothing
 * shows which of them the payer's answer is about.
 */

const tenant = manager.tenantId as TenantId;
const reason = 'the payer said so by phone';
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let claimId: string;

beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  claimId = await desk.finalise();
  const acknowledged = acknowledgedDesk(desk);
  for (const payerClaimNumber of ['ICN1', 'ICN2']) {
    if (payerClaimNumber === 'ICN2') await replace();
    const { submissionId } = await acknowledged.send();
    const claims = [{ claimId, status: 'A2:20', action: 'WQ' as const, payerClaimNumber }];
    await acknowledged.acknowledge(claimAnswers({ trace: submissionId, claims, source: 'AY' }));
  }
});
afterEach(() => store.stop());

const claimNow = async () => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const filingsNow = async () =>
  (await claimNow()).filings.map((filing: { state: { kind: string } }) => filing.state.kind);
/** Answers about the claim under a number that nobody knows. */
const last = async () =>
  (await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`)).body.items.find(
    (one: { payerClaimNumber?: string }) => one.payerClaimNumber === 'ICN9',
  );

/** Corrects the encounter, so that a replacement is filed. */
async function replace(): Promise<void> {
  const { encounterId } = await claimNow();
  const path = `/v1/encounters/${encounterId}`;
  const versionOf = async () => `"${(await desk.practice.call('GET', path)).body.version}"`;
  const step = async (what: string, body?: object) => {
    desk.tick();
    const headers = { ...desk.newKey(), 'If-Match': await versionOf() };
    return desk.practice.call('POST', `${path}/${what}`, body, { principal: coder, headers });
  };
  const { version: _version, ...draft } = (await step('correct', { reason })).body;
  const lines = draft.lines.map((line: object, index: number) => (index === 0 ? { ...line, units: 1 } : line));
  await desk.practice.call('PUT', path, { ...draft, lines }, { headers: { 'If-Match': await versionOf() } });
  expect((await step('finalize')).status).toBe(200);
  await desk.workOff();
}

const answer = (status: string, action: 'WQ' | 'U', payerClaimNumber = 'ICN9') => {
  const claims = [{ claimId, status, action, payerClaimNumber }];
  return acknowledgedDesk(desk).acknowledge(claimAnswers({ trace: 'BATCH9', claims }));
};

const name = async (id: string, filing: number, version = '') =>
  desk.call('POST', `/v1/claims/${claimId}/acknowledgements/${id}/filing`, {
    body: { filing, reason },
    headers: { 'If-Match': version === '' ? `"${(await claimNow()).version}"` : version },
  });

describe('an acknowledgement that fits several filings of a claim', () => {
  it('changes nothing, and waits for a person who names the filing: then it takes effect', async () => {
    expect(await filingsNow()).toEqual(['accepted', 'accepted']);
    expect((await answer('A7:562:85', 'U')).body).toMatchObject({ filingUnclear: 1, rejected: 0, unapplied: 0 });
    expect(await filingsNow()).toEqual(['accepted', 'accepted']);
    const { id, ...about } = await last();
    expect(about).toMatchObject({ verdict: 'rejected', effect: 'filing-unclear', payerClaimNumber: 'ICN9' });
    expect(about).not.toHaveProperty('filing');
    expect(await openExceptions(store.table, tenant)).toEqual(['acknowledged-filing-unclear']);
    desk.tick();
    const named = await name(id, 2);
    expect(named).toMatchObject({
      status: 200,
      body: { filing: 2, effect: 'rejected', named: { by: manager.subject, reason } },
    });
    expect(await filingsNow()).toEqual(['accepted', 'rejected']);
    expect(await openExceptions(store.table, tenant)).toEqual(['claim-rejected']);
    const history = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body.items;
    expect(history.filter((line: { event: string }) => line.event === 'rejected')).toMatchObject([
      { actor: manager.subject, facts: { filing: 2 } },
    ]);
  });

  it('is named once, for a filing that was sent, and with the version that was seen', async () => {
    await answer('A2:20', 'WQ');
    const { id } = await last();
    expect((await name(id, 3)).body).toMatchObject({ errors: [{ pointer: '/filing' }] });
    expect((await name('NOTTHERE', 1)).status).toBe(404);
    expect((await name(id, 1, '"1"')).status).toBe(412);
    const named = await name(id, 1);
    expect(named).toMatchObject({ status: 200, body: { effect: 'known-before' } });
    expect(named.headers.ETag).toBe(`"${(await claimNow()).version}"`);
    expect((await name(id, 2)).body.type).toContain('acknowledgement-settled');
    expect(await filingsNow()).toEqual(['accepted', 'accepted']);
    expect(await openExceptions(store.table, tenant)).toEqual([]);
  });

  it('may be repeated in another file, but waits only once', async () => {
    await answer('A7:562:85', 'U');
    const claims = [{ claimId, status: 'A7:562:85', action: 'U' as const, payerClaimNumber: 'ICN9' }];
    const again = claimAnswers({ trace: 'BATCH9', claims }, { controlNumber: '000000906' });
    expect((await acknowledgedDesk(desk).acknowledge(again)).body).toMatchObject({ repeated: 1, filingUnclear: 0 });
    expect(await openExceptions(store.table, tenant)).toEqual(['acknowledged-filing-unclear']);
  });

  it('waits for nobody if it only says that the claim was received', async () => {
    expect((await answer('A1:19', 'WQ')).body).toMatchObject({ passedOn: 1, filingUnclear: 0 });
    expect(await last()).toMatchObject({ verdict: 'passed-on', effect: 'none' });
    expect(await openExceptions(store.table, tenant)).toEqual([]);
  });
});

describe('an acknowledgement of a claim that was rejected and sent again', () => {
  it('accepts the newer filing, whoever has batched it; a later rejection could be about either', async () => {
    const fresh = await startTestTable();
    const own = await claimsDesk(fresh);
    const { send, acknowledge } = acknowledgedDesk(own);
    const id = await own.finalise();
    const read = async () => (await own.call('GET', `/v1/claims/${id}`)).body;
    const said = (trace: string, status: string, action: 'WQ' | 'U', more: object = {}) =>
      acknowledge(claimAnswers({ trace, claims: [{ claimId: id, status, action, ...more }], source: 'AY' }));
    await said((await send()).submissionId, 'A7:562:85', 'U');
    own.tick();
    const headers = { 'If-Match': `"${(await read()).version}"` };
    await own.call('POST', `/v1/claims/${id}/filings`, { headers, body: {} });
    await own.workOff();
    await said((await send()).submissionId, 'A2:20', 'WQ');
    // The payer's own answer arrives in the clearinghouse's batch.
    expect((await said('BATCH1', 'A2:20', 'WQ', { payerClaimNumber: 'ICN5' })).body).toMatchObject({
      filingUnclear: 0,
    });
    const { items } = (await own.call('GET', `/v1/claims/${id}/acknowledgements`)).body;
    const numbered = items.find((one: { payerClaimNumber?: string }) => one.payerClaimNumber === 'ICN5');
    expect(numbered).toMatchObject({ filing: 2, effect: 'known-before' });
    expect((await said('BATCH2', 'A7:164:IL', 'U')).body).toMatchObject({ filingUnclear: 1, rejected: 0 });
    expect((await read()).filings.map(({ state }: { state: { kind: string } }) => state.kind)).toEqual([
      'rejected',
      'accepted',
    ]);
    await fresh.stop();
  });
});
