import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Table } from '../../shared/store/table.ts';
import {
  enterDate,
  linkPath,
  noticesOf,
  openPage,
  preferEmail,
  rightDate,
  setStatements,
  statementPage,
  wrongDate,
} from '../support/announced-statement.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';

/* How the office sends the links that open statements, and what people can do with these links. */

type Message = MessageOf<'run-statements'>;

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
  await setStatements(desk, { statementPage });
  await preferEmail(desk);
  await desk.selfPaid();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;

/** Runs statements and sends the notices. @returns the statement's id and the path of its link */
async function announced(): Promise<{ readonly id: string; readonly path: string }> {
  const run = await desk.run();
  await desk.workOff();
  const [{ id }] = (await get(`/v1/statement-runs/${run.id}/statements`)).items;
  return { id, path: linkPath(desk) };
}

describe('the office’s work with links', () => {
  test('is for billers: others are refused, and another office finds nothing', async () => {
    const { id } = await announced();
    const coder = { tenantId: 'first-office', subject: 'user-coder', roles: 'coder' };
    const stranger = { tenantId: 'other-office', subject: 'stranger', roles: 'manager' };
    expect((await desk.call('GET', `/v1/statements/${id}/link`, undefined, { principal: coder })).status).toBe(403);
    expect((await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'x' }, { principal: coder })).status).toBe(
      403,
    );
    expect((await desk.call('GET', `/v1/statements/${id}/link`, undefined, { principal: stranger })).status).toBe(404);
    expect(
      (await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'x' }, { principal: stranger })).status,
    ).toBe(404);
    const stale = await desk.send('POST', `/v1/statements/${id}/link/revoke`, { reason: 'x' }, { version: 7 });
    expect(stale.status).toBe(412);
  });

  test('sends a notice again once at a time, for the latest statement, and for none on paper', async () => {
    const { id } = await announced();
    const again = (statementId: string) =>
      desk.send('POST', `/v1/statements/${statementId}/notice`, { reason: 'Lost' });
    expect((await again(id)).status).toBe(202);
    expect((await again(id)).body.type).toMatch(/notice-under-way$/);
    await desk.workOff();
    const { body: paper } = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    expect((await again(paper.id)).body.type).toMatch(/statement-not-announced$/);
    expect((await again(id)).body.type).toMatch(/statement-superseded$/);
    const { status, body: told } = await desk.call('GET', `/v1/statements/${paper.id}/link`);
    expect([status, told.type]).toEqual([404, expect.stringMatching(/statement-link-missing$/)]);
  });

  test('sends the requested new link to a guarantor who has paid since: it demands nothing, and thanks', async () => {
    const { id, path } = await announced();
    expect((await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'Lost' })).status).toBe(202);
    const body = { accountId: desk.accountId, method: 'cash', cents: 141_00, receivedOn: '2026-11-23' };
    expect((await desk.send('POST', '/v1/patient-payments', body)).status).toBe(201);
    await desk.workOff();
    const { notice } = await get(`/v1/statements/${id}`);
    expect(notice).toMatchObject({ state: 'sent', firstSentAt: expect.any(String) });
    expect(noticesOf(desk).map(({ text }) => text.includes('Nothing is to be paid now. Open it: https'))).toEqual([
      false,
      true,
    ]);
    expect((await openPage(desk, path)).status).toBe(404);
    const { status, body: page } = await enterDate(desk, linkPath(desk), rightDate);
    expect([status, page]).toEqual([200, expect.stringContaining('To be paid now: $0.00. Thank you.')]);
    expect(page).toContain('Read the statement (PDF)');
  });

  test('sends none to a guarantor who has paid before the first notice', async () => {
    await desk.run();
    const body = { accountId: desk.accountId, method: 'cash', cents: 141_00, receivedOn: '2026-11-23' };
    expect((await desk.send('POST', '/v1/patient-payments', body)).status).toBe(201);
    await desk.workOff();
    const [{ id, notice }] = (await get(`/v1/statements?accountId=${desk.accountId}`)).items;
    expect(notice).toMatchObject({ state: 'not-sent', because: 'paid' });
    const { status, body: told } = await desk.call('GET', `/v1/statements/${id}/link`);
    expect([status, told.type]).toEqual([404, expect.stringMatching(/statement-link-missing$/)]);
  });

  test('lists a locked page as a task at once; the next notice has no link that opens it, and asks to call', async () => {
    const { path } = await announced();
    for (let tries = 0; tries < 5; tries += 1) await enterDate(desk, path, wrongDate);
    const { items } = await get('/v1/tasks?owner=none');
    expect(items).toMatchObject([
      { title: 'Statement page locked: call the guarantor', about: { kind: 'account', id: desk.accountId } },
    ]);
    desk.edge.setNow('2026-12-28T15:00:00.000Z');
    const run = await desk.run();
    await desk.workOff();
    const { text = '' } = noticesOf(desk).at(-1) ?? {};
    expect(noticesOf(desk)).toHaveLength(2);
    expect(text).toContain('To see the statement, or if you have questions, call');
    expect(text).not.toContain('statement-pages');
    const [{ id }] = (await get(`/v1/statement-runs/${run.id}/statements`)).items;
    expect((await get(`/v1/statements/${id}`)).notice).toMatchObject({ state: 'sent', isLocked: true });
    expect((await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'Called' })).status).toBe(202);
    await desk.workOff();
    expect((await enterDate(desk, linkPath(desk), rightDate)).status).toBe(200);
  });
});

describe('a notice', () => {
  test('that was sent before its attempt was interrupted is not sent again, and its link opens the statement', async () => {
    await desk.run();
    let isBroken = true;
    const transact: Table['transact'] = async (writes) => {
      const tells = writes.some((write) => 'update' in write && write.update.sk === 'STATEMENT');
      if (!isBroken || !tells) return desk.store.table.transact(writes);
      isBroken = false;
      throw new Error('the process ended');
    };
    const table = { ...desk.store.table, transact };
    const due = (await desk.store.items()).map(({ body }) => body as Message | undefined);
    const message = due.find((each) => each?.work === 'notices') as Message;
    await expect(desk.workOff({ work: 'notices', table })).rejects.toThrow('the process ended');
    const path = linkPath(desk);
    await desk.workOn(message);
    expect(noticesOf(desk)).toHaveLength(1);
    const [{ notice }] = (await get(`/v1/statements?accountId=${desk.accountId}`)).items;
    expect(notice.state).toBe('sent');
    expect((await enterDate(desk, path, rightDate)).status).toBe(200);
  });
});

describe('two deliveries of a notice at once', () => {
  /** A table at which something happens once, right after the first write of a link. */
  const afterLink = (happens: () => Promise<void>): Table => {
    let has = false;
    const transact: Table['transact'] = async (writes) => {
      const written = await desk.store.table.transact(writes);
      if (!has && writes.some((write) => 'put' in write && write.put.type === 'statement-link')) {
        has = true;
        await happens();
      }
      return written;
    };
    return { ...desk.store.table, transact };
  };

  test('leave one link, and it opens the statement whichever message arrives', async () => {
    await desk.run();
    const message = (await desk.store.items())
      .map(({ body }) => body as Message | undefined)
      .find((each) => each?.work === 'notices') as Message;
    let first = 'none';
    const table = afterLink(async () => {
      await desk.workOn(message);
      first = linkPath(desk);
    });
    await expect(desk.workOff({ work: 'notices', table })).rejects.toThrow('another writer');
    expect(linkPath(desk)).toBe(first);
    expect((await enterDate(desk, first, rightDate)).status).toBe(200);
  });

  test('do not restore a link that a new requested one has replaced', async () => {
    const { id } = await announced();
    await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'Lost' });
    const stale = (await desk.store.items())
      .map(({ body }) => body as Message | undefined)
      .find((each) => each?.work === 'notice') as Message;
    let isFirst = true;
    const get: Table['get'] = async (key) => {
      const item = await desk.store.table.get(key);
      if (isFirst && item?.type === 'statement-link') {
        isFirst = false;
        // Meanwhile the same notice leaves, and another one is asked for and leaves too.
        await desk.workOn(stale);
        await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'Lost again' });
        await desk.workOff({ table: desk.store.table });
      }
      return item;
    };
    await expect(desk.workOff({ work: 'notice', table: { ...desk.store.table, get } })).rejects.toThrow();
    expect(isFirst).toBe(false);
    const newest = noticesOf(desk)
      .toSorted((left, right) => Number(left.id.split('-')[1] ?? 0) - Number(right.id.split('-')[1] ?? 0))
      .at(-1);
    const [opens = 'none'] = /\/v1\/statement-pages\/\S+/.exec(newest?.text ?? '') ?? [];
    expect((await enterDate(desk, opens, rightDate)).status).toBe(200);
  });
});

describe('where the office takes cards', () => {
  let office: WholeOffice;
  beforeEach(async () => {
    office = await openWholeOffice();
    await setStatements(office, { statementPage });
    await preferEmail(office);
    await office.selfPaid();
    await office.do('createStatementRun', '', {});
    await office.work();
  });
  afterEach(() => office.store.stop());

  const payAddressIn = (body: string) => /href="(https:\/\/pay\.example\.com\/c\/[^"]+)"/.exec(body)?.[1] ?? 'none';

  test('the page leads to the pay link, before the date and after it, always the same one, until it is revoked', async () => {
    const path = linkPath(office);
    const address = payAddressIn((await openPage(office, path)).body);
    expect(address).toMatch(/\/first-office\/plk_\w{26}\.\w{26}$/);
    expect(payAddressIn((await enterDate(office, path, wrongDate)).body)).toBe(address);
    expect(payAddressIn((await enterDate(office, path, rightDate)).body)).toBe(address);
    expect((await office.visit('GET', address)).body).toMatchObject({ openCents: 141_00 });
    expect((await office.visit('POST', address, {})).status).toBe(200);
    // The pay link has its own token, which neither opens the statement nor contains the token that does.
    expect(address).not.toContain(path.split('.').at(-1));
    const [link] = (await office.read(`/v1/pay-links?accountId=${office.accountId}`)).items;
    await office.do('revokePayLink', `/v1/pay-links/${link.id}`, { reason: 'Told' });
    expect(payAddressIn((await enterDate(office, path, rightDate)).body)).toBe('none');
  });

  test('a link that is sent again has a separate pay link, and the earlier one is closed', async () => {
    const path = linkPath(office);
    const address = payAddressIn((await openPage(office, path)).body);
    const [{ id }] = (await office.read(`/v1/statements?accountId=${office.accountId}`)).items;
    await office.do('sendStatementNotice', `/v1/statements/${id}`, { reason: 'Lost' });
    await office.work();
    const again = payAddressIn((await openPage(office, linkPath(office))).body);
    expect(again).not.toBe(address);
    expect((await office.visit('GET', again)).status).toBe(200);
    expect((await office.visit('GET', address)).status).toBe(404);
  });

  test.each([
    ['with a page', { statementPage }],
    ['without one', { statementPage: undefined }],
  ])(
    'a notice that is sent again %s leads to payment for as long as a first one, however old the statement is',
    async (_, page) => {
      await setStatements(office, page);
      const [{ id }] = (await office.read(`/v1/statements?accountId=${office.accountId}`)).items;
      await office.pass(91);
      await office.do('sendStatementNotice', `/v1/statements/${id}`, { reason: 'Lost' });
      await office.work();
      const { text = '' } = noticesOf(office).at(-1) ?? {};
      const [told = 'none'] = /https:\/\/pay\.example\.com\/c\/\S+/.exec(text) ?? [];
      const address =
        page.statementPage === undefined ? told : payAddressIn((await openPage(office, linkPath(office))).body);
      expect((await office.visit('GET', address)).body).toMatchObject({ openCents: 141_00 });
    },
  );
});
