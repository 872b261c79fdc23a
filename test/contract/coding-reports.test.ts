import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coder, manager } from '../support/api-event.ts';
import { type CodingDesk, openCodingDesk, physician, reviewer } from '../support/coding-desk.ts';

let desk: CodingDesk;

beforeEach(async () => {
  desk = await openCodingDesk();
});
afterEach(() => desk.store.stop());

const report = async (query: string, principal = manager) =>
  (await desk.get(`/v1/coding-reports?${query}`, principal)).body;
const november = 'from=2026-11-01&to=2026-11-30';
const draft = (serviceOn: string, chargeCents: number) =>
  desk.draft({
    documentation: [{ kind: 'note', text: 'Creatinine 2.4' }],
    lines: [
      { procedure: 'X9003', units: 1, serviceOn, diagnosisPointers: [1], chargeCents },
      { procedure: 'J1885', units: 1, serviceOn, diagnosisPointers: [1], chargeCents: 100 },
    ],
  });
const review = async (id: string, body: object) => {
  const path = `/v1/coding-work/${id}`;
  const version = async () => (await desk.get(path)).body.version;
  await desk.send(`${path}/review`, undefined, { version: await version() });
  const sent = { version: await version(), principal: reviewer };
  expect((await desk.send(`${path}/review-decisions`, { encounterVersion: 1, ...body }, sent)).status).toBe(200);
};

describe('the report of coding', () => {
  test('shows per coder how much, how late, how correct, and how physicians answered', async () => {
    // Posted on November 23: 3, 5 and 13 days after the service.
    const [one, two, three] = [
      await draft('2026-11-20', 10_000),
      await draft('2026-11-18', 5_000),
      await draft('2026-11-10', 1_000),
    ];
    await review(one, { outcome: 'agreed' });
    await review(two, { outcome: 'returned', reason: 'look again' });
    await review(two, { outcome: 'agreed' });
    await review(three, { outcome: 'agreed' });
    for (const id of [one, two]) expect((await desk.finalize(id)).status).toBe(200);
    expect((await desk.finalize(three, reviewer)).status).toBe(200);
    const noteId = (await desk.get(`/v1/encounters/${one}/documentation`)).body.items[0].id;
    const body = {
      indicators: [{ noteId, quote: 'Creatinine 2.4' }],
      question: 'Which diagnosis is it?',
      form: { kind: 'open' },
    };
    const queries = `/v1/coding-work/${one}/queries`;
    const [first, second] = [await desk.send(queries, body), await desk.send(queries, body)];
    desk.edge.setNow('2026-11-25T02:05:06.789Z');
    const answer = { kind: 'text', text: 'None' };
    await desk.send(`${queries}/${first.body.id}/answer`, answer, { version: 1, principal: physician });
    await desk.send(`${queries}/${second.body.id}/withdraw`, { reason: 'asked twice' }, { version: 1 });

    const none = {
      agreed: 0,
      corrected: 0,
      returned: 0,
      waived: 0,
      queriesRaised: 0,
      queriesAnswered: 0,
      queriesWithdrawn: 0,
      queriesEscalated: 0,
    };
    const coders = {
      'user-coder': {
        ...{ claims: 2, lines: 4, chargeCents: 15_200, lagDaysMean: 4, lagDaysMedian: 3, lagDaysMost: 5 },
        // Three of four.
        ...{ ...none, agreed: 3, returned: 1, accuracyPercent: 75 },
        ...{
          queriesRaised: 2,
          queriesAnswered: 1,
          queriesWithdrawn: 1,
          queriesPerHundredClaims: 100,
          turnaroundHoursMean: 36,
        },
      },
      'user-reviewer': {
        ...none,
        claims: 1,
        lines: 2,
        chargeCents: 1_100,
        lagDaysMean: 13,
        lagDaysMedian: 13,
        lagDaysMost: 13,
        queriesPerHundredClaims: 0,
      },
    };
    expect(await report(november)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      coders: Object.entries(coders).map(([name, figures]) => ({ coder: name, ...figures })),
      together: {
        ...coders['user-coder'],
        ...{ claims: 3, lines: 6, chargeCents: 16_300, lagDaysMean: 7, lagDaysMedian: 5, lagDaysMost: 13 },
        queriesPerHundredClaims: 66.7,
      },
    });
    expect((await report('from=2026-11-24&to=2026-11-30')).together).toMatchObject({
      claims: 0,
      queriesAnswered: 1,
      queriesRaised: 0,
    });
    // A coder sees only the coder's own figures.
    expect((await report(november, reviewer)).coders.map((each: { coder: string }) => each.coder)).toEqual([
      'user-reviewer',
    ]);
  });

  test('is refused for days in the wrong order, or too many of them', async () => {
    for (const query of ['from=2026-11-30&to=2026-11-01', 'from=2026-01-01&to=2026-11-30', 'from=2026-11-01']) {
      expect((await desk.get(`/v1/coding-reports?${query}`, coder)).status).toBe(400);
    }
    expect((await desk.get(`/v1/coding-reports?${november}`, physician)).status).toBe(403);
  });
});
