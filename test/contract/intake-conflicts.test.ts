import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manager } from '../support/api-event.ts';
import { intakeDesk } from '../support/intake-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof intakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await intakeDesk(store);
});
afterEach(() => store.stop());

const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 12_500 };
const visit = (more: object = {}) =>
  JSON.stringify({ externalId: 'V1', patientExternalId: 'MRN1', diagnoses: ['J20.9'], lines: [line], ...more });
const changed = visit({ lines: [{ ...line, units: 2, chargeCents: 25_000 }] });
const send = (text: string) => desk.send(text, { format: 'json-lines' });
const act = async (intakeId: string, what: string, body: object) => {
  const answer = await desk.call('POST', `/v1/intakes/${intakeId}/failures/1/${what}`, body);
  await desk.workOff();
  return answer;
};
const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;
const change = (method: string, path: string, version: number, body?: object) =>
  desk.practice.call(method, path, body, {
    principal: { ...manager, roles: 'coder' },
    headers: { 'If-Match': `"${version}"`, 'Idempotency-Key': `${path}-${version}`.replaceAll('/', '.').slice(-90) },
  });

describe('an encounter that is sent again', () => {
  it('is known when the file has the same content, whatever a coder has changed since', async () => {
    await send(visit());
    const { id, version, state: _state, createdAt: _at, ...body } = await desk.encounter('V1');
    const coded = { ...body, lines: [{ ...body.lines[0], modifiers: ['25'] }] };
    expect((await change('PUT', `/v1/encounters/${id}`, version, coded)).status).toBe(200);
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(visit())).reverse()));
    expect(await send(`${reordered}\n`)).toMatchObject({ known: 1, open: 0 });
    // If a file leaves a value out, the encounter keeps it. If a file states what the coder entered, nothing differs.
    expect(await send(visit({ lines: [{ ...line, modifiers: ['25'] }] }))).toMatchObject({ known: 1, open: 0 });
  });

  it('waits with the names of the fields that differ, without values, when the file differs', async () => {
    await send(visit());
    const { id } = await desk.encounter('V1');
    const intake = await send(changed);
    expect(intake).toMatchObject({ taken: 0, known: 0, open: 1 });
    expect(await desk.failures(intake.id)).toMatchObject([
      {
        conflict: { encounterId: id, version: 1, state: 'draft', canBeTaken: true },
        errors: [
          { pointer: '/lines/0/units', detail: 'the encounter here says otherwise' },
          { pointer: '/lines/0/chargeCents', detail: 'the encounter here says otherwise' },
        ],
      },
    ]);
    expect(await desk.encounter('V1')).toMatchObject({ version: 1, lines: [{ units: '1' }] });
  });

  it('is accepted as a correction of the draft: what was added here stays', async () => {
    await send(visit());
    const before = await desk.encounter('V1');
    const { id, version, state: _state, createdAt: _at, ...body } = before;
    const coded = { ...body, priorAuthorizationNumber: 'PA-1', lines: [{ ...body.lines[0], modifiers: ['25'] }] };
    await change('PUT', `/v1/encounters/${id}`, version, coded);
    const note = { kind: 'visit', text: 'SYNTHETIC NOTE' };
    const intake = await send(visit({ ...JSON.parse(changed), documentation: [note] }));
    expect((await act(intake.id, 'take', { reason: 'the units were wrong' })).status).toBe(202);
    expect(await desk.encounter('V1')).toMatchObject({
      ...{ id, version: 3, state: { kind: 'draft' }, priorAuthorizationNumber: 'PA-1', createdAt: before.createdAt },
      lines: [{ units: '2', chargeCents: 25_000, modifiers: ['25'] }],
    });
    const notes = (await desk.practice.call('GET', `/v1/encounters/${id}/documentation`)).body.items;
    expect(notes).toMatchObject([{ text: 'SYNTHETIC NOTE', by: manager.subject }]);
    expect((await desk.failures(intake.id))[0]).toMatchObject({ state: 'taken', encounterId: id });
    expect((await desk.call('GET', `/v1/intakes/${intake.id}`)).body).toMatchObject({ taken: 1, open: 0 });
    const trail = (await store.items()).filter(({ action }) => action === 'encounter-replaced');
    expect(trail.at(-1)).toMatchObject({
      subject: manager.subject,
      facts: { intakeId: intake.id, record: 1, version: 3 },
    });
    // Both files are known from now on.
    expect(await send(visit({ ...JSON.parse(changed), documentation: [note] }))).toMatchObject({ known: 1 });
    expect(await send(`${visit()}\n`)).toMatchObject({ known: 1 });
  });

  it('is accepted as a correction of the final encounter: its claims are cancelled, and the charges reversed', async () => {
    await send(visit({ renderingProviderNpi: '1003000126', selfPay: true }));
    const { id } = await desk.encounter('V1');
    const final = await change('POST', `/v1/encounters/${id}/finalize`, 1);
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    const intake = await send(visit({ lines: [{ ...line, units: 2, chargeCents: 25_000 }] }));
    expect((await desk.failures(intake.id))[0].conflict).toMatchObject({ state: 'final', version: 2 });
    await act(intake.id, 'take', { reason: 'sent again by the practice' });
    expect(await desk.encounter('V1')).toMatchObject({
      version: 3,
      state: { kind: 'draft', reopened: { reason: 'sent again by the practice' } },
      lines: [{ units: '2', chargeCents: 25_000 }],
    });
    const of = async (type: string) => (await store.items()).filter((item) => item.type === type);
    // The charges, and their reversal.
    expect(await of('entry')).toHaveLength(2);
    expect(await of('balance')).toMatchObject([{ patientCents: 0, state: { kind: 'cancelled' } }]);
    const again = await change('POST', `/v1/encounters/${id}/finalize`, 3);
    expect(again.status, JSON.stringify(again.body)).toBe(200);
    const balances = (await of('balance')).map(({ patientCents }) => patientCents);
    expect(balances.sort()).toEqual([0, 25_000]);
  });

  it('is dismissed, and then not reported again', async () => {
    await send(visit());
    const intake = await send(changed);
    expect((await act(intake.id, 'dismiss', { reason: 'an error of the practice system' })).status).toBe(200);
    expect(await send(`${changed}\n`)).toMatchObject({ known: 1, open: 0 });
    expect(await desk.encounter('V1')).toMatchObject({ version: 1, lines: [{ units: '1' }] });
    expect(await send(visit({ placeOfService: '22' }))).toMatchObject({ open: 1 });
  });

  it('is not accepted after the encounter was changed here: what differs is reported again', async () => {
    await send(visit());
    const { id, state: _state, version: _version, createdAt: _at, ...body } = await desk.encounter('V1');
    const intake = await send(changed);
    await change('PUT', `/v1/encounters/${id}`, 1, { ...body, lines: [{ ...body.lines[0], units: '2' }] });
    await act(intake.id, 'take', { reason: 'x' });
    expect(await desk.encounter('V1')).toMatchObject({ version: 2, lines: [{ chargeCents: 12_500 }] });
    const [waiting] = await desk.failures(intake.id);
    expect(waiting).toMatchObject({ state: 'open', conflict: { version: 2 } });
    expect(waiting.errors).toMatchObject([{ pointer: '/lines/0/chargeCents' }]);
    await act(intake.id, 'take', { reason: 'x' });
    expect(await desk.encounter('V1')).toMatchObject({ version: 3, lines: [{ chargeCents: 25_000 }] });
  });

  it('of another patient is not accepted; once the encounter here is void, it is accepted as a new one', async () => {
    await send(visit());
    const { id } = await desk.encounter('V1');
    await desk.enterPatient('MRN2');
    const intake = await send(visit({ patientExternalId: 'MRN2' }));
    expect(await desk.failures(intake.id)).toMatchObject([
      { conflict: { canBeTaken: false }, errors: [{ pointer: '/patientId' }] },
    ]);
    expect(kindOf(await act(intake.id, 'take', { reason: 'x' }))).toBe('409 intake-failure-not-takeable');
    expect((await change('POST', `/v1/encounters/${id}/void`, 1, { reason: 'wrong patient' })).status).toBe(200);
    await desk.call('POST', `/v1/intakes/${intake.id}/retry`);
    await desk.workOff();
    expect((await desk.failures(intake.id))[0].state).toBe('taken');
    expect((await desk.encounter('V1')).id).not.toBe(id);
  });

  it('is compared with one that a person entered', async () => {
    const { patientId, office } = desk;
    const body = {
      ...{ externalId: 'V1', kind: 'professional', patientId, billingProviderId: office.billingProviderId },
      ...{ placeOfService: '11', diagnoses: ['J209'], lines: [line] },
    };
    expect((await desk.practice.call('POST', '/v1/encounters', body)).status).toBe(201);
    expect(await send(visit())).toMatchObject({ known: 1, open: 0 });
    expect(await send(changed)).toMatchObject({ known: 0, open: 1 });
  });

  it('is accepted once, when two requests ask for it', async () => {
    await send(visit());
    const intake = await send(changed);
    const path = `/v1/intakes/${intake.id}/failures/1/take`;
    for (const reason of ['one', 'two']) await desk.call('POST', path, { reason });
    await desk.workOff();
    expect((await desk.encounter('V1')).version).toBe(2);
    expect((await desk.call('GET', `/v1/intakes/${intake.id}`)).body).toMatchObject({ taken: 1, open: 0 });
    const asClient = { principal: { ...manager, roles: 'api-client' } };
    expect((await desk.call('POST', path, { reason: 'x' }, asClient)).status).toBe(403);
  });

  it('is not made twice after it was merged into another encounter, until that one is void', async () => {
    const second = visit({ externalId: 'V2', lines: [{ ...line, serviceOn: '2026-11-21' }] });
    await send(`${visit()}\n${second}`);
    const [into, part] = [await desk.encounter('V1'), await desk.encounter('V2')];
    const merged = await change('POST', `/v1/encounters/${into.id}/merge`, 1, { encounterIds: [part.id] });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(await send(`${second}\n`)).toMatchObject({ known: 1, taken: 0, open: 0 });
    const other = await send(visit({ externalId: 'V2', lines: [line] }));
    expect((await desk.failures(other.id))[0].errors).toMatchObject([
      { pointer: '/externalId', detail: expect.stringContaining('merged into another one') },
    ]);
    expect((await change('POST', `/v1/encounters/${into.id}/void`, 2, { reason: 'x' })).status).toBe(200);
    expect(await send(`${second}\n\n`)).toMatchObject({ known: 0, taken: 1, open: 0 });
    expect(await desk.encounter('V2')).toMatchObject({ version: 1, state: { kind: 'draft' } });
  });
});
