import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { openDeadlines } from '../../shared/filing/open-deadlines.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { officeWrite } from '../../shared/store/office.ts';
import { acknowledgedDesk, type SentFile } from '../support/acknowledged-desk.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { callApi, manager } from '../support/api-event.ts';
import { inquiryDesk, statusAnswer } from '../support/inquiry-desk.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let claims: Awaited<ReturnType<typeof nextPayerDesk>>;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
let claimId: string;
let sent: SentFile;

beforeEach(async () => {
  store = await startTestTable();
  claims = await nextPayerDesk(store, ['second']);
  desk = await inquiryDesk(store, claims);
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
  claimId = await claims.finalise();
  sent = await acknowledgedDesk(claims).send();
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

/** Asks for the claim's status and has the payer say this. */
async function told(status: string): Promise<void> {
  const { body } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  await desk.workOff();
  await desk.take(statusAnswer(body.id, status));
}

const exceptions = () => createApiHandler(exceptionsApi, exceptionsOperations, desk.edge as never);
const listed = async (query = '') =>
  (await callApi(exceptions(), { method: 'GET', path: `/v1/exceptions?limit=200${query}`, principal: manager })).body
    .items;
const ended = async () => (await listed('&state=ended')).map(({ code, state }: Listed) => [code, state]);
interface Listed {
  readonly code: string;
  readonly state: string;
}

async function close(reason = 'the documents were sent by fax'): Promise<number> {
  const [{ id, version }] = await listed();
  const path = `/v1/exceptions/${id}/close`;
  const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
  const body = { reason };
  return (await callApi(exceptions(), { method: 'POST', path, body, principal: manager, headers })).status;
}

async function corrected(): Promise<void> {
  const { encounterId } = (await claims.call('GET', `/v1/claims/${claimId}`)).body;
  const path = `/v1/encounters/${encounterId}`;
  const step = async (method: string, what: string, body?: object) => {
    claims.tick();
    const { ETag = '' } = (await claims.practice.call('GET', path)).headers;
    const headers = { ...claims.newKey(), 'If-Match': ETag };
    return claims.practice.call(method, `${path}${what}`, body, { headers });
  };
  const { version: _, ...draft } = (await step('POST', '/correct', { reason: 'another unit' })).body;
  const lines = draft.lines.map((line: object, index: number) => (index === 0 ? { ...line, units: 2 } : line));
  await step('PUT', '', { ...draft, lines });
  await step('POST', '/finalize');
  await claims.workOff();
}

const work = {
  code: 'claim-status-problem',
  state: 'open',
  cents: 14_100,
  endedBy: exceptionCodes['claim-status-problem'].endedBy,
};

describe('a payer that is asked for the status of a claim', () => {
  it.each([
    ['A4:35', 'not-found', { category: 'A4', code: '35' }],
    ['D0:35', 'not-found', { category: 'D0', code: '35' }],
    ['A3:21:85', 'not-accepted', { category: 'A3', code: '21', entity: '85' }],
    ['A7:562:85', 'not-accepted', { category: 'A7', code: '562', entity: '85' }],
    ['R3:294', 'waits-for-documents', { category: 'R3', code: '294' }],
    ['P3:294', 'waits-for-documents', { category: 'P3', code: '294' }],
    ['E0:24', 'error', { category: 'E0', code: '24' }],
  ])('and answers %s makes it work for a person at once: %s', async (status, standing, codes) => {
    await told(`STC*${status}*20261123`);
    const payerId = claims.payerIds.first;
    const [made, ...others] = await listed(`&code=claim-status-problem&payerId=${payerId}`);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ ...work, claimId, facts: { standing, filing: 1, payerId, ...codes } });
    expect((await claims.call('GET', `/v1/claims/${claimId}`)).body.state.kind).toBe('submitted');
  });

  it.each(['A1:20', 'A2:20', 'P1:20', 'F0:3', 'F1:65', 'F2:88'])('and answers %s makes no work', async (status) => {
    await told(`STC*${status}*20261123`);
    expect(await listed()).toEqual([]);
  });
});

describe('a claim for which its payer reported a problem', () => {
  it('is no longer work once the payer says that it is being decided', async () => {
    await told('STC*A4:35*20261123');
    await told('STC*P1:20*20261123');
    expect(await listed()).toEqual([]);
    expect(await ended()).toEqual([['claim-status-problem', 'resolved']]);
  });

  it('is one piece of work, however often the payer says so', async () => {
    await told('STC*A4:35*20261123');
    await told('STC*R3:294*20261123');
    expect(await listed()).toMatchObject([{ ...work, facts: { standing: 'waits-for-documents' } }]);
  });

  it('is no longer work once the payer decides it', async () => {
    await told('STC*A4:35*20261123');
    await claims.receive('first', '99', firstAnswer(claimId));
    expect((await listed()).map(({ code }: Listed) => code)).not.toContain('claim-status-problem');
    expect(await ended()).toContainEqual(['claim-status-problem', 'resolved']);
  });

  it('is proposed to be filed again, and after that is no longer work', async () => {
    await told('STC*A4:35*20261123');
    const { items } = (await claims.call('GET', `/v1/claims/${claimId}/next-filing`)).body;
    expect(items).toMatchObject([{ share: 0, frequency: 'original', reason: { code: 'not-at-payer' } }]);
    expect((await claims.act(claimId, 'filings', {})).status).toBe(202);
    expect(await listed()).toEqual([]);
    await claims.workOff();
    await claims.submit();
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    expect(balance?.filings.map(({ frequency, state }) => [frequency, state.kind])).toEqual([
      ['original', 'submitted'],
      ['original', 'submitted'],
    ]);
  });

  it('is not proposed to be filed again when its payer waits for documents', async () => {
    await told('STC*R3:294*20261123');
    expect((await claims.call('GET', `/v1/claims/${claimId}/next-filing`)).body.items).toEqual([]);
  });

  it('is filed as an original, not as a replacement, when its encounter is corrected', async () => {
    await told('STC*A4:35*20261123');
    await corrected();
    expect(await listed()).toEqual([]);
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    expect(balance?.filings.map(({ frequency }) => frequency)).toEqual(['original', 'original']);
  });

  it('is no longer work once its receiver rejects it, which is separate work', async () => {
    await told('STC*A4:35*20261123');
    await acknowledgedDesk(claims).acknowledge(functionalAnswer(sent.group, 'R', [], sent.envelope));
    expect(await listed()).toMatchObject([{ code: 'claim-rejected' }]);
  });

  it.each([
    ['A4:35', []],
    ['R3:294', [work]],
  ])('is no longer work once the payer accepts it, unless it waits for documents: %s', async (status, left) => {
    await told(`STC*${status}*20261123`);
    const accepted = claimAnswers({ trace: sent.submissionId, claims: [{ claimId, status: 'A2:20', action: 'WQ' }] });
    await acknowledgedDesk(claims).acknowledge(accepted);
    expect(await listed()).toMatchObject(left);
  });

  it('is no longer work once the payer accepts it on the same evening, which is the next day in UTC', async () => {
    await store.table.transact([officeWrite(tenant, { version: 1, timeZone: 'America/New_York' as TimeZone })]);
    // 21:30 on the 27th in New York, the day of the acceptance.
    desk.edge.setNow('2026-11-28T02:30:00.000Z');
    await told('STC*A4:35*20261127');
    const accepted = claimAnswers({ trace: sent.submissionId, claims: [{ claimId, status: 'A2:20', action: 'WQ' }] });
    await acknowledgedDesk(claims).acknowledge(accepted);
    expect(await listed()).toEqual([]);
  });

  it('can be closed by hand, and stays closed when the payer decides it', async () => {
    await told('STC*R3:294*20261123');
    expect(await close()).toBe(200);
    expect(await listed()).toEqual([]);
    await claims.receive('first', '99', firstAnswer(claimId));
    expect(await ended()).toContainEqual(['claim-status-problem', 'closed']);
  });

  it('must still reach its payer in time, unless the payer only waits for documents', async () => {
    const day = { timeZone: 'America/New_York', today: '2026-11-23' } as never;
    const deadlines = async () => openDeadlines(store.table, tenant, { exceptions: await listed() }, day);
    await told('STC*A4:35*20261123');
    expect((await deadlines()).map(({ open }) => [open.clock.kind, open.stands])).toEqual([
      ['timely-filing', 'missing'],
    ]);
    await told('STC*R3:294*20261123');
    expect(await deadlines()).toEqual([]);
  });

  it('makes no work when it was decided before the answer came', async () => {
    const { body } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    await claims.receive('first', '99', firstAnswer(claimId));
    await desk.take(statusAnswer(body.id, 'STC*A4:35*20261123'));
    expect((await listed()).map(({ code }: Listed) => code)).not.toContain('claim-status-problem');
  });

  it('makes no work when it was sent again on the day of the question: the answer is not about that', async () => {
    const { body } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    expect((await claims.act(claimId, 'filings', { share: 0, frequency: 'original' })).status).toBe(202);
    await claims.workOff();
    await claims.submit();
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    expect(balance?.filings.map(({ sentOn, state }) => [sentOn, state.kind])).toEqual([
      [undefined, 'submitted'],
      ['2026-11-23', 'submitted'],
    ]);
    await desk.take(statusAnswer(body.id, 'STC*A4:35*20261123'));
    expect(await listed()).toEqual([]);
  });

  it('keeps who closed it each time, when another answer opens it again', async () => {
    const reasons = async () => {
      const [{ state, version, resolution, decisions }] = [...(await listed()), ...(await listed('&state=ended'))];
      return [state, version, resolution?.reason, decisions?.map((each: { reason: string }) => each.reason)];
    };
    const wants = 'STC*R4:294*20261123';
    await told(wants);
    expect(await reasons()).toEqual(['open', 1, undefined, undefined]);
    await close('sent by fax');
    expect(await reasons()).toEqual(['closed', 2, 'sent by fax', ['sent by fax']]);
    await told(wants);
    expect(await reasons()).toEqual(['open', 3, undefined, ['sent by fax']]);
    await close('sent by letter');
    expect(await reasons()).toEqual(['closed', 4, 'sent by letter', ['sent by fax', 'sent by letter']]);
    // It ends automatically, too, and opens again: what people did stays.
    await told(wants);
    await told('STC*P1:20*20261123');
    expect(await reasons()).toEqual(['resolved', 6, undefined, ['sent by fax', 'sent by letter']]);
    const [{ id }] = await listed('&state=ended');
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, id) });
    expect(trail.filter(({ action }) => action === 'exception-closed')).toHaveLength(2);
  });

  it('makes no work when the payer has answered a later question meanwhile: that answer stands', async () => {
    const ask = async (at: string) => {
      desk.edge.setNow(at);
      return (await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`)).body.id;
    };
    const first = await ask('2026-11-23T12:30:00.000Z');
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    const second = await ask('2026-11-28T12:40:00.000Z');
    desk.edge.setNow('2026-11-28T13:00:00.000Z');
    await desk.workOff();
    await desk.take(statusAnswer(second, 'STC*P1:20*20261128'));
    await desk.take(statusAnswer(first, 'STC*A4:35*20261123'));
    expect(await listed()).toEqual([]);
  });

  it('makes no work when the payer found it twice, and decides one of the two', async () => {
    const { body } = await desk.call('POST', `/v1/claims/${claimId}/status-inquiries`);
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    const other = `TRN*2*${body.id}~STC*P1:20*20261123~REF*1K*ICN78~`;
    const text = statusAnswer(body.id, 'STC*A3:54*20261123').replace(/(?=SE\*)/, other);
    await desk.take(text.replace(/SE\*(\d+)/, (_, count) => `SE*${Number(count) + 3}`));
    expect(await listed()).toEqual([]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/status-inquiries`)).body;
    expect(items).toMatchObject([{ result: { standing: 'pending', payerClaimNumber: 'ICN78' } }]);
  });
});
