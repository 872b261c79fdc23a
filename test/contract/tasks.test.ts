import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coder } from '../support/api-event.ts';
import { type CorrespondenceDesk, openCorrespondenceDesk } from '../support/correspondence-desk.ts';

/* It is Monday, 23 November 2026; the office’s clocks show UTC. */

let desk: CorrespondenceDesk;
beforeEach(async () => {
  desk = await openCorrespondenceDesk();
});
afterEach(() => desk.store.stop());

const biller = { ...coder, subject: 'user-biller', roles: 'biller' };
const physician = { ...coder, subject: 'user-physician', roles: 'physician' };
const get = async (path: string, principal?: object) =>
  (await desk.call('GET', path, undefined, principal === undefined ? {} : { principal: principal as typeof coder }))
    .body;

/** Sends a request that must succeed. */
async function done(path: string, body: object, more: { version?: number; principal?: typeof coder } = {}) {
  const answer = await desk.send('POST', path, body, more);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

const titles = async (query = '') =>
  (await get(`/v1/tasks${query}`)).items.map(({ title }: { readonly title: string }) => title);

describe('a task', () => {
  test('is about an item of a list, is found by its claim, and is done, dropped and opened again', async () => {
    const claimId = await desk.selfPaid();
    const call = {
      channel: 'call',
      direction: 'in',
      with: { kind: 'guarantor' },
      about: { claimId },
      summary: 'Asks.',
    };
    const { id: about } = await done('/v1/correspondence', call);
    const later = await done('/v1/tasks', { title: 'later', dueOn: '2026-12-20', team: 'follow-up' });
    const task = await done('/v1/tasks', { title: 'answer', about, dueOn: '2026-12-01' });
    expect(task).toMatchObject({ about: { kind: 'correspondence', id: about, claimId }, priority: 'normal' });
    expect(await titles()).toEqual(['answer', 'later']);
    expect(await titles(`?claimId=${claimId}`)).toEqual(['answer']);
    const path = `/v1/tasks/${task.id}/actions`;
    await done(`/v1/tasks/${later.id}/actions`, { do: 'rank', priority: 'high' }, { version: 1 });
    expect(await titles()).toEqual(['later', 'answer']);
    await done(path, { do: 'take' }, { version: 1, principal: biller });
    expect(await titles(`?owner=${biller.subject}`)).toEqual(['answer']);
    await done(path, { do: 'finish' }, { version: 2, principal: biller });
    const twice = await desk.send('POST', path, { do: 'finish' }, { version: 3 });
    expect(twice.body.type).toContain('task-ended');
    expect(await titles('?state=ended')).toEqual(['answer']);
    // A later note does not change the day on which the task ended.
    desk.edge.setNow('2026-12-01T15:00:00.000Z');
    await done(path, { do: 'note', note: 'they called again' }, { version: 3 });
    expect(await titles('?state=ended&month=2026-11')).toEqual(['answer']);
    expect(await titles('?state=ended&month=2026-12')).toEqual([]);
    await done(path, { do: 'reopen', until: '2026-12-02', note: 'not answered' }, { version: 4 });
    expect((await get(`/v1/tasks/${task.id}`)).deeds.map((deed: { readonly do: string }) => deed.do)).toEqual([
      'take',
      'finish',
      'note',
      'reopen',
    ]);
    const wrong = await desk.send('POST', '/v1/tasks', { title: 'x', about: 'rem_nothing', dueOn: '2026-11-22' });
    expect(wrong.body.errors[0].pointer).toBe('/about');
  });

  test('that is late is escalated once, on the morning of its day, and again when it has another day', async () => {
    const { version, ...settings } = await get('/v1/billing-settings');
    const correspondence = { ...settings.correspondence, escalateAfterDays: 2, escalateTo: 'user-lead' };
    await desk.send('PUT', '/v1/billing-settings', { ...settings, correspondence }, { version });
    const task = await done('/v1/tasks', { title: 'late', dueOn: '2026-12-01', owner: 'user-biller' });
    desk.edge.setNow('2026-12-02T23:59:00.000Z');
    expect(await desk.workOff()).toBe(0);
    desk.edge.setNow('2026-12-03T00:00:00.000Z');
    expect(await desk.workOff()).toBe(1);
    expect(await get(`/v1/tasks/${task.id}`)).toMatchObject({
      ...{ version: 2, priority: 'urgent', owner: 'user-biller' },
      escalated: { dueOn: '2026-12-01', to: 'user-lead' },
    });
    expect(await titles('?owner=user-lead')).toEqual(['late']);
    expect(await titles('?escalated=false')).toEqual([]);
    const more = { do: 'postpone', until: '2026-12-05', note: 'they need more time' };
    await done(`/v1/tasks/${task.id}/actions`, more, { version: 2 });
    await done('/v1/tasks/bulk-actions', {
      items: [{ id: task.id, version: 3 }],
      action: { do: 'assign', to: 'user-other' },
    });
    desk.edge.setNow('2026-12-07T00:00:00.000Z');
    expect(await desk.workOff()).toBe(1);
    expect((await get(`/v1/tasks/${task.id}`)).escalated.dueOn).toBe('2026-12-05');
  });

  test('of many is changed like a single one, whatever happens to the others, and is marked like other work', async () => {
    const [first, second] = [
      await done('/v1/tasks', { title: 'one', dueOn: '2026-12-01' }),
      await done('/v1/tasks', { title: 'two', dueOn: '2026-12-02' }),
    ];
    await done(`/v1/tasks/${second.id}/actions`, { do: 'drop', note: 'paid' }, { version: 1 });
    const items = [
      { id: first.id, version: 1 },
      { id: second.id, version: 2 },
    ];
    expect((await done('/v1/tasks/bulk-actions', { items, action: { do: 'take' } })).items).toMatchObject([
      { id: first.id, outcome: 'done', version: 2 },
      { id: second.id, outcome: 'refused', problem: 'task-ended' },
    ]);
    const late = { do: 'postpone', until: '2020-01-01', note: 'slip' };
    const [refused] = (await done('/v1/tasks/bulk-actions', { items: [{ id: first.id, version: 2 }], action: late }))
      .items;
    expect(refused).toMatchObject({ problem: 'request-invalid', errors: [{ pointer: '/until' }] });
    await done('/v1/work-marks', { items: [first.id], addTags: ['april'], note: 'asked' });
    expect((await get('/v1/tasks?tag=april')).items).toMatchObject([{ id: first.id, mark: { tags: ['april'] } }]);
  });
});

describe('a thread', () => {
  test('is between coder and physician: a person who is mentioned has it unread until it is read', async () => {
    const claimId = await desk.selfPaid();
    const { encounterId } = await get(`/v1/claims/${claimId}`);
    const begun = { about: { encounterId }, title: 'Laterality', text: 'Which side?', mentions: ['user-physician'] };
    const thread = await done('/v1/threads', begun, { principal: coder });
    expect(thread).toMatchObject({
      unread: 0,
      participants: [coder.subject, 'user-physician'],
      messages: [{ number: 1 }],
    });
    const unread = async (principal: object) => (await get('/v1/threads?mine=unread', principal)).items.length;
    expect([await unread(physician), await unread(coder)]).toEqual([1, 0]);
    const path = `/v1/threads/${thread.id}`;
    await done(`${path}/reading`, { through: 1 }, { version: 1, principal: physician });
    expect(await unread(physician)).toBe(0);
    const answer = { text: 'The left one.', mentions: ['user-biller'] };
    await done(`${path}/messages`, answer, { version: 2, principal: physician });
    expect([await unread(coder), await unread(biller)]).toEqual([1, 1]);
    await done(`${path}/close`, { reason: 'answered' }, { version: 3, principal: coder });
    expect((await get('/v1/threads')).items).toEqual([]);
    expect((await get(`/v1/threads?encounterId=${encounterId}`)).items).toMatchObject([{ state: 'closed' }]);
    const again = await done(`${path}/messages`, { text: 'And then?', mentions: [] }, { version: 4 });
    expect(again).toMatchObject({ state: 'open', unread: 0 });
  });
});
