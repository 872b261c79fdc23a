import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { inquiryDesk, statusAnswer } from '../support/inquiry-desk.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Questions about claims that failed, or that no payer answered: a person sees them, and has a way out. */

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
