import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { inquiryChannelKey } from '../../shared/store/keys/inquiry.ts';
import { manager } from '../support/api-event.ts';
import { inquiryDesk, reviewAnswer } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
/** An office for all tests of a group, since setting one up takes longer than most tests. */
function openDesk(): void {
  beforeAll(async () => {
    store = await startTestTable();
    desk = await inquiryDesk(store);
  });
  afterAll(async () => {
    await desk.stop();
    await store.stop();
  });
}

const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;
const path = () => `/v1/patients/${desk.office.patientId}/authorizations`;
const bodyOf = (more: object = {}) => ({
  ...{ coverageId: desk.office.coverageId, billingProviderId: desk.office.billingProviderId },
  services: [{ procedures: ['X9003'], units: '3' }],
  ...{ from: '2026-11-01', to: '2026-12-31', diagnoses: ['J209'] },
  ...more,
});
const record = async (more: object = {}) => (await desk.call('POST', path(), bodyOf(more))).body;
const now = async (id: string) => (await desk.call('GET', `${path()}/${id}`)).body;

describe('a prior authorisation', () => {
  openDesk();

  it('is recorded with the patient, for an existing coverage and existing providers', async () => {
    const created = await record({ status: 'approved', number: 'AUTH0' });
    expect(created).toMatchObject({ version: 1, payerId: desk.office.payerId, services: [{ used: '0', left: '3' }] });
    expect(await now(created.id)).toEqual(created);
    const unknown = await desk.call('POST', path(), bodyOf({ coverageId: 'cov_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' }));
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([404, '/coverageId']);
    for (const wrong of [
      { status: 'approved' },
      { to: '2026-10-01' },
      { services: [] },
      { services: [{ procedures: ['X9003'], units: '0' }] },
    ]) {
      expect((await desk.call('POST', path(), bodyOf(wrong))).status).toBe(400);
    }
  });

  it('is used up by what final encounters bill under its number, once each, and restored when one is voided', async () => {
    const { id } = await record({ status: 'approved', number: 'AUTH1' });
    const services = async () => (await now(id)).services;
    const line = { procedure: 'X9003', diagnosisPointers: [1], units: 2, serviceOn: '2026-11-20', chargeCents: 100 };
    const change = { priorAuthorizationNumber: 'AUTH1', lines: [line] };
    const draft = await desk.practice.call('POST', '/v1/encounters', { ...(await visit()), ...change });
    expect(await services()).toMatchObject([{ used: '0', left: '3' }]);
    const finalised = async (version: string) =>
      desk.practice.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
        headers: { ...desk.newKey(), 'If-Match': version },
      });
    const final = await finalised(draft.headers.ETag ?? '');
    expect(final.status).toBe(200);
    await finalised(draft.headers.ETag ?? '');
    expect(await services()).toMatchObject([{ used: '2', left: '1', encounterIds: [draft.body.id] }]);

    const next = await desk.practice.call('POST', '/v1/encounters', { ...(await visit()), ...change });
    const found = await desk.practice.call('GET', `/v1/encounters/${next.body.id}/findings`);
    expect(found.body.findings).toContainEqual(
      expect.objectContaining({
        ...{ editId: 'authorization-short', severity: 'warning' },
        message: expect.stringMatching(/of the authorisation’s units, \d+ left, \d+ billed$/),
      }),
    );

    const voided = await desk.practice.call(
      'POST',
      `/v1/encounters/${draft.body.id}/void`,
      { reason: 'wrong patient' },
      {
        headers: { ...desk.newKey(), 'If-Match': final.headers.ETag ?? '' },
      },
    );
    expect(voided.status).toBe(200);
    expect(await services()).toMatchObject([{ used: '0', left: '3', encounterIds: [] }]);
    const then = await desk.practice.call('GET', `/v1/encounters/${next.body.id}/findings`);
    expect(JSON.stringify(then.body)).not.toContain('authorization-');
  });

  const visit = async () => {
    const { patientId, billingProviderId, renderingProviderId, facilityId } = desk.office;
    return { patientId, billingProviderId, renderingProviderId, facilityId, placeOfService: '11', diagnoses: ['J209'] };
  };

  it('is replaced only with its current version', async () => {
    const { id } = await record();
    const put = (version: number) =>
      desk.call('PUT', `${path()}/${id}`, bodyOf({ status: 'denied' }), { headers: { 'If-Match': `"${version}"` } });
    expect((await put(1)).body).toMatchObject({ version: 2, status: 'denied' });
    expect((await put(1)).status).toBe(412);
  });
});

describe('a payer’s prior authorisation that is requested', () => {
  openDesk();
  const ask = (id: string, version = 1) =>
    desk.call('POST', `${path()}/${id}/requests`, undefined, { headers: { 'If-Match': `"${version}"` } });
  const answer = (...segments: readonly string[]) => reviewAnswer(segments);

  it('needs a channel, and whole codes', async () => {
    const { id } = await record();
    expect(kindOf(await ask(id))).toBe('409 inquiry-channel-missing');
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    const range = await record({ services: [{ procedures: ['X9001-X9005'] }] });
    expect(kindOf(await ask(range.id))).toBe('422 authorization-not-askable');
    expect((await ask(id, 7)).status).toBe(412);
  });

  it('is requested with a 278, and the decision replaces what was requested', async () => {
    const services = [{ procedures: ['X9003'], units: '12' }, { procedures: ['X9001'] }];
    const { id } = await record({ services, placeOfService: '11', note: 'PAIN SINCE THE ACCIDENT' });
    const asked = await ask(id);
    expect([asked.status, asked.body.state]).toEqual([202, 'queued']);
    expect((await now(id)).status).toBe('requested');
    desk.edge.setNow('2026-11-23T13:00:00.000Z');
    await desk.workOff();
    const [, text = ''] = desk.written().find(([key]) => key.endsWith('.278')) ?? [];
    const trace = asked.body.id;
    expect(text.split('~').slice(3, -4)).toEqual([
      expect.stringMatching(/^BHT\*0007\*13\*iqf_/),
      'HL*1**20*1',
      'NM1*X3*2*Example Health*****PI*99999',
      'HL*2*1*21*1',
      'NM1*1P*2*Example Clinic*****XX*1234567893',
      'HL*3*2*22*1',
      'NM1*IL*1*Canaryname*Testa****MI*M000CANARY',
      'DMG*D8*19800131*F',
      'HL*4*3*EV*1',
      `TRN*1*${trace}*9123456789`,
      'UM*HS*I**11:B',
      'DTP*AAH*RD8*20261101-20261231',
      'HI*ABK:J209',
      'MSG*PAIN SINCE THE ACCIDENT',
      'HL*5*4*SS*0',
      `TRN*1*${trace}.0*9123456789`,
      'DTP*472*RD8*20261101-20261231',
      'SV1*HC:X9003**UN*12',
      'HL*6*4*SS*0',
      `TRN*1*${trace}.1*9123456789`,
      'DTP*472*RD8*20261101-20261231',
      'SV1*HC:X9001',
    ]);
    const event = ['HL*4*3*EV*1', `TRN*2*${trace}*9123456789`, 'UM*HS*I', 'HCR*A2*AUTH77*0V', 'DTP*036*D8*20261130'];
    const service = [
      'HL*5*4*SS*0',
      `TRN*2*${trace}.0*9123456789`,
      'HCR*A6*AUTH77*0V',
      'SV1*HC:X9003**UN*8',
      'MSG*EIGHT VISITS',
    ];
    expect(await desk.take(answer(...event, ...service))).toMatchObject({ answered: 1, unmatched: 0, findings: [] });
    expect(await now(id)).toMatchObject({
      ...{ status: 'partly-approved', number: 'AUTH77', from: '2026-11-01', to: '2026-11-30' },
      services: [{ procedures: ['X9003'], units: '8', left: '8' }, { procedures: ['X9001'] }],
      decision: { reasons: ['0V'], messages: ['EIGHT VISITS'], decidedOn: '2026-11-23' },
    });
    // Neither the same answer nor another one changes anything now.
    await desk.take(answer('HL*4*3*EV*0', `TRN*2*${trace}*9123456789`, 'HCR*A3'));
    expect((await now(id)).status).toBe('partly-approved');
  });

  it('has a file of its own: a 278 has room for one patient event (005010X217)', async () => {
    const before = new Set(desk.written().map(([key]) => key));
    const asked = [await ask((await record()).id), await ask((await record()).id)];
    desk.edge.setNow('2026-11-23T13:30:00.000Z');
    await desk.workOff();
    const texts = desk
      .written()
      .flatMap(([key, text]) => (key.includes('/inquiry/') && key.endsWith('.278') && !before.has(key) ? [text] : []));
    const traces = texts.map((text) => text.match(/HL\*4\*3\*EV\*1~TRN\*1\*(inq_[^*]+)/)?.[1]);
    expect(traces.toSorted()).toEqual(asked.map(({ body }) => body.id).toSorted());
    expect(texts.map((text) => text.split('*EV*').length - 1)).toEqual([1, 1]);
  });

  it('may be for a referral, and claims then state its number as such', async () => {
    const { id } = await record({ isReferral: true, services: [{ procedures: ['X9005'], units: '3' }] });
    expect(await now(id)).toMatchObject({ isReferral: true });
    const asked = await ask(id);
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 3_600_000).toISOString());
    await desk.workOff();
    const texts = desk.written().filter(([key]) => key.endsWith('.278'));
    expect(texts.at(-1)?.[1]).toContain('UM*SC*I~');
    await desk.take(answer('HL*4*3*EV*0', `TRN*2*${asked.body.id}*9123456789`, 'HCR*A1*REFER99'));
    const final = await desk.practice.call('POST', '/v1/encounters', {
      ...{ patientId: desk.office.patientId, billingProviderId: desk.office.billingProviderId },
      ...{ renderingProviderId: desk.office.renderingProviderId, placeOfService: '11', diagnoses: ['J209'] },
      lines: [{ procedure: 'X9005', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 100 }],
    });
    const headers = { ...desk.newKey(), 'If-Match': final.headers.ETag ?? '' };
    const done = await desk.practice.call('POST', `/v1/encounters/${final.body.id}/finalize`, undefined, { headers });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const [claimId] = done.body.state.claimIds;
    const [document] = await readFilingDocuments(store.table, manager.tenantId as TenantId, [{ claimId, number: 1 }]);
    expect(document?.claim).toMatchObject({ referralNumber: 'REFER99' });
    expect(document?.claim).not.toHaveProperty('priorAuthorizationNumber');
    expect((await now(id)).services).toMatchObject([{ used: '1', left: '2' }]);
  });

  it('of which the payer denies one service says which; claims for it do not name the number', async () => {
    const services = [
      { procedures: ['X9001'], units: '3' },
      { procedures: ['X9002'], units: '2' },
    ];
    const { id } = await record({ services });
    const asked = await ask(id);
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 3_600_000).toISOString());
    await desk.workOff();
    const service = (index: number, ...decision: readonly string[]) => [
      ...[`HL*${index + 5}*4*SS*0`, `TRN*2*${asked.body.id}.${index}*9123456789`, ...decision],
      `SV1*HC:X900${index + 1}`,
    ];
    const event = ['HL*4*3*EV*1', `TRN*2*${asked.body.id}*9123456789`];
    await desk.take(answer(...event, ...service(0, 'HCR*A1*PART77'), ...service(1, 'HCR*A3**0V')));
    const decided = await now(id);
    expect(decided).toMatchObject({
      ...{ status: 'partly-approved', number: 'PART77', decision: { reasons: ['0V'] } },
      services: [{ left: '3' }, { isDenied: true, left: '0' }],
    });
    expect(decided.services[0]).not.toHaveProperty('isDenied');
    const visit = async (procedure: string, more: object = {}) =>
      desk.practice.call('POST', '/v1/encounters', {
        ...{ patientId: desk.office.patientId, billingProviderId: desk.office.billingProviderId },
        ...{ renderingProviderId: desk.office.renderingProviderId, placeOfService: '11', diagnoses: ['J209'] },
        lines: [{ procedure, diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 100, ...more }],
      });
    const named = await visit('X9002', { priorAuthorizationNumber: 'PART77' });
    const { findings } = (await desk.practice.call('GET', `/v1/encounters/${named.body.id}/findings`)).body;
    expect(findings).toContainEqual(expect.objectContaining({ editId: 'authorization-not-approved' }));
    const final = await visit('X9002');
    const headers = { ...desk.newKey(), 'If-Match': final.headers.ETag ?? '' };
    const done = await desk.practice.call('POST', `/v1/encounters/${final.body.id}/finalize`, undefined, { headers });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const [claimId] = done.body.state.claimIds;
    const [document] = await readFilingDocuments(store.table, manager.tenantId as TenantId, [{ claimId, number: 1 }]);
    expect(document?.claim).not.toHaveProperty('priorAuthorizationNumber');
    // The payer changes its mind by telephone: the record as GET shows it, without the mark, is sent back.
    const { version, services: shown, id: _id, patientId: _p, payerId: _q, decision: _d, ...rest } = decided;
    const body = {
      ...rest,
      status: 'approved',
      services: shown.map(({ isDenied: _, ...each }: object & { isDenied?: true }) => each),
    };
    expect((await desk.call('PUT', `${path()}/${id}`, body, { headers: { 'If-Match': `"${version}"` } })).status).toBe(
      200,
    );
    expect((await now(id)).services).toMatchObject([{ left: '3' }, { used: '1', left: '1' }]);
  });

  it('gets the payer’s later decision, once it had postponed it', async () => {
    const { id } = await record();
    const asked = await ask(id);
    desk.edge.setNow('2026-11-23T14:00:00.000Z');
    await desk.workOff();
    const event = ['HL*4*3*EV*0', `TRN*2*${asked.body.id}*9123456789`];
    await desk.take(answer(...event, 'HCR*A4'));
    expect((await now(id)).status).toBe('pended');
    // A repeated answer changes nothing, but a decision after it does.
    expect(await desk.take(`${answer(...event, 'HCR*A4')}\n`)).toMatchObject({ answered: 0, unmatched: 1 });
    expect(await desk.take(answer(...event, 'HCR*A1*AUTH88'))).toMatchObject({ answered: 1, unmatched: 0 });
    expect(await now(id)).toMatchObject({ status: 'approved', number: 'AUTH88' });
    await desk.take(answer(...event, 'HCR*A3'));
    expect((await now(id)).status).toBe('approved');
  });

  it('keeps what a person has decided since', async () => {
    const { id } = await record();
    const asked = await ask(id);
    desk.edge.setNow('2026-11-23T14:00:00.000Z');
    await desk.workOff();
    const typed = bodyOf({ status: 'approved', number: 'BYPHONE' });
    expect((await desk.call('PUT', `${path()}/${id}`, typed, { headers: { 'If-Match': '"2"' } })).status).toBe(200);
    await desk.take(answer('HL*4*3*EV*0', `TRN*2*${asked.body.id}*9123456789`, 'HCR*A3'));
    expect(await now(id)).toMatchObject({ status: 'approved', number: 'BYPHONE' });
  });

  it('shows why the payer rejects the request itself', async () => {
    const { id } = await record();
    const asked = await ask(id);
    desk.edge.setNow('2026-11-23T15:00:00.000Z');
    await desk.workOff();
    await desk.take(answer('HL*4*3*EV*0', `TRN*2*${asked.body.id}*9123456789`, 'AAA*N**57*C'));
    expect(await now(id)).toMatchObject({
      status: 'refused',
      decision: { reasons: ['57'], messages: ['the day of service is missing or wrong'] },
    });
  });

  it('is requested by FHIR where the payer has that', async () => {
    const priorAuthorization = { url: 'https://payer.example.test/fhir/', secretName: 'payer-fhir' };
    await desk.channel({ kind: 'file' }, { priorAuthorization });
    const { id } = await record({
      services: [{ procedures: ['X9003'], units: '12' }, { procedures: ['97110', 'X9001'] }],
    });
    desk.answer(({ headers, body }) => {
      expect(headers.authorization).toBe('Bearer secret-token');
      const bundle = JSON.parse(body);
      const [{ resource: claim }] = bundle.entry;
      expect(claim.item.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1, 1001, 1002]);
      const review = (code: string) => ({
        url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewAction',
        extension: [
          {
            url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-reviewActionCode',
            valueCodeableConcept: { coding: [{ system: 'https://codesystem.x12.org/005010/306', code }] },
          },
          { url: 'number', valueString: 'FHIR77' },
        ],
      });
      const resource = {
        resourceType: 'ClaimResponse',
        ...{
          outcome: 'complete',
          created: '2026-11-22T10:00:00Z',
          preAuthPeriod: { start: '2026-11-02', end: '2026-12-01' },
        },
        item: [
          { itemSequence: 1, adjudication: [{ extension: [review('A1')] }] },
          { itemSequence: 1001, adjudication: [{ extension: [review('A3')] }] },
        ],
        processNote: [{ text: 'SEE LETTER' }],
      };
      return { type: 'application/fhir+json', body: JSON.stringify({ resourceType: 'Bundle', entry: [{ resource }] }) };
    });
    expect((await ask(id)).body.state).toBe('asking');
    await desk.workOff();
    expect(await now(id)).toMatchObject({
      ...{ status: 'partly-approved', number: 'FHIR77', from: '2026-11-02', to: '2026-12-01' },
      decision: { decidedOn: '2026-11-22', messages: ['SEE LETTER'] },
    });
  });

  it('is on the list until it is decided, with the progress of its request', async () => {
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    const waiting = async (query = '') =>
      (await desk.call('GET', `/v1/authorizations?limit=200${query}`)).body.items as Record<string, unknown>[];
    const of = async (id: string, query = '') => (await waiting(query)).find((each) => each.id === id);
    const { id } = await record({ from: '2026-11-05' });
    expect(await of(id)).toMatchObject({ status: 'draft', patientId: desk.office.patientId });
    expect(await of(id)).not.toHaveProperty('request');
    const asked = await ask(id);
    expect(await of(id)).toMatchObject({ status: 'requested', request: { id: asked.body.id, state: 'queued' } });
    desk.edge.setNow('2026-11-23T16:00:00.000Z');
    await desk.workOff();
    expect(await of(id)).toMatchObject({ request: { state: 'sent', isLate: false } });
    expect(await of(id, '&isLate=true')).toBeUndefined();
    desk.edge.setNow('2027-02-01T12:00:00.000Z');
    expect(await of(id, '&isLate=true')).toMatchObject({ request: { isLate: true } });
    expect(await of(id, '&status=draft')).toBeUndefined();
    expect((await waiting()).map(({ from }) => from)).toEqual((await waiting()).map(({ from }) => from).toSorted());
    // The payer denies it by telephone.
    const said = bodyOf({ status: 'denied' });
    expect((await desk.call('PUT', `${path()}/${id}`, said, { headers: { 'If-Match': '"2"' } })).status).toBe(200);
    expect(await of(id)).toBeUndefined();
  });

  it('is listed with the reason when it could not be sent', async () => {
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    const { id } = await record({ note: 'NOT ASKED' });
    await ask(id);
    await store.table.transact([{ delete: inquiryChannelKey(manager.tenantId as TenantId, 'EXCLEAR') }]);
    desk.edge.setNow('2027-02-01T13:00:00.000Z');
    await desk.workOff();
    const { items } = (await desk.call('GET', '/v1/authorizations?limit=200')).body;
    expect(items.find((each: { id: string }) => each.id === id)).toMatchObject({
      ...{ status: 'requested' },
      request: { state: 'failed', fault: { code: 'channel-missing' } },
    });
    await desk.channel({ kind: 'file', folder: 'clear', everyMinutes: 15 });
    expect((await ask(id, 2)).body.state).toBe('queued');
  });
});
