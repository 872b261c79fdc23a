import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Item, Table } from '../../shared/store/table.ts';
import { manager } from '../support/api-event.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
});
afterEach(() => desk.store.stop());

/** How the office's day passes. */
const at = (day: string): void => desk.edge.setNow(`${day}T15:00:00.000Z`);
const get = async (path: string) => (await desk.call('GET', path)).body;
const statementsOf = async (runId: string) => (await get(`/v1/statement-runs/${runId}/statements`)).items;
const skipsOf = async (runId: string) => (await get(`/v1/statement-runs/${runId}/skipped`)).items;
const bytesOf = (url: string) => desk.bucket.objects.get(url.replace('https://files.example/', '')) as Uint8Array;

async function hold(kind: string, accountId = desk.accountId): Promise<void> {
  const held = await desk.send('POST', `/v1/accounts/${accountId}/holds`, { kind, reason: 'told by phone' });
  expect(held.status).toBe(201);
}

async function settings(statements: object): Promise<void> {
  const body = await get('/v1/billing-settings');
  const put = await desk.send(
    'PUT',
    '/v1/billing-settings',
    { ...body, statements: { ...body.statements, ...statements } },
    { version: body.version },
  );
  expect(put.status, JSON.stringify(put.body)).toBe(200);
}

async function prefer(preferences: object): Promise<void> {
  const path = `/v1/accounts/${desk.accountId}`;
  const body = await get(path);
  const put = await desk.send(
    'PUT',
    path,
    { guarantor: body.guarantor, preferences: { ...body.preferences, ...preferences } },
    { version: body.version },
  );
  expect(put.status, JSON.stringify(put.body)).toBe(200);
}

describe('a statement run', () => {
  test('makes one statement for each account that owes, and its sums are those of its statements', async () => {
    await desk.selfPaid();
    await desk.selfPaid(await desk.register());
    const run = await desk.run();
    expect(run).toMatchObject({
      state: 'done',
      statements: 2,
      dueCents: 282_00,
      letters: { statement: 2 },
      skipped: 0,
    });
    const made = await statementsOf(run.id);
    expect(made).toHaveLength(2);
    expect(made.reduce((sum: number, each: { readonly dueCents: number }) => sum + each.dueCents, 0)).toBe(
      run.dueCents,
    );
    expect(await get(`/v1/statements/${made[0].id}`)).toMatchObject({
      ...{ dueCents: 141_00, owedCents: 141_00, letter: 'statement', delivery: 'paper' },
      visits: [
        {
          ...{ chargeCents: 141_00, insurancePaidCents: 0, adjustedCents: 0, patientPaidCents: 0, owedCents: 141_00 },
          reasons: [{ code: 'no-insurance', cents: 141_00 }],
        },
      ],
    });
  });

  test('prints the same bytes whenever a statement is requested again, and changes no balance', async () => {
    await desk.selfPaid();
    const before = await get(`/v1/accounts/${desk.accountId}/balance`);
    const run = await desk.run();
    const [{ id }] = await statementsOf(run.id);
    const first = await get(`/v1/statements/${id}/file`);
    await desk.selfPaid();
    const again = await get(`/v1/statements/${id}/file`);
    expect(again.sha256).toBe(first.sha256);
    const pdf = bytesOf(again.url);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    const archive = (await get(`/v1/statement-runs/${run.id}/files`)).items[0];
    expect(Buffer.from(bytesOf(archive.url)).includes(Buffer.from(pdf))).toBe(true);
    const after = await get(`/v1/accounts/${desk.accountId}/balance`);
    expect(after.owedCents).toBe(before.owedCents + 141_00);
  });

  test('continues where it stopped, and gives no account two statements, whatever is interrupted', async () => {
    for (let count = 0; count < 45; count += 1) await desk.selfPaid(await desk.register());
    const asked = await desk.send('POST', '/v1/statement-runs', {});
    // The first slice is written, but the answer is lost: the message is delivered again.
    let calls = 0;
    const failing: Table = {
      ...desk.store.table,
      transact: async (writes) => {
        calls += 1;
        const written = await desk.store.table.transact(writes);
        if (calls === 1) throw new Error('the connection was lost');
        return written;
      },
    };
    await expect(desk.workOff({ work: 'run', table: failing })).rejects.toThrow('lost');
    const message = { schemaVersion: 1, tenantId: manager.tenantId, work: 'run', runId: asked.body.id } as const;
    await desk.workOn(message);
    const run = await get(`/v1/statement-runs/${asked.body.id}`);
    expect(run).toMatchObject({ state: 'done', statements: 45, dueCents: 45 * 141_00 });
    const ids = (await desk.store.items()).filter(({ type }) => type === 'statement').map(({ accountId }) => accountId);
    expect(new Set(ids).size).toBe(45);
    expect(ids).toHaveLength(45);
  });

  test('lists an account once, also when its end is interrupted and the message arrives again', async () => {
    await desk.selfPaid();
    await hold('legal-hold', desk.accountId);
    const asked = await desk.send('POST', '/v1/statement-runs', {});
    const failing: Table = {
      ...desk.store.table,
      transact: async (writes) => {
        if (writes.some((write) => 'put' in write && write.put.state === 'done'))
          throw new Error('the connection was lost');
        return desk.store.table.transact(writes);
      },
    };
    await expect(desk.workOff({ work: 'run', table: failing })).rejects.toThrow('lost');
    await desk.workOn({ schemaVersion: 1, tenantId: manager.tenantId, work: 'run', runId: asked.body.id });
    const run = await get(`/v1/statement-runs/${asked.body.id}`);
    expect(run).toMatchObject({ state: 'done', statements: 0, skipped: 1, skips: { 'legal-hold': 1 } });
    expect(await skipsOf(asked.body.id)).toHaveLength(1);
  });

  test('gives the reason for every account that it skips', async () => {
    await desk.selfPaid();
    const dead = await desk.register();
    await desk.selfPaid(dead);
    await hold('deceased', dead.replace('pat_', 'acc_'));
    const broke = await desk.register();
    await desk.selfPaid(broke);
    await hold('bankruptcy', broke.replace('pat_', 'acc_'));
    const first = await desk.run();
    expect(first).toMatchObject({ statements: 1, skipped: 2, skips: { deceased: 1, bankruptcy: 1 } });
    const second = await desk.run();
    expect(second).toMatchObject({
      statements: 0,
      skipped: 3,
      skips: { 'cycle-not-due': 1, deceased: 1, bankruptcy: 1 },
    });
    expect(await skipsOf(second.id)).toContainEqual({
      ...{ accountId: desk.accountId, dueCents: 141_00, because: 'cycle-not-due' },
    });
  });

  test('sends the next letter when it is due, one step at a time, and no reminder for disputed visits', async () => {
    at('2026-11-30');
    await desk.selfPaid();
    const letterOn = async (day: string) => {
      at(day);
      const run = await desk.run();
      return run.statements === 0 ? Object.keys(run.skips)[0] : Object.keys(run.letters)[0];
    };
    expect(await letterOn('2026-11-30')).toBe('statement');
    // 30 days: the cycle. 35 days: the first letter. 65 and 95: the others.
    expect(await letterOn('2026-12-29')).toBe('cycle-not-due');
    expect(await letterOn('2026-12-30')).toBe('statement');
    expect(await letterOn('2027-01-04')).toBe('reminder');
    expect(await letterOn('2027-01-05')).toBe('cycle-not-due');
    await hold('dispute');
    expect(await letterOn('2027-02-03')).toBe('statement');
    const ended = await desk.send('POST', `/v1/accounts/${desk.accountId}/holds/1/end`, { reason: 'answered' });
    expect(ended.status).toBe(200);
    expect(await letterOn('2027-02-04')).toBe('second-reminder');
    expect(await letterOn('2027-03-05')).toBe('final-notice');
  });

  test('leaves disputed visits off its letters, and sends a plain statement when nothing else is owed', async () => {
    at('2026-11-30');
    const [one, two] = [await desk.selfPaid(), await desk.selfPaid()];
    const made = async (day: string) => {
      at(day);
      const [{ id }] = await statementsOf((await desk.run()).id);
      const { letter, dueCents, visits } = await get(`/v1/statements/${id}`);
      return { letter, dueCents, claims: visits.map(({ claimId }: { claimId: string }) => claimId).toSorted() };
    };
    const dispute = async (claimId: string) => {
      const body = { kind: 'dispute', reason: 'Federal dispute process', claimIds: [claimId] };
      expect((await desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, body)).status).toBe(201);
    };
    const both = [one, two].toSorted();
    expect(await made('2026-11-30')).toEqual({ letter: 'statement', dueCents: 282_00, claims: both });
    await dispute(one);
    expect(await made('2027-01-04')).toEqual({ letter: 'reminder', dueCents: 141_00, claims: [two] });
    await dispute(two);
    expect(await made('2027-02-04')).toEqual({ letter: 'statement', dueCents: 282_00, claims: both });
  });

  test('sends notices by e-mail without health information', async () => {
    await prefer({
      ...{ delivery: 'electronic', email: 'pat@example.com', language: 'es' },
      contactRules: { mayEmail: true, mayText: false, mayCall: true, mayLeaveMessage: false },
    });
    await settings({ payPage: 'https://pay.example.com/s/' });
    await desk.selfPaid();
    const run = await desk.run();
    expect(run.deliveries).toEqual({ email: 1 });
    await desk.workOff({ work: 'notices' });
    const [{ id }] = await statementsOf(run.id);
    expect((await get(`/v1/statements/${id}`)).notice).toMatchObject({ state: 'sent' });
    const [notice] = [...desk.bucket.objects].filter(([key]) => key.includes('/notice/'));
    const text = Buffer.from((notice as [string, Uint8Array])[1]).toString();
    expect(JSON.parse(text)).toMatchObject({ channel: 'email', to: 'pat@example.com' });
    // Without card payments the link leads to the office's own page.
    expect(text).toContain(`Para pagar, vaya a nuestra página: https://pay.example.com/s/${id} Para ver`);
    expect(text).not.toMatch(/141|CANARY/i);
  });

  test('sends no notice about what was paid meanwhile, and reports that', async () => {
    await prefer({
      ...{ delivery: 'electronic', email: 'pat@example.com' },
      contactRules: { mayEmail: true, mayText: false, mayCall: true, mayLeaveMessage: false },
    });
    await desk.selfPaid();
    const run = await desk.run();
    const receivedOn = run.on;
    const body = { accountId: desk.accountId, method: 'cash', cents: 141_00, receivedOn };
    expect((await desk.send('POST', '/v1/patient-payments', body)).status).toBe(201);
    await desk.workOff({ work: 'notices' });
    const [{ id }] = await statementsOf(run.id);
    expect((await get(`/v1/statements/${id}`)).notice).toMatchObject({ state: 'not-sent', because: 'paid' });
  });

  test('sends the printed statements to the vendor, and the list of digests after them', async () => {
    const envelope = {
      ...{ senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'PRINTER' },
      ...{ applicationSender: 'OFFICE', applicationReceiver: 'PRINTER' },
    };
    const delivery = { kind: 's3-drop', folder: 'mail', fileName: '{control}' };
    const partner = { name: 'Example Print', receiverId: 'PRINTER1', envelope, usage: 'production', delivery };
    const made = await desk.send('POST', '/v1/trading-partners', partner);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    await settings({ printVendor: 'PRINTER1' });
    await desk.selfPaid();
    const run = await desk.run();
    const deliveries = (await desk.store.items()).filter(({ type }) => type === 'delivery');
    const [pages, list] = deliveries.sort((left, right) => Number(left.number) - Number(right.number)) as [Item, Item];
    expect(String(pages.fileName)).toMatch(new RegExp(`^${run.id}-\\d{6}\\.zip$`));
    expect(list.fileName).toBe(`${run.id}.json`);
    const manifest = desk.bucket.objects.get(String(list.fileKey)) as Uint8Array;
    const { fileName, sha256, sizeBytes } = pages;
    const files = [{ name: fileName, sha256, sizeBytes, statements: 1 }];
    expect(JSON.parse(Buffer.from(manifest).toString())).toMatchObject({ runId: run.id, files });
  });

  test('sends no notice to an account that may no longer be billed', async () => {
    await prefer({
      ...{ delivery: 'electronic', email: 'pat@example.com', mobile: '6145550100' },
      contactRules: { mayEmail: false, mayText: true, mayCall: true, mayLeaveMessage: false },
    });
    await desk.selfPaid();
    const run = await desk.run();
    await hold('bankruptcy');
    await desk.workOff({ work: 'notices' });
    const [{ id }] = await statementsOf(run.id);
    expect((await get(`/v1/statements/${id}`)).notice).toMatchObject({ state: 'not-sent', because: 'bankruptcy' });
    expect([...desk.bucket.objects.keys()].filter((key) => key.includes('/notice/'))).toEqual([]);
  });

  test('starts by the schedule of the settings, and plans the next one', async () => {
    await desk.selfPaid();
    await settings({ schedule: { hour: 6 } });
    at('2026-11-30');
    await desk.workOff({ work: 'scheduled' });
    await desk.workOff({ work: 'run' });
    const [run] = (await get('/v1/statement-runs')).items;
    expect(run).toMatchObject({ requestedBy: 'run-statements', on: '2026-11-30', state: 'done', statements: 1 });
    expect(await desk.workOff({ work: 'scheduled' })).toBe(1);
  });

  test('is given up after several attempts, and that is reported', async () => {
    await desk.selfPaid();
    const asked = await desk.send('POST', '/v1/statement-runs', {});
    await desk.workOff({ receiveCount: 5 });
    expect(await get(`/v1/statement-runs/${asked.body.id}`)).toMatchObject({ state: 'broke-off', statements: 0 });
    expect(await desk.run()).toMatchObject({ state: 'done', statements: 1 });
  });
});
