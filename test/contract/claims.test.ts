import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, manager, stranger } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { setUpOffice } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  await setUpOffice(desk.practice, stranger);
});
afterAll(() => store.stop());

describe('from codes to a claim file, over the API', () => {
  it('carries a finalised encounter into the file of a submission', async () => {
    const claimId = await desk.finalise();
    const ready = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(ready).toMatchObject({ status: 200, headers: { ETag: '"1"' } });
    expect(ready.body).toMatchObject({
      id: claimId,
      state: { kind: 'ready' },
      insuranceCents: ready.body.chargeCents,
      patientCents: 0,
      document: {
        diagnoses: ['J209', 'I10'],
        lines: [{ controlNumber: 'L1' }, { controlNumber: 'L2' }],
      },
    });

    const created = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    expect(created).toMatchObject({ status: 202, body: { items: [{ receiverId: 'EXCLEAR' }] } });
    const [{ id: submissionId }] = created.body.items;
    const tooEarly = await desk.call('GET', `/v1/submissions/${submissionId}/file`);
    expect(tooEarly).toMatchObject({ status: 409, body: { type: expect.stringContaining('submission-not-written') } });
    await desk.workOff();

    const submission = await desk.call('GET', `/v1/submissions/${submissionId}`);
    expect(submission.body).toMatchObject({ state: 'submitted', claims: 1, controlNumber: '000000001' });
    const file = await desk.call('GET', `/v1/submissions/${submissionId}/file`);
    const bytes = desk.s3.objects.get(`${manager.tenantId}/claim-file/${submissionId}.837`);
    expect(file.body).toMatchObject({ sha256: submission.body.sha256, sizeBytes: bytes?.length });
    expect(new URL(file.body.url).searchParams.get('X-Amz-Expires')).toBe('300');
    expect(Buffer.from(bytes ?? []).toString('latin1')).toContain(`~CLM*${claimId}*`);

    const sent = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(sent.body).toMatchObject({ state: { kind: 'submitted', submissionId }, submission: { id: submissionId } });
    const history = await desk.call('GET', `/v1/claims/${claimId}/history`);
    const events = history.body.items.map((line: { from: string; to: string }) => `${line.from}>${line.to}`);
    expect(events).toEqual(['none>charged', 'charged>ready', 'ready>batched', 'batched>submitted']);
  });

  it('records who read a claim and who read a file', async () => {
    const claimId = await desk.finalise();
    await desk.call('GET', `/v1/claims/${claimId}`, { principal: coder });
    const audits = await store.table.queryAll({ partition: auditPartition(manager.tenantId as TenantId, claimId) });
    expect(audits).toContainEqual(expect.objectContaining({ action: 'claim-read', subject: coder.subject }));
    await desk.workOff();
    const readsOf = async (entityId: string) =>
      (await store.table.queryAll({ partition: auditPartition(manager.tenantId as TenantId, entityId) }))
        .filter(({ action }) => /^claims?-read$/.test(String(action)))
        .map(({ facts }) => facts as Record<string, unknown>);
    const before = (await readsOf(claimId)).length;
    await desk.call('GET', `/v1/claims/${claimId}/history`);
    expect((await readsOf(claimId)).length).toBe(before + 1);
    const shownBefore = (await readsOf('claims')).length;
    await desk.call('GET', '/v1/claims');
    await desk.call('POST', '/v1/claims/balances', { body: { claimIds: [claimId] } });
    // Reading a page writes one audit item, with the claims that it showed.
    const shown = (await readsOf('claims')).map(({ claimIds }) => String(claimIds).split(' '));
    expect(shown).toHaveLength(shownBefore + 2);
    for (const claimIds of shown) expect(claimIds).toContain(claimId);
  });

  it('lists claims and submissions of a month, newest first, page by page', async () => {
    await desk.finalise();
    await desk.workOff();
    const first = await desk.call('GET', '/v1/claims?month=2026-11&limit=2');
    expect(first.body.items).toHaveLength(2);
    const next = await desk.call('GET', `/v1/claims?month=2026-11&limit=2&pageToken=${first.body.nextPageToken}`);
    const ids = [...first.body.items, ...next.body.items].map((claim: { id: string }) => claim.id);
    expect(new Set(ids).size).toBe(3);
    expect((await desk.call('GET', '/v1/claims?month=2026-10')).body.items).toEqual([]);
    expect((await desk.call('GET', '/v1/submissions')).body.items).toMatchObject([{ state: 'submitted' }]);
    const forged = await desk.call('GET', `/v1/submissions?pageToken=${first.body.nextPageToken}`);
    expect(forged.status).toBe(400);
  });

  it('answers the balances of claims by id, and leaves out unknown ones', async () => {
    const claimId = await desk.finalise();
    await desk.workOff();
    const unknown = 'S00000000000000';
    const answer = await desk.call('POST', '/v1/claims/balances', { body: { claimIds: [claimId] } });
    expect(answer.body.items).toMatchObject([{ id: claimId, state: { kind: 'ready' } }]);
    const malformed = await desk.call('POST', '/v1/claims/balances', { body: { claimIds: [unknown] } });
    expect(malformed).toMatchObject({ status: 400, body: { errors: [{ pointer: '/claimIds/0' }] } });
  });

  it('begins the same submission once however often the request is sent', async () => {
    await desk.finalise();
    await desk.workOff();
    const headers = desk.newKey();
    const request = { body: { receiverId: 'EXCLEAR' }, headers };
    const [first, second] = [
      await desk.call('POST', '/v1/submissions', request),
      await desk.call('POST', '/v1/submissions', request),
    ];
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { 'Idempotent-Replay': 'true' } });
    const other = await desk.call('POST', '/v1/submissions', { body: {}, headers });
    expect(other.status).toBe(422);
    await desk.workOff();
    const again = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    expect(again.body).toEqual({ items: [] });
  });

  it('requires an Idempotency-Key for sending files', async () => {
    const answer = await desk.call('POST', '/v1/submissions', { body: {} });
    expect(answer).toMatchObject({ status: 400, body: { type: expect.stringContaining('idempotency-key-missing') } });
  });

  it('leaves a finished submission as it is when it is resumed', async () => {
    const { items } = (await desk.call('GET', '/v1/submissions')).body;
    const resumed = await desk.call('POST', `/v1/submissions/${items[0].id}/resume`);
    expect(resumed).toMatchObject({ status: 202, body: items[0] });
    await desk.workOff();
    expect((await desk.call('GET', `/v1/submissions/${items[0].id}`)).body).toEqual(items[0]);
  });
});

describe('claims of each form', () => {
  it('go to one receiver in files of their own, each by its guide', async () => {
    const bodies = encountersOfKinds(desk.office);
    for (const kind of ['professional', 'outpatient-facility', 'inpatient-facility', 'dental'] as const) {
      const { externalCauses: _causes, procedures: _procedures, ...body } = bodies[kind];
      await desk.finalise(body);
    }
    await desk.workOff();
    const asked = await desk.call('POST', '/v1/submissions', {
      body: { receiverId: 'EXCLEAR' },
      headers: desk.newKey(),
    });
    expect(asked.body.items).toHaveLength(3);
    await desk.workOff();
    const claimsByGuide = new Map(
      asked.body.items.map(({ id }: { readonly id: string }) => {
        const bytes = desk.s3.objects.get(`${manager.tenantId}/claim-file/${id}.837`) ?? [];
        const file = Buffer.from(bytes).toString('latin1');
        return [/~GS(?:\*[^*]*){7}\*([^~]+)~/.exec(file)?.[1], file.split('~CLM*').length - 1];
      }),
    );
    expect(claimsByGuide.get('005010X222A1')).toBeGreaterThan(0);
    expect(claimsByGuide.get('005010X223A2')).toBe(2);
    expect(claimsByGuide.get('005010X224A2')).toBe(1);
  });
});

describe('a held claim', () => {
  it('says what is missing, and is sent once that is corrected', async () => {
    // As if the provider's record had disappeared since the claim was assembled.
    const claimId = await desk.finalise();
    const path = `/v1/claims/${claimId}/reassemble`;
    const row = await store.table.get(
      entityKey(manager.tenantId as TenantId, 'PROVIDER', desk.office.billingProviderId),
    );
    if (row === undefined) throw new Error('the office has a billing provider');
    await store.table.transact([{ delete: { pk: row.pk, sk: row.sk } }]);
    expect((await desk.call('POST', path, { headers: { 'If-Match': '"1"' } })).status).toBe(202);
    await desk.workOff();
    const held = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(held.body.state).toEqual({
      kind: 'held',
      reasons: [
        { code: 'billing-provider-missing', detail: 'The billing provider is not on file. Enter the provider.' },
      ],
    });
    // The document is the one that was assembled last.
    expect(held.body.document).toMatchObject({ filing: 1 });

    await store.table.transact([{ put: row }]);
    expect((await desk.call('POST', path)).status).toBe(428);
    expect((await desk.call('POST', path, { headers: { 'If-Match': '"1"' } })).status).toBe(412);
    const again = await desk.call('POST', path, { headers: { 'If-Match': held.headers.ETag ?? '' } });
    expect(again).toMatchObject({ status: 202, body: { state: { kind: 'charged' } } });
    await desk.workOff();
    const ready = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(ready.body.state).toEqual({ kind: 'ready' });
  });

  it('waits for a person when its billing provider’s tax id has changed since the charges were booked', async () => {
    const path = `/v1/providers/${desk.office.billingProviderId}`;
    const { id: _id, entityId: _entityId, version, ...body } = (await desk.practice.call('GET', path)).body;
    const change = (taxId: unknown, from: number) =>
      desk.practice.call(
        'PUT',
        path,
        { ...body, billing: { ...body.billing, taxId } },
        { headers: { 'If-Match': `"${from}"` } },
      );
    const claimId = await desk.finalise();
    expect((await change({ kind: 'ein', value: '987654321' }, version)).status).toBe(200);
    await desk.call('POST', `/v1/claims/${claimId}/reassemble`, { headers: { 'If-Match': '"1"' } });
    await desk.workOff();
    const held = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(held.body).toMatchObject({
      state: { kind: 'held', reasons: [{ code: 'legal-entity-changed' }] },
      entityId: desk.office.entityId,
    });
    const later = await desk.finalise();
    const other = (await desk.call('GET', `/v1/claims/${later}`)).body;
    expect(other).toMatchObject({ state: { kind: 'ready' }, billingProviderId: desk.office.billingProviderId });
    expect(other.entityId).not.toBe(desk.office.entityId);

    expect((await change(body.billing.taxId, version + 1)).body.entityId).toBe(desk.office.entityId);
    await desk.call('POST', `/v1/claims/${claimId}/reassemble`, { headers: { 'If-Match': held.headers.ETag ?? '' } });
    await desk.workOff();
    expect((await desk.call('GET', `/v1/claims/${claimId}`)).body.state).toEqual({ kind: 'ready' });
  });
});

describe('who may do what', () => {
  it('does not show another office that a claim or submission exists', async () => {
    const claimId = await desk.finalise();
    await desk.workOff();
    const { items } = (await desk.call('GET', '/v1/submissions')).body;
    for (const path of [
      `/v1/claims/${claimId}`,
      `/v1/claims/${claimId}/history`,
      `/v1/submissions/${items[0].id}`,
      `/v1/submissions/${items[0].id}/file`,
    ]) {
      const [theirs, nobodys] = [
        await desk.call('GET', path, { principal: stranger }),
        await desk.call('GET', path.replace(/[0-9A-Z]{8}(?=$|\/)/, '00000000'), { principal: stranger }),
      ];
      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, instance: '' }).toEqual({ ...nobodys.body, instance: '' });
    }
    const balances = await desk.call('POST', '/v1/claims/balances', {
      body: { claimIds: [claimId] },
      principal: stranger,
    });
    expect(balances.body.items).toEqual([]);
    const submission = { body: { receiverId: 'EXCLEAR' }, principal: stranger, headers: desk.newKey() };
    expect((await desk.call('POST', '/v1/submissions', submission)).status).toBe(404);
    expect((await desk.call('GET', '/v1/claims', { principal: stranger })).body.items).toEqual([]);
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
    const more = method === 'POST' ? { body: {}, headers: desk.newKey() } : {};
    const answer = await desk.call(method, path, { ...more, principal: { ...manager, roles } });
    expect(answer.status).toBe(status);
  });

  it('logs ids and codes only', async () => {
    expect(desk.edge.logLines.length).toBeGreaterThan(10);
    expect(desk.edge.logLines.join('\n')).not.toMatch(/canary/i);
  });
});
