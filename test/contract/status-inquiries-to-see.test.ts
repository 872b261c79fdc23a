import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { inquiriesToSee } from '../../shared/store/keys/inquiry.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { manager } from '../support/api-event.ts';
import { inquiryDesk, statusAnswer } from '../support/inquiry-desk.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Questions about claims that failed, or that no payer answered: a person sees them, and has a way out. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let claims: Awaited<ReturnType<typeof nextPayerDesk>>;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
let claimId: string;

beforeEach(async () => {
  store = await startTestTable();
  claims = await nextPayerDesk(store, ['second']);
  desk = await inquiryDesk(store, claims);
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  claimId = await claims.finalise();
  await acknowledgedDesk(claims).send();
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

const ask = async () => (await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`)).body.id as string;
const pass = async (milliseconds: number) => {
  desk.edge.setNow(new Date(desk.edge.now().getTime() + milliseconds).toISOString());
  await desk.workOff();
};
const quarter = 16 * 60_000;
const day = 86_400_000;
const listed = async () => (await desk.call('GET', '/v1/status-inquiries')).body.items;
const idsListed = async () => (await listed()).map(({ id }: { id: string }) => id);
const dismiss = (id: string) =>
  desk.call('POST', `/v1/status-inquiries/${id}/dismiss`, { reason: 'the payer told it by telephone' });

/** A question that went out in a file, four days ago. */
async function unanswered(): Promise<string> {
  const id = await ask();
  await pass(quarter);
  await pass(4 * day - quarter);
  expect(await idsListed()).toEqual([]);
  await pass(2 * quarter);
  return id;
}

/** A question in real time to a payer that does not answer. */
async function failed(): Promise<string> {
  await desk.channel(desk.realTime);
  const id = await ask();
  await desk.workOff();
  return id;
}

describe('a question about a claim', () => {
  it('that failed is listed at once, with the reason', async () => {
    const id = await failed();
    expect(await listed()).toMatchObject([
      { id, claimId, share: 0, state: 'failed', needsAttention: true, fault: { code: 'payer-unreachable' } },
    ]);
  });

  it('that nobody answered is listed after four days, until its answer comes', async () => {
    const id = await unanswered();
    expect(await listed()).toMatchObject([{ id, state: 'sent', needsAttention: true }]);
    await desk.take(statusAnswer(id, 'STC*P1:20*20261123**141'));
    expect(await idsListed()).toEqual([]);
  });

  it('is dismissed by a person, with a reason; a later answer is still read', async () => {
    const id = await unanswered();
    const { status, body } = await dismiss(id);
    expect([status, body.needsAttention]).toEqual([200, false]);
    expect(body.dismissed).toMatchObject({ reason: 'the payer told it by telephone' });
    expect(await idsListed()).toEqual([]);
    expect((await dismiss(id)).body.type).toMatch(/inquiry-needs-nobody$/);
    await desk.take(statusAnswer(id, 'STC*P1:20*20261123**141'));
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
    expect(items).toMatchObject([{ id, state: 'answered', result: { standing: 'pending' } }]);
  });

  it('leaves the list when its payer is asked again', async () => {
    const first = await failed();
    const second = await ask();
    expect(await idsListed()).toEqual([]);
    await desk.workOff();
    expect(await idsListed()).toEqual([second]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
    expect(items.find(({ id }: { id: string }) => id === first).dismissed).toMatchObject({
      reason: 'The payer was asked again.',
    });
  });

  it('leaves the list when the payer decides the claim', async () => {
    await failed();
    expect(await idsListed()).toHaveLength(1);
    await claims.receive('first', '99', firstAnswer(claimId));
    expect(await idsListed()).toEqual([]);
  });

  it('leaves the index too, as soon as another question comes onto the list, and keeps who let it go', async () => {
    const rows = () => store.table.queryAll({ partition: inquiriesToSee(tenant, 'claim-status'), index: 'second' });
    const first = await unanswered();
    const failedOne = await failed();
    await claims.receive('first', '99', firstAnswer(claimId));
    const decided = claimId;
    claimId = await claims.finalise();
    await acknowledgedDesk(claims).send();
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    const second = await ask();
    await pass(quarter);
    expect((await rows()).map(({ sk, pk }) => `${pk} ${sk}`)).toEqual([expect.stringContaining(second)]);
    const { items } = (await desk.call('GET', `/v1/claims/${decided}/status-inquiries`)).body;
    expect(items).toMatchObject([
      { id: failedOne, dismissed: { by: 'ask-payers', reason: expect.stringContaining('decided') } },
      { id: first, dismissed: { reason: 'The payer was asked again.' } },
    ]);
    // The next one that fails in real time lets go as well.
    await claims.receive('first', '99', firstAnswer(claimId));
    await pass(5 * day);
    claimId = await claims.finalise();
    await acknowledgedDesk(claims).send();
    await failed();
    expect(await rows()).toHaveLength(1);
  });

  it('is not asked twice at a time: the second is told which question is open', async () => {
    const first = await ask();
    const again = () => desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
    const refusal = { status: 409, body: { type: expect.stringMatching(/inquiry-underway$/), inquiryId: first } };
    expect(await again()).toMatchObject(refusal);
    await pass(quarter);
    expect(await again()).toMatchObject(refusal);
    await desk.take(statusAnswer(first, 'STC*P1:20*20261123**141'));
    expect((await again()).status).toBe(202);
  });

  it('is asked once when two people ask at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => desk.call('POST', `/v1/claims/${claimId}/status-inquiries`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
    expect(items).toHaveLength(1);
    for (const { status, body } of answers) if (status === 409) expect(body.inquiryId).toBe(items[0].id);
  });

  it('may be asked again once somebody dismissed the open one, and about a filing that left since', async () => {
    const first = await ask();
    await pass(quarter);
    expect((await dismiss(first)).status).toBe(200);
    const second = await ask();
    expect(second).not.toBe(first);
    await pass(quarter);
    await claims.act(claimId, 'filings', { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN1' });
    await claims.workOff();
    await claims.submit();
    expect((await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`)).status).toBe(202);
  });

  it('is on the first page although older questions no longer matter', async () => {
    await failed();
    await claims.receive('first', '99', firstAnswer(claimId));
    claimId = await claims.finalise();
    await acknowledgedDesk(claims).send();
    const id = await failed();
    const { items } = (await desk.call('GET', '/v1/status-inquiries?limit=1')).body;
    expect(items).toMatchObject([{ id, claimId }]);
  });
});
