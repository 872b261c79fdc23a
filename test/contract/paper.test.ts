import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperApi } from '../../functions/paper/api.ts';
import { operations } from '../../functions/paper/operations.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { deliveryWrite, readDeliveries } from '../../shared/store/deliveries.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { paperMailedWrite, readPaperBatch } from '../../shared/store/paper.ts';
import { readSentOn } from '../../shared/store/sent-days.ts';
import { callApi, manager, stranger } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { encountersOfKinds } from '../support/encounter-kinds.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { encounterBody, payerBody } from '../support/office.ts';
import { textOfPdf } from '../support/pdf-content.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let handler: ReturnType<typeof createApiHandler>;
let payerVersion = 1;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  const files = createFiles(desk.s3, 'files', signer);
  handler = createApiHandler(paperApi, operations, { ...desk.edge, files, codeSets: syntheticCodeSets });
});
afterAll(() => store.stop());

const call = (method: string, path: string, body?: object, more: object = {}) =>
  callApi(handler, { method, path, principal: manager, ...(body === undefined ? {} : { body }), ...more });

/** Sets the payer to take paper, or changes another of its settings. */
async function setPayer(change: object): Promise<void> {
  const headers = { 'If-Match': `"${payerVersion}"` };
  const path = `/v1/payers/${desk.office.payerId}`;
  const answer = await desk.practice.call('PUT', path, { ...payerBody, ...change }, { headers });
  expect(answer.status).toBe(200);
  payerVersion += 1;
}

/** The first payer pays 91.00 and 8.00, writes 20.00 off, and leaves 19.00 and 3.00 to the patient. */
const firstAnswer = (claimId: string) => `
  CLP*${claimId}*1*141*99*22*12*ICN1*11*1
  SVC*HC:X9003:25*130*91**1
  CAS*CO*45*20
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

const print = (change: object = {}) =>
  call(
    'POST',
    '/v1/paper-batches',
    { payerId: desk.office.payerId, stock: 'preprinted', ...change },
    { headers: desk.newKey() },
  );
const statusOf = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body.state.kind;
const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;

describe('a claim on paper', () => {
  it('can be looked at before anything is filed', async () => {
    const claimId = await desk.finalise();
    const seen = await call('GET', `/v1/paper-claims/${claimId}`);
    expect([seen.status, seen.body.form, seen.body.pages]).toEqual([200, 'cms-1500', 1]);
    const bytes = desk.s3.objects.get(`first-office/document/${seen.body.file.sha256}.pdf`) ?? new Uint8Array();
    expect(sha256Hex(bytes)).toBe(seen.body.file.sha256);
    expect(await statusOf(claimId)).toBe('ready');
    expect((await call('GET', `/v1/paper-claims/${claimId}`, undefined, { principal: stranger })).status).toBe(404);
  });

  it('says what a revenue code is, in the words of the office’s own list', async () => {
    const stay = encountersOfKinds(desk.office)['inpatient-facility'];
    const room = { revenueCode: '0110', unit: 'DA', units: 3, chargeCents: 300_000, serviceOn: '2026-11-18' };
    const claimId = await desk.finalise({ ...stay, lines: [room] });
    const { body } = await call('GET', `/v1/paper-claims/${claimId}`);
    expect(body.form).toBe('ub-04');
    const bytes = desk.s3.objects.get(`first-office/document/${body.file.sha256}.pdf`) ?? new Uint8Array();
    expect(textOfPdf(bytes)).toContain('0110 SYNTHETIC ROOM AND BOARD');
  });

  it('says what a dentist’s service is, in the words of the office’s own CDT file', async () => {
    const visit = encountersOfKinds(desk.office).dental;
    const line = { procedure: 'D9901', units: 1, chargeCents: 9000, serviceOn: '2026-11-20' };
    const claimId = await desk.finalise({ ...visit, lines: [line] });
    const { body } = await call('GET', `/v1/paper-claims/${claimId}`);
    expect(body.form).toBe('ada-dental');
    const bytes = desk.s3.objects.get(`first-office/document/${body.file.sha256}.pdf`) ?? new Uint8Array();
    expect(textOfPdf(bytes)).toContain('SYNTHETIC DENTAL EXAMINATI');
  });
});

describe('claims to a payer that takes paper', () => {
  it('are not printed while the payer accepts files', async () => {
    expect(kindOf(await print())).toBe('409 payer-takes-files');
  });

  it('wait to be printed, and no claim file gathers them', async () => {
    await setPayer({ filesOn: 'paper' });
    const claimId = await desk.finalise();
    const named = { body: { claimIds: [claimId] }, headers: desk.newKey() };
    expect(kindOf(await desk.call('POST', '/v1/submissions', named))).toBe('409 claims-not-ready');
    expect(await statusOf(claimId)).toBe('ready');
    const printed = await print({ claimIds: [claimId] });
    expect(printed.status).toBe(201);
    expect(printed.body).toMatchObject({ reassembled: [], unprintable: [], more: false });
    expect(printed.body.batch).toMatchObject({
      createdBy: 'user-manager',
      stock: 'preprinted',
      pages: 1,
      claims: [{ claimId, filing: 1, form: 'cms-1500', pages: 1 }],
      // The office prints, and the payer's address is not on file: the batch says so, and says what to do.
      findings: [{ code: 'payer-address-missing', message: expect.stringContaining('PUT /v1/payers/{payerId}') }],
    });
    expect(await statusOf(claimId)).toBe('submitted');
  });

  it('are assembled again when the payer came to take paper after they were ready, and are named', async () => {
    await setPayer({});
    const claimId = await desk.finalise();
    expect(kindOf(await print({ claimIds: [claimId] }))).toBe('409 payer-takes-files');
    await setPayer({ filesOn: 'paper' });
    // No list of paper has it yet: what waits for this payer says how it gets there.
    const none = await print();
    expect([kindOf(none), none.body.detail]).toEqual(['409 no-paper-claims', expect.stringContaining('`claimIds`')]);
    const moved = await print({ claimIds: [claimId] });
    expect([moved.status, moved.body.reassembled]).toEqual([201, [claimId]]);
    await desk.workOff();
    expect((await print({ claimIds: [claimId] })).body.batch.claims).toMatchObject([{ claimId }]);
  });

  it('are filed with proof: who printed them, when, and the digest of the same bytes each time', async () => {
    const [batch] = (await call('GET', '/v1/paper-batches')).body.items;
    expect((await call('GET', `/v1/paper-batches/${batch.id}`)).body).toEqual(batch);
    const [first, again] = [
      await call('GET', `/v1/paper-batches/${batch.id}/file`),
      await call('GET', `/v1/paper-batches/${batch.id}/file`),
    ];
    expect(first.body.sha256).toBe(batch.file.sha256);
    expect(again.body.sha256).toBe(first.body.sha256);
    const bytes = desk.s3.objects.get(`first-office/claim-file/${batch.file.sha256}.pdf`) ?? new Uint8Array();
    expect(sha256Hex(bytes)).toBe(batch.file.sha256);
    const [{ claimId }] = batch.claims;
    const history = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body.items;
    expect(history.at(-1)).toMatchObject({
      actor: 'user-manager',
      event: 'printed',
      from: 'ready',
      to: 'submitted',
      facts: { paperBatchId: batch.id, sha256: batch.file.sha256 },
    });
    expect((await call('GET', `/v1/paper-batches/${batch.id}`, undefined, { principal: stranger })).status).toBe(404);
  });

  it('have a day of sending: that of printing, and then the first on which they were mailed', async () => {
    const [batch] = (await call('GET', '/v1/paper-batches')).body.items;
    const [{ claimId }] = batch.claims;
    const tenant = 'first-office' as TenantId;
    const sentOn = async () => {
      const [balance] = await readBalances(store.table, tenant, [claimId]);
      return (await readSentOn(store.table, tenant, [balance as ClaimBalance])).get(claimId);
    };
    expect(await sentOn()).toBe(batch.createdAt.slice(0, 10));
    for (const on of ['2030-01-09', '2030-01-08']) {
      const now = (await readPaperBatch(store.table, tenant, batch.id)) as PaperBatch;
      const mailing = {
        on: on as LocalDate,
        by: 'certified',
        recordedBy: 'user',
        recordedAt: batch.createdAt,
      } as const;
      await store.table.transact([paperMailedWrite(tenant, now, mailing)]);
    }
    expect(await sentOn()).toBe('2030-01-08');
  });

  it('are assembled again first when something has changed on file', async () => {
    const claimId = await desk.finalise();
    await setPayer({ filesOn: 'paper', name: 'EXAMPLE PLAN BY ANOTHER NAME' });
    const early = await print();
    // This claim waited for a file. It moves to the paper list only when a submission or a batch checks it.
    expect(early.body.reassembled).toEqual([claimId]);
    expect(early.body.batch).toBeUndefined();
    await desk.workOff();
    expect((await print()).body.batch.claims).toMatchObject([{ claimId }]);
    expect(kindOf(await print())).toBe('409 no-paper-claims');
  });

  it('are not printed when the payer has decided them meanwhile: they are held, as in a file', async () => {
    const claimId = await desk.finalise();
    const [before] = await readBalances(store.table, manager.tenantId as TenantId, [claimId]);
    if (before === undefined) throw new Error('the claim is there');
    const payers = before.payers.map((payer) => ({ ...payer, status: 'answered' as const }));
    await store.table.transact([balanceWrite(manager.tenantId as TenantId, before, { ...before, payers })]);
    expect((await print()).body).toMatchObject({ reassembled: [claimId], unprintable: [] });
    await desk.workOff();
    const { state } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    expect(state).toMatchObject({ kind: 'held', reasons: [{ code: 'already-asked' }] });
    expect(kindOf(await print())).toBe('409 no-paper-claims');
  });

  it('are shifted by the offset of the office’s printer', async () => {
    const settings = { printers: [{ name: 'Front desk', right: 5, down: -3 }] };
    const set = await call('PUT', '/v1/paper-settings', settings, { headers: { 'If-Match': '"0"' } });
    expect([set.status, set.body]).toEqual([200, { ...settings, version: 1 }]);
    expect((await call('GET', '/v1/paper-settings')).body).toEqual(set.body);
    const claimId = await desk.finalise();
    expect(kindOf(await print({ printer: 'Back office' }))).toBe('409 printer-unknown');
    expect((await print({ printer: 'Front desk' })).body.batch).toMatchObject({ printer: 'Front desk' });
    expect(await statusOf(claimId)).toBe('submitted');
  });
});

describe('a claim with more remarks than box 19 holds', () => {
  it('is not filed before somebody says that their end may be lost', async () => {
    // Six characters of its kind (NTEADD) and 66 of the note are 72, for 71.
    const claimId = await desk.finalise({ claimNote: 'A'.repeat(66) });
    const { body } = await print();
    expect(body.batch).toBeUndefined();
    const finding = { code: 'remark-cut', page: 1, box: '19', lost: 1 };
    expect(body.unprintable).toEqual([{ claimId, findings: [finding] }]);
    expect(await statusOf(claimId)).toBe('ready');
    const again = await print({ cutRemarks: true });
    expect(again.body.batch.claims).toMatchObject([{ claimId, findings: [finding] }]);
    expect(await statusOf(claimId)).toBe('submitted');
  });
});

describe('a claim with an amount that no box holds', () => {
  it('is not filed; the box is named, and the claim stays ready', async () => {
    const [first, ...others] = encounterBody(desk.office).lines;
    // Ten characters, 1234567 89, for nine.
    const claimId = await desk.finalise({ lines: [{ ...first, chargeCents: 123_456_789 }, ...others] });
    const { status, body } = await print();
    expect(status).toBe(201);
    expect(body.batch).toBeUndefined();
    const finding = { code: 'value-too-wide', page: 1, box: '24F.1', lost: 1 };
    expect(body.unprintable).toEqual([{ claimId, findings: expect.arrayContaining([finding]) }]);
    expect(await statusOf(claimId)).toBe('ready');
    const { version } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    const withdrawn = await desk.call('POST', `/v1/claims/${claimId}/withdraw`, {
      headers,
      body: { reason: 'Too wide' },
    });
    expect(withdrawn.status).toBe(200);
  });
});

describe('a claim to the next payer', () => {
  it('has the first payer’s remittance attached, limited to this patient', async () => {
    const other = await startTestTable();
    const second = await nextPayerDesk(other);
    const files = createFiles(second.s3, 'files', signer);
    const own = createApiHandler(paperApi, operations, { ...second.edge, files, codeSets: syntheticCodeSets });
    const payerId = second.payerIds.second as string;
    const { body: payer } = await second.practice.call('GET', `/v1/payers/${payerId}`);
    const headers = { 'If-Match': '"1"' };
    const path = `/v1/payers/${payerId}`;
    await second.practice.call('PUT', path, { ...payer, filesOn: 'paper' }, { headers });
    const claimId = await second.finalise();
    await second.call('POST', '/v1/submissions', { body: {}, headers: second.newKey() });
    await second.workOff();
    await second.receive('first', '99', firstAnswer(claimId));
    const { version } = (await second.call('GET', `/v1/claims/${claimId}`)).body;
    const ifMatch = { ...second.newKey(), 'If-Match': `"${version}"` };
    await second.call('POST', `/v1/claims/${claimId}/filings`, { headers: ifMatch, body: { share: 1 } });
    await second.workOff();
    const body = { payerId, stock: 'grid' };
    const request = { method: 'POST', path: '/v1/paper-batches', principal: manager, body, headers: second.newKey() };
    const printed = await callApi(own, request);
    // The three pages: the form, the earlier payer's answer as the claim states it, and the remittance.
    expect(printed.body.batch).toMatchObject({ pages: 3, claims: [{ claimId, filing: 2, pages: 3 }] });
    await other.stop();
  });
});

describe('a printing and mailing vendor', () => {
  it('gets the pages and a manifest of the contents of each envelope', async () => {
    const envelope = {
      senderQualifier: 'ZZ',
      senderId: 'OFFICE',
      receiverQualifier: 'ZZ',
      receiverId: 'PRINTER',
      applicationSender: 'OFFICE',
      applicationReceiver: 'PRINTER',
    };
    const delivery = { kind: 's3-drop', folder: 'mail', fileName: '{control}' };
    const vendor = { name: 'Example Printing', receiverId: 'PRINTMAIL', envelope, usage: 'production', delivery };
    expect((await desk.practice.call('POST', '/v1/trading-partners', vendor)).status).toBe(201);
    await setPayer({ filesOn: 'paper', receiver: { id: 'PRINTMAIL', name: 'EXAMPLE PRINTING' } });
    expect(kindOf(await print())).toBe('409 payer-address-missing');
    const address = { line1: '1 Example Plaza', city: 'Columbus', state: 'OH', postalCode: '432150001' };
    await setPayer({ filesOn: 'paper', receiver: { id: 'PRINTMAIL', name: 'EXAMPLE PRINTING' }, address });
    const claimId = await desk.finalise();
    const { batch } = (await print()).body;
    expect(batch.findings).toEqual([]);
    await desk.deliver();
    await desk.deliver();
    const outbox = (name: string) => Buffer.from(desk.s3.objects.get(`first-office/outbox/mail/${name}`) ?? []);
    expect(sha256Hex(outbox(`${batch.id}.pdf`))).toBe(batch.file.sha256);
    expect(sha256Hex(outbox(`${batch.id}.json`))).toBe(batch.manifest.sha256);
    expect(JSON.parse(outbox(`${batch.id}.json`).toString())).toMatchObject({
      batchId: batch.id,
      file: { name: `${batch.id}.pdf`, sha256: batch.file.sha256, pages: 1 },
      mailTo: { name: payerBody.name, address },
      envelopes: [{ claimId, form: 'cms-1500', firstPage: 1, lastPage: 1 }],
    });
    // Files that went to the vendor are listed like a submission's file, and are sent again with a reason, under new
    // names.
    const path = `/v1/submissions/${batch.id}`;
    const listed = (await desk.call('GET', `${path}/deliveries`)).body.items;
    expect(listed).toMatchObject([{ fileName: `${batch.id}.pdf`, state: 'sent' }, { fileName: `${batch.id}.json` }]);
    const again = { body: { reason: 'the vendor lost it' }, headers: desk.newKey() };
    expect(await desk.call('POST', `${path}/resend`, again)).toMatchObject({ status: 202, body: { number: 3 } });
    const once = await desk.call('POST', `${path}/resend`, { ...again, headers: desk.newKey() });
    expect(kindOf(once)).toBe('409 delivery-underway');
    await desk.deliver();
    // The pages and their manifest have the same number.
    expect(sha256Hex(outbox(`${batch.id}-2.pdf`))).toBe(batch.file.sha256);
    expect(sha256Hex(outbox(`${batch.id}-2.json`))).toBe(batch.manifest.sha256);
  });

  it('is asked by a person when it is unknown after an interruption whether it has the pages', async () => {
    await desk.finalise();
    const { batch } = (await print()).body;
    const [, delivery] = await readDeliveries(store.table, manager.tenantId as TenantId, batch.id);
    const doubt = { ...(delivery as Delivery), state: 'uncertain' } as const;
    await store.table.transact([deliveryWrite(manager.tenantId as TenantId, delivery as Delivery, doubt)]);
    const confirm = { body: { reason: 'they have it' }, headers: desk.newKey() };
    const path = `/v1/submissions/${batch.id}/deliveries/2/confirm`;
    expect(await desk.call('POST', path, confirm)).toMatchObject({ status: 200, body: { state: 'sent' } });
  });
});
