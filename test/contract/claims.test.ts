import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { claimOperations } from '../../functions/claims/claims.ts';
import { openingOperations } from '../../functions/claims/opening-claims.ts';
import { submissionOperations } from '../../functions/claims/submissions.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { auditPartition, duePartition } from '../../shared/store/keys/work.ts';
import { type ApiHandler, callApi, coder, manager, stranger, type TestRequest } from '../support/api-event.ts';
import { longTime } from '../support/claim-offices.ts';
import { type MemoryS3, memoryS3 } from '../support/memory-s3.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

let store: TestTable;
let edge: TestEdge;
let s3: MemoryS3;
let practice: OfficeApi;
let claims: ApiHandler;
let office: Office;

beforeAll(async () => {
  store = await startTestTable();
  edge = testEdge(store.table, '2026-11-23T12:00:00.000Z');
  s3 = memoryS3();
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const deps = { ...edge, files: createFiles(s3, 'files', signer) };
  claims = createApiHandler(claimsApi, { ...claimOperations, ...openingOperations, ...submissionOperations }, deps);
  practice = officeApi(edge);
  office = await setUpOffice(practice);
  await setUpOffice(practice, stranger);
});
afterAll(() => store.stop());

const call = (method: string, path: string, more: Partial<TestRequest> = {}) =>
  callApi(claims, { method, path, principal: manager, ...more });

let keys = 0;
function newKey(): Record<string, string> {
  keys += 1;
  return { 'Idempotency-Key': `key-${keys}` };
}

function tick(): void {
  edge.setNow(new Date(edge.now().getTime() + 1000).toISOString());
}

/** Does what the relay and the queues do: works off every message that is due. */
async function workOff(): Promise<number> {
  tick();
  const pages = await Promise.all(
    Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
  );
  const due = pages.flat();
  for (const item of due) {
    const queue = item.queue as 'assemble-claims' | 'submit-claims';
    const message = messageSchemas[queue].parse(item.body);
    const tenantId = message.tenantId as TenantId;
    const common = { tenantId, messageId: `message-${queue}` };
    if (queue === 'assemble-claims') {
      const { encounterId } = message as MessageOf<'assemble-claims'>;
      await assembleEncounter({ ...common, encounterId }, edge);
    } else {
      const { submissionId } = message as MessageOf<'submit-claims'>;
      const queues = { send: () => Promise.reject(new Error('there is time enough')) };
      const deps = { ...edge, usage: 'T', files: createFiles(s3, 'files'), queues } as const;
      await submitClaims({ ...common, submissionId, delivery: longTime }, deps);
    }
    await store.table.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
  }
  tick();
  return due.length;
}

/** Enters codes through the API and finalises them. Answers the claim's id. */
async function finalise(
  change: Record<string, unknown> = {},
  principal = manager,
  of: Office = office,
): Promise<string> {
  const draft = await practice.call('POST', '/v1/encounters', { ...encounterBody(of), ...change }, { principal });
  expect(draft.status).toBe(201);
  const final = await practice.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
    principal,
    headers: { ...newKey(), 'If-Match': draft.headers.ETag ?? '' },
  });
  expect(final.status).toBe(200);
  return final.body.state.claimIds[0];
}

describe('from codes to a claim file, over the API', () => {
  it('carries a finalised encounter into the file of a submission', async () => {
    const claimId = await finalise();
    expect((await call('GET', `/v1/claims/${claimId}`)).body).toMatchObject({ state: { kind: 'charged' }, version: 1 });
    await workOff();

    const ready = await call('GET', `/v1/claims/${claimId}`);
    expect(ready).toMatchObject({ status: 200, headers: { ETag: '"2"' } });
    expect(ready.body).toMatchObject({
      id: claimId,
      state: { kind: 'ready' },
      insuranceCents: ready.body.chargeCents,
      patientCents: 0,
      document: {
        kind: 'complete',
        diagnoses: ['J209', 'I10'],
        lines: [{ controlNumber: 'L1' }, { controlNumber: 'L2' }],
      },
    });

    const created = await call('POST', '/v1/submissions', { body: {}, headers: newKey() });
    expect(created).toMatchObject({ status: 202, body: { items: [{ receiverId: 'EXCLEAR' }] } });
    const [{ id: submissionId }] = created.body.items;
    const tooEarly = await call('GET', `/v1/submissions/${submissionId}/file`);
    expect(tooEarly).toMatchObject({ status: 409, body: { type: expect.stringContaining('submission-not-written') } });
    await workOff();

    const submission = await call('GET', `/v1/submissions/${submissionId}`);
    expect(submission.body).toMatchObject({ state: 'submitted', claims: 1, controlNumber: '000000001' });
    const file = await call('GET', `/v1/submissions/${submissionId}/file`);
    const bytes = s3.objects.get(`${manager.tenantId}/claim-file/${submissionId}.837`);
    expect(file.body).toMatchObject({ sha256: submission.body.sha256, sizeBytes: bytes?.length });
    expect(new URL(file.body.url).searchParams.get('X-Amz-Expires')).toBe('300');
    expect(Buffer.from(bytes ?? []).toString('latin1')).toContain(`~CLM*${claimId}*`);

    const sent = await call('GET', `/v1/claims/${claimId}`);
    expect(sent.body).toMatchObject({ state: { kind: 'submitted', submissionId }, submission: { id: submissionId } });
    const history = await call('GET', `/v1/claims/${claimId}/history`);
    const events = history.body.items.map((line: { from: string; to: string }) => `${line.from}>${line.to}`);
    expect(events).toEqual(['none>charged', 'charged>ready', 'ready>batched', 'batched>submitted']);
  });

  it('writes down who read a claim and who read a file', async () => {
    const claimId = await finalise();
    await call('GET', `/v1/claims/${claimId}`, { principal: coder });
    const audits = await store.table.queryAll({ partition: auditPartition(manager.tenantId as TenantId, claimId) });
    expect(audits).toContainEqual(expect.objectContaining({ action: 'claim-read', subject: coder.subject }));
    await workOff();
  });

  it('lists claims and submissions of a month, newest first, in pages that go on', async () => {
    await finalise();
    await workOff();
    const first = await call('GET', '/v1/claims?month=2026-11&limit=2');
    expect(first.body.items).toHaveLength(2);
    const next = await call('GET', `/v1/claims?month=2026-11&limit=2&pageToken=${first.body.nextPageToken}`);
    const ids = [...first.body.items, ...next.body.items].map((claim: { id: string }) => claim.id);
    expect(new Set(ids).size).toBe(3);
    expect((await call('GET', '/v1/claims?month=2026-10')).body.items).toEqual([]);
    expect((await call('GET', '/v1/submissions')).body.items).toMatchObject([{ state: 'submitted' }]);
    const forged = await call('GET', `/v1/submissions?pageToken=${first.body.nextPageToken}`);
    expect(forged.status).toBe(400);
  });

  it('answers the balances of claims by id, and leaves out what is not there', async () => {
    const claimId = await finalise();
    await workOff();
    const unknown = 'S00000000000000';
    const answer = await call('POST', '/v1/claims/balances', { body: { claimIds: [claimId] } });
    expect(answer.body.items).toMatchObject([{ id: claimId, state: { kind: 'ready' } }]);
    const malformed = await call('POST', '/v1/claims/balances', { body: { claimIds: [unknown] } });
    expect(malformed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/claimIds/0' }] } });
  });

  it('begins the same submission once however often the request is sent', async () => {
    await finalise();
    await workOff();
    const headers = newKey();
    const request = { body: { receiverId: 'EXCLEAR' }, headers };
    const [first, second] = [
      await call('POST', '/v1/submissions', request),
      await call('POST', '/v1/submissions', request),
    ];
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { 'Idempotent-Replay': 'true' } });
    const other = await call('POST', '/v1/submissions', { body: {}, headers });
    expect(other.status).toBe(422);
    await workOff();
    const again = await call('POST', '/v1/submissions', { body: {}, headers: newKey() });
    expect(again.body).toEqual({ items: [] });
  });

  it('asks for an Idempotency-Key where files leave', async () => {
    const answer = await call('POST', '/v1/submissions', { body: {} });
    expect(answer).toMatchObject({ status: 400, body: { type: expect.stringContaining('idempotency-key-missing') } });
  });

  it('has a finished submission stay as it is when it is resumed', async () => {
    const { items } = (await call('GET', '/v1/submissions')).body;
    const resumed = await call('POST', `/v1/submissions/${items[0].id}/resume`);
    expect(resumed).toMatchObject({ status: 202, body: items[0] });
    await workOff();
    expect((await call('GET', `/v1/submissions/${items[0].id}`)).body).toEqual(items[0]);
  });
});

describe('a held claim', () => {
  it('says what is missing, and is sent once that has been mended', async () => {
    // As if the provider had been taken off file between coding and assembly.
    const claimId = await finalise();
    const row = await store.table.get(entityKey(manager.tenantId as TenantId, 'PROVIDER', office.billingProviderId));
    if (row === undefined) throw new Error('the office has a billing provider');
    await store.table.transact([{ delete: { pk: row.pk, sk: row.sk } }]);
    await workOff();
    const held = await call('GET', `/v1/claims/${claimId}`);
    expect(held.body.state).toEqual({
      kind: 'held',
      reasons: [{ code: 'billing-provider-missing', detail: 'The billing provider is not on file.' }],
    });
    expect(held.body.document).toMatchObject({ kind: 'incomplete' });

    await store.table.transact([{ put: row }]);
    const path = `/v1/claims/${claimId}/reassemble`;
    expect((await call('POST', path)).status).toBe(428);
    expect((await call('POST', path, { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    const again = await call('POST', path, { headers: { 'If-Match': held.headers.ETag ?? '' } });
    expect(again).toMatchObject({ status: 202, body: { state: { kind: 'charged' } } });
    await workOff();
    const ready = await call('GET', `/v1/claims/${claimId}`);
    expect(ready.body.state).toEqual({ kind: 'ready' });
  });

  it('waits for a person when its billing provider’s tax id has changed since the charges were booked', async () => {
    const path = `/v1/providers/${office.billingProviderId}`;
    const { id: _id, entityId: _entityId, version, ...body } = (await practice.call('GET', path)).body;
    const change = (taxId: unknown, from: number) =>
      practice.call(
        'PUT',
        path,
        { ...body, billing: { ...body.billing, taxId } },
        { headers: { 'If-Match': `"${from}"` } },
      );
    const claimId = await finalise();
    expect((await change({ kind: 'ein', value: '987654321' }, version)).status).toBe(200);
    await workOff();
    const held = await call('GET', `/v1/claims/${claimId}`);
    expect(held.body).toMatchObject({
      state: { kind: 'held', reasons: [{ code: 'legal-entity-changed' }] },
      entityId: office.entityId,
    });
    const later = await finalise();
    await workOff();
    const other = (await call('GET', `/v1/claims/${later}`)).body;
    expect(other).toMatchObject({ state: { kind: 'ready' }, billingProviderId: office.billingProviderId });
    expect(other.entityId).not.toBe(office.entityId);

    expect((await change(body.billing.taxId, version + 1)).body.entityId).toBe(office.entityId);
    await call('POST', `/v1/claims/${claimId}/reassemble`, { headers: { 'If-Match': held.headers.ETag ?? '' } });
    await workOff();
    expect((await call('GET', `/v1/claims/${claimId}`)).body.state).toEqual({ kind: 'ready' });
  });
});

describe('who may do what', () => {
  it('does not show another office that a claim or submission exists', async () => {
    const claimId = await finalise();
    await workOff();
    const { items } = (await call('GET', '/v1/submissions')).body;
    for (const path of [
      `/v1/claims/${claimId}`,
      `/v1/claims/${claimId}/history`,
      `/v1/submissions/${items[0].id}`,
      `/v1/submissions/${items[0].id}/file`,
    ]) {
      const [theirs, nobodys] = [
        await call('GET', path, { principal: stranger }),
        await call('GET', path.replace(/[0-9A-Z]{8}(?=$|\/)/, '00000000'), { principal: stranger }),
      ];
      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, instance: '' }).toEqual({ ...nobodys.body, instance: '' });
    }
    const balances = await call('POST', '/v1/claims/balances', { body: { claimIds: [claimId] }, principal: stranger });
    expect(balances.body.items).toEqual([]);
    const submission = { body: { receiverId: 'EXCLEAR' }, principal: stranger, headers: newKey() };
    expect((await call('POST', '/v1/submissions', submission)).status).toBe(404);
    expect((await call('GET', '/v1/claims', { principal: stranger })).body.items).toEqual([]);
  });

  it.each([
    ['coder', 'GET', '/v1/claims', 200],
    ['auditor', 'GET', '/v1/claims', 200],
    ['physician', 'GET', '/v1/claims', 403],
    ['coder', 'GET', '/v1/submissions', 403],
    ['auditor', 'GET', '/v1/submissions', 200],
    ['auditor', 'POST', '/v1/submissions', 403],
    ['coder', 'POST', '/v1/submissions', 403],
    ['biller', 'POST', '/v1/submissions', 202],
    ['api-client', 'POST', '/v1/submissions', 202],
  ])('%s: %s %s answers %i', async (roles, method, path, status) => {
    const more = method === 'POST' ? { body: {}, headers: newKey() } : {};
    const answer = await call(method, path, { ...more, principal: { ...manager, roles } });
    expect(answer.status).toBe(status);
  });

  it('logs ids and codes only', async () => {
    expect(edge.logLines.length).toBeGreaterThan(10);
    expect(edge.logLines.join('\n')).not.toMatch(/canary/i);
  });
});
