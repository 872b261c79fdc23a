import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eligibilityAnswer, inquiryDesk } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* Eligibility checks that were sent in files: which of them need a person's attention, and until when. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;

beforeEach(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
  await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
});
afterEach(async () => {
  await desk.stop();
  await store.stop();
});

const later = async () => {
  desk.edge.setNow(new Date(desk.edge.now().getTime() + 16 * 60_000).toISOString());
  return desk.workOff();
};

describe('an eligibility check in a file', () => {
  it('that gets no answer needs attention after four days, in any month, until a person dismisses it', async () => {
    const { body } = await desk.check();
    await desk.workOff();
    await later();
    const sentAt = Date.parse((await desk.checkNow(body.id)).sentAt);
    const isSeen = async (at: number) => {
      desk.edge.setNow(new Date(at).toISOString());
      const { items } = (await desk.call('GET', '/v1/eligibility-checks?needsAttention=true')).body;
      return items.some(({ id }: { id: string }) => id === body.id);
    };
    expect(await isSeen(sentAt + 4 * 86_400_000 - 1)).toBe(false);
    expect(await isSeen(sentAt + 4 * 86_400_000)).toBe(true);
    const monthsLater = Date.parse('2027-03-01T12:00:00.000Z');
    expect(await isSeen(monthsLater)).toBe(true);
    const path = `/v1/eligibility-checks/${body.id}`;
    expect((await desk.call('POST', `${path}/cancel`)).status).toBe(409);
    const seen = await desk.call('POST', `${path}/dismiss`, { reason: 'The payer said yes by telephone' });
    expect(seen.body).toMatchObject({
      ...{ state: 'sent', needsAttention: false },
      dismissed: { reason: 'The payer said yes by telephone' },
    });
    expect(await isSeen(monthsLater)).toBe(false);
    expect((await desk.call('POST', `${path}/dismiss`, { reason: 'again' })).body.type).toMatch(
      /inquiry-needs-nobody$/,
    );
    // A dismissed check still takes an answer, and then needs attention.
    expect(await desk.take(eligibilityAnswer(body.id, 'EB*6**30'))).toMatchObject({ answered: 1 });
    expect(await isSeen(monthsLater)).toBe(true);
    const then = await desk.checkNow(body.id);
    expect(then).toMatchObject({ state: 'answered', needsAttention: true, result: { status: 'inactive' } });
    expect(then).not.toHaveProperty('dismissed');
  });

  it('whose coverage had ended by the day of service needs attention, though the payer calls the plan active', async () => {
    const { id } = (await desk.check()).body;
    const { id: other } = (await desk.check({ serviceOn: '2026-06-30' })).body;
    await later();
    const benefit = ['EB*1**30', 'DTP*291*RD8*20260101-20260630'];
    for (const asked of [id, other]) await desk.take(eligibilityAnswer(asked, ...benefit));
    expect(await desk.checkNow(id)).toMatchObject({ result: { status: 'active' }, needsAttention: true });
    expect(await desk.checkNow(other)).toMatchObject({ result: { status: 'active' }, needsAttention: false });
  });

  it('that is asked again about the same day leaves only the later answer to look at', async () => {
    const [first, other, second] = [
      (await desk.check()).body.id,
      (await desk.check({ serviceOn: '2026-11-29' })).body.id,
      (await desk.check()).body.id,
    ];
    await later();
    const attention = async () =>
      (await desk.call('GET', '/v1/eligibility-checks?needsAttention=true')).body.items.map(
        ({ id }: { id: string }) => id,
      );
    await desk.take(eligibilityAnswer(other, 'EB*6**30'));
    await desk.take(eligibilityAnswer(first, 'EB*6**30'));
    expect(await attention()).toEqual(expect.arrayContaining([first, other]));
    await desk.take(eligibilityAnswer(second, 'EB*6**30'));
    const now = await attention();
    expect(now).not.toContain(first);
    expect(now).toEqual(expect.arrayContaining([other]));
    expect((await desk.checkNow(first)).dismissed).toMatchObject({ by: 'ask-payers' });
  });
});
