import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeskPayer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const segmentsOf = (file: string) => file.split('~').map((segment) => segment.trim());

describe('what a payer authorised', () => {
  const numbersIn = (file: string) => segmentsOf(file).filter((segment) => /^(?:SBR|REF\*G1|NM1\*PR)/.test(segment));

  const authorizationsPath = () => `/v1/patients/${desk.office.patientId}/authorizations`;
  const bodyUnder = async (payer: DeskPayer, change: object = {}) => {
    const { items } = (await desk.practice.call('GET', `/v1/patients/${desk.office.patientId}/coverages`)).body;
    const { id: coverageId } = items.find((each: { payerId: string }) => each.payerId === desk.payerIds[payer]);
    return {
      ...{ coverageId, billingProviderId: desk.office.billingProviderId, services: [{ procedures: ['X9003'] }] },
      ...{ from: '2026-11-01', to: '2026-12-31', status: 'approved', number: 'AUTH77', ...change },
    };
  };
  const record = async (payer: DeskPayer, change: object = {}) => {
    const recorded = await desk.practice.call('POST', authorizationsPath(), await bodyUnder(payer, change));
    expect(recorded.status).toBe(201);
    return recorded.body as { readonly id: string };
  };
  const underSecond = [
    ...['SBR*P*18*******CI', 'NM1*PR*2*Example Health*****PI*99999'],
    ...['SBR*S*18*******CI', 'NM1*PR*2*EXAMPLE SUPPLEMENT*****PI*88888', 'REF*G1*AUTH77'],
    ...['SBR*T*18*******MC', 'NM1*PR*2*EXAMPLE MEDICAID*****PI*77777'],
  ];

  it('goes to each payer as the number of the payer that gave it, by the patient’s record', async () => {
    await record('second');
    await desk.finalise({ priorAuthorizationNumber: 'AUTH77' });
    expect(numbersIn(await desk.submit())).toEqual(underSecond);
  });

  it('is that of the payer also where it was recorded before patients counted their authorisations', async () => {
    await record('second');
    const patient = (await store.items()).find(({ authorizationRevision }) => authorizationRevision !== undefined);
    expect(patient).toBeDefined();
    const { pk = '', sk = '' } = patient ?? {};
    await store.table.transact([{ update: { pk, sk }, remove: ['authorizationRevision'] }]);
    await desk.finalise({ priorAuthorizationNumber: 'AUTH77' });
    expect(numbersIn(await desk.submit())).toEqual(underSecond);
  });

  it('is that of the payer also where it was recorded after the claim was made', async () => {
    await desk.finalise({ priorAuthorizationNumber: 'AUTH77' });
    await record('second');
    expect(numbersIn(await desk.submit())).toEqual(underSecond);
  });

  it('moves to another payer where the record is corrected before the claim is sent', async () => {
    const { id } = await record('third');
    await desk.finalise({ priorAuthorizationNumber: 'AUTH77' });
    const headers = { 'If-Match': '"1"' };
    const replaced = await desk.practice.call('PUT', `${authorizationsPath()}/${id}`, await bodyUnder('second'), {
      headers,
    });
    expect(replaced.status).toBe(200);
    expect(numbersIn(await desk.submit())).toEqual(underSecond);
  });

  it('is each payer’s own where two payers gave one, and both are used up', async () => {
    const firsts = await record('first', { number: 'AUTH1', services: [{ procedures: ['X9003'], units: '5' }] });
    await desk.finalise();
    const seconds = await record('second');
    expect(numbersIn(await desk.submit())).toEqual([
      ...['SBR*P*18*******CI', 'NM1*PR*2*Example Health*****PI*99999', 'REF*G1*AUTH1'],
      ...underSecond.slice(2),
    ]);
    const usage = async ({ id }: { readonly id: string }) =>
      (await desk.practice.call('GET', `${authorizationsPath()}/${id}`)).body.services;
    expect(await usage(firsts)).toMatchObject([{ used: '1', left: '4', encounterIds: [expect.any(String)] }]);
    expect(await usage(seconds)).toMatchObject([{ used: '1' }]);
  });

  it('holds the claim of a payer that wants it, when it is taken back before the claim is sent', async () => {
    const { body: payer, headers } = await desk.practice.call('GET', `/v1/payers/${desk.payerIds.first}`);
    const { id: _id, version: _version, ...rest } = payer;
    const wanting = { ...rest, priorAuthorization: ['X9003'] };
    const put = await desk.practice.call('PUT', `/v1/payers/${payer.id}`, wanting, {
      headers: { 'If-Match': headers.ETag ?? '' },
    });
    expect(put.status).toBe(200);
    const { id } = await record('first', { number: 'AUTH1' });
    const claimId = await desk.finalise();
    const cancelled = await bodyUnder('first', { number: 'AUTH1', status: 'cancelled' });
    await desk.practice.call('PUT', `${authorizationsPath()}/${id}`, cancelled, { headers: { 'If-Match': '"1"' } });
    await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    await desk.workOff();
    const { body } = await desk.call('GET', `/v1/claims/${claimId}`);
    expect(body.state).toMatchObject({ kind: 'held', reasons: [{ code: 'edits-refuse' }, expect.anything()] });
    expect(JSON.stringify(body.state)).toContain('authorization-missing');
  });
});
