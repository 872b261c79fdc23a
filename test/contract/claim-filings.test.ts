import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import type { Sender } from '../../shared/store/table.ts';
import { coder, manager } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { coverageBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

/** A claim that waits to be submitted. */
const readyClaim = (): Promise<string> => desk.finalise();

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

/** Does something to a claim in its current version; each step is a second after the one before. */
async function act(claimId: string, what: string, body?: object) {
  desk.tick();
  const { version } = await read(claimId);
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, {
    headers: { 'If-Match': `"${version}"` },
    ...(body === undefined ? {} : { body }),
  });
}

const submit = () => desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
const filesOf = () => [...desk.s3.objects.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));

/** The codes of the open exceptions of a claim. */
async function listed(claimId: string): Promise<unknown[]> {
  const rows = await Promise.all(
    Array.from({ length: shards.exceptions }, (_, shard) =>
      store.table.queryAll({ partition: openExceptionPartition(manager.tenantId as TenantId, shard), index: true }),
    ),
  );
  const items = await store.table.batchGet(rows.flat());
  return items.flatMap((item) => (item?.claimId === claimId ? [item.code] : []));
}

/** Changes a member id as a person would. */
async function changeMemberId(memberId: string): Promise<void> {
  const path = `/v1/patients/${desk.office.patientId}/coverages/${desk.office.coverageId}`;
  const before = await desk.practice.call('GET', path);
  const headers = { 'If-Match': before.headers.ETag ?? '' };
  const { id: _id, version: _version, patientId: _patientId, ...body } = before.body;
  expect((await desk.practice.call('PUT', path, { ...body, memberId }, { headers })).status).toBe(200);
}

describe('a claim that is ready', () => {
  it('is held with a reason and a follow-up date, is not sent, and is sent once it is released', async () => {
    const claimId = await readyClaim();
    const held = await act(claimId, 'hold', { reason: 'asked the patient', followUpOn: '2026-12-01' });
    expect(held).toMatchObject({
      status: 200,
      body: {
        state: {
          kind: 'held',
          reasons: [{ code: 'on-hold' }],
          hold: { reason: 'asked the patient', followUpOn: '2026-12-01' },
        },
        filings: [{ number: 1, payerPosition: 0, payerId: desk.office.payerId, frequency: 'original' }],
      },
    });
    expect((await submit()).body.items).toEqual([]);
    const again = await act(claimId, 'hold', { reason: 'still waiting' });
    expect(again.body.state.hold).toEqual({ reason: 'still waiting' });
    expect((await act(claimId, 'release')).body.state).toEqual({ kind: 'ready' });
    await submit();
    await desk.workOff();
    expect((await read(claimId)).state.kind).toBe('submitted');
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body;
    expect(items.map((line: { event: string; to: string }) => `${line.event}: ${line.to}`)).toEqual([
      'charges-posted: charged',
      'assembled: ready',
      'put-on-hold: held',
      'put-on-hold: held',
      'released: ready',
      'batched: batched',
      'submitted: submitted',
    ]);
    expect(items[2].facts).toEqual({ reason: 'asked the patient', followUpOn: '2026-12-01' });
  });

  it('is withdrawn, is sent to no payer, and can be assembled again from what is on file then', async () => {
    const claimId = await readyClaim();
    const withdrawn = await act(claimId, 'withdraw', { reason: 'wrong member' });
    expect(withdrawn).toMatchObject({ status: 200, body: { state: { kind: 'withdrawn' }, insuranceCents: 14_100 } });
    expect((await submit()).body.items).toEqual([]);
    await changeMemberId('M000NEW');
    expect(await act(claimId, 'reassemble')).toMatchObject({ status: 202, body: { state: { kind: 'charged' } } });
    await desk.workOff();
    expect(await read(claimId)).toMatchObject({ state: { kind: 'ready' }, filings: [{ number: 1 }] });
    await submit();
    await desk.workOff();
    expect(filesOf().join('')).toContain('M000NEW');
  });

  it('is on a person’s list while it is held or withdrawn, and not longer', async () => {
    const claimId = await readyClaim();
    expect(await listed(claimId)).toEqual([]);
    await act(claimId, 'hold', { reason: 'wait' });
    expect(await listed(claimId)).toEqual(['claim-held']);
    await act(claimId, 'withdraw', { reason: 'no' });
    expect(await listed(claimId)).toEqual(['claim-withdrawn']);
    await act(claimId, 'reassemble');
    expect(await listed(claimId)).toEqual([]);
  });

  it('that was held for want of an enrolment leaves once that is active: many are assembled again at once', async () => {
    const path = `/v1/providers/${desk.office.billingProviderId}`;
    const enrol = async (status: string) => {
      const { id: _, version, ...provider } = (await desk.practice.call('GET', path)).body;
      const transactions = [{ kind: 'claims', status, on: '2026-01-01' }];
      const enrollments = [{ payerId: desk.office.payerId, from: '2026-01-01', transactions }];
      const headers = { 'If-Match': `"${version}"` };
      expect((await desk.practice.call('PUT', path, { ...provider, enrollments }, { headers })).status).toBe(200);
    };
    await enrol('requested');
    const claimIds = [await readyClaim(), await readyClaim()];
    for (const claimId of claimIds) {
      expect(await read(claimId)).toMatchObject({
        state: { kind: 'held', reasons: [{ code: 'enrollment-not-active' }] },
      });
    }
    await enrol('active');
    const items = await Promise.all(claimIds.map(async (id) => ({ id, version: (await read(id)).version })));
    const asked = { items: [...items, { id: 'S0123456789ABCD9', version: 1 }], action: { do: 'reassemble' } };
    const again = await desk.call('POST', '/v1/claims/bulk-actions', { body: asked, headers: desk.newKey() });
    expect(again.body.items).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }, { problem: 'not-found' }]);
    await desk.workOff();
    for (const claimId of claimIds) expect((await read(claimId)).state.kind).toBe('ready');
    expect(await listed(claimIds[0] as string)).toEqual([]);
    // A claim that a person holds is released in the same way.
    const [first = ''] = claimIds;
    const { version } = (await act(first, 'hold', { reason: 'a question' })).body;
    const released = { items: [{ id: first, version }], action: { do: 'release' } };
    await desk.call('POST', '/v1/claims/bulk-actions', { body: released, headers: desk.newKey() });
    expect((await read(first)).state.kind).toBe('ready');
  });

  it('stays on hold when it should be assembled again: only a person ends a person’s hold', async () => {
    const claimId = await readyClaim();
    await act(claimId, 'hold', { reason: 'wait' });
    const refused = await act(claimId, 'reassemble');
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/claim-on-hold$/)]);
    expect(await read(claimId)).toMatchObject({ state: { kind: 'held', hold: { reason: 'wait' } } });
    expect(await listed(claimId)).toEqual(['claim-held']);
  });

  it('needs the version that was read, and a biller', async () => {
    const claimId = await readyClaim();
    const body = { reason: 'wait' };
    const path = `/v1/claims/${claimId}/hold`;
    expect((await desk.call('POST', path, { body })).status).toBe(428);
    expect((await desk.call('POST', path, { body, headers: { 'If-Match': '"2"' } })).status).toBe(412);
    expect((await desk.call('POST', path, { body, headers: { 'If-Match': '"1"' }, principal: coder })).status).toBe(
      403,
    );
  });
});

it('bills one payer for the first of its two coverages, with that coverage’s member id', async () => {
  const path = `/v1/patients/${desk.office.patientId}/coverages`;
  const spouse = { ...coverageBody, payerId: desk.office.payerId, order: 2, memberId: 'M000SPOUSE' };
  const { body } = await desk.practice.call('POST', path, spouse);
  const claimId = await readyClaim();
  expect(await read(claimId)).toMatchObject({
    payers: [
      { payerId: desk.office.payerId, coverageId: desk.office.coverageId, receivableCents: 14_100, status: 'open' },
      { payerId: desk.office.payerId, coverageId: body.id, receivableCents: 0, status: 'waiting' },
    ],
    filings: [{ payerPosition: 0, coverageId: desk.office.coverageId }],
  });
  await submit();
  await desk.workOff();
  // The file names the other coverage in a loop of its own, as the one to bill next.
  expect(filesOf()[0]).toMatch(/~SBR\*P\*[^~]*~NM1\*IL\*[^~]*\*M000CANARY~/);
  expect(filesOf()[0]).toMatch(/~SBR\*S\*[^~]*~OI\*[^~]*~NM1\*IL\*[^~]*\*M000SPOUSE~/);
});

it('is sent in the office’s own name, whoever bills', async () => {
  const headers = { 'If-Match': '"0"' };
  const office = { timeZone: 'America/New_York', submitterName: 'EXAMPLE BILLING OFFICE' };
  expect((await desk.practice.call('PUT', '/v1/office', office, { headers })).body).toEqual({ ...office, version: 1 });
  await readyClaim();
  const [submission] = (await submit()).body.items;
  await desk.workOff();
  expect(filesOf()[0]).toContain('~NM1*41*2*EXAMPLE BILLING OFFICE*****46*EXSUBMIT~');
  expect((await desk.call('GET', `/v1/submissions/${submission.id}`)).status).toBe(200);
});

describe('what cannot be done to a claim', () => {
  it('is refused with the reason: it was sent, it is being assembled, no payer is billed, it is in another state', async () => {
    const kindOf = (answer: { status: number; body: { type: string } }) =>
      `${answer.status} ${answer.body.type.slice(answer.body.type.lastIndexOf('/') + 1)}`;
    const claimId = await readyClaim();
    await act(claimId, 'reassemble');
    expect(kindOf(await act(claimId, 'hold', { reason: 'wait' }))).toBe('409 claim-being-assembled');
    await desk.workOff();
    expect(kindOf(await act(claimId, 'release'))).toBe('409 claim-stands-otherwise');
    await submit();
    await desk.workOff();
    for (const [what, body] of [
      ['hold', { reason: 'wait' }],
      ['release', undefined],
      ['withdraw', { reason: 'no' }],
      ['reassemble', undefined],
    ] as const) {
      const refused = await act(claimId, what, body);
      expect(kindOf(refused)).toBe('409 claim-has-left');
      expect(refused.body).toMatchObject({ status: 409, claimState: 'submitted' });
    }
    const own = await desk.finalise({ selfPay: true });
    expect(kindOf(await act(own, 'reassemble'))).toBe('409 claim-without-filing');
  });
});

describe('a claim as it is shown', () => {
  it('shows the drug that a line bills', async () => {
    const drug = { ndc: '00003-0494-20', quantity: 1.5, unit: 'ML' };
    const line = { procedure: 'J1885', units: 4, diagnosisPointers: [1], serviceOn: '2026-11-20', drug };
    const claim = (await desk.call('GET', `/v1/claims/${await desk.finalise({ lines: [line] })}`)).body;
    expect(claim.document.lines).toMatchObject([
      { procedure: 'J1885', drug: { kind: 'N4', code: '00003049420', quantity: '1.5', unit: 'ML' } },
    ]);
  });
});

describe('what a claim was assembled from', () => {
  it('is checked when it is sent: the file has the current member id, in one submission', async () => {
    const claimId = await readyClaim();
    await changeMemberId('M000LATER');
    await submit();
    await desk.workOff();
    expect((await read(claimId)).state.kind).toBe('submitted');
    expect(filesOf()).toHaveLength(1);
    expect(filesOf()[0]).toContain('M000LATER');
    expect(filesOf()[0]).not.toContain('M000CANARY');
  });

  it('holds the claim with the reason when it can no longer be sent, and the others are sent', async () => {
    const [first, second] = [await readyClaim(), await readyClaim()];
    const path = `/v1/patients/${desk.office.patientId}/coverages/${desk.office.coverageId}`;
    const before = await desk.practice.call('GET', path);
    const { id: _id, version: _version, patientId: _patientId, ...body } = before.body;
    const headers = { 'If-Match': before.headers.ETag ?? '' };
    await desk.practice.call('PUT', path, { ...body, activeTo: '2026-01-31' }, { headers });
    await submit();
    await desk.workOff();
    for (const claimId of [first, second]) {
      expect((await read(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'coverage-inactive' }] });
    }
    expect(filesOf()).toEqual([]);
  });

  it('goes to another receiver’s list when the payer’s receiver has changed', async () => {
    const claimId = await readyClaim();
    const path = `/v1/payers/${desk.office.payerId}`;
    const before = await desk.practice.call('GET', path);
    const { id: _id, version: _version, ...body } = before.body;
    const receiver = { id: 'OTHERCLEAR', name: 'Other Clearinghouse' };
    const headers = { 'If-Match': before.headers.ETag ?? '' };
    expect((await desk.practice.call('PUT', path, { ...body, receiver }, { headers })).status).toBe(200);
    await submit();
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
    expect((await submit()).body.items).toMatchObject([{ receiverId: 'OTHERCLEAR' }]);
    await desk.workOff();
    expect(filesOf()).toHaveLength(1);
    expect(filesOf()[0]).toContain('OTHERCLEAR');
  });
});

describe('people who act while a submission gathers', () => {
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

  it('change a member id: the corrected edit is in the file', async () => {
    const claimId = await readyClaim();
    await submit();
    await desk.workOff(beforeJoining(() => changeMemberId('M000RACE')));
    expect((await read(claimId)).state.kind).toBe('submitted');
    expect(filesOf()[0]).toContain('M000RACE');
    expect(filesOf()[0]).not.toContain('M000CANARY');
  });

  it('hold a claim: it stays, and no file has it', async () => {
    const claimId = await readyClaim();
    await submit();
    await desk.workOff(beforeJoining(() => act(claimId, 'hold', { reason: 'just in time' })));
    expect((await read(claimId)).state.kind).toBe('held');
    expect(filesOf()).toEqual([]);
  });

  it('withdraw a claim: it stays, and no file has it', async () => {
    const claimId = await readyClaim();
    await submit();
    await desk.workOff(beforeJoining(() => act(claimId, 'withdraw', { reason: 'just in time' })));
    expect((await read(claimId)).state.kind).toBe('withdrawn');
    expect(filesOf()).toEqual([]);
  });
});
