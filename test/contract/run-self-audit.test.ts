import { afterEach, describe, expect, test } from 'vitest';
import { coder, manager } from '../support/api-event.ts';
import { patientBody } from '../support/office.ts';
import type { RowsRelease } from '../support/references-of-rows.ts';
import { november, openSelfAuditDesk, type SelfAuditDesk } from '../support/self-audit-desk.ts';

let desk: SelfAuditDesk;
afterEach(() => desk.store.stop());

const period = { kind: 'billing', from: '2026-11-01', to: '2026-11-30' };
const asCoder = (key: string, version: number) => ({
  principal: { ...manager, roles: 'coder' },
  headers: { 'If-Match': `"${version}"`, 'Idempotency-Key': key },
});
const flagsOf = async (audit: { readonly id: string }) =>
  (await desk.get(`/v1/self-audits/${audit.id}/flags`)).body.items;

describe('the work of a self-audit', () => {
  test('counts final encounters with services in the period, and no drafts, void or other ones', async () => {
    desk = await openSelfAuditDesk();
    await desk.billed({ serviceOn: november(20) });
    await desk.billed({ serviceOn: '2026-10-31' });
    const draft = await desk.billed({ serviceOn: november(19) });
    const reopened = await desk.api.call(
      'POST',
      `/v1/encounters/${draft}/correct`,
      { reason: 'wrong day' },
      asCoder('correct', 2),
    );
    expect(reopened.status, JSON.stringify(reopened.body)).toBe(200);
    expect(await desk.audit(period)).toMatchObject({ state: 'done', read: 3, counted: 1, found: 0 });
  });

  test('continues where time ran out, and counts each encounter once', async () => {
    desk = await openSelfAuditDesk();
    for (let day = 1; day <= 5; day += 1) await desk.billed({ serviceOn: november(day) });
    const asked = await desk.send('/v1/self-audits', { ...period, from: '2026-06-01' });
    let asks = 0;
    // Time runs out each third time that the worker asks for it: there are seven months of entry to read, and then the
    // judging.
    const worked = await desk.workOff(() => {
      asks += 1;
      return asks % 3 === 0 ? 0 : 900_000;
    });
    expect(worked).toBeGreaterThan(3);
    const audit = (await desk.get(`/v1/self-audits/${asked.body.id}`)).body;
    expect(audit).toMatchObject({ state: 'done', read: 5, counted: 5, months: 7, monthsRead: 7 });
    const slices = (await desk.store.items()).filter(({ type }) => type === 'self-audit-slice');
    expect(slices).toHaveLength(1);
    expect(slices[0]?.expiresAt).toBe(Date.parse('2026-11-30T14:05:06.000Z') / 1000);
  });

  test('ends the same, whichever write is interrupted, before or after it is made', async () => {
    desk = await openSelfAuditDesk();
    for (let day = 1; day <= 2; day += 1) {
      for (let time = 0; time < 2; time += 1) await desk.billed({ serviceOn: november(day) });
    }
    const whole = await desk.audit(period);
    const flags = await flagsOf(whole);
    expect(flags).toMatchObject([{ rule: 'same-day-duplicates', own: { count: 2, of: 4 } }]);
    const { table } = desk.edge;
    let broken = 0;
    for (let at = 1; broken === at - 1; at += 1) {
      for (const isMade of [false, true]) {
        const asked = await desk.send('/v1/self-audits', period);
        let writes = 0;
        const breaking: typeof table = {
          ...table,
          transact: async (items) => {
            writes += 1;
            if (writes !== at) return table.transact(items);
            broken = at;
            if (isMade) await table.transact(items);
            throw new Error('the connection broke');
          },
        };
        await desk.workOff(undefined, 1, breaking);
        const audit = (await desk.get(`/v1/self-audits/${asked.body.id}`)).body;
        expect({ ...audit, id: whole.id }).toEqual(whole);
        expect(await flagsOf(audit)).toEqual(flags);
      }
    }
    // A step for each of two months, one for the flags, and one for the end.
    expect(broken).toBe(4);
  });

  test('overwrites nothing when another worker has ended it first', async () => {
    desk = await openSelfAuditDesk();
    for (let time = 0; time < 2; time += 1) await desk.billed({ serviceOn: november(1) });
    const asked = await desk.send('/v1/self-audits', period);
    const { table } = desk.edge;
    let late = 0;
    const slow: typeof table = {
      ...table,
      transact: async (items) => {
        if (items.some((item) => 'put' in item && item.put.type === 'self-audit-flag')) {
          late += 1;
          const audit = (await desk.store.items()).find(({ id }) => id === asked.body.id);
          if (audit !== undefined) await table.transact([{ update: audit, set: { state: 'done' } }]);
        }
        return table.transact(items);
      },
    };
    await desk.workOff(undefined, 1, slow);
    expect(late).toBe(1);
    expect((await desk.store.items()).filter(({ type }) => type === 'self-audit-flag')).toEqual([]);
  });

  test('is given up after repeated interruptions, and can be requested again', async () => {
    desk = await openSelfAuditDesk();
    const asked = await desk.send('/v1/self-audits', period);
    await desk.workOff(undefined, 5);
    expect((await desk.get(`/v1/self-audits/${asked.body.id}`)).body).toMatchObject({
      state: 'refused',
      refusal: { code: 'broke-off', detail: expect.stringContaining('once more') },
    });
    const open = await desk.send(`/v1/self-audits/${asked.body.id}/flags/1/case`);
    expect([open.status, open.body.type]).toEqual([409, expect.stringMatching(/self-audit-unended$/)]);
    expect((await desk.audit(period)).state).toBe('done');
  });

  test('cites the row of the table, and reads payers from claims and minutes from worksheets', async () => {
    const mue: RowsRelease = {
      set: 'mue-practitioner',
      release: '2026Q4',
      effectiveFrom: '2026-10-01',
      rows: [{ code: 'X9003', units: 1, adjudication: 2, rationale: 'code descriptor' }],
    };
    desk = await openSelfAuditDesk([mue]);
    const settings = (await desk.get('/v1/self-audit-settings')).body;
    const lower = { ...settings, dayMinutes: 60 };
    await desk.send('/v1/self-audit-settings', lower, { method: 'PUT', version: 0 });
    const id = await desk.billed({ units: 2, serviceOn: november(20) });
    const worksheet = { serviceOn: november(20), category: 'office-established', minutes: 61 };
    const kept = await desk.api.call('POST', `/v1/encounters/${id}/evaluations`, worksheet, asCoder('sheet', 2));
    expect(kept.status, JSON.stringify(kept.body)).toBe(201);
    // That the provider has left is entered late.
    const { payerId, renderingProviderId } = desk.office;
    const known = (await desk.api.call('GET', `/v1/providers/${renderingProviderId}`)).body;
    const enrollments = [{ payerId, from: '2026-01-01', to: november(15) }];
    const replaced = { ...known, enrollments, activeTo: november(18) };
    await desk.api.call('PUT', `/v1/providers/${renderingProviderId}`, replaced, { headers: { 'If-Match': '"1"' } });
    const flags = await flagsOf(await desk.audit(period));
    expect(flags.map(({ rule, subject }: Record<string, string>) => `${rule} ${subject}`)).toEqual([
      'units-over-mue X9003',
      'impossible-days 2026-11-20',
      'inactive-providers after-active',
      'inactive-providers not-enrolled',
    ]);
    expect(flags[0]).toMatchObject({
      own: { count: 1, of: 1 },
      encounterIds: [id],
      citation: { set: 'mue-practitioner', release: '2026Q4', row: 'line 1' },
    });
    expect(flags[1]).toMatchObject({ own: { count: 61, of: 1440 }, parts: [{ name: 'documented', count: 61 }] });
  });
});

describe('condition gaps', () => {
  const hcc: RowsRelease = {
    set: 'hcc',
    release: 'PY2027',
    effectiveFrom: '2026-01-01',
    rows: [{ diagnosis: 'I10', model: 'CMS-HCC V28', category: '999' }],
  };
  const gaps = { kind: 'condition-gaps', year: 2026 };
  const list = async (query = 'year=2026', principal = coder) =>
    (await desk.get(`/v1/condition-gaps?${query}`, principal)).body.items;
  const lastYear = () => desk.billed({ serviceOn: '2025-11-25' }, { diagnoses: ['J209', 'I10'], selfPay: true });
  const decide = (gap: { readonly id: string }, version: number, body: object, principal = coder) =>
    desk.send(`/v1/condition-gaps/${gap.id}/decisions`, body, { version, principal });

  test('list what an earlier year coded and this one does not, by patient and provider', async () => {
    desk = await openSelfAuditDesk([hcc]);
    const before = await lastYear();
    await desk.billed({ serviceOn: november(20) }, { diagnoses: ['J209'] });
    const audit = await desk.audit(gaps);
    expect(audit).toMatchObject({ state: 'done', kind: 'condition-gaps', from: '2024-01-01', counted: 2, found: 1 });
    const { patientId, renderingProviderId } = desk.office;
    const items = await list();
    expect(items).toMatchObject([
      {
        ...{ patientId, year: 2026, model: 'CMS-HCC V28', category: '999', diagnoses: ['I10'], state: 'open' },
        ...{ encounterIds: [before], providerIds: [renderingProviderId], lastOn: '2025-11-25' },
      },
    ]);
    expect(await list(`year=2026&patientId=${patientId}&providerId=${renderingProviderId}&state=open`)).toEqual(items);
    expect(await list(`year=2026&providerId=${desk.peerId}`)).toEqual([]);
    expect(await list('year=2025')).toEqual([]);
    expect((await desk.get('/v1/condition-gaps?year=2026', { ...manager, roles: 'biller' })).status).toBe(403);
    const reads = (await desk.store.items()).filter(({ action }) => action === 'condition-gaps-read');
    expect(reads[0]).toMatchObject({ subject: 'user-coder', facts: { items: 1, patientIds: patientId } });
  });

  test('are linked only to a final encounter of the patient and year that codes the condition', async () => {
    desk = await openSelfAuditDesk([hcc]);
    const before = await lastYear();
    await desk.audit(gaps);
    const [gap] = await list();
    const without = await desk.billed({ serviceOn: november(20) }, { diagnoses: ['J209'] });
    const other = await desk.api.call('POST', '/v1/patients', { ...patientBody, birthDate: '1970-01-31' });
    const others = await desk.billed(
      { serviceOn: november(20) },
      { diagnoses: ['I10'], patientId: other.body.id, selfPay: true },
    );
    for (const encounterId of [without, others, before]) {
      const refused = await decide(gap, 1, { do: 'link', encounterId });
      expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/condition-not-coded$/)]);
    }
    const encounterId = await desk.billed({ serviceOn: november(21) }, { diagnoses: ['I10'] });
    const linked = await decide(gap, 1, { do: 'link', encounterId });
    expect(linked.body).toMatchObject({ state: 'linked', version: 2, encounterId, decision: { by: 'user-coder' } });
    expect((await decide(gap, 1, { do: 'dismiss', reason: 'x' })).status).toBe(412);
    expect((await decide(gap, 2, { do: 'dismiss', reason: 'x' })).status).toBe(409);
    expect((await decide(gap, 2, { do: 'reopen', reason: 'x' }, { ...manager, roles: 'auditor' })).status).toBe(403);
    expect((await desk.get(`/v1/condition-gaps/${gap.id}`)).body).toEqual(linked.body);
  });

  test('keep people’s decisions when the office runs the check again, and close automatically when they are coded', async () => {
    desk = await openSelfAuditDesk([hcc]);
    await lastYear();
    await desk.audit(gaps);
    const [gap] = await list();
    expect((await decide(gap, 1, { do: 'dismiss', reason: 'resolved by surgery' })).status).toBe(200);
    expect(await desk.audit(gaps)).toMatchObject({ found: 1 });
    expect(await list()).toMatchObject([{ state: 'dismissed', version: 2 }]);
    await decide(gap, 2, { do: 'reopen', reason: 'it is back' });
    const encounterId = await desk.billed({ serviceOn: november(21) }, { diagnoses: ['I10'] });
    expect(await desk.audit(gaps)).toMatchObject({ found: 0 });
    expect(await list()).toMatchObject([{ state: 'coded', version: 4, encounterId }]);
    expect(JSON.stringify(desk.edge.logLines)).not.toMatch(/I10|pat_/);
    const keys = (await desk.store.items()).map(({ pk, sk, g1pk, g1sk }) => `${pk} ${sk} ${g1pk} ${g1sk}`);
    // Only whole words count: random ids and digests may contain any three letters.
    expect(keys.join('\n')).not.toMatch(/\b(?:I10|V28)\b|Canary/);
  });

  test('are open again when what ended them is corrected, and show the current evidence', async () => {
    desk = await openSelfAuditDesk([hcc]);
    const correct = async (id: string) => {
      const { version } = (await desk.api.call('GET', `/v1/encounters/${id}`)).body;
      const sent = await desk.api.call('POST', `/v1/encounters/${id}/correct`, { reason: 'x' }, asCoder(id, version));
      expect(sent.status, JSON.stringify(sent.body)).toBe(200);
      return sent.body.version as number;
    };
    const before = await lastYear();
    const of2026 = await desk.billed({ serviceOn: november(20) }, { diagnoses: ['J209'] });
    await desk.audit(gaps);
    const [gap] = await list();
    const coding = await desk.billed({ serviceOn: november(21) }, { diagnoses: ['I10'] });
    await decide(gap, 1, { do: 'link', encounterId: coding });
    // The encounter to which a person linked the gap is opened for correction.
    const draft = await correct(coding);
    expect(await desk.audit(gaps)).toMatchObject({ found: 1 });
    const open = { state: 'open', decision: { by: 'run-self-audit', reason: expect.stringContaining('no longer') } };
    expect(await list()).toMatchObject([{ ...open, version: 3, lastOn: '2025-11-25' }]);
    expect((await list())[0]).not.toHaveProperty('encounterId');
    // Now the encounter of the year before is being corrected too, so the gap has no basis for the moment.
    const earlier = await correct(before);
    await desk.audit(gaps);
    expect(await list()).toMatchObject([{ state: 'dismissed', version: 4, decision: { by: 'run-self-audit' } }]);
    const final = await desk.api.call('POST', `/v1/encounters/${before}/finalize`, undefined, asCoder('f1', earlier));
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    await desk.audit(gaps);
    expect(await list()).toMatchObject([{ state: 'open', version: 5, encounterIds: [before] }]);
    const later = await desk.billed({ serviceOn: '2025-11-26' }, { diagnoses: ['I10'], selfPay: true });
    await desk.audit(gaps);
    expect(await list()).toMatchObject([
      { state: 'open', version: 6, encounterIds: [later, before], lastOn: '2025-11-26' },
    ]);
    await desk.audit(gaps);
    expect(await list()).toMatchObject([{ version: 6 }]);
    await desk.api.call('POST', `/v1/encounters/${coding}/finalize`, undefined, asCoder('f2', draft));
    await desk.audit(gaps);
    expect(await list()).toMatchObject([{ state: 'coded', version: 7, encounterId: coding }]);
    expect(of2026).not.toBe(coding);
  });

  test('need the condition categories', async () => {
    desk = await openSelfAuditDesk();
    expect(await desk.audit(gaps)).toMatchObject({
      state: 'refused',
      refusal: { code: 'hcc-not-loaded', detail: expect.stringContaining('hcc') },
    });
  });
});
