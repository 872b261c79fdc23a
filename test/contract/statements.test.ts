import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;

async function hold(kind: string, accountId = desk.accountId): Promise<void> {
  const held = await desk.send('POST', `/v1/accounts/${accountId}/holds`, { kind, reason: 'told by phone' });
  expect(held.status).toBe(201);
}

describe('a requested statement', () => {
  const make = (accountId = desk.accountId) => desk.send('POST', '/v1/statements', { accountId });

  test('shows whatever is owed, also zero', async () => {
    const made = await make();
    expect(made.body).toMatchObject({ dueCents: 0, pages: 1, letter: 'statement' });
  });

  test('says who sends it when everything is paid', async () => {
    await desk.selfPaid();
    const paid = await desk.send('POST', '/v1/patient-payments', {
      ...{ accountId: desk.accountId, receivedOn: '2026-11-22', method: 'cash', cents: 141_00 },
    });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    const first = await get(`/v1/statements/${(await make()).body.id}`);
    desk.edge.setNow('2026-11-25T15:00:00.000Z');
    const second = await get(`/v1/statements/${(await make()).body.id}`);
    expect([first.dueCents, first.sender.name, first.sender.phone]).toEqual([
      0,
      expect.stringMatching(/.../),
      expect.stringMatching(/\d{10}/),
    ]);
    expect(second.sender).toEqual(first.sender);
  });

  test('is made once a day, however many ask, unless something changed or another copy is wanted', async () => {
    await desk.selfPaid();
    const all = await Promise.all(Array.from({ length: 20 }, () => make()));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    const listed = async () => (await get(`/v1/statements?accountId=${desk.accountId}`)).items;
    const [only, ...others] = await listed();
    expect(others).toEqual([]);
    const refused = await make();
    expect([refused.status, refused.body.type, refused.body.statementId]).toEqual([
      409,
      expect.stringMatching(/statement-made-today$/),
      only.id,
    ]);
    const body = { accountId: desk.accountId, isAnother: true };
    expect((await desk.send('POST', '/v1/statements', body)).status).toBe(201);
    // A payment changes it.
    const cash = { accountId: desk.accountId, receivedOn: '2026-11-22', method: 'cash', cents: 1_00 };
    expect((await desk.send('POST', '/v1/patient-payments', cash)).status).toBe(201);
    expect((await make()).status).toBe(201);
    expect((await make()).status).toBe(409);
    expect(await listed()).toHaveLength(3);
    // The next day there can be one again.
    desk.edge.setNow('2026-11-25T15:00:00.000Z');
    expect((await make()).status).toBe(201);
  });

  test.each(['bankruptcy', 'legal-hold', 'bad-address'])('is refused while the account is held: %s', async (kind) => {
    await desk.selfPaid();
    await hold(kind);
    const refused = await make();
    expect([refused.status, refused.body.because]).toEqual([409, kind]);
  });

  test('is refused for a patient who died', async () => {
    const dead = await desk.register({ deathDate: '2026-01-02' });
    const refused = await make(dead.replace('pat_', 'acc_'));
    expect([refused.status, refused.body.because]).toEqual([409, 'deceased']);
  });

  test('states that the check for the last one was returned', async () => {
    await desk.selfPaid();
    const own = { accountId: desk.accountId, receivedOn: '2026-11-22' };
    const check = await desk.send('POST', '/v1/patient-payments', {
      ...own,
      method: 'check',
      cents: 91_00,
      reference: '7',
    });
    expect(check.status, JSON.stringify(check.body)).toBe(201);
    expect((await get(`/v1/statements/${(await make()).body.id}`)).payments).toEqual([
      { receivedOn: '2026-11-22', method: 'check', cents: 91_00 },
    ]);
    desk.edge.setNow('2026-11-25T15:00:00.000Z');
    const path = `/v1/patient-payments/${check.body.id}/reverse`;
    const back = await desk.send('POST', path, { as: 'returned', reason: 'No funds' }, { version: 1 });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    const shown = await get(`/v1/statements/${(await make()).body.id}`);
    expect(shown.payments).toEqual([{ receivedOn: '2026-11-25', method: 'check', cents: -91_00, as: 'returned' }]);
  });

  test('that is returned in the mail holds the account for its address', async () => {
    await desk.selfPaid();
    const { body } = await make();
    const returned = () => desk.send('POST', `/v1/statements/${body.id}/returned`, { on: body.statementOn });
    expect((await returned()).status).toBe(200);
    expect((await returned()).body.type).toContain('statement-returned-already');
    expect((await get(`/v1/accounts/${desk.accountId}`)).state).toBe('bad-address');
    expect((await desk.run()).skips).toEqual({ 'bad-address': 1 });
  });
});
