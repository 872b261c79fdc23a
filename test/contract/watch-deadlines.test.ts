import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchDeadlines } from '../../functions/watch-deadlines/watch-deadlines.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
import { manager } from '../support/api-event.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* The service is of 20 November 2026; the desk's today is 23 November. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
  api = await wholeApi(desk.edge);
});
afterEach(() => store.stop());

type Message = MessageOf<'watch-deadlines'>;
const round: Message = { schemaVersion: 1, tenantId: tenant, work: 'round' };
const ended: Message = { schemaVersion: 1, tenantId: tenant, work: 'ended' };

/** Processes a message, and those with which it continues. */
async function watch(message: Message = round, more: { sender?: Sender; times?: readonly number[] } = {}) {
  const { sender = store.sender, times = [] } = more;
  const table = createTable(sender, store.tableName, async () => undefined);
  const left = [...times];
  const delivery = { messageId: 'watch', receiveCount: 1, remainingMilliseconds: () => left.shift() ?? 300_000 };
  const rest: Message[] = [];
  const queues = { send: async (_: string, bodies: readonly object[]) => void rest.push(...(bodies as Message[])) };
  await watchDeadlines(message, delivery, { ...desk.edge, table, queues });
  for (const next of rest) await watch(messageSchemas['watch-deadlines'].parse(next));
  return rest.length;
}

const day = (on: string) => desk.edge.setNow(`${on}T12:00:00.000Z`);
const alarms = async (query = '') => (await api('GET', `/v1/exceptions?limit=200${query}`)).body.items;

async function agree(payerId: string | undefined, terms: object) {
  const { body, headers } = await api('GET', `/v1/payers/${payerId}`);
  const { id: _id, version: _version, ...known } = body;
  const put = await api(
    'PUT',
    `/v1/payers/${payerId}`,
    { ...known, ...terms },
    { headers: { 'If-Match': headers.ETag ?? '' } },
  );
  expect(put.status).toBe(200);
}

/** What waits to be sent to the worker, by when it is due. */
async function planned(): Promise<readonly string[]> {
  const pages = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
  );
  const own = pages.flat().filter(({ queue }) => queue === 'watch-deadlines');
  return own.map(({ sk, body }) => `${(body as Message).work} ${sk.slice(0, 16)}`).sort();
}

const denied = (claimId: string) => `
  CLP*${claimId}*4*141*0**12*ICN1*11*1
  SVC*HC:X9003:25*130*0**1
  CAS*CO*197*130
  REF*6R*L1
  SVC*HC:J1885*11*0**4
  CAS*CO*197*11
  REF*6R*L2`;

describe('the daily round over deadlines', () => {
  it('raises an alarm for a claim fifteen days before its last day, once, with its id and the cents at stake', async () => {
    await agree(desk.payerIds.first, { filingDays: 30 });
    const claimId = await desk.finalise();
    // The last day is 20 December.
    day('2026-12-04');
    await watch();
    expect(await alarms()).toEqual([]);
    day('2026-12-05');
    await watch();
    await watch();
    const [alarm, ...others] = await alarms();
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      ...{ code: 'deadline-near', claimId, cents: 14100, state: 'open', version: 1 },
      facts: { kind: 'timely-filing', on: '2026-12-20', filing: 1, payerId: desk.payerIds.first, payerPosition: 0 },
    });
    expect(alarm.endedBy).toContain('createSubmissions');
    expect(JSON.stringify(alarm)).not.toContain('Canaryname');
    expect(await alarms(`&payerId=${desk.payerIds.second}`)).toEqual([]);
    expect(await alarms('&names=true')).toMatchObject([{ patientName: 'Canaryname, Testa' }]);
    const trail = (await store.items()).filter(({ action }) => action === 'deadline-alarmed');
    expect(trail).toMatchObject([{ entityId: claimId, subject: 'watch-deadlines' }]);
  });

  it('raises it as many days before as the office has set', async () => {
    await agree(desk.payerIds.first, { filingDays: 30 });
    await desk.finalise();
    const office = (await api('GET', '/v1/office')).body;
    const body = { timeZone: office.timeZone, deadlineNoticeDays: 27 };
    const put = await api('PUT', '/v1/office', body, { headers: { 'If-Match': `"${office.version}"` } });
    expect(put).toMatchObject({ status: 200, body });
    // The change plans a round for the next minute.
    expect(await planned()).toContain('round 2026-11-23T12:01');
    await watch();
    expect(await alarms()).toMatchObject([{ code: 'deadline-near' }]);
  });

  it('closes it automatically once the claim has been sent, and opens it again when the claim is rejected', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    await desk.finalise();
    await watch();
    const [alarm] = await alarms();
    const { send, acknowledge } = acknowledgedDesk(desk);
    const { group, envelope } = await send();
    // The submission plans a check of its alarm.
    expect((await planned()).some((due) => due.startsWith('ended'))).toBe(true);
    await watch(ended);
    expect(await alarms()).toEqual([]);
    expect((await api('GET', `/v1/exceptions/${alarm.id}`)).body).toMatchObject({ state: 'resolved', endedBy: [] });
    await acknowledge(functionalAnswer(group, 'R', [], envelope));
    await watch();
    expect((await alarms()).map(({ code }: { code: string }) => code).sort()).toEqual([
      'claim-rejected',
      'deadline-near',
    ]);
  });

  it('turns it into a missed deadline on the day after the last, in one step', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    const claimId = await desk.finalise();
    await watch();
    day('2026-11-30');
    await watch();
    expect(await alarms()).toMatchObject([{ code: 'deadline-near' }]);
    day('2026-12-01');
    await watch();
    expect(await alarms()).toMatchObject([
      { code: 'deadline-missed', claimId, facts: { on: '2026-11-30', untimelyLines: '1 2' } },
    ]);
    await desk.submit();
    await watch(ended);
    expect(await alarms()).toEqual([]);
  });

  it('does not open it again when a person has closed it, until the day has passed', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    await desk.finalise();
    await watch();
    const [{ id, version }] = await alarms();
    const headers = { 'If-Match': `"${version}"`, 'Idempotency-Key': 'close' };
    expect((await api('POST', `/v1/exceptions/${id}/close`, { reason: 'goes on Monday' }, { headers })).status).toBe(
      200,
    );
    await watch();
    expect(await alarms()).toEqual([]);
    day('2026-12-01');
    await watch();
    expect(await alarms()).toMatchObject([{ code: 'deadline-missed' }]);
  });

  it('closes what is no longer near because the contract has other days', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    await desk.finalise();
    await watch();
    await agree(desk.payerIds.first, { filingDays: 60 });
    await watch();
    expect(await alarms()).toEqual([]);
  });

  it('raises separate alarms for an appeal and for a correction, until the denial is answered', async () => {
    await agree(desk.payerIds.first, { appealDays: 10, correctedClaimDays: 12, correctedClaimFrom: 'answer' });
    const claimId = await desk.sentClaim();
    await desk.receive('first', '0', denied(claimId));
    await watch();
    const open = await alarms('&sort=oldest');
    expect(
      open.map(({ code, facts }: { code: string; facts: { kind: string } }) => `${code} ${facts.kind}`).sort(),
    ).toEqual(['deadline-near appeal', 'deadline-near corrected-claim']);
    const [denial] = (await api('GET', '/v1/denials')).body.items;
    const headers = { 'If-Match': `"${denial.version}"`, 'Idempotency-Key': 'answer' };
    const answer = { by: 'appeal', reason: 'the authorisation was there' };
    expect((await api('POST', `/v1/denials/${denial.id}/answer`, answer, { headers })).status).toBe(200);
    await watch(ended);
    expect(await alarms()).toEqual([]);
  });

  it('plans the next day’s round first, and loses nothing when it is interrupted', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    await desk.finalise();
    await desk.finalise();
    day('2026-11-24');
    // Every request of the round fails in turn; the message is delivered again each time.
    let planLost = 0;
    for (let fatal = 0; ; fatal += 1) {
      let requests = 0;
      const sender: Sender = {
        send: async (command, options) => {
          requests += 1;
          if (requests === fatal + 1) throw new Error('the round died');
          return store.sender.send(command, options);
        },
      };
      const died = await watch(round, { sender }).then(
        () => false,
        () => true,
      );
      if (!(await planned()).includes('round 2026-11-25T12:00')) planLost += 1;
      if (!died) break;
      expect(fatal).toBeLessThan(200);
    }
    // The plan was lost only when writing it failed, which is the first request.
    expect(planLost).toBe(1);
    expect(await alarms()).toHaveLength(2);
  });

  it('continues where its time ran out', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    await desk.finalise();
    // Time runs out at the third partition, and again five partitions later.
    expect(await watch(round, { times: [300_000, 300_000, 1] })).toBe(1);
    expect(await alarms()).toHaveLength(1);
  });

  it('leaves what somebody else writes at the same moment to another round soon after', async () => {
    await agree(desk.payerIds.first, { filingDays: 10 });
    const claimId = await desk.finalise();
    let isHeld = false;
    const sender: Sender = {
      send: async (command, options) => {
        const isAlarm = JSON.stringify(command.input ?? {}).includes('deadline-near');
        if (isAlarm && !isHeld) {
          isHeld = true;
          await desk.act(claimId, 'hold', { reason: 'wait' });
        }
        return store.sender.send(command, options);
      },
    };
    await watch(round, { sender });
    expect(isHeld).toBe(true);
    expect((await alarms()).map(({ code }: { code: string }) => code)).toEqual(['claim-held']);
    expect(await planned()).toContain('round 2026-11-23T12:05');
    await watch();
    expect((await alarms()).map(({ code }: { code: string }) => code).sort()).toEqual(['claim-held', 'deadline-near']);
  });
});

describe('the days to refund', () => {
  const overpaid = (claimId: string) => `
    CLP*${claimId}*1*141*161*0*12*ICN1*11*1
    SVC*HC:X9003:25*130*150**1
    CAS*OA*94*-20
    REF*6R*L1
    SVC*HC:J1885*11*11**4
    REF*6R*L2`;
  const credit = async () => (await alarms()).find(({ code }: { code: string }) => code === 'credit-balance');
  const record = (id: string, version: number, body: object) =>
    api('POST', `/v1/exceptions/${id}/investigation`, body, {
      headers: {
        'If-Match': `"${version}"`,
        'Idempotency-Key': `investigate-${version}-${JSON.stringify(body).length}`,
      },
    });

  it('are suspended while Medicare’s overpayment is investigated, for 180 days at most', async () => {
    await agree(desk.payerIds.first, { filingIndicator: 'MB' });
    const claimId = await desk.sentClaim();
    await desk.receive('first', '161', overpaid(claimId));
    const found = await credit();
    const refund = async () => (await api('GET', '/v1/deadlines?kind=refund')).body.items;
    // Found on 23 November: 60 days are 22 January.
    expect(await refund()).toMatchObject([{ on: '2027-01-22', cents: 2000 }]);
    const begun = await record(found.id, found.version, { from: '2026-11-23', reason: 'other claims of the month' });
    expect(begun).toMatchObject({ status: 200, body: { investigation: { from: '2026-11-23', by: manager.subject } } });
    // While the investigation continues, the time is suspended for at most 180 days: 21 July.
    expect(await refund()).toMatchObject([{ on: '2027-07-21', investigation: { from: '2026-11-23' } }]);
    day('2026-12-03');
    const over = { from: '2026-11-23', to: '2026-12-03', reason: 'only this one' };
    expect((await record(found.id, begun.body.version, over)).status).toBe(200);
    expect(await refund()).toMatchObject([{ on: '2027-02-01' }]);
    // The exception says who recorded it and why. A request with an older version than the current one is refused.
    expect((await record(found.id, found.version, over)).status).toBe(412);
    expect((await record(found.id, begun.body.version + 1, { ...over, to: '2026-11-22' })).status).toBe(400);
    expect((await record(found.id, begun.body.version + 1, { ...over, to: '2027-01-01' })).status).toBe(400);
  });

  it('are not suspended for another payer, nor once they are over', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '161', overpaid(claimId));
    const found = await credit();
    const refused = await record(found.id, found.version, { from: '2026-11-23', reason: 'look' });
    expect(refused).toMatchObject({ status: 409 });
    await agree(desk.payerIds.first, { filingIndicator: 'MB' });
    day('2027-02-20');
    expect((await record(found.id, found.version, { from: '2027-01-23', reason: 'late' })).status).toBe(409);
    expect((await record(found.id, found.version, { from: '2027-01-22', reason: 'on the last day' })).status).toBe(200);
  });
});
