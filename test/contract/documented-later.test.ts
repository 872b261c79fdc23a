import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CodingDesk, openCodingDesk, physician } from '../support/coding-desk.ts';

let desk: CodingDesk;
beforeEach(async () => {
  desk = await openCodingDesk();
});
afterEach(() => desk.store.stop());

const text = 'Synthetic: knee pain since a fall.\nKetorolac 30 mg given.';
const finalVisit = async (): Promise<{ readonly id: string; readonly noteId: string }> => {
  const id = await desk.draft({ documentation: [{ kind: 'visit-note', text }] });
  expect((await desk.finalize(id)).status).toBe(200);
  const { items } = (await desk.get(`/v1/encounters/${id}/documentation`)).body;
  desk.edge.setNow('2026-11-24T09:00:00.000Z');
  return { id, noteId: items[0].id };
};
const add = (id: string, what: string, body: object) =>
  desk.send(`/v1/encounters/${id}/${what}`, body, { principal: physician });
const workOf = async (id: string) => (await desk.get(`/v1/coding-work/${id}`)).body;
const changesOf = async (id: string) => (await desk.get(`/v1/encounters/${id}/documentation-changes`)).body;
const listed = async () =>
  (await desk.get('/v1/coding-work')).body.items.map(({ encounterId }: { encounterId: string }) => encounterId);

describe('what is documented after an encounter was final', () => {
  it('opens its coding again, and shows what is new since then', async () => {
    const { id, noteId } = await finalVisit();
    expect([await listed(), (await changesOf(id)).items]).toEqual([[], []]);
    const amended = await add(id, `documentation/${noteId}/amendments`, { text: 'Ketorolac 15 mg given.' });
    expect(amended.status).toBe(201);
    expect(await listed()).toEqual([id]);
    expect((await workOf(id)).reopened).toMatchObject({ because: 'documentation-amended' });
    const words = [
      { change: 'same', text: 'Ketorolac' },
      { change: 'removed', text: '30' },
      { change: 'added', text: '15' },
      { change: 'same', text: 'mg given.' },
    ];
    expect(await changesOf(id)).toEqual({
      since: '2026-11-23T14:05:06.789Z',
      items: [
        {
          ...{ change: 'amendment-added', noteId, number: 1, at: '2026-11-24T09:00:00.000Z', by: 'user-physician' },
          lines: [{ change: 'changed', text: 'Ketorolac 15 mg given.', words }],
        },
      ],
    });
  });

  it('leaves the codes as they are when a coder confirms them, with the reason; later documentation opens them again', async () => {
    const { id } = await finalVisit();
    await add(id, 'documentation', { kind: 'progress-note', text: 'Synthetic: seen again.' });
    const stale = (await workOf(id)).version;
    desk.edge.setNow('2026-11-24T10:00:00.000Z');
    await add(id, 'documentation', { kind: 'progress-note', text: 'Synthetic: phoned.' });
    const confirm = { do: 'confirm', reason: 'no service was added' };
    const unseen = await desk.send(`/v1/coding-work/${id}/actions`, confirm, { version: stale });
    expect(unseen.status).toBe(412);
    desk.edge.setNow('2026-11-24T11:00:00.000Z');
    const { reason } = confirm;
    expect((await desk.act(id, confirm)).body).toMatchObject({
      confirmed: { by: 'user-coder', at: '2026-11-24T11:00:00.000Z', reason },
    });
    expect([await listed(), (await changesOf(id)).items]).toEqual([[], []]);
    desk.edge.setNow('2026-11-25T09:00:00.000Z');
    await add(id, 'documentation', { kind: 'progress-note', text: 'Fever of 38.5 degrees yesterday.' });
    expect([await listed(), (await changesOf(id)).items]).toMatchObject([
      [id],
      [{ change: 'note-added', lines: [{ change: 'added', text: 'Fever of 38.5 degrees yesterday.' }] }],
    ]);
  });

  it('is still shown while the encounter is corrected for it, and counts as coded once that is final', async () => {
    const { id } = await finalVisit();
    await add(id, 'documentation', { kind: 'progress-note', text: 'Synthetic: two units.' });
    const corrected = await desk.send(`/v1/encounters/${id}/correct`, { reason: 'a note came' }, { version: 2 });
    expect(corrected.status).toBe(200);
    expect((await changesOf(id)).items).toMatchObject([{ change: 'note-added' }]);
    expect((await desk.act(id, { do: 'confirm', reason: 'right' })).body.type).toMatch(/\/encounter-not-final$/);
    expect((await desk.finalize(id)).status).toBe(200);
    expect([await listed(), (await changesOf(id)).items]).toEqual([[], []]);
  });

  it('is shown as all there is before an encounter was ever final', async () => {
    const id = await desk.draft({ documentation: [{ kind: 'visit-note', text }] });
    const changes = await changesOf(id);
    expect([changes.since, changes.items.length, changes.items[0].lines.length]).toEqual([undefined, 1, 2]);
  });
});
