import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, manager, stranger } from '../support/api-event.ts';
import { type MemoryS3, memoryS3 } from '../support/memory-s3.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const note = { kind: 'progress-note', text: 'Synthetic note: cough for ten days.' };

let store: TestTable;
let edge: TestEdge;
let bucket: MemoryS3;
let api: OfficeApi;
let office: Office;
let path: string;

beforeEach(async () => {
  store = await startTestTable();
  edge = testEdge(store.table);
  bucket = memoryS3();
  api = officeApi(edge, bucket);
  office = await setUpOffice(api);
  const made = await api.call('POST', '/v1/encounters', { ...encounterBody(office), documentation: [note] });
  path = `/v1/encounters/${made.body.id}`;
});
afterEach(() => store.stop());

const notes = async () => (await api.call('GET', `${path}/documentation`)).body.items;

describe('what was documented', () => {
  test('is kept apart from the codes, with who wrote it and when', async () => {
    const encounter = (await api.call('GET', path)).body;
    expect(encounter).not.toHaveProperty('documentation');
    expect(await notes()).toEqual([
      {
        ...note,
        id: expect.stringMatching(/^not_/),
        encounterId: encounter.id,
        at: encounter.createdAt,
        by: 'user-manager',
        amendments: [],
      },
    ]);
  });

  test('can be added to, also with procedures in the physician’s words, and stays when the codes change', async () => {
    const { renderingProviderId: providerId } = office;
    const operation = {
      kind: 'operative-report',
      text: 'Synthetic report.',
      procedures: [{ text: 'Closure of a wound, 2 cm', performedOn: '2026-11-20', providerId }],
    };
    edge.setNow('2026-11-23T15:00:00.000Z');
    const added = await api.call('POST', `${path}/documentation`, operation, { principal: coder });
    expect([added.status, added.body]).toEqual([201, expect.objectContaining(operation)]);
    const headers = { 'If-Match': '"1"' };
    const along = await api.call('PUT', path, { ...encounterBody(office), documentation: [note] }, { headers });
    expect(along.body.errors).toEqual([
      { pointer: '/documentation', detail: expect.stringContaining('POST /v1/encounters/{encounterId}/documentation') },
    ]);
    await api.call('PUT', path, encounterBody(office), { headers });
    expect(await notes()).toMatchObject([note, { ...operation, by: 'user-coder' }]);
  });

  test('is amended without changing the note, with who did so and when', async () => {
    const [{ id }] = await notes();
    const amend = (text: string) =>
      api.call('POST', `${path}/documentation/${id}/amendments`, { text }, { principal: coder });
    edge.setNow('2026-11-24T09:00:00.000Z');
    expect((await amend('Eleven days.')).status).toBe(201);
    expect((await amend('No fever.')).status).toBe(201);
    const amendments = [
      { number: 1, text: 'Eleven days.', at: '2026-11-24T09:00:00.000Z', by: 'user-coder' },
      { number: 2, text: 'No fever.', at: '2026-11-24T09:00:00.000Z', by: 'user-coder' },
    ];
    expect(await notes()).toMatchObject([{ ...note, by: 'user-manager', amendments }]);
    expect((await api.call('GET', `${path}/documentation/${id}`)).body).toMatchObject({ ...note, amendments });
    for (const method of ['PUT', 'DELETE']) {
      expect((await api.call(method, `${path}/documentation/${id}`, note)).status).toBe(405);
    }
  });

  test('has at most 4 MB of text in all, so that it is read in one piece', async () => {
    const [{ id }] = await notes();
    // 20,000 characters of three bytes are 60,000 bytes: the first note, 66 of these and what else is stored with them are below 4,000,000.
    const long = { kind: 'progress-note', text: '\u6f22'.repeat(20_000) };
    for (let count = 0; count < 66; count += 1) {
      expect((await api.call('POST', `${path}/documentation`, long)).status).toBe(201);
    }
    expect((await api.call('POST', `${path}/documentation/${id}/amendments`, { text: long.text })).status).toBe(201);
    for (const [rest, body] of [
      ['', long],
      [`/${id}/amendments`, { text: 'x' }],
    ] as const) {
      const refused = await api.call('POST', `${path}/documentation${rest}`, body);
      expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/documents-too-many$/)]);
    }
    expect(await notes()).toHaveLength(67);
  });

  test('records who read it in the patient’s audit trail', async () => {
    await api.call('GET', `${path}/documentation`, undefined, { principal: coder });
    const trail = await store.table.queryAll({ partition: auditPartition(tenant, office.patientId) });
    expect(trail).toContainEqual(expect.objectContaining({ action: 'documentation-read', subject: 'user-coder' }));
  });

  test('refuses control characters, and is unknown to another office', async () => {
    const wrong = await api.call('POST', `${path}/documentation`, { ...note, text: 'a\u0000' });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/text' }]);
    const procedures = [{ text: 'x', providerId: 'prv_01JD0EXAMP1E00000000000000' }];
    const nobody = await api.call('POST', `${path}/documentation`, { ...note, procedures });
    expect(nobody.body.errors).toEqual([{ pointer: '/procedures/0/providerId', detail: 'nothing here has this id' }]);
    const [{ id }] = await notes();
    for (const rest of ['/documentation', `/documentation/${id}`, '/documents']) {
      expect((await api.call('GET', `${path}${rest}`, undefined, { principal: stranger })).status).toBe(404);
    }
    expect(
      (await api.call('POST', `${path}/documentation/${id}/amendments`, { text: 'x' }, { principal: stranger })).status,
    ).toBe(404);
  });
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const pdf = bytesOf('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
const png = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 1, 2, 3, 4,
]);
const ccda = bytesOf(
  '<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Synthetic</title></ClinicalDocument>\n',
);
const windowsProgram = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);

/** Uploads as somebody with the URL would, and attaches. */
async function attach(bytes: Uint8Array, type: string, more: object = {}) {
  const sha256 = sha256Hex(bytes);
  const size = { sha256, sizeBytes: bytes.length, mediaType: type };
  const upload = await api.call('POST', `${path}/document-uploads`, size, { principal: coder });
  expect(upload.status).toBe(201);
  const key = decodeURIComponent(new URL(upload.body.uploadUrl).pathname).replace(/^\/(files\/)?/, '');
  await bucket.send(new PutObjectCommand({ Bucket: 'files', Key: key, Body: bytes }));
  return api.call('POST', `${path}/documents`, { sha256, mediaType: type, ...more }, { principal: coder });
}

describe('a document of the encounter', () => {
  test.each([
    ['a PDF', pdf, 'application/pdf'],
    ['a PNG', png, 'image/png'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 0xff, 0xd9]), 'image/jpeg'],
    ['a TIFF', Uint8Array.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), 'image/tiff'],
    ['a text', bytesOf('Synthetic letter.\n'), 'text/plain'],
    ['a C-CDA document', ccda, 'application/xml'],
  ])('is attached: %s', async (title, bytes, type) => {
    const attached = await attach(bytes, type, { title });
    const known = { mediaType: type, title, sha256: sha256Hex(bytes), sizeBytes: bytes.length, by: 'user-coder' };
    expect([attached.status, attached.body]).toEqual([201, expect.objectContaining(known)]);
    expect((await api.call('GET', `${path}/documents`)).body.items).toEqual([attached.body]);
    const one = `${path}/documents/${attached.body.id}`;
    expect((await api.call('GET', one)).body).toEqual(attached.body);
    const content = await api.call('GET', `${one}/content`, undefined, { principal: manager });
    expect(content.body).toMatchObject({ sha256: sha256Hex(bytes), url: expect.stringContaining('/attachment/') });
  });

  test.each([
    ['a program called a PDF', windowsProgram, 'application/pdf', 'document-is-program'],
    ['a program called a text', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2]), 'text/plain', 'document-is-program'],
    ['a script', bytesOf('#!/bin/sh\necho x\n'), 'text/plain', 'document-is-program'],
    ['a picture called a PDF', png, 'application/pdf', 'document-of-another-type'],
    ['bytes called a text', Uint8Array.from([0x41, 0x00, 0xff]), 'text/plain', 'document-of-another-type'],
    [
      'a page of the web',
      bytesOf('<html><ClinicalDocument></ClinicalDocument></html>'),
      'application/xml',
      'document-of-another-type',
    ],
    [
      'XML that declares entities',
      bytesOf('<!DOCTYPE x><ClinicalDocument></ClinicalDocument>'),
      'application/xml',
      'document-of-another-type',
    ],
    ['half a PDF', pdf.slice(0, 20), 'application/pdf', 'document-damaged'],
  ])('is refused: %s', async (_what, bytes, type, failure) => {
    const refused = await attach(bytes, type);
    expect([refused.status, refused.body.type]).toEqual([422, expect.stringMatching(`/${failure}$`)]);
    expect((await api.call('GET', `${path}/documents`)).body.items).toEqual([]);
  });

  test('is refused when it is too large, of another type, or not uploaded', async () => {
    const sha256 = '0'.repeat(64);
    const large = await api.call('POST', `${path}/document-uploads`, {
      sha256,
      sizeBytes: 20_000_001,
      mediaType: 'image/png',
    });
    expect(large.body.errors).toMatchObject([{ pointer: '/sizeBytes' }]);
    const zip = await api.call('POST', `${path}/document-uploads`, {
      sha256,
      sizeBytes: 10,
      mediaType: 'application/zip',
    });
    expect(zip.body.errors).toMatchObject([
      { pointer: '/mediaType', detail: expect.stringContaining('application/pdf') },
    ]);
    const missing = await api.call('POST', `${path}/documents`, { sha256, mediaType: 'image/png' });
    expect(missing.body.type).toMatch(/\/file-not-uploaded$/);
  });

  test('is sent with the claim by its id, if it belongs to the encounter', async () => {
    const { id } = (await attach(pdf, 'application/pdf')).body;
    const attachments = [{ reportType: 'OZ', transmission: 'EL', documentId: id }];
    const body = { ...encounterBody(office), attachments };
    const saved = await api.call('PUT', path, body, { headers: { 'If-Match': '"1"' } });
    expect(saved.body).toMatchObject({ attachments });
    const elsewhere = await api.call('POST', '/v1/encounters', body);
    expect(elsewhere.body.errors).toEqual([
      { pointer: '/attachments/0/documentId', detail: 'nothing here has this id' },
    ]);
    const headers = { 'If-Match': '"2"', 'Idempotency-Key': 'final' };
    const final = await api.call('POST', `${path}/finalize`, undefined, { principal: coder, headers });
    const [document] = await readFilingDocuments(store.table, tenant, [
      { claimId: final.body.state.claimIds[0], number: 1 },
    ]);
    expect(document?.claim.attachments).toEqual([{ reportType: 'OZ', transmission: 'EL', controlNumber: id }]);
  });
});
