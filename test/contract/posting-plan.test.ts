import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import { statusText } from '../../shared/domain/claim/status.ts';
import { accountTotals } from '../../shared/domain/ledger/entry.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { keyOfWireEntryId } from '../../shared/store/keys/ledger.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Item } from '../../shared/store/table.ts';
import { partlyPaid } from '../golden/02-partly-paid.ts';
import { reversalAndCorrection } from '../golden/09-reversal-and-correction.ts';
import { interest } from '../golden/14-interest.ts';
import { goldenLedgers } from '../golden/all.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type ApiHandler, callApi, type TestAnswer, type TestPrincipal } from '../support/api-event.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  payByPatient,
  type StoredBooks,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
type Json = any;
let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

/** An office of a golden ledger in which every payment waits for a person. */
async function office(golden: GoldenLedger): Promise<void> {
  await store.stop();
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  await setRules(pipeline.table, goldenTenant, { autoPost: false });
  handler = createApiHandler(remittancesApi, operations, { ...pipeline.edge, files: pipeline.files });
}

const get = (path: string, principal = biller) => callApi(handler, { method: 'GET', path, principal });

async function received(golden: GoldenLedger, text: string): Promise<Json[]> {
  const fileId = await pipeline.receive(filledIn(golden, text));
  await pipeline.drain();
  expect((await pipeline.fileOf(fileId)).state).toBe('done');
  return (await get(`/v1/remittance-files/${fileId}/remittances`)).body.items;
}

/** All pages of a plan; the last one has the hash. */
async function planOf(remittanceId: string): Promise<Json[]> {
  const pages: Json[] = [];
  let token: string | undefined;
  do {
    const query = token === undefined ? '' : `?pageToken=${token}`;
    const { status, body } = await get(`/v1/remittances/${remittanceId}/posting-plan${query}`);
    expect(status).toBe(200);
    pages.push(body);
    token = body.nextPageToken;
  } while (token !== undefined);
  return pages;
}

function post(remittanceId: string, planHash: string, key = 'approve-1', principal = biller): Promise<TestAnswer> {
  const headers = { 'Idempotency-Key': key };
  const path = `/v1/remittances/${remittanceId}/post`;
  return callApi(handler, { method: 'POST', path, body: { planHash }, headers, principal });
}

async function work(): Promise<void> {
  await pipeline.relay();
  await pipeline.drain();
}

const sortedLegs = (legs: Json[]) => legs.map((leg) => JSON.stringify(Object.entries(leg).sort())).sort();

const totalsOf = (accounts: Json[]) => Object.fromEntries(accounts.map(({ account, cents }: Json) => [account, cents]));

function lessBefore(after: StoredBooks['totals'], before: StoredBooks['totals']) {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]) as Set<keyof typeof after>;
  const pairs = [...names].map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const);
  return Object.fromEntries(pairs.filter(([, cents]) => cents !== 0));
}

describe.each(goldenLedgers)('a golden ledger, each payment of it approved by a person: $name', (golden) => {
  beforeEach(() => office(golden));

  it('books exactly what the plan says, to the cent: legs, balances, totals, exceptions', async () => {
    for (const [index, text] of golden.remittances.entries()) {
      for (const remittance of await received(golden, text)) {
        if (remittance.state !== 'planned') continue;
        const before = await storedBooks(pipeline.table, golden);
        expect(before.entries.filter((entry) => entry.remittanceId === remittance.id)).toEqual([]);
        const pages = await planOf(remittance.id);
        const last = pages.at(-1);
        expect((await post(remittance.id, last.planHash, remittance.id)).status).toBe(202);
        await work();
        const after = await storedBooks(pipeline.table, golden);
        expect(totalsOf(last.soFar.accounts)).toEqual(lessBefore(after.totals, before.totals));
        const all = pages.flatMap((page) => page.items);
        const claims = all.filter(({ waited }) => waited === undefined);
        for (const claim of all) if (claim.ledgerEntryId !== undefined) await compareClaim(claim);
        await compareLatest(all);
        const paymentLegs = pages[0].payment.legs;
        const booked = after.entries.filter(
          (entry) => entry.remittanceId === remittance.id && entry.kind !== 'remittance-applied',
        );
        expect(booked).toHaveLength(claims.length + (paymentLegs.length > 0 ? 1 : 0));
        const payment = booked.find((entry) => entry.kind === 'remittance-payment');
        expect(sortedLegs([...(payment?.legs ?? [])])).toEqual(sortedLegs(paymentLegs));
        const planned = [...pages[0].payment.exceptions, ...all.flatMap((claim: Json) => claim.exceptions)];
        expect(last.soFar.exceptions).toBe(planned.length);
        // A later claim of the plan can end an exception of an earlier one, or show that it was taken back twice.
        const ended = without(before.exceptions, after.exceptions).map(() => 'taken-back-twice');
        const opened = without(without(after.exceptions, before.exceptions), ended);
        const codes = planned.map(({ code }) => code);
        expect(without(opened, codes)).toEqual([]);
        const isEnded = /^(partial reversal by line|share that grows after)/.test(golden.name);
        if (all.length === claims.length && !isEnded) expect(opened).toHaveLength(planned.length);
        const own = pages[0].payment.exceptions.length + claims.flatMap((claim: Json) => claim.exceptions).length;
        const { body } = await get(`/v1/remittances/${remittance.id}`);
        expect(body).toMatchObject({ state: 'posted', claimsDone: claims.length, exceptions: own });
      }
      for (const paid of golden.patientPayments ?? []) {
        if (paid.after === index + 1) await payByPatient(pipeline.table, golden, paid);
      }
    }
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toEqual(golden.expected.accounts);
    expect(books.claims).toEqual(golden.expected.claims);
  });
});

async function compareClaim(planned: Json): Promise<void> {
  const item = await pipeline.table.get(keyOfWireEntryId(goldenTenant, planned.ledgerEntryId) as never);
  const entry = entryOfItem(item as Item);
  expect(sortedLegs([...entry.legs])).toEqual(sortedLegs(planned.legs));
  expect(entry.notes ?? []).toEqual(planned.notes);
  expect(entry.rulesVersion).toBe(planned.rulesVersion);
  const cash = planned.waited ? 'unapplied-payer-cash' : 'remittance-clearing';
  expect(accountTotals(entry.legs).get(cash) ?? 0).toBe(planned.paidCents);
}

/** Checks that each claim now stands as the plan said it would. */
async function compareLatest(claims: Json[]): Promise<void> {
  const latest = new Map(claims.filter((claim) => claim.after !== undefined).map((claim) => [claim.claimId, claim]));
  for (const [claimId, { after }] of latest) {
    const balance = balanceOfItem((await pipeline.table.get(claimBalanceKey(goldenTenant, claimId))) as Item);
    expect(balance.payers.map(({ payerId, receivableCents }) => ({ payerId, receivableCents }))).toEqual(after.payers);
    expect([after.patientCents, after.state]).toEqual([balance.patientCents, statusText(balance)]);
  }
}

function without(after: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return after.filter((code) => {
    const index = left.indexOf(code);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

describe('a payment that waits for a person', () => {
  const golden = reversalAndCorrection;
  const [firstText = '', secondText = ''] = golden.remittances;

  beforeEach(() => office(golden));

  it('books nothing, opens nothing, and keeps its identity: the same payment in another file is recognised', async () => {
    const [remittance] = await received(golden, firstText);
    expect(remittance).toMatchObject({ state: 'planned', claimsDone: 0, exceptions: 0 });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.entries.map(({ kind }) => kind)).toEqual(['charge', 'charge']);
    expect(books.exceptions).toEqual([]);
    const [again] = await received(golden, `${firstText}\n`);
    expect(again).toMatchObject({ state: 'already-posted', sameAs: remittance.id });
  });

  it('shows the same plan and the same hash as long as nothing changes', async () => {
    const [remittance] = await received(golden, firstText);
    const [plan] = await planOf(remittance.id);
    expect(await planOf(remittance.id)).toEqual([plan]);
    expect(plan).toMatchObject({ chunks: 1, chunk: 0, period: '2026-11', rulesVersion: 'r1+2026-11-2' });
    expect(plan.items).toMatchObject([
      {
        kind: 'posted',
        claimVersion: 1,
        before: { state: 'submitted', payers: [{ payerId: 'bluecross', receivableCents: 15_000 }], patientCents: 0 },
        after: { state: 'adjudicated:paid', payers: [{ payerId: 'bluecross', receivableCents: 0 }], patientCents: 0 },
      },
    ]);
  });

  it('is not posted when a claim has changed since: another payment of it was posted in between', async () => {
    const [first] = await received(golden, firstText);
    const [second] = await received(golden, secondText);
    const listed = (await get('/v1/planned-payments')).body;
    expect(listed).toMatchObject({ count: 2, totalCents: first.paymentCents + second.paymentCents });
    const seen = (await planOf(second.id)).at(-1);
    expect((await post(first.id, (await planOf(first.id)).at(-1).planHash, 'first')).status).toBe(202);
    await work();
    const refused = await post(second.id, seen.planHash, 'second');
    expect([refused.status, refused.body.type]).toEqual([412, expect.stringMatching(/\/plan-changed$/)]);
    expect((await get(`/v1/remittances/${second.id}`)).body.state).toBe('planned');
    expect((await get('/v1/planned-payments')).body.items).toMatchObject([{ id: second.id }]);
    const now = (await planOf(second.id)).at(-1);
    expect(now.planHash).not.toBe(seen.planHash);
    expect((await post(second.id, now.planHash, 'second')).status).toBe(202);
    await work();
    expect((await storedBooks(pipeline.table, golden)).totals).toEqual(golden.expected.accounts);
  });

  it('is not posted when the rules have changed since; it is when only another payer’s have', async () => {
    const [remittance] = await received(golden, firstText);
    const seen = (await planOf(remittance.id)).at(-1);
    const scope = { kind: 'payer', payerId: 'medicaid' } as const;
    await setRules(pipeline.table, goldenTenant, { scope, adjustmentRules: [{ carcs: ['45'], meaning: 'held' }] });
    expect((await planOf(remittance.id)).at(-1).planHash).toBe(seen.planHash);
    await setRules(pipeline.table, goldenTenant, {
      autoPost: false,
      adjustmentRules: [{ groups: ['CO'], carcs: ['45'], meaning: 'held' }],
    });
    expect((await post(remittance.id, seen.planHash)).status).toBe(412);
    const [plan] = await planOf(remittance.id);
    expect(plan.items[0]).toMatchObject({
      rulesVersion: 'r3+2026-11-2',
      exceptions: [{ code: 'adjustment-without-rule' }],
    });
    expect((await post(remittance.id, plan.planHash, 'approve-2')).status).toBe(202);
    await work();
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals['contractual-adjustments']).toBeUndefined();
    expect(books.exceptions).toEqual(['adjustment-without-rule']);
  });

  it('is not posted in another month than the plan states', async () => {
    const [remittance] = await received(golden, firstText);
    const seen = (await planOf(remittance.id)).at(-1);
    pipeline.edge.setNow('2026-12-01T00:00:00.000Z');
    expect((await post(remittance.id, seen.planHash)).status).toBe(412);
    pipeline.edge.setNow('2026-11-30T23:59:59.000Z');
    expect((await post(remittance.id, seen.planHash)).status).toBe(202);
  });

  it('posts by the approved rules, whatever is changed while its chunks are being processed', async () => {
    const [remittance] = await received(golden, firstText);
    expect((await post(remittance.id, (await planOf(remittance.id)).at(-1).planHash)).status).toBe(202);
    await setRules(pipeline.table, goldenTenant, { adjustmentRules: [{ carcs: ['45'], meaning: 'held' }] });
    await work();
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals['contractual-adjustments']).toBe(5000);
    expect(books.entries.find(({ kind }) => kind === 'remittance-claim')?.rulesVersion).toBe('r1+2026-11-2');
  });

  it('waits again when a claim changes between the approval and the posting of it', async () => {
    const [first] = await received(golden, firstText);
    const [second] = await received(golden, secondText);
    const plans = { first: (await planOf(first.id)).at(-1), second: (await planOf(second.id)).at(-1) };
    expect((await post(first.id, plans.first.planHash, 'first')).status).toBe(202);
    await pipeline.relay();
    expect((await post(second.id, plans.second.planHash, 'second')).status).toBe(202);
    await pipeline.drain();
    await work();
    expect((await get(`/v1/remittances/${first.id}`)).body.state).toBe('posted');
    const { body } = await get(`/v1/remittances/${second.id}`);
    expect(body).toMatchObject({ state: 'planned', claimsDone: 0, planChangedAt: '2026-11-23T14:05:06.789Z' });
    const now = (await planOf(second.id)).at(-1);
    expect((await post(second.id, now.planHash, 'second-again')).status).toBe(202);
    await work();
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toEqual(golden.expected.accounts);
    expect((await get(`/v1/remittances/${second.id}`)).body).toMatchObject({ state: 'posted' });
  });

  it('books only the cash of a claim that changes at the last moment, for a person to apply', async () => {
    const [first] = await received(golden, firstText);
    const [second] = await received(golden, secondText);
    const plans = { first: (await planOf(first.id)).at(-1), second: (await planOf(second.id)).at(-1) };
    expect((await post(second.id, plans.second.planHash, 'second')).status).toBe(202);
    expect((await post(first.id, plans.first.planHash, 'first')).status).toBe(202);
    // Both approvals are checked before a chunk of either one posts.
    await work();
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals['remittance-clearing']).toBeUndefined();
    expect(books.exceptions).toContain('changed-since-plan');
    const states = await Promise.all(
      [first, second].map(async ({ id }) => (await get(`/v1/remittances/${id}`)).body.state),
    );
    expect(states).toEqual(['posted', 'posted']);
    const late = books.entries.filter(({ kind }) => kind === 'remittance-unapplied');
    expect(late.every(({ legs }) => legs.every(({ account }) => /clearing|unapplied/.test(account)))).toBe(true);
  });

  it('is posted once, however often it is approved: the first answer is repeated, and later approvals are refused', async () => {
    const [remittance] = await received(golden, firstText);
    const { planHash } = (await planOf(remittance.id)).at(-1);
    const first = await post(remittance.id, planHash);
    const again = await post(remittance.id, planHash);
    expect(again).toMatchObject({ status: 202, body: first.body, headers: { 'Idempotent-Replay': 'true' } });
    expect((await post(remittance.id, planHash, 'another-key')).status).toBe(409);
    await work();
    const books = await storedBooks(pipeline.table, golden);
    expect(books.entries).toHaveLength(2 + 2);
    expect((await get(`/v1/remittances/${remittance.id}/posting-plan`)).status).toBe(409);
    expect((await post(remittance.id, planHash, 'a-third-key')).status).toBe(409);
    await pipeline.relay();
    await pipeline.drain();
    expect((await storedBooks(pipeline.table, golden)).entries).toHaveLength(2 + 2);
  });

  it('is approved by a biller or a manager only, with a key and a hash, and visible to its own office only', async () => {
    const [remittance] = await received(golden, firstText);
    const { planHash } = (await planOf(remittance.id)).at(-1);
    const path = `/v1/remittances/${remittance.id}/posting-plan`;
    expect((await get(path, auditor)).status).toBe(200);
    expect((await get(path, stranger)).status).toBe(404);
    expect((await post(remittance.id, planHash, 'k', auditor)).status).toBe(403);
    expect((await post(remittance.id, planHash, 'k', stranger)).status).toBe(404);
    expect((await post(remittance.id, 'a hash of another form')).status).toBe(400);
    const keyless = {
      method: 'POST',
      path: `/v1/remittances/${remittance.id}/post`,
      body: { planHash },
      principal: biller,
    };
    expect((await callApi(handler, keyless)).status).toBe(400);
    expect((await post(remittance.id, planHash)).status).toBe(202);
    const audit = await pipeline.table.queryAll({ partition: auditPartition(goldenTenant, remittance.id) });
    const approvals = audit.filter(({ action }) => action === 'remittance-approved');
    expect(approvals).toMatchObject([{ subject: 'user-biller', facts: { planHash } }]);
  });
});

describe('whether payments wait', () => {
  it('is decided by payer: one payer’s payments wait, the others post at once', async () => {
    await office(partlyPaid);
    const payerId = Object.values(partlyPaid.claims)[0]?.payers[0] as string;
    await setRules(pipeline.table, goldenTenant, { autoPost: true });
    await setRules(pipeline.table, goldenTenant, { scope: { kind: 'payer', payerId }, autoPost: false });
    const [remittance] = await received(partlyPaid, partlyPaid.remittances[0] as string);
    expect(remittance.state).toBe('planned');
    await setRules(pipeline.table, goldenTenant, { scope: { kind: 'payer', payerId }, autoPost: true });
    const other = (partlyPaid.remittances[0] as string).replace(/TRACE\d+/, 'OTHERTRACE');
    expect((await received(partlyPaid, other))[0].state).toBe('posted');
  });

  it('includes a payment without claims: its provider-level adjustments are booked when it is approved', async () => {
    await office(interest);
    const text = remittanceText('bluecross', { amount: '10', trace: 'NOCLAIMS' }, 'PLB*1234567893*20261231*L6*-10');
    const [remittance] = await received(
      interest,
      text.replace('LX*1~\n', '').replace(/SE\*(\d+)\*/, (_, count) => `SE*${count - 1}*`),
    );
    expect(remittance).toMatchObject({ state: 'planned', claims: 0 });
    const [plan] = await planOf(remittance.id);
    expect(plan).toMatchObject({ chunks: 0, items: [] });
    expect((await post(remittance.id, plan.planHash)).status).toBe(202);
    await work();
    const books = await storedBooks(pipeline.table, interest);
    expect(books.totals).toMatchObject({ 'deposits-in-transit': 1000, 'interest-income': -1000 });
    expect((await get(`/v1/remittances/${remittance.id}`)).body.state).toBe('posted');
  });
});

describe('a plan of several chunks', () => {
  it('is read one page per chunk, with a hash of each and one of all, and posts as a whole', async () => {
    await office(partlyPaid);
    const claims = Array.from(
      { length: 600 },
      (_, index) => `CLP*STRANGER${index}*1*10*7.5*0*12*X${index}*11*1\nCAS*CO*45*2.5`,
    );
    const text = remittanceText('bluecross', { amount: '4500', trace: 'MANY' }, claims.join('\n'));
    const [remittance] = await received(partlyPaid, text);
    const pages = await planOf(remittance.id);
    expect(pages.map(({ chunk }) => chunk)).toEqual([0, 1, 2]);
    expect(new Set(pages.map(({ chunkHash }) => chunkHash)).size).toBe(3);
    expect(pages.map(({ planHash }) => typeof planHash)).toEqual(['undefined', 'undefined', 'string']);
    expect(pages.at(-1).soFar).toMatchObject({ claims: 600, exceptions: 600 });
    expect((await post(remittance.id, pages.at(-1).planHash)).status).toBe(202);
    await work();
    const books = await storedBooks(pipeline.table, partlyPaid);
    expect(books.totals).toMatchObject(totalsOf(pages.at(-1).soFar.accounts));
  });
});
