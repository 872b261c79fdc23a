import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { chargeEntryId } from '../../shared/store/encounters.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Sender } from '../../shared/store/table.ts';
import { coder, manager, type TestPrincipal } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { encounterBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const tenant = manager.tenantId as TenantId;
const reason = 'the units were wrong';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const claimOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const encounterOf = async (claimId: string): Promise<string> => (await claimOf(claimId)).encounterId;
const read = async (id: string) => (await desk.practice.call('GET', `/v1/encounters/${id}`)).body;

interface Act {
  readonly principal?: TestPrincipal;
  readonly version?: number;
  readonly key?: string;
}

/** Does something to an encounter in its current version; each step is a second after the one before. */
async function act(id: string, what: 'correct' | 'void' | 'finalize', { principal = coder, version, key }: Act = {}) {
  desk.tick();
  const headers = {
    ...(key === undefined ? desk.newKey() : { 'Idempotency-Key': key }),
    'If-Match': `"${version ?? (await read(id)).version}"`,
  };
  const body = what === 'finalize' ? undefined : { reason };
  return desk.practice.call('POST', `/v1/encounters/${id}/${what}`, body, { principal, headers });
}

const kindOf = ({ status, body }: { status: number; body: { type?: string } }) =>
  `${status} ${body.type?.slice(body.type.lastIndexOf('/') + 1) ?? ''}`.trim();

async function onClaim(claimId: string, what: string, body?: object) {
  desk.tick();
  const { version } = await claimOf(claimId);
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, {
    headers: { 'If-Match': `"${version}"` },
    ...(body === undefined ? {} : { body }),
  });
}

const submit = () => desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
const filesOf = () => [...desk.s3.objects.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));

/** Cents per account of a day, or of all days. */
async function totals(day = ''): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const item of (await store.items()).filter(({ type, sk }) => type === 'totals' && sk.includes(day))) {
    for (const [name, value] of Object.entries(item)) {
      if (/^[A-Z]{2}$/.test(name)) sums[name] = (sums[name] ?? 0) + (value as number);
    }
  }
  return sums;
}

const openExceptions = async () =>
  (await store.items()).filter(({ type, state }) => type === 'exception' && state === 'open').map(({ code }) => code);

describe('correcting a final encounter whose claims were not sent', () => {
  it('cancels its claims, reverses their charges on the office’s day, and opens the draft', async () => {
    const claimId = await desk.finalise();
    const id = await encounterOf(claimId);
    desk.edge.setNow('2026-11-24T15:00:00.000Z');
    const answer = await act(id, 'correct');
    expect([answer.status, answer.headers.ETag]).toEqual([200, '"3"']);
    const at = '2026-11-24T15:00:01.000Z';
    expect(answer.body).toMatchObject({
      version: 3,
      createdAt: '2026-11-23T12:00:00.000Z',
      state: { kind: 'draft', reopened: { at, reason, claimIds: [claimId] } },
    });
    // Both prices came from the schedule, so they are left open and will be taken from it again.
    expect(answer.body.lines.map((line: object) => 'chargeCents' in line)).toEqual([false, false]);
    expect(answer.body).not.toHaveProperty('prices');
    expect(await read(id)).toEqual(answer.body);

    expect(await claimOf(claimId)).toMatchObject({
      state: { kind: 'cancelled' },
      filings: [{ number: 1, state: { kind: 'cancelled' } }],
      payers: [{ receivableCents: 0 }],
      insuranceCents: 0,
      patientCents: 0,
      chargeCents: 14_100,
    });
    const entries = (await store.items()).filter(({ type }) => type === 'entry').map(entryOfItem);
    expect(entries.find(({ kind }) => kind === 'charge-reversal')).toMatchObject({
      kind: 'charge-reversal',
      ...{ effectiveOn: '2026-11-24', postedOn: '2026-11-24', period: '2026-11' },
      entityId: desk.office.entityId,
      claimId,
      patientId: desk.office.patientId,
      reverses: [chargeEntryId(tenant, claimId as ClaimId)],
      legs: [
        { account: 'insurance-receivable', cents: -13_000, payerId: desk.office.payerId, share: 0, line: 1 },
        { account: 'charges', cents: 13_000, line: 1 },
        { account: 'insurance-receivable', cents: -1_100, payerId: desk.office.payerId, share: 0, line: 2 },
        { account: 'charges', cents: 1_100, line: 2 },
      ],
    });
    expect(await totals('2026-11-23')).toEqual({ IR: 14_100, CH: -14_100 });
    expect(await totals('2026-11-24')).toEqual({ IR: -14_100, CH: 14_100 });
    expect((await store.items()).filter(({ type }) => type === 'billed-services')).toEqual([]);
    // The lists of drafts do not go back to earlier months, so the work item lists this one.
    expect((await store.items()).filter(({ type }) => type === 'coding-work')).toMatchObject([
      { encounterId: id, version: 1, reopened: { because: 'encounter-corrected', at }, g1pk: expect.any(String) },
    ]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body;
    expect(items.map((line: Record<string, string>) => `${line.actor} ${line.event}: ${line.from} ${line.to}`)).toEqual(
      [
        'user-manager charges-posted: none charged',
        'assemble-claims assembled: charged ready',
        'user-coder charge-reversal: ready cancelled',
      ],
    );
  });

  it('makes a claim with a new number from the corrected encounter, and only that one is sent', async () => {
    const first = await desk.finalise();
    const id = await encounterOf(first);
    const { version: _version, ...draft } = (await act(id, 'correct')).body;
    // Two units of J1885 instead of four, 275 cents each; X9003 with modifier 25 stays at 13,000.
    const lines = draft.lines.map((line: { procedure: string }) =>
      line.procedure === 'J1885' ? { ...line, units: 2 } : line,
    );
    const headers = { 'If-Match': '"3"' };
    const saved = await desk.practice.call('PUT', `/v1/encounters/${id}`, { ...draft, lines }, { headers });
    expect([saved.status, saved.body.state.kind, saved.body.state.reopened.reason]).toEqual([200, 'draft', reason]);
    const final = await act(id, 'finalize');
    expect(final.body).toMatchObject({ version: 5, state: { kind: 'final' } });
    expect(final.body.lines.map((line: { chargeCents: number }) => line.chargeCents)).toEqual([13_000, 550]);
    const [second] = final.body.state.claimIds;
    expect(second).not.toBe(first);
    expect(await claimOf(second)).toMatchObject({
      state: { kind: 'ready' },
      chargeCents: 13_550,
      insuranceCents: 13_550,
    });
    expect(await totals()).toEqual({ IR: 13_550, CH: -13_550 });
    expect((await store.items()).filter(({ type }) => type === 'billed-services')).toHaveLength(1);
    await submit();
    await desk.workOff();
    expect(filesOf()).toHaveLength(1);
    expect(filesOf()[0]).toContain(second);
    expect(filesOf()[0]).not.toContain(first);
    expect((await claimOf(first)).state).toEqual({ kind: 'cancelled' });
  });

  it('keeps charges that a person entered, and changes by the office’s rules, which act once', async () => {
    const lines = encounterBody(desk.office).lines.map((line) => ({ ...line, chargeCents: 5_000 }));
    const id = await encounterOf(await desk.finalise({ lines }));
    const key = entityKey(tenant, 'ENCOUNTER', id);
    const codingRules = { version: 'CR0001', acts: [] };
    await store.table.transact([{ update: key, set: { codingRules } }]);
    const draft = (await act(id, 'correct')).body;
    expect(draft.lines.map((line: { chargeCents: number }) => line.chargeCents)).toEqual([5_000, 5_000]);
    expect(draft.codingRules).toEqual(codingRules);
    const headers = { 'If-Match': '"3"' };
    expect((await desk.practice.call('PUT', `/v1/encounters/${id}`, draft, { headers })).body.codingRules).toEqual(
      codingRules,
    );
  });

  it('is possible for a claim that is held, withdrawn or being assembled, which then is on no list', async () => {
    const held = await desk.finalise();
    await onClaim(held, 'hold', { reason: 'wait' });
    const withdrawn = await desk.finalise();
    await onClaim(withdrawn, 'withdraw', { reason: 'no' });
    const preparing = await desk.finalise();
    await onClaim(preparing, 'reassemble');
    expect((await openExceptions()).sort()).toEqual(['claim-held', 'claim-withdrawn']);
    for (const claimId of [held, withdrawn, preparing]) {
      expect((await act(await encounterOf(claimId), 'correct')).status).toBe(200);
    }
    expect(await openExceptions()).toEqual([]);
    // The message that had asked for an assembly finds nothing to assemble.
    expect(await desk.workOff()).toBe(1);
    for (const claimId of [held, withdrawn, preparing]) {
      expect((await claimOf(claimId)).state).toEqual({ kind: 'cancelled' });
      for (const [what, body] of [
        ['hold', { reason: 'wait' }],
        ['release', undefined],
        ['withdraw', { reason: 'no' }],
        ['reassemble', undefined],
      ] as const) {
        expect(kindOf(await onClaim(claimId, what, body))).toBe('409 claim-cancelled');
      }
    }
    expect(await totals()).toEqual({ IR: 0, CH: 0 });
  });

  it('happens once: the same request gets the same answer, and one of several people succeeds', async () => {
    const id = await encounterOf(await desk.finalise());
    const first = await act(id, 'correct', { version: 2, key: 'once' });
    const again = await act(id, 'correct', { version: 2, key: 'once' });
    expect([again.status, again.body, again.headers['Idempotent-Replay']]).toEqual([200, first.body, 'true']);
    const other = await encounterOf(await desk.finalise());
    const rivals = await Promise.all(
      Array.from({ length: 4 }, (_, index) => act(other, index % 2 === 0 ? 'correct' : 'void', { version: 2 })),
    );
    expect(rivals.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(rivals.filter(({ status }) => [409, 412].includes(status))).toHaveLength(3);
    expect(await totals()).toEqual({ IR: 0, CH: 0 });
  });

  it('is for coders and managers, with a reason and the current version', async () => {
    const id = await encounterOf(await desk.finalise());
    const path = `/v1/encounters/${id}/correct`;
    expect((await act(id, 'correct', { principal: { ...manager, roles: 'biller' } })).status).toBe(403);
    expect(kindOf(await act(id, 'correct', { version: 1 }))).toBe('412 version-changed');
    const headers = { ...desk.newKey(), 'If-Match': '"2"' };
    expect(kindOf(await desk.practice.call('POST', path, {}, { headers }))).toBe('400 request-invalid');
    expect(kindOf(await desk.practice.call('POST', path, { reason }, { headers: desk.newKey() }))).toBe(
      '428 version-required',
    );
    expect((await read(id)).state.kind).toBe('final');
  });

  it('is not possible for a draft, which is simply saved, nor for a void encounter', async () => {
    const { body } = await desk.practice.call('POST', '/v1/encounters', encounterBody(desk.office));
    expect(kindOf(await act(body.id, 'correct'))).toBe('409 encounter-not-final');
    await act(body.id, 'void');
    expect(kindOf(await act(body.id, 'correct'))).toBe('409 encounter-void');
  });
});

describe('voiding an encounter', () => {
  it('reverses what the patient would pay, and leaves the encounter as it was, with the reason', async () => {
    const claimId = await desk.finalise({ selfPay: true });
    const id = await encounterOf(claimId);
    expect(await totals()).toEqual({ PR: 14_100, CH: -14_100 });
    const answer = await act(id, 'void');
    expect(answer.body).toMatchObject({
      version: 3,
      state: { kind: 'void', reason, claimIds: [claimId], voidedAt: '2026-11-23T12:00:01.000Z' },
      lines: [{ chargeCents: 13_000 }, { chargeCents: 1_100 }],
    });
    expect(await claimOf(claimId)).toMatchObject({ state: { kind: 'cancelled' }, filings: [], patientCents: 0 });
    expect(await totals()).toEqual({ PR: 0, CH: 0 });
    expect(kindOf(await act(id, 'void'))).toBe('409 encounter-void');
    expect(kindOf(await act(id, 'finalize'))).toBe('409 encounter-void');
    const headers = { 'If-Match': '"3"' };
    expect(
      kindOf(await desk.practice.call('PUT', `/v1/encounters/${id}`, encounterBody(desk.office), { headers })),
    ).toBe('409 encounter-void');
  });

  it('ends a draft that was entered by mistake, and books nothing', async () => {
    const { body } = await desk.practice.call('POST', '/v1/encounters', encounterBody(desk.office));
    expect((await act(body.id, 'void')).body.state).toMatchObject({ kind: 'void', reason, claimIds: [] });
    expect(await totals()).toEqual({});
    const { items } = (await desk.practice.call('GET', '/v1/encounters?month=2026-11&state=void')).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });
});

describe('an encounter with a claim that was sent', () => {
  const fiftyOne = () =>
    Array.from({ length: 51 }, (_, index) => ({
      procedure: 'X9001',
      diagnosisPointers: [1],
      units: 1,
      chargeCents: 100,
      serviceOn: `2026-${String(1 + (index % 10)).padStart(2, '0')}-${String(1 + Math.floor(index / 10)).padStart(2, '0')}`,
    }));

  it.each(['correct', 'void'] as const)('stays final (%s) while its file is being written', async (what) => {
    const claimId = await desk.finalise();
    const id = await encounterOf(claimId);
    await store.table.transact([
      { update: claimBalanceKey(tenant, claimId), set: { filings: ['1|0|1|batched|sub_one'] } },
    ]);
    const refused = await act(id, what);
    expect(kindOf(refused)).toBe('409 encounter-sent');
    expect(refused.body).toMatchObject({ claimId, claimState: 'batched' });
    expect((await read(id)).state.kind).toBe('final');
    expect(await totals()).toEqual({ IR: 14_100, CH: -14_100 });
  });

  it('keeps its other claims too: if one of them is being sent, the whole correction is refused', async () => {
    const first = await desk.finalise({ lines: fiftyOne() });
    const id = await encounterOf(first);
    const [, second] = (await read(id)).state.claimIds;
    await onClaim(first, 'hold', { reason: 'wait' });
    await submit();
    await desk.workOff();
    expect([(await claimOf(first)).state.kind, (await claimOf(second)).state.kind]).toEqual(['held', 'submitted']);
    expect((await act(id, 'correct')).body).toMatchObject({ status: 409, claimId: first, claimState: 'held' });
    expect((await claimOf(first)).state.kind).toBe('held');
    expect(await totals()).toEqual({ IR: 5_100, CH: -5_100 });
  });

  it('is not opened while something is posted on it', async () => {
    const claimId = await desk.finalise();
    const work = {
      id: 'exc_one',
      kind: 'exception',
      code: 'balance-unexplained',
      entryId: 'ent_one',
      share: 0,
      cents: 1,
    };
    await store.table.transact([{ update: claimBalanceKey(tenant, claimId), set: { openWork: [work] } }]);
    const refused = await act(await encounterOf(claimId), 'correct');
    expect([kindOf(refused), refused.body.claimId]).toEqual(['409 encounter-has-postings', claimId]);
    expect(await totals()).toEqual({ IR: 14_100, CH: -14_100 });
  });
});

describe('an encounter that is corrected while a submission gathers', () => {
  /** Runs an action once, just before the transaction in which claims join the submission. */
  const beforeJoining = (action: () => Promise<unknown>) => {
    let isDone = false;
    return (sender: Sender): Sender => ({
      send: async (command) => {
        const actions = command instanceof TransactWriteItemsCommand ? command.input.TransactItems : undefined;
        const isJoining = actions?.some(({ Put }) => Put?.Item?.type?.S === 'submission-claims') === true;
        if (isJoining && !isDone) {
          isDone = true;
          await action();
        }
        return sender.send(command);
      },
    });
  };

  it('is in no file', async () => {
    const claimId = await desk.finalise();
    const id = await encounterOf(claimId);
    await submit();
    await desk.workOff(beforeJoining(() => act(id, 'correct')));
    expect((await claimOf(claimId)).state).toEqual({ kind: 'cancelled' });
    expect(filesOf()).toEqual([]);
    expect(await totals()).toEqual({ IR: 0, CH: 0 });
  });

  it('is in no file either if its claim was about to be assembled again', async () => {
    const claimId = await desk.finalise();
    const id = await encounterOf(claimId);
    const key = entityKey(tenant, 'PATIENT', desk.office.patientId);
    await store.table.transact([{ update: key, add: { coverageRevision: 1 } }]);
    await submit();
    let isDone = false;
    await desk.workOff((sender) => ({
      send: async (command) => {
        const text = JSON.stringify((command as { input: object }).input);
        // Just before the worker reads the encounter that it would assemble from.
        if (!isDone && command.constructor.name === 'GetItemCommand' && text.includes('ENCOUNTER')) {
          isDone = true;
          await act(id, 'correct');
          await act(id, 'finalize');
        }
        return sender.send(command);
      },
    }));
    expect(isDone).toBe(true);
    expect((await claimOf(claimId)).state).toEqual({ kind: 'cancelled' });
    expect(filesOf().join('')).not.toContain(claimId);
    expect(await totals()).toEqual({ IR: 14_100, CH: -14_100 });
  });

  it('is refused when its claim joins first', async () => {
    const claimId = await desk.finalise();
    const id = await encounterOf(claimId);
    const { transact } = store.table;
    let isDone = false;
    const meddling = { ...store.table };
    await submit();
    Object.assign(store.table, {
      transact: async (writes: Parameters<typeof transact>[0]) => {
        if (!isDone && writes.some((write) => 'put' in write && write.put.kind === 'charge-reversal')) {
          isDone = true;
          await desk.workOff();
        }
        return transact(writes);
      },
    });
    const refused = await act(id, 'correct');
    Object.assign(store.table, meddling);
    expect([isDone, kindOf(refused)]).toEqual([true, '412 version-changed']);
    expect((await claimOf(claimId)).state.kind).toBe('submitted');
    expect(filesOf()[0]).toContain(claimId);
    expect(await totals()).toEqual({ IR: 14_100, CH: -14_100 });
  });
});
