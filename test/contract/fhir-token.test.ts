import { afterAll, beforeAll, expect, it } from 'vitest';
import { inquiryDesk } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A payer's FHIR server whose tokens last for minutes: one is asked for with each request. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
  const priorAuthorization = { url: 'https://payer.example.test/fhir', secretName: 'payer-oauth' };
  await desk.channel({ kind: 'file' }, { priorAuthorization });
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});

/** Asks for an authorisation, with this answer to the request for a token. @returns it, and the last request to the payer */
async function ask(token: { status?: number; body: string }) {
  const path = `/v1/patients/${desk.office.patientId}/authorizations`;
  const { body } = await desk.call('POST', path, {
    ...{ coverageId: desk.office.coverageId, billingProviderId: desk.office.billingProviderId },
    ...{ services: [{ procedures: ['X9003'], units: '3' }], from: '2026-11-01', to: '2026-12-31' },
  });
  desk.answer((asked) => {
    if (String(asked.headers['content-type']).startsWith('application/x-www-form-urlencoded')) return token;
    return { type: 'application/fhir+json', body: '{"resourceType":"ClaimResponse","outcome":"queued"}' };
  });
  const before = desk.asked.length;
  await desk.call('POST', `${path}/${body.id}/requests`, undefined, { headers: { 'If-Match': '"1"' } });
  await desk.workOff();
  const { items } = (await desk.call('GET', '/v1/authorizations?limit=200')).body;
  return { found: items.find(({ id }: { id: string }) => id === body.id), asked: desk.asked.slice(before) };
}

it('is asked with a token that was granted for it', async () => {
  const { found, asked } = await ask({ body: '{"access_token":"fresh","token_type":"bearer","expires_in":300}' });
  expect(found).toMatchObject({ status: 'pended' });
  const basic = `Basic ${Buffer.from('office:cl%3Aent').toString('base64')}`;
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([basic, 'Bearer fresh']);
  expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=system%2F*.*');
});

it.each([
  ['its code', { status: 400, body: '{"error":"invalid_client","error_description":"CANARY"}' }, 'invalid_client'],
  ['its status', { status: 401, body: '' }, 'status 401'],
])('is not asked where the grant is refused, which is told with %s', async (_title, token, place) => {
  const { found, asked } = await ask(token);
  expect(found.request).toMatchObject({ state: 'failed', fault: { code: 'sign-in-refused', places: [place] } });
  expect(asked).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('CANARY');
});
