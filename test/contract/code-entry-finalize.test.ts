import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { isFresh, readRecords } from '../../shared/filing/freshness.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { balanceOfItem, laneOf } from '../../shared/store/claims.ts';
import { chargeEntryId } from '../../shared/store/encounters.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { ledgerDayRanges, ledgerEntryKey, totalsPartition } from '../../shared/store/keys/ledger.ts';
import { billedServicesKey } from '../../shared/store/keys/practice.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import { coder, manager, type TestPrincipal } from '../support/api-event.ts';
import {
  coverageBody,
  encounterBody,
  type Office,
  type OfficeApi,
  officeApi,
  patientBody,
  payerBody,
  setUpOffice,
} from '../support/office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from '../support/table.ts';

const tenant = 'first-office' as TenantId;
const lane = laneOf('professional', 'EXCLEAR', 'EXSUBMIT');

let store: TestTable;
let edge: TestEdge;
let api: OfficeApi;
let office: Office;

beforeEach(async () => {
  store = await startTestTable('embedded');
  edge = testEdge(store.table);
  api = officeApi(edge);
  office = await setUpOffice(api);
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
const draft = async (more: object = {}): Promise<string> => {
  const answer = await api.call('POST', '/v1/encounters', { ...encounterBody(office), ...more }, { principal: coder });
  expect(answer.body).toMatchObject({ version: 1, state: { kind: 'draft' } });
  return answer.body.id;
};
const finalize = (id: string, key = 'final-1', version = 1, principal: TestPrincipal = coder) =>
  api.call('POST', `/v1/encounters/${id}/finalize`, undefined, {
    principal,
    headers: { ...ifMatch(version), 'Idempotency-Key': key },
  });
/** Finalises an encounter while another person writes between its reads and its writes. */
const finalizeWhile = (write: Write, id: string) => {
  const { transact } = store.table;
  const meddled = officeApi({
    ...edge,
    table: {
      ...store.table,
      transact: async (writes) => {
        if (writes.length > 1) await transact([write]);
        return transact(writes);
      },
    },
  });
  const headers = { ...ifMatch(1), 'Idempotency-Key': 'key' };
  return meddled.call('POST', `/v1/encounters/${id}/finalize`, undefined, { headers });
};
const balanceOf = async (claimId: string) =>
  balanceOfItem((await store.table.get(claimBalanceKey(tenant, claimId))) as Item);
const dueMessages = async () => {
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
  // The office's daily round over deadlines is planned too.
  return items.filter(({ queue }) => queue !== 'watch-deadlines');
};
const dayTotals = async (): Promise<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const item of await store.table.queryAll({ partition: totalsPartition(tenant) })) {
    for (const [name, value] of Object.entries(item)) {
      if (/^[A-Z]{2}$/.test(name)) sums[name] = (sums[name] ?? 0) + (value as number);
    }
  }
  return sums;
};
/** The ids of the entries that the books list for a day. */
const entriesOf = async (day: string) => {
  const ranges = ledgerDayRanges(tenant, day as LocalDate);
  const rows = await Promise.all(ranges.map((range) => store.table.queryAll({ ...range, index: true })));
  return (await store.table.batchGet(rows.flat())).map((item) => entryOfItem(item as Item).id);
};
const codes = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
  answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('finalising', () => {
  test('prices the lines, posts the charges, opens the claim and makes it ready to be sent, all at once', async () => {
    const id = await draft();
    const answer = await finalize(id);
    expect(answer.status).toBe(200);
    expect(answer.headers.ETag).toBe('"2"');
    expect(answer.body.lines.map((line: { chargeCents: number }) => line.chargeCents)).toEqual([13_000, 1_100]);
    const { claimIds, ...state } = answer.body.state;
    const schedule = { feeScheduleId: office.feeScheduleId, version: 1, name: 'Synthetic prices', passedOver: [] };
    const lines = [
      { pointer: '/lines/0', row: { modifiers: ['25'] }, unitCents: 13_000 },
      { pointer: '/lines/1', row: { modifiers: [] }, unitCents: 275 },
    ];
    expect(answer.body.prices).toEqual([{ ...schedule, lines }]);
    expect(state).toEqual({ kind: 'final', finalizedAt: '2026-11-23T14:05:06.789Z' });
    expect(claimIds).toHaveLength(1);
    expect((await api.call('GET', `/v1/encounters/${id}`)).body).toEqual(answer.body);

    expect(await balanceOf(claimIds[0])).toEqual({
      claimId: claimIds[0],
      version: 1,
      state: { kind: 'charged' },
      entityId: office.entityId,
      billingProviderId: office.billingProviderId,
      patientId: office.patientId,
      encounterId: id,
      providerId: office.renderingProviderId,
      facilityId: office.facilityId,
      serviceFrom: '2026-11-20',
      chargeCents: 14_100,
      lineCount: 2,
      payers: [{ payerId: office.payerId, coverageId: office.coverageId, receivableCents: 14_100, status: 'open' }],
      filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: 'ready', lane } }],
      patientCents: 0,
    });
    const entryId = chargeEntryId(tenant, claimIds[0] as ClaimId);
    const entry = entryOfItem((await store.table.get(ledgerEntryKey(tenant, claimIds[0], entryId))) as Item);
    expect(entry).toEqual({
      id: entryId,
      kind: 'charge',
      effectiveOn: '2026-11-20' as LocalDate,
      postedOn: '2026-11-23',
      period: '2026-11',
      entityId: office.entityId,
      claimId: claimIds[0],
      patientId: office.patientId,
      providerId: office.renderingProviderId,
      facilityId: office.facilityId,
      legs: [
        { account: 'insurance-receivable', cents: 13_000, payerId: office.payerId, share: 0, line: 1 },
        { account: 'charges', cents: -13_000, line: 1 },
        { account: 'insurance-receivable', cents: 1_100, payerId: office.payerId, share: 0, line: 2 },
        { account: 'charges', cents: -1_100, line: 2 },
      ],
    });
    expect(await dayTotals()).toEqual({ IR: 14_100, CH: -14_100 });
    expect(await entriesOf('2026-11-23')).toEqual([entryId]);
    expect(await entriesOf('2026-11-22')).toEqual([]);
    const [document] = await readFilingDocuments(store.table, tenant, [{ claimId: claimIds[0], number: 1 }]);
    expect(document).toMatchObject({
      lane,
      serviceFrom: '2026-11-20',
      claim: { patientControlNumber: claimIds[0], chargeCents: 14_100, diagnoses: [{ code: 'J209' }, { code: 'I10' }] },
      receiver: { id: 'EXCLEAR' },
    });
    const at = '2026-11-23T14:05:06.789Z';
    const facts = { chargeCents: 14_100, ledgerEntryId: `${claimIds[0]}.${entryId}` };
    expect(await readHistory(store.table, tenant, await balanceOf(claimIds[0]))).toEqual([
      { at, actor: 'user-coder', event: 'charges-posted', from: 'none', to: 'charged', facts },
      { at, actor: 'assemble-claims', event: 'assembled', from: 'charged', to: 'ready' },
    ]);
    const { pk } = claimBalanceKey(tenant, claimIds[0]);
    const items = await store.table.queryAll({ partition: pk });
    expect(items.map(({ type }) => type)).toEqual(['balance', 'entry', 'filing']);
    expect(await dueMessages()).toEqual([]);
  });

  test('uses the coder’s charge rather than the price list', async () => {
    const lines = encounterBody(office).lines.map((line) => ({ ...line, chargeCents: 5_000 }));
    const answer = await finalize(await draft({ lines }));
    expect(answer.body.lines.map((line: { chargeCents: number }) => line.chargeCents)).toEqual([5_000, 5_000]);
    expect(await dayTotals()).toEqual({ IR: 10_000, CH: -10_000 });
  });

  test('bills the first of several payers, and lets the others wait', async () => {
    const second = { ...payerBody, name: 'Second Health', remittanceIdentities: [] };
    const payerId = (await api.call('POST', '/v1/payers', second)).body.id;
    const path = `/v1/patients/${office.patientId}/coverages`;
    const coverage = await api.call('POST', path, { ...coverageBody, payerId, order: 2 });
    const { claimIds } = (await finalize(await draft())).body.state;
    expect((await balanceOf(claimIds[0])).payers).toEqual([
      { payerId: office.payerId, coverageId: office.coverageId, receivableCents: 14_100, status: 'open' },
      { payerId, coverageId: coverage.body.id, receivableCents: 0, status: 'waiting' },
    ]);
  });

  test.each([
    ['without insurance', async () => (await api.call('POST', '/v1/patients', patientBody)).body.id],
    ['with insurance', async () => office.patientId],
  ])('bills the patient and no payer: %s', async (_who, patient) => {
    const { claimIds } = (await finalize(await draft({ patientId: await patient(), selfPay: true }))).body.state;
    const balance = await balanceOf(claimIds[0]);
    expect(balance).toMatchObject({ state: { kind: 'self-pay' }, payers: [], patientCents: 14_100 });
    expect(await dayTotals()).toEqual({ PR: 14_100, CH: -14_100 });
  });

  test('splits more than fifty lines over claims, each with its own balanced entry', async () => {
    const day = (index: number) =>
      `2026-${String(1 + Math.floor(index / 28)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`;
    const lines = Array.from({ length: 120 }, (_, index) => ({
      procedure: 'X9001',
      diagnosisPointers: [1],
      units: 1,
      chargeCents: index + 1,
      serviceOn: day(index),
    }));
    const answer = await finalize(await draft({ lines }));
    const { claimIds } = answer.body.state;
    const balances = await Promise.all(claimIds.map(balanceOf));
    expect(balances.map((balance) => balance.lineCount)).toEqual([50, 50, 20]);
    expect(balances.map((balance) => balance.serviceFrom)).toEqual(['2026-01-01', day(50), day(100)]);
    expect(balances.map((balance) => balance.chargeCents)).toEqual([1_275, 3_775, 2_210]);
    for (const claimId of claimIds) {
      const entryId = chargeEntryId(tenant, claimId);
      const entry = entryOfItem((await store.table.get(ledgerEntryKey(tenant, claimId, entryId))) as Item);
      expect(entry.legs.reduce((sum, leg) => sum + leg.cents, 0)).toBe(0);
    }
    expect(await dayTotals()).toEqual({ IR: 7_260, CH: -7_260 });
  });

  test('reports every finding with its place and code, and posts nothing', async () => {
    const lines = [
      { procedure: 'X9003', modifiers: ['25', '25'], diagnosisPointers: [3], units: 1, serviceOn: '2026-11-20' },
      { procedure: 'X9090', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20' },
      { procedure: 'G0438', diagnosisPointers: [], units: 1, serviceOn: '2026-11-25', serviceTo: '2026-11-24' },
      { procedure: 'Z1234', diagnosisPointers: [1], units: 1, chargeCents: 100, serviceOn: '2026-11-20' },
    ];
    const id = await draft({ diagnoses: ['J209', 'M545'], lines });
    const answer = await finalize(id);
    expect([answer.status, answer.body.type]).toEqual([422, expect.stringMatching(/\/encounter-not-billable$/)]);
    expect(codes(answer).sort()).toEqual([
      // M54.5 was split into more specific codes, so it is a header now.
      '/diagnoses/1 diagnosis-not-billable',
      '/lines/0/diagnosisPointers/0 pointer-outside',
      '/lines/0/modifiers/1 modifier-repeated',
      '/lines/1/chargeCents price-missing',
      '/lines/1/procedure procedure-not-valid-then',
      '/lines/2/chargeCents price-missing',
      '/lines/2/diagnosisPointers pointer-missing',
      '/lines/2/serviceOn date-in-future',
      '/lines/2/serviceTo date-in-future',
      '/lines/2/serviceTo dates-reversed',
      '/lines/3/procedure procedure-unknown',
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/M545\b|X9090|Z1234|canary/i);
    expect((await api.call('GET', `/v1/encounters/${id}`)).body).toMatchObject({
      version: 1,
      state: { kind: 'draft' },
    });
    expect([await dayTotals(), await dueMessages()]).toEqual([{}, []]);
  });

  test('requires a coverage that is active on the day, or selfPay', async () => {
    const id = await draft({
      lines: [{ ...encounterBody(office).lines[0], serviceOn: '2025-11-20', chargeCents: 100 }],
    });
    expect(codes(await finalize(id))).toEqual(['/patientId coverage-not-active']);
  });

  test('requires If-Match and an Idempotency-Key, because it moves money', async () => {
    const path = `/v1/encounters/${await draft()}/finalize`;
    const withoutKey = await api.call('POST', path, undefined, { headers: ifMatch(1) });
    expect([withoutKey.status, withoutKey.body.type]).toEqual([
      400,
      expect.stringMatching(/\/idempotency-key-missing$/),
    ]);
    const withoutVersion = await api.call('POST', path, undefined, { headers: { 'Idempotency-Key': 'k' } });
    expect(withoutVersion.status).toBe(428);
    expect(await dayTotals()).toEqual({});
  });

  test('is allowed for coders and managers', async () => {
    const id = await draft();
    for (const roles of ['biller', 'auditor', 'physician', 'api-client']) {
      expect((await finalize(id, 'key', 1, { ...manager, roles })).status).toBe(403);
    }
    expect((await finalize(id, 'key', 1, manager)).status).toBe(200);
  });

  test('happens once: the same request gets the same answer, and another one is refused', async () => {
    const id = await draft();
    const first = await finalize(id, 'once');
    const again = await finalize(id, 'once');
    expect([again.status, again.body, again.headers['Idempotent-Replay']]).toEqual([200, first.body, 'true']);
    const other = await finalize(id, 'twice', 2);
    expect([other.status, other.body.type]).toEqual([409, expect.stringMatching(/\/encounter-final$/)]);
    const reused = await finalize(await draft(), 'once');
    expect([reused.status, reused.body.type]).toEqual([422, expect.stringMatching(/\/idempotency-key-reused$/)]);
    const changed = await api.call('PUT', `/v1/encounters/${id}`, encounterBody(office), { headers: ifMatch(2) });
    expect(changed.status).toBe(409);
    expect(await dayTotals()).toEqual({ IR: 14_100, CH: -14_100 });
  });

  test('happens once when it is asked for many times at the same moment', async () => {
    const id = await draft();
    const answers = await Promise.all(Array.from({ length: 5 }, () => finalize(id, 'at-once')));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    const other = await draft();
    const rivals = await Promise.all(Array.from({ length: 5 }, (_, index) => finalize(other, `rival-${index}`)));
    expect(rivals.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(rivals.filter((answer) => [409, 412].includes(answer.status))).toHaveLength(4);
    expect(await dayTotals()).toEqual({ IR: 28_200, CH: -28_200 });
  });

  test('refuses an outdated version', async () => {
    const id = await draft();
    await api.call('PUT', `/v1/encounters/${id}`, encounterBody(office), { headers: ifMatch(1) });
    const stale = await finalize(id, 'stale', 1);
    expect([stale.status, stale.body.type]).toEqual([412, expect.stringMatching(/\/version-changed$/)]);
  });

  test('writes nothing when any part of it cannot be written', async () => {
    const id = await draft();
    const key = entityKey(tenant, 'ENCOUNTER', id);
    const answer = await finalizeWhile({ update: key, add: { version: 1 } }, id);
    expect([answer.status, answer.body.type]).toEqual([412, expect.stringMatching(/\/version-changed$/)]);
    expect((await api.call('GET', `/v1/encounters/${id}`)).body).toMatchObject({
      version: 2,
      state: { kind: 'draft' },
    });
    expect([await dayTotals(), await dueMessages()]).toEqual([{}, []]);
    expect((await finalize(id, 'key', 2)).status).toBe(200);
  });

  test('that failed leaves no trace of a draft that is then voided in the patient’s other encounters', async () => {
    const id = await draft();
    await finalizeWhile({ update: entityKey(tenant, 'ENCOUNTER', id), add: { version: 1 } }, id);
    const key = billedServicesKey(tenant, office.patientId, id);
    expect(await store.table.get(key)).toBeDefined();
    const headers = { ...ifMatch(2), 'Idempotency-Key': 'void-1' };
    const voided = await api.call('POST', `/v1/encounters/${id}/void`, { reason: 'entered twice' }, { headers });
    expect(voided.status).toBe(200);
    expect(await store.table.get(key)).toBeUndefined();
  });

  test('that failed does not count as a visit that other encounters would repeat, even with another patient', async () => {
    const id = await draft();
    await finalizeWhile({ update: entityKey(tenant, 'ENCOUNTER', id), add: { version: 1 } }, id);
    const other = await draft();
    const found = async () =>
      (await api.call('GET', `/v1/encounters/${other}/findings`)).body.findings.map(
        ({ editId }: { editId: string }) => editId,
      );
    expect(await found()).not.toContain('visit-entered-twice');
    const patientId = (await api.call('POST', '/v1/patients', patientBody)).body.id;
    const moved = { ...encounterBody(office), patientId };
    expect((await api.call('PUT', `/v1/encounters/${id}`, moved, { headers: ifMatch(2) })).status).toBe(200);
    expect(await store.table.get(billedServicesKey(tenant, office.patientId, id))).toBeUndefined();
    const third = await draft();
    expect((await finalize(third, 'third')).status).toBe(200);
    expect(await found()).toContain('visit-entered-twice');
  });

  test('treats a coverage that changes at that moment as changed afterwards, but before the claim is sent', async () => {
    const key = entityKey(tenant, 'PATIENT', office.patientId);
    const answer = await finalizeWhile({ update: key, add: { coverageRevision: 1 } }, await draft());
    expect(answer.status).toBe(200);
    const { claimIds } = answer.body.state;
    const [document] = await readFilingDocuments(store.table, tenant, [{ claimId: claimIds[0], number: 1 }]);
    if (document === undefined) throw new Error('the claim has a document');
    expect(isFresh(document, await readRecords(store.table, tenant, [document]))).toBe(false);
  });

  test('holds a claim that cannot be sent yet in the same transaction, with the reason on the list', async () => {
    const key = entityKey(tenant, 'PROVIDER', office.billingProviderId);
    const provider = (await store.table.get(key)) as Item & { billing: { address: object } };
    const address = { ...provider.billing.address, postalCode: '43215' };
    await store.table.transact([{ put: { ...provider, billing: { ...provider.billing, address } } }]);
    const { claimIds } = (await finalize(await draft())).body.state;
    const balance = await balanceOf(claimIds[0]);
    const reasons = ['billing-postal-code-short'];
    expect(balance.filings).toMatchObject([{ state: { kind: 'held', reasons } }]);
    expect(await readHistory(store.table, tenant, balance)).toMatchObject([
      { event: 'charges-posted', from: 'none', to: 'charged' },
      { actor: 'assemble-claims', event: 'found-incomplete', from: 'charged', to: 'held' },
    ]);
    const open = Array.from({ length: shards.exceptions }, (_, shard) => openExceptionPartition(tenant, shard));
    const rows = await Promise.all(open.map((partition) => store.table.queryAll({ partition, index: true })));
    expect(await store.table.batchGet(rows.flat())).toMatchObject([{ code: 'claim-held', claimId: claimIds[0] }]);
  });

  test('keeps documentation and codes out of the log', async () => {
    await finalize(await draft());
    expect(edge.logLines.length).toBeGreaterThan(8);
    expect(edge.logLines.join('\n')).not.toMatch(/canary|J209|X9003/i);
  });
});
