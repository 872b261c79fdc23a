import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CorrespondenceDesk, openCorrespondenceDesk } from '../support/correspondence-desk.ts';

let desk: CorrespondenceDesk;
beforeEach(async () => {
  desk = await openCorrespondenceDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const post = (path: string, body: object, version?: number) =>
  desk.send('POST', path, body, version === undefined ? {} : { version });

/** A letter that was scanned and uploaded. */
async function upload(text: string) {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await desk.files.put(`first-office/document/${sha256}.upload`, bytes, 'application/pdf');
  return post('/v1/received-documents', { sha256, channel: 'letter' });
}

const waiting = async () => (await get('/v1/received-documents')).items;

test('a document waits until it is filed to a claim; if the filing is deleted, it waits again', async () => {
  const claimId = await desk.selfPaid();
  const { status, body: document } = await upload('%PDF-1.7 a payer’s letter');
  expect(status).toBe(201);
  expect((await upload('%PDF-1.7 a payer’s letter')).status).toBe(200);
  expect(await waiting()).toMatchObject([{ id: document.id, state: 'waiting', channel: 'letter' }]);
  await post('/v1/work-marks', { items: [document.id], assignTo: 'user-biller' });
  expect((await get('/v1/received-documents?assignedTo=user-biller')).items).toHaveLength(1);
  const body = {
    ...{ about: { claimId }, with: { kind: 'payer', payerId: desk.office.payerId }, summary: 'They want records.' },
    followUpOn: '2026-12-01',
  };
  const filed = await post(`/v1/received-documents/${document.id}/filing`, body, 1);
  expect(filed.body).toMatchObject({ direction: 'in', receivedDocumentId: document.id, about: { claimId } });
  expect(await waiting()).toEqual([]);
  const { url } = await get(`/v1/correspondence/${filed.body.id}/file`);
  expect(Buffer.from(desk.bytesOf(url)).toString()).toContain('a payer’s letter');
  expect((await get('/v1/follow-ups')).items).toMatchObject([{ mark: { id: claimId, followUpOn: '2026-12-01' } }]);
  expect((await post(`/v1/received-documents/${document.id}/filing`, body, 2)).body.type).toContain(
    'document-not-waiting',
  );
  await post(`/v1/correspondence/${filed.body.id}/strike`, { reason: 'of another patient' }, 1);
  expect(await waiting()).toMatchObject([{ id: document.id, version: 3 }]);
});

test('a document that concerns nobody is discarded with a reason, and that can be reversed', async () => {
  const { body: document } = await upload('%PDF-1.7 advertising');
  const path = `/v1/received-documents/${document.id}`;
  const gone = await post(`${path}/discard`, { reason: 'advertising' }, 1);
  expect(gone.body).toMatchObject({ state: 'discarded', discarded: { reason: 'advertising' } });
  expect(await waiting()).toEqual([]);
  expect((await get('/v1/received-documents?month=2026-11')).items).toHaveLength(1);
  await post(`${path}/restore`, { reason: 'it was a check' }, 2);
  expect(await waiting()).toHaveLength(1);
  expect((await post(`${path}/restore`, { reason: 'again' }, 3)).body.type).toContain('document-not-discarded');
});

test('a file that is neither PDF nor TIFF, or was not uploaded, is refused', async () => {
  expect((await upload('a text')).body.type).toContain('document-unreadable');
  const absent = await post('/v1/received-documents', { sha256: '0'.repeat(64), channel: 'fax' });
  expect(absent.body.type).toContain('received-document-not-uploaded');
});
