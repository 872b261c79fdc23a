import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { AttachedDocument } from '../../shared/domain/encounter/documentation.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { balanceItem, readBalances } from '../../shared/store/claims.ts';
import { documentWrite } from '../../shared/store/documentation.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { readAttachments } from '../../shared/x12/275/attachment-file.ts';
import { attachmentGuide, attachmentGuide6020 } from '../../shared/x12/275/attachment-loops.ts';
import { manager, stranger } from '../support/api-event.ts';
import { fileOf, inquiryDesk } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
let claimId: string;
let documentId: string;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
  claimId = await desk.finalise();
  await desk.claims.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.claims.workOff();
  documentId = await attach('doc_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3', 'A synthetic letter ~*:^ of nobody');
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});

const tenant = manager.tenantId as TenantId;
const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;
const claim = async () => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

/** Stores a document with the claim's encounter, as the documentation API does. */
async function attach(id: string, text: string, sizeBytes = text.length): Promise<string> {
  const bytes = Buffer.from(text);
  const sha256 = sha256Hex(bytes);
  await desk.files.put(`${tenant}/attachment/${sha256}`, bytes, 'text/plain');
  const { encounterId } = await claim();
  const document = {
    id,
    encounterId,
    mediaType: 'text/plain',
    sha256,
    sizeBytes,
    at: '2026-11-23T12:00:00.000Z',
    by: 'user',
  };
  await store.table.transact([documentWrite(tenant, document as AttachedDocument)]);
  return id;
}

const send = (body: object) => desk.call('POST', `/v1/claims/${claimId}/attachments`, body);
const documents = () => [{ documentId, controlNumber: 'DOC1' }];
const written = (id: string) => desk.written().find(([key]) => key === `first-office/inquiry/${id}.275`)?.[1] ?? '';

const request = (of: string, trace = 'REQUEST1', level = '22') =>
  fileOf('277-213', [
    ...['BHT*0085*48*W1*20261123*1205', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999'],
    ...[
      'HL*2*1*21*1',
      'NM1*41*2*Example Clinic*****46*EXSUBMIT',
      'HL*3*2*19*1',
      'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893',
    ],
    ...[
      `HL*4*3*${level}*0`,
      'NM1*QC*1*CANARYNAME*TESTA****MI*M000CANARY',
      `TRN*1*${trace}`,
      'STC*R4:11506-3::LOI*20261123**141',
    ],
    ...['REF*1K*ICN77', `REF*EJ*${of}`, 'DTP*106*D8*20261223', 'DTP*472*D8*20261120'],
    ...['SVC*HC:X9003*130*****1', 'STC*R4:18626-2::LOI*20261123', 'REF*FJ*1'],
  ]);

describe('documents for a claim', () => {
  it('need a channel, and documents of the encounter that are not too large', async () => {
    expect(kindOf(await send({ documents: documents() }))).toBe('409 inquiry-channel-missing');
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    expect(kindOf(await send({}))).toBe('422 attachments-missing');
    const unknown = await send({ documents: [{ documentId: 'doc_01K9Z3V5Q8F2M7R4T6W0X1Y2ZZ' }] });
    expect([unknown.status, unknown.body.errors]).toEqual([
      404,
      [{ pointer: '/documents/0/documentId', detail: 'the encounter has no such document' }],
    ]);
    const large = await attach('doc_01K9Z3V5Q8F2M7R4T6W0X1Y2Z4', 'x', 30_000_001);
    expect(kindOf(await send({ documents: [{ documentId: large }] }))).toBe('422 attachments-too-large');
  });

  it('are not sent for a claim that no payer has: it could not match them, and may never get the claim', async () => {
    const waiting = await desk.finalise();
    const refused = await desk.call('POST', `/v1/claims/${waiting}/attachments`, { documents: documents() });
    expect(kindOf(refused)).toBe('409 claim-not-with-payer');
  });

  it('go in one 275 with the document inside, under the number by which the claim names it', async () => {
    const { status, body } = await send({ documents: documents() });
    expect([status, body.state]).toEqual([202, 'requested']);
    await desk.workOff();
    const text = written(body.id);
    expect(text.split('~').slice(1, -4)).toEqual([
      expect.stringMatching(/^GS\*PI\*EXSUBMIT\*EXCLEAR/),
      'ST*275*0001*005010X210',
      `BGN*02*${body.id}*20261123`,
      'NM1*PR*2*Example Health*****PI*99999',
      'NM1*41*2*Example Clinic*****46*EXSUBMIT',
      'NM1*1P*2*Example Clinic*****XX*1234567893',
      'NM1*QC*1*Canaryname*Testa****MI*M000CANARY',
      `REF*EJ*${claimId}`,
      'DTP*472*D8*20261120',
      'LX*1',
      'TRN*1*DOC1',
      'DTP*368*D8*20261123',
      'CAT*AE*TX',
      'EFI*05',
      'BIN*44*QSBzeW50aGV0aWMgbGV0dGVyIH4qOl4gb2Ygbm9ib2R5',
    ]);
    const read = readAttachments(Buffer.from(text, 'latin1'), attachmentGuide);
    const content = read.ok ? read.value.interchanges[0]?.transactions[0]?.content?.attachments[0]?.content : undefined;
    expect(Buffer.from(content?.data ?? '', 'base64').toString()).toBe('A synthetic letter ~*:^ of nobody');
    expect(desk.written().some(([key]) => key === `first-office/outbox/clear/${body.id}.275`)).toBe(true);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/attachments`)).body;
    expect(items).toMatchObject([{ id: body.id, state: 'written', sizeBytes: text.length, documents: documents() }]);
    const file = await desk.call('GET', `/v1/claims/${claimId}/attachments/${body.id}/file`);
    expect(file.body).toMatchObject({ url: expect.stringContaining(`${body.id}.275`), sizeBytes: text.length });
    expect(desk.edge.logLines.join()).not.toMatch(/CANARY/i);
  });

  it('go in the release of 2028 where the receiver takes it', async () => {
    const { body } = await send({ documents: documents(), release: '006020X314' });
    await desk.workOff();
    const text = written(body.id);
    expect(text).toContain('*00602*');
    expect(text).toContain('~BDS*B64*44*QSBz');
    const read = readAttachments(Buffer.from(text, 'latin1'), attachmentGuide6020);
    expect(read.ok && read.value.interchanges[0]?.transactions[0]?.findings).toEqual([]);
  });
});

describe('a payer’s request for documents', () => {
  const open = async () => (await desk.call('GET', '/v1/attachment-requests')).body.items;

  it('is put on a list, once, with what is wanted by which day', async () => {
    expect(await desk.take(request(claimId))).toMatchObject({ requested: 1, answered: 0, unmatched: 0, findings: [] });
    expect(await desk.take(`${request(claimId)} `)).toMatchObject({ requested: 0, unmatched: 0 });
    expect(await open()).toMatchObject([
      {
        ...{ claimId, trace: 'REQUEST1', payerName: 'EXAMPLE HEALTH', payerClaimNumber: 'ICN77', dueOn: '2026-12-23' },
        wanted: [{ code: '11506-3' }, { code: '18626-2', lineNumber: '1' }],
        state: 'open',
      },
    ]);
    expect((await desk.call('GET', '/v1/attachment-requests', undefined, { principal: stranger })).body.items).toEqual(
      [],
    );
  });

  it('is read where patients have a level of their own, and what cannot be read is told', async () => {
    const apart = request(claimId, 'REQUEST-PT', 'PT');
    expect(await desk.take(apart)).toMatchObject({ requested: 1, unmatched: 0, findings: [] });
    const { items } = (await desk.call('GET', '/v1/attachment-requests')).body;
    const own = items.filter((each: { trace: string }) => each.trace === 'REQUEST-PT');
    expect(own).toMatchObject([{ claimId, wanted: [{ code: '11506-3' }, { code: '18626-2', lineNumber: '1' }] }]);
    const { body } = await desk.call('POST', `/v1/attachment-requests/${own[0].id}/dismiss`, { reason: 'a test' });
    expect(body.state).toBe('dismissed');
    const unknown = await desk.take(request(claimId, 'REQUEST-XX', 'XX'));
    expect(unknown).toMatchObject({ requested: 0, findings: expect.arrayContaining([expect.any(String)]) });
    expect(unknown.findings.length).toBeGreaterThan(0);
  });

  it('of a claim that was never sent from here is counted, and on no list', async () => {
    expect(await desk.take(request('S0123456789ABCD9'))).toMatchObject({ requested: 0, unmatched: 1 });
    expect(await desk.take(request('SOMEBODYELSE'))).toMatchObject({ requested: 0, unmatched: 1 });
    // A claim that is ready but not sent does not match either.
    expect(await desk.take(request(await desk.finalise()))).toMatchObject({ requested: 0, unmatched: 1 });
    expect(await open()).toHaveLength(1);
  });

  it('finds a claim by the number that another system gave it, and ends when somebody has answered elsewhere', async () => {
    const [sent] = await readBalances(store.table, tenant, [claimId as ClaimId]);
    const controlNumber = 'OTHER 77';
    const foreign = { ...(sent as ClaimBalance), claimId: claimIdOfControlNumber(controlNumber), controlNumber };
    await store.table.transact([{ put: balanceItem(tenant, foreign) }]);
    expect(await desk.take(request(controlNumber, 'REQUEST9'))).toMatchObject({ requested: 1, unmatched: 0 });
    const { id } = (await open()).find(({ trace }: { trace: string }) => trace === 'REQUEST9');
    await desk.call('POST', `/v1/attachment-requests/${id}/dismiss`, { reason: 'sent by the other system' });
    expect(await open()).toHaveLength(1);
  });

  it('is answered with its own number and the documents, and then no longer waits', async () => {
    const [{ id: requestId }] = await open();
    const { body } = await send({ documents: documents(), requestId });
    await desk.workOff();
    const text = written(body.id);
    expect(text).toContain('~BGN*11*');
    expect(text).toContain('~REF*1K*ICN77~');
    expect(text).toContain('~TRN*2*REQUEST1~STC*R4:11506-3::LOI~');
    expect(await open()).toEqual([]);
    expect(kindOf(await send({ documents: documents(), requestId }))).toBe('409 attachment-request-over');
    expect((await desk.call('GET', `/v1/attachment-requests/${requestId}`)).body.state).toBe('answered');
  });

  it('waits again when the file with its answer could not be written, with the reason at the claim', async () => {
    await desk.take(request(claimId, 'REQUEST-AGAIN'));
    const [{ id: requestId }] = await open();
    const { body } = await send({ documents: documents(), requestId });
    expect(await open()).toEqual([]);
    // The function ended at each of the earlier attempts.
    await desk.workOff(5);
    expect(await open()).toMatchObject([{ id: requestId, state: 'open' }]);
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/attachments`)).body;
    expect(items.find((each: { id: string }) => each.id === body.id)).toMatchObject({
      ...{ state: 'failed', fault: { code: 'broke-off' } },
    });
    await send({ documents: documents(), requestId });
    await desk.workOff();
    expect(await open()).toEqual([]);
  });

  it('is dismissed with a reason, once', async () => {
    await desk.take(request(claimId, 'REQUEST2'));
    const [{ id }] = await open();
    const dismissed = await desk.call('POST', `/v1/attachment-requests/${id}/dismiss`, { reason: 'sent by fax' });
    expect(dismissed.body).toMatchObject({ state: 'dismissed', ended: { reason: 'sent by fax' } });
    expect(kindOf(await desk.call('POST', `/v1/attachment-requests/${id}/dismiss`, { reason: 'again' }))).toBe(
      '409 attachment-request-over',
    );
    expect(await open()).toEqual([]);
  });
});
