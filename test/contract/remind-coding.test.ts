import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { type CodingDesk, openCodingDesk, physician } from '../support/coding-desk.ts';

let desk: CodingDesk;
let id: string;
let path: string;

beforeEach(async () => {
  desk = await openCodingDesk();
  id = await desk.draft({ documentation: [{ kind: 'progress-note', text: 'Creatinine 2.4' }] });
  path = `/v1/coding-work/${id}/queries`;
});
afterEach(() => desk.store.stop());

const raised = async (more: object = {}) => {
  const noteId = (await desk.get(`/v1/encounters/${id}/documentation`)).body.items[0].id;
  const indicators = [{ noteId, quote: 'Creatinine 2.4' }];
  return (await desk.send(path, { indicators, question: 'Which diagnosis is it?', form: { kind: 'open' }, ...more }))
    .body;
};
const listed = async (query = '') => (await desk.get(`/v1/physician-queries${query}`, physician)).body;

describe('an unanswered query', () => {
  const later = (day: string) => desk.edge.setNow(`2026-${day}T15:00:00.000Z`);

  test('sends a reminder every two days, and on the seventh is escalated to the person whom the office names', async () => {
    await desk.settings({ escalateTo: 'user-advisor' });
    const query = await raised({ to: 'user-physician' });
    later('11-24');
    expect(await desk.workOffDue()).toBe(0);
    for (const [day, reminders] of [
      ['11-25', 1],
      ['11-27', 2],
      ['11-29', 3],
    ] as const) {
      later(day);
      expect(await desk.workOffDue()).toBe(1);
      expect((await listed()).items).toMatchObject([{ reminders, version: 1 }]);
    }
    expect((await listed('?escalated=true')).count).toBe(0);
    later('11-30');
    expect(await desk.workOffDue()).toBe(1);
    expect((await listed('?escalated=true')).items).toMatchObject([{ escalatedTo: 'user-advisor', reminders: 4 }]);
    expect((await listed('?to=user-advisor')).count).toBe(1);
    later('12-20');
    expect(await desk.workOffDue()).toBe(0);
    // Reminders did not change the version that the physician saw.
    const answered = await desk.send(
      `${path}/${query.id}/answer`,
      { kind: 'text', text: 'None' },
      { version: 1, principal: physician },
    );
    expect(answered.status).toBe(200);
    const trail = await desk.store.table.queryAll({ partition: auditPartition('first-office' as TenantId, id) });
    const actions = trail.map(({ action }) => action).filter((action) => String(action).startsWith('physician-query'));
    expect(actions).toEqual([
      ...['physician-query-raised', 'physician-query-reminded', 'physician-query-reminded', 'physician-query-reminded'],
      ...['physician-query-escalated', 'physician-query-answered'],
    ]);
  });

  test('sends no reminder once it has ended', async () => {
    const query = await raised();
    await desk.send(`${path}/${query.id}/withdraw`, { reason: 'answered on the telephone' }, { version: 1 });
    later('11-25');
    expect(await desk.workOffDue()).toBe(1);
    expect((await listed('?state=ended')).items).toMatchObject([{ reminders: 0 }]);
    expect(await desk.workOffDue()).toBe(0);
  });
});
