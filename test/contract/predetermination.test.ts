import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { payerBody } from '../support/office.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';

/* A dentist asks what a crown of 900.00 would come to. */

const tenant = manager.tenantId as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
let api: CallApi;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store, ['second']);
  api = await wholeApi(desk.edge, createFiles(desk.s3, 'files'));
});
afterEach(async () => {
  expect(bookFaults(await store.items())).toEqual([]);
  await store.stop();
});

const crown = { procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 90_000, teeth: [{ tooth: '3' }] };

async function asked(more: object = {}): Promise<string> {
  const { patientId, billingProviderId, renderingProviderId } = desk.office;
  const claimId = await desk.finalise({
    ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11', lines: [crown] },
    ...{ predetermination: true, ...more },
  });
  await desk.workOff();
  return claimId;
}
const claimNow = async (claimId: string) => (await api('GET', `/v1/claims/${claimId}`)).body;
const owed = async (claimId: string) => {
  const { chargeCents, insuranceCents, patientCents } = await claimNow(claimId);
  return [chargeCents, insuranceCents, patientCents];
};
const bill = (encounterId: string, serviceOn: string, headers = desk.newKey()) =>
  api('POST', `/v1/encounters/${encounterId}/bill`, { serviceOn }, { headers });
/** The office knows the third payer, which no patient has. */
const setUpThird = () =>
  api('POST', '/v1/payers', {
    ...payerBody,
    ...{ name: 'EXAMPLE MEDICAID', claimPayerId: '77777', filingIndicator: 'MC' },
    remittanceIdentities: [{ kind: 'trace-originator', value: '1777777777' }],
  });
const exceptions = () => openExceptions(store.table, tenant);

/** The payer would pay 600.00, reduces by 200.00, and leaves 100.00 to the patient. */
const answerOf = (claimId: string, status = '25', paid = 0) => `
  CLP*${claimId}*${status}*900*${paid}*100*12*PRE77*11*1
  SVC*AD:X9003*900*${paid}**1
  CAS*CO*45*200
  CAS*OA*101*${600 - paid}
  CAS*PR*2*100
  REF*6R*L1`;

describe('a dentist’s predetermination', () => {
  it('leaves as such, with its charges and without days, and charges nothing', async () => {
    const claimId = await asked();
    const text = await desk.submit();
    expect(text).toContain(`CLM*${claimId}*900***11:B:1*Y*A*Y*Y**********PB~`);
    expect(text).toContain('SV3*AD:X9003*900');
    expect(text).not.toContain('DTP*472');
    expect(await owed(claimId)).toEqual([0, 0, 0]);
    expect((await api('GET', '/v1/deadlines')).body.items).toEqual([]);
    expect((await api('GET', '/v1/next-payer-claims')).body.items).toEqual([]);
  });

  it.each(['25', '1'])('keeps what the payer would pay, and nobody owes it (status %s)', async (status) => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId, status));
    const claim = await claimNow(claimId);
    expect(claim.state).toEqual({ kind: 'predetermined' });
    const answer = { payerCents: 60_000, patientCents: 10_000, payerClaimNumber: 'PRE77' };
    expect(claim.predetermination).toEqual({ answer });
    expect([await owed(claimId), await exceptions()]).toEqual([[0, 0, 0], []]);
    expect((await api('GET', '/v1/next-payer-claims')).body.items).toEqual([]);
  });

  it.each([
    ['of a payer that was not asked', 'second', true, 'claim-not-submitted'],
    ['of a payer that is not on the claim', 'third', true, 'payer-not-on-claim'],
    ['of a payer that the office does not know', 'unknown', true, 'payer-unknown'],
    ['to what was never sent', 'first', false, 'claim-not-submitted'],
  ] as const)('leaves an answer %s to a person, and is not answered by it', async (_what, from, isSent, code) => {
    const claimId = await asked();
    if (isSent) await desk.submit();
    if (from === 'third') await setUpThird();
    await desk.receive(from === 'unknown' ? 'third' : from, '0', answerOf(claimId));
    const claim = await claimNow(claimId);
    expect([claim.state.kind, claim.predetermination]).toEqual([isSent ? 'submitted' : 'ready', {}]);
    expect(await exceptions()).toEqual([code]);
    const [open] = (await api('GET', '/v1/exceptions')).body.items;
    const headers = { ...desk.newKey(), 'If-Match': `"${open.version}"` };
    const done = await api('POST', `/v1/exceptions/${open.id}/close`, { reason: 'told the payer' }, { headers });
    expect([done.status, await exceptions()], JSON.stringify(done.body)).toEqual([200, []]);
  });

  it('takes the answer of an unknown payer once the office knows whose it is', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('third', '0', answerOf(claimId));
    const path = `/v1/payers/${desk.office.payerId}`;
    const { body, headers } = await api('GET', path);
    const { id: _id, version: _version, createdAt: _at, ...payer } = body;
    const known = [...payer.remittanceIdentities, { kind: 'trace-originator', value: '1777777777' }];
    const put = await api(
      'PUT',
      path,
      { ...payer, remittanceIdentities: known },
      { headers: { 'If-Match': headers.ETag ?? '' } },
    );
    expect(put.status, JSON.stringify(put.body)).toBe(200);
    const plan = await api('GET', '/v1/exception-retries/plan');
    expect(plan.body.items, JSON.stringify(plan.body)).toMatchObject([{ outcome: 'posts' }]);
  });

  it('asks its first payer only: a later payer cannot state what the first one has not paid', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId));
    const refused = await desk.act(claimId, 'filings', { share: 1, frequency: 'original' });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, '/share']);
    expect((await claimNow(claimId)).state.kind).toBe('predetermined');
  });

  it('keeps the last of several answers', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId));
    await desk.receive('first', '0', answerOf(claimId).replace('101*600', '101*500').replace('45*200', '45*300'));
    expect((await claimNow(claimId)).predetermination.answer.payerCents).toBe(50_000);
  });

  it('waits for another answer once its payer took the answer back, and no other answer is taken back', async () => {
    const claimId = await asked();
    await desk.submit();
    const reversal = answerOf(claimId, '22')
      .replace('*22*900*0*100*', '*22*-900*0*-100*')
      .replace('X9003*900*0**1', 'X9003*-900*0**-1')
      .replace(/(CAS\*\w+\*\d+)\*/g, '$1*-');
    await desk.receive('first', '0', reversal);
    expect((await claimNow(claimId)).predetermination).toEqual({});
    await desk.receive('first', '0', answerOf(claimId));
    await desk.receive('first', '0', reversal);
    const taken = await claimNow(claimId);
    expect([taken.state, taken.predetermination]).toEqual([{ kind: 'submitted' }, {}]);
    await desk.receive('first', '0', answerOf(claimId).replace('101*600', '101*500').replace('45*200', '45*300'));
    await desk.receive('first', '0', reversal);
    const again = await claimNow(claimId);
    expect([again.state.kind, again.predetermination.answer.payerCents]).toEqual(['predetermined', 50_000]);
    expect([await owed(claimId), await exceptions()]).toEqual([[0, 0, 0], []]);
  });

  it.each([
    ['a predetermination', 'a bill', true],
    ['a bill', 'a predetermination', undefined],
  ])('is not made of the other by a correction: %s that was sent stays one, and is not %s', async (_a, _b, was) => {
    const claimId = await asked({ predetermination: was });
    await desk.submit();
    const before = await owed(claimId);
    const { encounterId } = await claimNow(claimId);
    const at = `/v1/encounters/${encounterId}`;
    const act = async (method: string, path: string, body?: object) => {
      const { ETag = '' } = (await api('GET', at)).headers;
      return api(method, path, body, { headers: { ...desk.newKey(), 'If-Match': ETag } });
    };
    expect((await act('POST', `${at}/correct`, { reason: 'mistaken' })).status).toBe(200);
    const { patientId, billingProviderId, renderingProviderId } = desk.office;
    const content = { patientId, billingProviderId, renderingProviderId, placeOfService: '11', lines: [crown] };
    const put = (flag: object) => act('PUT', at, { kind: 'dental', ...content, ...flag });
    const same = was ? { predetermination: true } : {};
    const other = was ? {} : { predetermination: true };
    expect((await put(other)).status).toBe(200);
    const refused = await act('POST', `${at}/finalize`);
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, '/predetermination']);
    expect((await put(same)).status).toBe(200);
    expect((await act('POST', `${at}/finalize`)).status).toBe(200);
    expect(await owed(claimId)).toEqual(before);
  });

  it('never posts money that comes with its answer: it waits in unapplied cash', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '600', answerOf(claimId, '1', 600).replace(/\s+CAS\*OA\*101\*0/, ''));
    expect(await exceptions()).toEqual(['predetermination-paid']);
    expect(await owed(claimId)).toEqual([0, 0, 0]);
  });

  it.each([
    ['a predetermination', true],
    ['a claim that was cancelled', undefined],
  ])('gets no money applied: a credit of %s would be on no list', async (_what, predetermination) => {
    const claimId = await asked({ predetermination });
    const { encounterId } = await claimNow(claimId);
    const { ETag = '' } = (await api('GET', `/v1/encounters/${encounterId}`)).headers;
    const voids = { ...desk.newKey(), 'If-Match': ETag };
    if (predetermination === undefined) {
      await api('POST', `/v1/encounters/${encounterId}/void`, { reason: 'not given' }, { headers: voids });
    }
    await desk.receive('first', '60', 'CLP*NOBODY*1*60*60**12*X1*11*1\nSVC*AD:X9003*60*60**1');
    const [{ id, version }] = (await api('GET', '/v1/exceptions')).body.items;
    const headers = { ...desk.newKey(), 'If-Match': `"${version}"` };
    const applied = await api('POST', `/v1/exceptions/${id}/apply`, { claimId, reason: 'x' }, { headers });
    expect([applied.status, applied.body.errors?.[0].pointer]).toEqual([400, '/claimId']);
    expect(await exceptions()).toEqual(['claim-not-found']);
  });

  it('is about services that are planned: their days are still to come', async () => {
    const claimId = await asked({ lines: [{ ...crown, serviceOn: '2027-01-12' }] });
    expect(await desk.submit()).toContain(`CLM*${claimId}*900***11:B:1*Y*A*Y*Y**********PB~`);
  });

  it('becomes a bill of its own once the services are given, with the payer’s number', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId));
    const { encounterId } = await claimNow(claimId);
    const draft = await bill(encounterId, '2026-11-23');
    expect(draft.status).toBe(201);
    expect(draft.body).toMatchObject({ state: { kind: 'draft' }, predeterminationNumber: 'PRE77' });
    expect(draft.body.predetermination).toBeUndefined();
    expect(draft.body.lines).toMatchObject([{ procedure: 'X9003', serviceOn: '2026-11-23', chargeCents: 90_000 }]);
    const final = await api('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
      headers: { ...desk.newKey(), 'If-Match': '"1"' },
    });
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    const [billed] = final.body.state.claimIds;
    await desk.workOff();
    const text = await desk.submit();
    expect(text).toContain(`CLM*${billed}*900***11:B:1*Y*A*Y*Y~`);
    expect(text).toContain('REF*G3*PRE77~');
    expect(text).toContain('DTP*472*D8*20261123~');
    expect(await owed(billed)).toEqual([90_000, 90_000, 0]);
  });

  it('has one bill that is a draft: another is started once that one is final or void', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId));
    const { encounterId } = await claimNow(claimId);
    const both = await Promise.all([bill(encounterId, '2026-11-23'), bill(encounterId, '2026-11-23')]);
    const started = both.find(({ status }) => status === 201);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = await bill(encounterId, '2026-11-23');
    expect([refused.status, refused.body.type, refused.body.encounterId]).toEqual([
      409,
      expect.stringMatching(/encounter-billed-in-draft$/),
      started?.body.id,
    ]);
    const at = `/v1/encounters/${started?.body.id}`;
    const headers = { ...desk.newKey(), 'If-Match': '"1"' };
    expect((await api('POST', `${at}/void`, { reason: 'not yet given' }, { headers })).status).toBe(200);
    const next = await bill(encounterId, '2026-11-23');
    expect([next.status, next.body.id === started?.body.id]).toEqual([201, false]);
    const done = { headers: { ...desk.newKey(), 'If-Match': '"1"' } };
    expect((await api('POST', `/v1/encounters/${next.body.id}/finalize`, undefined, done)).status).toBe(200);
    // Services of one plan are given on several days.
    expect((await bill(encounterId, '2026-11-22')).status).toBe(201);
  });

  it('is not counted as a service that was given', async () => {
    const claimId = await asked();
    const { encounterId } = await claimNow(claimId);
    const draft = await bill(encounterId, '2026-11-20');
    const of = (await api('GET', `/v1/encounters/${draft.body.id}/findings`)).body;
    expect(JSON.stringify(of)).not.toContain('visit-entered-twice');
    // A bill of the same services would be found.
    await asked({ predetermination: undefined });
    const again = (await api('GET', `/v1/encounters/${draft.body.id}/findings`)).body;
    expect(JSON.stringify(again)).toContain('visit-entered-twice');
  });

  it('asks a payer: a patient who pays alone has none', async () => {
    const { patientId, billingProviderId, renderingProviderId } = desk.office;
    const draft = await api('POST', '/v1/encounters', {
      ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11', lines: [crown] },
      ...{ predetermination: true, selfPay: true },
    });
    const headers = { ...desk.newKey(), 'If-Match': '"1"' };
    const final = await api('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, { headers });
    expect([final.status, final.body.errors?.[0].pointer]).toEqual([422, '/predetermination']);
  });

  it('cannot be billed from another encounter, or one that is a draft', async () => {
    const plain = await asked({ predetermination: undefined });
    const { encounterId } = await claimNow(plain);
    expect((await bill(encounterId, '2026-11-23')).status).toBe(409);
  });

  it('is voided under the number that its payer answered with', async () => {
    const claimId = await asked();
    await desk.submit();
    await desk.receive('first', '0', answerOf(claimId));
    const { encounterId } = await claimNow(claimId);
    const { ETag = '' } = (await api('GET', `/v1/encounters/${encounterId}`)).headers;
    const headers = { ...desk.newKey(), 'If-Match': ETag };
    await api('POST', `/v1/encounters/${encounterId}/void`, { reason: 'not wanted' }, { headers });
    await desk.workOff();
    const text = await desk.submit();
    expect(text).toContain(`CLM*${claimId}*900***11:B:8*`);
    expect(text).toContain('REF*F8*PRE77~');
    expect(await exceptions()).toEqual([]);
  });

  it('is no longer with its payer when its encounter is voided before it was sent', async () => {
    const claimId = await asked();
    const { encounterId } = await claimNow(claimId);
    const { ETag = '' } = (await api('GET', `/v1/encounters/${encounterId}`)).headers;
    const headers = { ...desk.newKey(), 'If-Match': ETag };
    const done = await api('POST', `/v1/encounters/${encounterId}/void`, { reason: 'not wanted' }, { headers });
    expect(done.status).toBe(200);
    expect((await readBalances(store.table, tenant, [claimId]))[0]?.state.kind).toBe('cancelled');
  });
});
