import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'auditor' };
const claimA = controlNumbers(golden).get('A') as string;

let store: TestTable;
let handler: ApiHandler;

beforeAll(async () => {
  store = await startTestTable('embedded');
  const pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  for (const text of golden.remittances) {
    await pipeline.receive(filledIn(golden, text));
    await pipeline.drain();
  }
  handler = createApiHandler(booksApi, booksOperations, { ...pipeline.edge, files: pipeline.files });
});
afterAll(() => store?.stop());

const get = (path: string, principal = auditor) => callApi(handler, { method: 'GET', path, principal });

describe('the trial balance', () => {
  it('equals that of the golden ledger, and sums to zero', async () => {
    const { status, body } = await get('/v1/trial-balance');
    expect(status).toBe(200);
    expect(body.totalCents).toBe(0);
    const standing = body.accounts.filter((each: { balanceCents: number }) => each.balanceCents !== 0);
    expect(
      Object.fromEntries(
        standing.map((each: { account: string; balanceCents: number }) => [each.account, each.balanceCents]),
      ),
    ).toEqual(golden.expected.accounts);
    expect(body.days).toEqual(['2026-10-06', '2026-11-23']);
  });

  it('shows the books as of an earlier day, and of one entity', async () => {
    const { body } = await get('/v1/trial-balance?asOf=2026-10-31');
    expect(body.accounts.map((each: { account: string }) => each.account)).toEqual(['insurance-receivable', 'charges']);
    expect((await get('/v1/trial-balance?entityId=nobody')).body.accounts).toEqual([]);
    expect((await get('/v1/trial-balance?asOf=2026-02-30')).status).toBe(400);
  });

  it('is that of the own office only', async () => {
    expect((await get('/v1/trial-balance', stranger)).body.accounts).toEqual([]);
  });
});

describe('ledger entries', () => {
  it('are listed by claim, by remittance and by day, each summing to zero', async () => {
    const ofClaim = (await get(`/v1/ledger-entries?claimId=${claimA}`)).body.items;
    expect(ofClaim.map((entry: { kind: string }) => entry.kind).sort()).toEqual([
      'charge',
      'remittance-claim',
      'remittance-claim',
      'remittance-reversal',
    ]);
    for (const entry of ofClaim) {
      expect(entry.legs.reduce((sum: number, leg: { cents: number }) => sum + leg.cents, 0)).toBe(0);
      expect((await get(`/v1/ledger-entries/${entry.id}`)).body).toEqual(entry);
    }
    const { remittanceId } = ofClaim.find((entry: { kind: string }) => entry.kind === 'remittance-reversal');
    const ofRemittance = (await get(`/v1/ledger-entries?remittanceId=${remittanceId}`)).body.items;
    expect(ofRemittance.map((entry: { kind: string }) => entry.kind)).toEqual(['remittance-payment']);
    expect((await get('/v1/ledger-entries?postedOn=2026-11-23')).body.items).toHaveLength(6);
    expect((await get('/v1/ledger-entries')).status).toBe(400);
    expect((await get(`/v1/ledger-entries?claimId=${claimA}`, stranger)).body.items).toEqual([]);
  });

  it('show the very bytes on which they are based', async () => {
    const { body } = await get(`/v1/ledger-entries?claimId=${claimA}`);
    const reversal = body.items.find((entry: { kind: string }) => entry.kind === 'remittance-reversal');
    const source = await get(`/v1/ledger-entries/${reversal.id}/source`);
    expect(source.body.bytes).toMatch(new RegExp(`^CLP\\*${claimA}\\*22\\*-150\\*-100`));
    expect(source.body.element).toBe('CLP04');
    expect(source.body.bytes).toHaveLength(source.body.byteLength);
    expect((await get(`/v1/ledger-entries/${reversal.id}/source`, stranger)).status).toBe(404);
    const charge = body.items.find((entry: { kind: string }) => entry.kind === 'charge');
    expect((await get(`/v1/ledger-entries/${charge.id}/source`)).status).toBe(404);
    expect((await get('/v1/ledger-entries/nonsense')).status).toBe(404);
  });
});

it('show in a claim’s history what each remittance did', async () => {
  const lines = await readHistory(store.table, goldenTenant, {
    claimId: claimA as ClaimId,
    chargeCents: 0 as Cents,
    filings: [],
  });
  expect(lines.map(({ event, from, to }) => [event, from, to])).toEqual([
    ['remittance-claim', 'submitted', 'adjudicated:paid'],
    ['remittance-reversal', 'adjudicated:paid', 'reversed'],
    ['remittance-claim', 'reversed', 'adjudicated:paid'],
  ]);
});

it('record who read which entries; a page of a list is one audit item with its claims', async () => {
  const readsOf = async (entityId: string) =>
    (await get(`/v1/audit-items/${entityId}`)).body.items.filter(
      ({ action }: { action: string }) => action === 'ledger-entries-read',
    );
  const before = (await readsOf(claimA)).length;
  const { body } = await get(`/v1/ledger-entries?claimId=${claimA}`);
  await get(`/v1/ledger-entries/${body.items[0].id}`);
  const reads = await readsOf(claimA);
  expect(reads).toHaveLength(before + 2);
  expect(reads.map(({ subject }: { subject: string }) => subject)).toContain(auditor.subject);
  await get('/v1/ledger-entries?postedOn=2026-11-23');
  const [ofDay] = await readsOf('2026-11-23');
  expect(ofDay.facts.items).toBe(6);
  expect(ofDay.facts.claimIds.split(' ')).toContain(claimA);
});

it('shows the audit trail to managers and auditors only', async () => {
  expect((await get('/v1/audit-items/pay_x')).body.items).toEqual([]);
  expect((await get('/v1/audit-items/pay_x', { ...auditor, roles: 'biller' })).status).toBe(403);
});
