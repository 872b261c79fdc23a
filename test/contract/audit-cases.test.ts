import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { coder, manager } from '../support/api-event.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const biller = { ...coder, subject: 'user-biller', roles: 'biller' };
const boss = { ...manager, subject: 'user-boss' };
const get = (path: string, principal = manager) => desk.call('GET', path, undefined, { principal });
const refer = (more: object = {}, principal = coder) => {
  const body = { source: 'hotline', receivedOn: '2026-11-20', summary: 'Visits at level 5 that were short.' };
  return desk.send('POST', '/v1/audit-cases', { ...body, ...more }, { principal });
};
const act = (id: string, version: number, action: object, principal = manager) =>
  desk.send('POST', `/v1/audit-cases/${id}/actions`, action, { version, principal });
const trail = async (id: string) =>
  (await desk.store.items())
    .filter(({ type, entityId }) => type === 'audit' && entityId === id)
    .map(({ action, subject }) => `${action} ${subject}`);

test('a report is seen only by managers and the people whom it names, and every read is recorded', async () => {
  const claimId = await desk.selfPaid();
  const reported = await refer({ claimIds: [claimId], reporter: 'Pat of the front desk', concerns: ['user-boss'] });
  expect(reported.status, JSON.stringify(reported.body)).toBe(201);
  const { id } = reported.body;
  expect(reported.body).toMatchObject({
    ...{ source: 'hotline', state: 'open', named: ['user-coder'], excluded: ['user-boss'] },
    notice: expect.stringContaining('31 USC 3730(h)'),
  });
  // Only managers see who reported it.
  expect(reported.body.referral.reporter).toBeUndefined();
  expect((await get(`/v1/audit-cases/${id}`)).body.referral.reporter).toBe('Pat of the front desk');
  for (const principal of [biller, boss]) {
    expect((await get(`/v1/audit-cases/${id}`, principal)).status).toBe(404);
    expect((await get('/v1/audit-cases', principal)).body.items).toEqual([]);
    expect((await act(id, 1, { do: 'review' }, principal)).status).toBe(404);
  }
  expect((await act(id, 1, { do: 'name', who: 'user-biller' }, coder)).status).toBe(403);
  expect((await act(id, 1, { do: 'name', who: 'user-biller' })).status).toBe(200);
  expect((await get(`/v1/audit-cases/${id}`, biller)).status).toBe(200);
  expect((await get('/v1/audit-cases', biller)).body.items).toHaveLength(1);
  expect((await trail(id)).filter((line) => line.startsWith('audit-case-read'))).toEqual([
    'audit-case-read user-manager',
    'audit-case-read user-biller',
  ]);
  const lists = (await desk.store.items()).filter(({ action }) => action === 'audit-cases-read');
  expect(lists).toMatchObject([{ subject: 'user-biller', facts: { cases: id } }]);
});

test('a report without a name is worked: evidence, what was known when, what was returned, the decision', async () => {
  const claimId = await desk.selfPaid();
  const { id, referral } = (await refer({ source: 'payer-letter' }, manager)).body;
  expect(referral).not.toHaveProperty('reporter');
  const about = { accountId: desk.accountId };
  const letter = { channel: 'letter', direction: 'in', with: { kind: 'guarantor' }, about, summary: 'A complaint.' };
  const { id: correspondenceId } = (await desk.send('POST', '/v1/correspondence', letter)).body;
  await act(id, 1, { do: 'add-evidence', correspondenceId });
  await act(id, 2, { do: 'add-evidence', claimId });
  const wrong = await act(id, 3, { do: 'add-evidence', claimId, correspondenceId });
  expect(wrong.status).toBe(400);
  expect((await act(id, 3, { do: 'add-evidence', claimId: 'S0000000000000A' })).status).toBe(400);
  expect((await act(id, 3, { do: 'investigate', from: '2026-11-20' })).body.type).toContain(
    'overpayment-not-identified',
  );
  expect((await act(id, 3, { do: 'identify', on: '2026-11-24' })).body.errors).toMatchObject([{ pointer: '/on' }]);
  const known = await act(id, 3, { do: 'identify', on: '2026-11-10' });
  // 20 days are left in November, and December has 31: that is 51, and 9 more in January.
  expect(known.body.clock).toEqual({ identifiedOn: '2026-11-10', returnBy: '2027-01-09' });
  const looked = await act(id, 4, { do: 'investigate', from: '2026-11-10', to: '2026-11-20' });
  expect(looked.body.clock.returnBy).toBe('2027-01-19');
  const returned = { do: 'disclose', on: '2026-11-23', to: 'Example Health', cents: 12_000, referenceNumber: 'V-1' };
  await act(id, 5, returned);
  const confirm = { do: 'confirm', reason: 'too high', measures: ['overpayment-returned', 'payer-told'] };
  const confirmed = await act(id, 6, confirm);
  expect(confirmed.body).toMatchObject({
    ...{ state: 'confirmed', version: 7, decisions: [{ outcome: 'confirmed', returnBy: '2027-01-19' }] },
    evidence: [
      { kind: 'correspondence', correspondenceId },
      { kind: 'claim', claimId },
    ],
    disclosures: [{ to: 'Example Health', cents: 12_000, by: 'user-manager' }],
  });
  expect((await refer({ receivedOn: '2026-11-24' })).body.errors).toMatchObject([{ pointer: '/receivedOn' }]);
});
