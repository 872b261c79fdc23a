import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeOffSmallBalances } from '../../functions/give-up-by-rule/small-balances.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const pay = (cents: number, patientId = desk.office.patientId) =>
  desk.send('POST', '/v1/patient-payments', { patientId, method: 'cash', cents, receivedOn: '2026-11-22' });
const setRules = async (minAgeDays = 0) => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const smallBalances = {
    ...{ owed: { mostCents: 5_00, minAgeDays }, credits: { mostCents: 0, minAgeDays: 0 }, creditStates: [] },
  };
  await desk.send('PUT', '/v1/billing-settings', { ...settings, smallBalances }, { version });
};
const work = (runId: string, receiveCount = 1, table = desk.store.table) => {
  const message = { schemaVersion: 1 as const, tenantId: manager.tenantId, work: 'small-balances' as const, runId };
  const delivery = { messageId: 'm', receiveCount, remainingMilliseconds: () => 900_000 };
  return writeOffSmallBalances(message, delivery, {
    ...{ ...desk.edge, table },
    queues: { send: async () => undefined } as never,
  });
};

describe('small balances', () => {
  test('are shown before, written off by a run once, and can be reversed one by one', async () => {
    const claimId = await desk.selfPaid();
    await pay(137_00);
    const sister = await desk.register({ name: { lastName: 'EXAMPLE', firstName: 'SISTER' } });
    const held = await desk.selfPaid(sister);
    await pay(140_00, sister);
    const { accountId } = await get(`/v1/patients/${sister}`);
    await desk.send('POST', `/v1/accounts/${accountId}/holds`, { kind: 'dispute', reason: 'Says it was paid' });
    expect((await get('/v1/small-balances')).items).toEqual([]);
    await setRules();
    const shown = (await get('/v1/small-balances')).items as readonly { readonly claimId: string }[];
    expect(shown).toHaveLength(2);
    expect(shown.find((each) => each.claimId === claimId)).toMatchObject({ why: 'small-balance', cents: 4_00 });
    expect(shown.find((each) => each.claimId === held)).toMatchObject({ because: 'dispute', cents: 1_00 });
    const asked = await desk.send('POST', '/v1/small-balance-runs', { reason: 'End of the month' });
    expect([asked.status, asked.body.state]).toEqual([202, 'running']);
    await work(asked.body.id);
    await work(asked.body.id);
    const run = await get(`/v1/small-balance-runs/${asked.body.id}`);
    expect(run).toMatchObject({ state: 'done', owed: { claims: 1, cents: 4_00 }, skips: { dispute: 1 } });
    const patientCents = async (id: string) => (await get(`/v1/claims/${id}`)).patientCents;
    expect([await patientCents(claimId), await patientCents(held)]).toEqual([0, 1_00]);
    const [adjustment] = (await get(`/v1/adjustments?claimId=${claimId}`)).items;
    expect(adjustment).toMatchObject({
      why: 'small-balance',
      madeBy: run.id,
      requested: { reason: 'End of the month' },
    });
    await desk.send('POST', `/v1/adjustments/${adjustment.id}/reverse`, { reason: 'She wants to pay' }, { version: 1 });
    expect(await patientCents(claimId)).toBe(4_00);
    expect(bookFaults(await desk.store.items())).toEqual([]);
  });

  test('are counted when they are written off: a run that is interrupted and continues has the right counts', async () => {
    await desk.selfPaid();
    await pay(137_00);
    const sister = await desk.register({ name: { lastName: 'EXAMPLE', firstName: 'SISTER' } });
    await desk.selfPaid(sister);
    await pay(138_00, sister);
    await setRules();
    const { id } = (await desk.send('POST', '/v1/small-balance-runs', { reason: 'End of the month' })).body;
    // The first balance is written off, and then the worker dies.
    const { table } = desk.store;
    let written = 0;
    const dying = new Proxy(table, {
      get: (target, name) => {
        if (name !== 'transact') return Reflect.get(target, name);
        return async (writes: Parameters<typeof table.transact>[0]) => {
          written += 1;
          if (written > 1) throw new Error('the worker dies');
          return target.transact(writes);
        };
      },
    });
    await expect(work(id, 1, dying)).rejects.toThrow('dies');
    await work(id, 2);
    expect(await get(`/v1/small-balance-runs/${id}`)).toMatchObject({
      ...{ state: 'done', owed: { claims: 2, cents: 7_00 } },
    });
  });

  test('that are too recent are left out by a run; a run is given up after too many attempts', async () => {
    await desk.selfPaid();
    await pay(137_00);
    await setRules(30);
    expect((await get('/v1/small-balances')).items).toEqual([]);
    const { id } = (await desk.send('POST', '/v1/small-balance-runs', { reason: 'Try' })).body;
    await work(id, 5);
    expect(await get(`/v1/small-balance-runs/${id}`)).toMatchObject({
      state: 'broke-off',
      owed: { claims: 0, cents: 0 },
    });
    expect((await get('/v1/small-balance-runs')).items).toMatchObject([{ id }]);
  });
});
