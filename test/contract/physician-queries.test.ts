import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { coder, manager, stranger } from '../support/api-event.ts';
import { type CodingDesk, openCodingDesk, physician } from '../support/coding-desk.ts';

let desk: CodingDesk;
let id: string;
let noteId: string;

const text = 'Creatinine 2.4,\nbaseline 1.0. Fluids given. Canary note.';

beforeEach(async () => {
  desk = await openCodingDesk();
  id = await desk.draft({ documentation: [{ kind: 'progress-note', text }] });
  noteId = (await notes())[0].id;
});
afterEach(() => desk.store.stop());

const notes = async () => (await desk.get(`/v1/encounters/${id}/documentation`)).body.items;
const workOf = async () => (await desk.get(`/v1/coding-work/${id}`)).body;
const question = () => ({
  indicators: [{ noteId, quote: 'Creatinine 2.4, baseline 1.0' }],
  question: 'Which diagnosis, if any, do these values stand for?',
  form: { kind: 'choice', options: ['Acute kidney injury', 'Chronic kidney disease'] },
});
const raise = async (more: object = {}) => desk.send(`/v1/coding-work/${id}/queries`, { ...question(), ...more });
const raised = async (more: object = {}) => (await raise(more)).body;
const answer = (queryId: string, body: object, version = 1, principal = physician) =>
  desk.send(`/v1/coding-work/${id}/queries/${queryId}/answer`, body, { version, principal });
const withdraw = (queryId: string) =>
  desk.send(
    `/v1/coding-work/${id}/queries/${queryId}/withdraw`,
    { reason: 'answered on the telephone' },
    { version: 1 },
  );
const listed = async (query = '') => (await desk.get(`/v1/physician-queries${query}`, physician)).body;

describe('a query', () => {
  test('waits for a physician, whose answer amends the record and opens coding again', async () => {
    const made = await raise({ to: 'user-physician' });
    expect([made.status, made.headers.ETag]).toEqual([201, '"1"']);
    expect(made.body).toMatchObject({
      ...{ state: 'open', askedBy: 'user-coder', to: 'user-physician', dueOn: '2026-11-30', reminders: 0 },
      ways: ['option', 'other', 'cannot-be-determined'],
    });
    const queryId = made.body.id;
    expect(await workOf()).toMatchObject({ list: 'queries', openQueries: 1 });
    expect((await desk.finalize(id)).body.title).toBe('A physician has not answered yet');
    // The encounter is worth what it waits with: 130.00 and 4 times 2.75.
    expect(await listed('?to=user-physician')).toMatchObject({
      count: 1,
      totalCents: 14_100,
      items: [{ id: queryId }],
    });
    expect((await listed('?to=user-other')).count).toBe(0);
    const answered = await answer(queryId, { kind: 'option', option: 1, text: 'prerenal' });
    expect(answered.body).toMatchObject({
      state: 'answered',
      version: 2,
      answer: { option: 1, by: 'user-physician', amendment: 1 },
    });
    const [note] = await notes();
    expect(note.text).toBe(text);
    expect(note.amendments).toMatchObject([
      {
        by: 'user-physician',
        text: 'Query: Which diagnosis, if any, do these values stand for?\nAnswer: Acute kidney injury: prerenal',
      },
    ]);
    expect(await workOf()).toMatchObject({ list: 'coding', openQueries: 0, reopened: { because: 'query-answered' } });
    expect((await desk.get(`/v1/coding-work/${id}/queries/${queryId}`)).body).toEqual(answered.body);
    expect((await desk.get(`/v1/coding-work/${id}/queries`)).body.items).toEqual([answered.body]);
    expect((await listed()).count).toBe(0);
    expect((await listed('?state=ended')).items).toMatchObject([{ id: queryId, state: 'answered' }]);
    expect((await answer(queryId, { kind: 'option', option: 1 }, 2)).body.title).toBe('The query has ended');
    expect((await desk.finalize(id)).status).toBe(200);
    expect(await workOf()).not.toHaveProperty('reopened');
  });

  test('is answered by the physician it is addressed to, or a physician who manages, and by any physician if it names none', async () => {
    const another = { ...physician, subject: 'user-other-physician' };
    const named = await raised({ to: 'user-physician' });
    const option = { kind: 'option', option: 1 };
    const refused = await answer(named.id, option, 1, another);
    expect([refused.status, refused.body.title]).toEqual([403, 'Another physician is asked']);
    expect((await answer(named.id, option, 1, coder)).status).toBe(403);
    const head = { ...another, subject: 'user-head', roles: 'physician manager' };
    expect((await answer(named.id, option, 1, head)).status).toBe(200);
    const anybody = await raised();
    expect((await answer(anybody.id, option, 1, another)).status).toBe(200);
  });

  test('about a final encounter opens its coding again until it is closed', async () => {
    await desk.finalize(id);
    expect((await desk.get('/v1/coding-work?list=all')).body.count).toBe(0);
    const query = await raised();
    expect((await desk.get('/v1/coding-work?list=queries')).body.items).toMatchObject([
      { encounterId: id, state: 'final' },
    ]);
    await answer(query.id, { kind: 'cannot-be-determined' });
    expect((await desk.get('/v1/coding-work')).body.items).toMatchObject([{ encounterId: id, state: 'final' }]);
    expect((await desk.act(id, { do: 'confirm', reason: 'nothing to correct' })).status).toBe(200);
    expect((await desk.get('/v1/coding-work?list=all')).body.count).toBe(0);
    expect((await notes())[0].amendments[0].text).toMatch(/\nAnswer: Cannot be determined$/);
  });

  test('is withdrawn with a reason, which lets the encounter go on', async () => {
    const query = await raised();
    const ended = await withdraw(query.id);
    expect(ended.body).toMatchObject({ state: 'withdrawn', withdrawal: { by: 'user-coder' } });
    expect((await withdraw(query.id)).status).toBe(412);
    expect((await notes())[0].amendments).toEqual([]);
    expect((await desk.finalize(id)).status).toBe(200);
  });

  test('waits while another one of the encounter is open', async () => {
    const one = await raised();
    desk.edge.setNow('2026-11-23T15:00:00.000Z');
    const two = await raised({ form: { kind: 'open' } });
    await answer(one.id, { kind: 'other', text: 'Dehydration' });
    expect(await workOf()).toMatchObject({ list: 'queries', openQueries: 1 });
    await answer(two.id, { kind: 'text', text: 'Dehydration' });
    expect((await notes())[0].amendments.map(({ text: words }: { text: string }) => words.split('\n')[1])).toEqual([
      'Answer: Other: Dehydration',
      'Answer: Dehydration',
    ]);
    expect(
      (await desk.get(`/v1/coding-work/${id}/queries`)).body.items.map(({ id: each }: { id: string }) => each),
    ).toEqual([one.id, two.id]);
  });

  test('keeps its answer when another query of the encounter is answered at the same moment', async () => {
    const form = { kind: 'open' };
    const queries = [await raised({ form }), await raised({ form })];
    const send = ({ id: queryId }: { id: string }) => answer(queryId, { kind: 'text', text: `of ${queryId}` });
    const both = await Promise.all(queries.map(send));
    for (const [index, { status }] of both.entries()) {
      if (status === 200) continue;
      expect(status).toBe(409);
      expect((await send(queries[index])).status).toBe(200);
    }
    const added = (await notes())[0].amendments.map(({ text: words }: { text: string }) => words.split('Answer: ')[1]);
    expect(added.sort()).toEqual(queries.map(({ id: queryId }) => `of ${queryId}`).sort());
    expect(await workOf()).toMatchObject({ list: 'coding', openQueries: 0 });
  });

  test('is answered by physicians only, in the given form, with the current version', async () => {
    const [choice, open] = [await raised(), await raised({ form: { kind: 'open' } })];
    expect((await answer(choice.id, { kind: 'option', option: 1 }, 1, coder)).status).toBe(403);
    expect((await answer(choice.id, { kind: 'option', option: 1 }, 1, manager)).status).toBe(403);
    for (const [query, body] of [
      [choice, { kind: 'option', option: 3 }],
      [choice, { kind: 'text', text: 'yes' }],
      [open, { kind: 'option', option: 1 }],
      [open, { kind: 'other', text: 'x' }],
    ] as const) {
      expect((await answer(query.id, body)).body.title).toBe('The answer does not fit the question');
    }
    expect((await answer(choice.id, { kind: 'option', option: 1 }, 2)).status).toBe(412);
    expect((await desk.get(`/v1/coding-work/${id}/queries/${choice.id}`, stranger)).status).toBe(404);
    expect((await desk.get('/v1/physician-queries', stranger)).body.count).toBe(0);
  });

  test('is refused for leading words, words about payment, or a quotation that is not in the record', async () => {
    const bad = {
      indicators: [
        { noteId, quote: 'Creatinine 9.9' },
        { noteId: noteId.replace(/.{4}$/, '0000'), quote: 'Fluids' },
      ],
      question: 'Does the payer pay for acute kidney injury?',
    };
    const refused = await raise(bad);
    expect([refused.status, refused.body.type]).toEqual([422, expect.stringMatching(/query-not-compliant$/)]);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      ...['/indicators/0/quote', '/indicators/1/noteId'],
      ...['/question', '/question', '/question'],
    ]);
    expect(await workOf()).toMatchObject({ version: 0, openQueries: 0 });
    const checked = await desk.send('/v1/physician-queries/wording-checks', {
      ...question(),
      question: 'Is it sepsis?',
    });
    expect(checked.body.faults).toMatchObject([{ pointer: '/question' }]);
    expect((await desk.send('/v1/physician-queries/wording-checks', question())).body).toEqual({ faults: [] });
  });
});
