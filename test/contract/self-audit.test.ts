import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, manager, stranger, type TestPrincipal } from '../support/api-event.ts';
import { november, openSelfAuditDesk, type SelfAuditDesk } from '../support/self-audit-desk.ts';

const auditor: TestPrincipal = { ...manager, subject: 'user-auditor', roles: 'auditor' };
const period = { kind: 'billing', from: '2026-11-01', to: '2026-11-30' };

let desk: SelfAuditDesk;
beforeEach(async () => {
  desk = await openSelfAuditDesk();
});
afterEach(() => desk.store.stop());

const settings = async (change: object) => {
  const { body } = await desk.get('/v1/self-audit-settings');
  const sent = { method: 'PUT', version: body.version };
  return desk.send('/v1/self-audit-settings', { ...body, ...change }, sent);
};
const trailOf = async (id: string) => {
  const partition = auditPartition('first-office' as TenantId, id);
  return (await desk.store.table.queryAll({ partition })).map(({ action, subject }) => `${action} ${subject}`).sort();
};
/** Ten visits of one provider at level 4, and ten of another provider at level 3. */
const unlikeVisits = async () => {
  const ids: string[] = [];
  for (let day = 1; day <= 10; day += 1) {
    ids.push(await desk.billed({ procedure: 'X9004', serviceOn: november(day) }));
    await desk.billed({ serviceOn: november(day) }, { renderingProviderId: desk.peerId });
  }
  return ids;
};

describe('a self-audit of billing', () => {
  test('shows flags with figures, peers, threshold and encounters, to managers and auditors alone', async () => {
    await settings({ leastEncounters: 10 });
    const ids = await unlikeVisits();
    const audit = await desk.audit(period);
    expect(audit).toMatchObject({ state: 'done', read: 20, counted: 20, found: 1, months: 2, monthsRead: 2 });
    expect(audit.notJudged).toContainEqual({ rule: 'units-over-mue', missing: 'mue-practitioner' });
    const path = `/v1/self-audits/${audit.id}/flags`;
    const flags = (await desk.get(path, auditor)).body.items;
    expect(flags).toMatchObject([
      {
        ...{ number: 1, rule: 'visit-levels', providerId: desk.office.renderingProviderId },
        ...{ own: { count: 10, of: 10 }, peers: { providers: 1, count: 0, of: 10 }, reasons: ['above-peers'] },
        ...{ threshold: { name: 'pointsAbove', value: 15 }, encounters: 10, flagged: 10 },
        why: expect.stringContaining('10 of 10; 1 other of the taxonomy: 0 of 10 (pointsAbove 15)'),
        encounterIds: [...ids].sort(),
      },
    ]);
    expect((await desk.get(`${path}?rule=impossible-days`)).body.items).toEqual([]);
    expect((await desk.get(`${path}?providerId=${desk.peerId}`)).body.items).toEqual([]);
    expect(await trailOf(audit.id)).toEqual([
      'self-audit-ended run-self-audit',
      'self-audit-flags-read user-auditor',
      'self-audit-requested user-manager',
    ]);
    for (const roles of ['coder', 'biller', 'physician', 'api-client', 'operator']) {
      for (const each of [path, `/v1/self-audits/${audit.id}`, '/v1/self-audits']) {
        expect((await desk.get(each, { ...manager, roles })).status).toBe(403);
      }
      expect((await desk.send('/v1/self-audits', period, { principal: { ...manager, roles } })).status).toBe(403);
    }
    expect((await desk.get(`/v1/self-audits/${audit.id}`, stranger)).status).toBe(404);
    expect((await desk.get(path, stranger)).status).toBe(404);
  });

  test('uses the thresholds of the day of the request: thirty encounters until the office sets fewer', async () => {
    await unlikeVisits();
    expect(await desk.audit(period)).toMatchObject({ state: 'done', found: 0 });
    await settings({ leastEncounters: 10 });
    const asked = await desk.send('/v1/self-audits', period);
    await settings({ pointsAbove: 100 });
    await desk.workOff();
    expect((await desk.get(`/v1/self-audits/${asked.body.id}`)).body.found).toBe(1);
    expect((await desk.audit(period)).found).toBe(0);
  });

  test.each([
    ['an end before the beginning', { ...period, to: '2026-10-31' }, '/to'],
    ['more than a year', { ...period, from: '2025-11-29' }, '/to'],
    ['a day that does not exist', { ...period, from: '2026-02-30' }, '/from'],
    ['a year for billing', { kind: 'billing', year: 2026 }, '/from'],
  ])('is not started with %s', async (_what, body, pointer) => {
    const { status, body: problem } = await desk.send('/v1/self-audits', body);
    expect(status).toBe(400);
    expect(problem.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test('compares with a table of the specialty that the office loads', async () => {
    await settings({ leastEncounters: 10 });
    const row = { taxonomyCode: '207Q00000X', category: 'office-established' };
    const rows = [
      { ...row, level: 3, visits: 700 },
      { ...row, level: 4, visits: 300 },
    ];
    const path = '/v1/specialty-levels';
    expect((await desk.get(path)).body).toEqual({ version: 0, rows: [] });
    const put = { method: 'PUT', version: 0 };
    expect((await desk.send(path, { source: 'made up', rows: [...rows, rows[0]] }, put)).status).toBe(400);
    expect((await desk.send(path, { source: 'made up', rows }, put)).body).toMatchObject({ version: 1 });
    expect((await desk.send(path, { source: 'made up', rows }, put)).status).toBe(412);
    expect((await desk.send(path, { rows }, { ...put, version: 1, principal: auditor })).status).toBe(403);
    for (let day = 1; day <= 10; day += 1) await desk.billed({ procedure: 'X9004', serviceOn: november(day) });
    const audit = await desk.audit(period);
    expect((await desk.get(`/v1/self-audits/${audit.id}/flags`)).body.items).toMatchObject([
      { reasons: ['above-specialty'], specialty: { count: 300, of: 1000, source: 'made up' } },
    ]);
  });
});

describe('a case', () => {
  /** The same visit of a patient in two encounters. */
  const withCase = async () => {
    const twice = [await desk.billed({ serviceOn: november(20) }), await desk.billed({ serviceOn: november(20) })];
    const audit = await desk.audit(period);
    const opened = await desk.send(`/v1/self-audits/${audit.id}/flags/1/case`, undefined, { principal: auditor });
    return { twice, audit, opened, path: `/v1/audit-cases/${opened.body.id}` };
  };
  const act = (path: string, version: number, action: object, principal = auditor) =>
    desk.send(`${path}/actions`, action, { version, principal });

  test('is opened once from a flag, shown with it, and found again by a later check of the same period', async () => {
    const { twice, audit, opened, path } = await withCase();
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      ...{ version: 1, state: 'open', openedBy: 'user-auditor', selfAuditId: audit.id },
      flag: { rule: 'same-day-duplicates', subject: 'X9003', own: { count: 1, of: 2 }, encounterIds: twice.sort() },
    });
    const again = await desk.send(`/v1/self-audits/${audit.id}/flags/1/case`);
    expect([again.status, again.body.id]).toEqual([200, opened.body.id]);
    const later = await desk.audit(period);
    expect((await desk.get(`/v1/self-audits/${later.id}/flags`)).body.items).toMatchObject([
      { caseId: opened.body.id, caseState: 'open' },
    ]);
    expect((await desk.get('/v1/audit-cases?state=open')).body.items).toEqual([opened.body]);
    expect((await desk.get('/v1/audit-cases?state=dismissed')).body.items).toEqual([]);
    expect((await desk.get(path)).body).toEqual(opened.body);
    expect(await trailOf(opened.body.id)).toEqual(['audit-case-opened user-auditor', 'audit-case-read user-manager']);
    expect((await desk.send(`/v1/self-audits/${audit.id}/flags/2/case`)).status).toBe(404);
  });

  test('takes notes and evidence, ends with a decision, and is opened again', async () => {
    const { twice, path } = await withCase();
    const note = { kind: 'progress-note', text: 'Seen once' };
    const documentation = `/v1/encounters/${twice[0]}/documentation`;
    const written = await desk.api.call('POST', documentation, note, {
      principal: { ...manager, roles: 'physician' },
      headers: { 'Idempotency-Key': 'note' },
    });
    const noteId = written.body.id;
    expect((await act(path, 1, { do: 'review' })).body).toMatchObject({ state: 'under-review', version: 2 });
    expect((await act(path, 1, { do: 'note', text: 'stale' })).status).toBe(412);
    const missing = await act(path, 2, { do: 'add-evidence', encounterId: twice[1], noteId });
    expect([missing.status, missing.body.type]).toEqual([422, expect.stringMatching(/evidence-missing$/)]);
    expect((await act(path, 2, { do: 'add-evidence', encounterId: twice[0] })).status).toBe(400);
    expect((await act(path, 2, { do: 'add-evidence', encounterId: twice[0], noteId })).body.evidence).toMatchObject([
      { kind: 'note', noteId, by: 'user-auditor' },
    ]);
    const confirm = { do: 'confirm', reason: 'entered twice', measures: ['claims-corrected'] };
    const confirmed = await act(path, 3, confirm, manager);
    expect(confirmed.body).toMatchObject({
      ...{ state: 'confirmed', version: 4 },
      // November 23 and 60 days.
      decisions: [{ outcome: 'confirmed', by: 'user-manager', measures: ['claims-corrected'], returnBy: '2027-01-22' }],
    });
    const over = await act(path, 4, { do: 'dismiss', reason: 'no' });
    expect([over.status, over.body.type]).toEqual([409, expect.stringMatching(/audit-case-ended$/)]);
    expect((await act(path, 4, { do: 'reopen', reason: 'the payer asked' })).body.state).toBe('open');
    for (const roles of ['coder', 'biller', 'physician', 'auditor']) {
      expect((await act(path, 5, { do: 'review' }, { ...manager, subject: 'user-other', roles })).status).toBe(404);
    }
    expect((await act(path, 5, { do: 'review' }, { ...manager, roles: 'api-client' })).status).toBe(403);
    expect((await act(path, 5, { do: 'review' }, stranger)).status).toBe(404);
    expect(JSON.stringify(desk.edge.logLines)).not.toMatch(/twice|CANARY|Canary/);
  });
});

describe('the thresholds', () => {
  test('are set by managers, version by version, within limits', async () => {
    const { body } = await desk.get('/v1/self-audit-settings', auditor);
    expect(body).toMatchObject({ version: 0, leastEncounters: 30, dayMinutes: 960 });
    expect((await desk.get('/v1/self-audit-settings', coder)).status).toBe(403);
    for (const [field, value] of [
      ['leastEncounters', 9],
      ['dayMinutes', 1441],
      ['pointsAbove', 1.5],
    ] as const) {
      expect((await settings({ [field]: value })).body.errors).toMatchObject([{ pointer: `/${field}` }]);
    }
    const typicalMinutes = [{ procedure: 'X9200', minutes: 15 }];
    expect((await settings({ typicalMinutes })).body).toMatchObject({ version: 1, typicalMinutes });
    const stale = await desk.send('/v1/self-audit-settings', body, { method: 'PUT', version: 0 });
    expect(stale.status).toBe(412);
  });
});
