import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CorrespondenceDesk, openCorrespondenceDesk } from '../support/correspondence-desk.ts';

/* It is Monday, 23 November 2026, 9:05 in Columbus, where the patient lives. */

let desk: CorrespondenceDesk;
beforeEach(async () => {
  desk = await openCorrespondenceDesk();
});
afterEach(() => desk.store.stop());

const at = (instant: string): void => desk.edge.setNow(`${instant}:00.000Z`);
const get = async (path: string) => (await desk.call('GET', path)).body;
const post = (path: string, body: object, version?: number) =>
  desk.send('POST', path, body, version === undefined ? {} : { version });

/** Sends a request that must succeed. */
async function done(path: string, body: object, version?: number) {
  const answer = await post(path, body, version);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function prefer(preferences: object): Promise<void> {
  const path = `/v1/accounts/${desk.accountId}`;
  const { guarantor, preferences: before, version } = await get(path);
  const body = { guarantor, preferences: { ...before, ...preferences } };
  const put = await desk.send('PUT', path, body, { version });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
}

const texts = () =>
  [...desk.bucket.objects].flatMap(([key, bytes]) =>
    key.includes('/notice/') ? [JSON.parse(Buffer.from(bytes).toString())] : [],
  );
const agreed = { mayEmail: true, mayText: true, mayCall: true, mayLeaveMessage: false };
const guarantor = { kind: 'guarantor' };
const ownAccount = () => ({ accountId: desk.accountId });

describe('a text message', () => {
  const write = (more: object = {}) =>
    post('/v1/messages', { template: 'please-call', channel: 'text', with: guarantor, about: ownAccount(), ...more });
  const sender = async () => {
    const { version, ...body } = await get('/v1/billing-settings');
    const address = { line1: '1 Example Way', city: 'Columbus', state: 'OH', postalCode: '432150100' };
    const statements = { ...body.statements, sender: { name: 'Example Clinic', address, phone: '6145550100' } };
    expect((await desk.send('PUT', '/v1/billing-settings', { ...body, statements }, { version })).status).toBe(200);
  };
  beforeEach(sender);

  test('needs consent, is sent automatically, and contains no health information; STOP withdraws the consent', async () => {
    expect((await write()).body).toMatchObject({ status: 409, because: 'no-consent' });
    await done('/v1/correspondence', {
      ...{ channel: 'call', direction: 'in', with: guarantor, about: ownAccount(), summary: 'Agrees to texts.' },
      consent: { to: 'email', isGiven: true },
    });
    await prefer({ mobile: '6145550101', email: 'pat@example.com', contactRules: agreed });
    const written = (await write()).body;
    expect(written.sending).toMatchObject({ state: 'waiting', purpose: 'inform' });
    expect((await get('/v1/correspondence?state=waiting')).items).toMatchObject([{ id: written.id }]);
    expect(await desk.workOff()).toBe(1);
    expect((await get(`/v1/correspondence/${written.id}`)).sending).toMatchObject({ state: 'sent', to: '6145550101' });
    expect(texts()).toEqual([
      {
        ...{ id: written.id, channel: 'text', to: '6145550101' },
        text: 'Example Clinic: please call us at 614-555-0100. Reply STOP to get no more texts.',
      },
    ]);
    const stop = { channel: 'text', direction: 'in', with: guarantor, about: ownAccount(), summary: ' Stop. ' };
    expect((await done('/v1/correspondence', stop)).consent).toEqual({ to: 'text', isGiven: false });
    expect((await get(`/v1/accounts/${desk.accountId}`)).preferences.contactRules).toMatchObject({
      mayText: false,
      mayEmail: true,
    });
    expect((await write()).body).toMatchObject({ because: 'no-consent' });
    expect((await get('/v1/correspondence?state=waiting')).items).toEqual([]);
  });

  test('waits for the end of quiet hours, and is checked again then', async () => {
    await prefer({ mobile: '6145550101', contactRules: { ...agreed, mayEmail: false } });
    at('2026-11-24T02:30');
    const [first, second] = [(await write()).body, (await write()).body];
    expect(first.sending.dueAt).toBe('2026-11-24T13:00:00.000Z');
    expect(await desk.workOff()).toBe(0);
    await done(`/v1/correspondence/${second.id}/sending`, { do: 'stop', reason: 'not needed any more' }, 1);
    at('2026-11-24T12:00');
    const stop = { channel: 'text', direction: 'in', with: guarantor, about: ownAccount(), summary: 'UNSUBSCRIBE' };
    await done('/v1/correspondence', stop);
    at('2026-11-24T13:00');
    expect(await desk.workOff()).toBe(2);
    const { sending } = await get(`/v1/correspondence/${first.id}`);
    expect(sending).toMatchObject({ state: 'not-sent', because: 'no-consent' });
    expect((await get(`/v1/correspondence/${second.id}`)).sending.because).toBe('not needed any more');
    expect(texts()).toEqual([]);
  });
});
