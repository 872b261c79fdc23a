import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { coder } from '../support/api-event.ts';
import {
  address,
  billingProviderBody,
  encounterBody,
  facilityBody,
  patientBody,
  payerBody,
  setUpOffice,
} from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';
import { allRoutes, type CallApi, wholeApi } from '../support/whole-api.ts';

let store: TestTable;
let call: CallApi;

beforeEach(async () => {
  store = await startTestTable();
  call = await wholeApi(testEdge(store.table));
});
afterEach(() => store.stop());

const named = (lastName: string) => ({ ...patientBody, name: { lastName, firstName: 'Testa' } });

describe('a refusal explains what is expected', () => {
  test.each<[what: string, path: string, body: object, pointer: string, detail: string]>([
    ['a field that is absent', '/v1/patients', { ...patientBody, sex: undefined }, '/sex', 'required'],
    ['an object that is absent', '/v1/patients', { ...patientBody, name: undefined }, '/name', 'required'],
    [
      'a field inside that is absent',
      '/v1/patients',
      { ...patientBody, address: { ...address, city: undefined } },
      '/address/city',
      'required',
    ],
    [
      'the kind of a name that is absent',
      '/v1/providers',
      { ...billingProviderBody, name: {} },
      '/name/kind',
      'expected one of: person, organization',
    ],
    [
      'a kind that there is not',
      '/v1/providers',
      { ...billingProviderBody, name: { kind: 'robot' } },
      '/name/kind',
      'expected one of: person, organization',
    ],
    ['a code that there is not', '/v1/patients', { ...patientBody, sex: 'X' }, '/sex', 'expected one of: F, M, U'],
    [
      'a date in another form',
      '/v1/patients',
      { ...patientBody, birthDate: '01/31/1980' },
      '/birthDate',
      'expected a date that exists, such as 2026-03-31',
    ],
    [
      'a date of a year that is a slip of the hand',
      '/v1/patients',
      { ...patientBody, birthDate: '0198-01-31' },
      '/birthDate',
      'expected a date of 1900 or later',
    ],
    [
      'a state written out',
      '/v1/patients',
      { ...patientBody, address: { ...address, state: 'Ohio' } },
      '/address/state',
      'expected two capital letters, such as OH',
    ],
    [
      'a postal code with its hyphen',
      '/v1/patients',
      { ...patientBody, address: { ...address, postalCode: '43215-0001' } },
      '/address/postalCode',
      'expected five or nine digits, such as 432150100',
    ],
    [
      'an NPI with a wrong check digit',
      '/v1/facilities',
      { ...facilityBody, npi: '1234567890' },
      '/npi',
      'expected an NPI of ten digits whose check digit is right, such as 1234567893',
    ],
    [
      'dollars for cents',
      '/v1/fee-schedules',
      { name: 'Prices', effectiveFrom: '2026-01-01', fees: [{ procedure: '99213', cents: 125.5 }] },
      '/fees/0/cents',
      'expected integer cents, such as 12550 for 125.50',
    ],
    [
      'an amount below zero',
      '/v1/fee-schedules',
      { name: 'Prices', effectiveFrom: '2026-01-01', fees: [{ procedure: '99213', cents: -500 }] },
      '/fees/0/cents',
      'expected at least 0',
    ],
    [
      'an amount that is too large',
      '/v1/fee-schedules',
      { name: 'Prices', effectiveFrom: '2026-01-01', fees: [{ procedure: '99213', cents: 10_000_000_000 }] },
      '/fees/0/cents',
      'expected at most 9999999999',
    ],
    ['a number for a text', '/v1/payers', { ...payerBody, name: 7 }, '/name', 'expected text'],
    [
      'a number for a text of digits',
      '/v1/providers',
      { ...billingProviderBody, npi: 1_234_567_893 },
      '/npi',
      'expected text, such as "1234567893"',
    ],
    [
      'a number for a postal code',
      '/v1/patients',
      { ...patientBody, address: { ...address, postalCode: 43_215 } },
      '/address/postalCode',
      'expected text, such as "432150100"',
    ],
    [
      'a number for a date',
      '/v1/patients',
      { ...patientBody, birthDate: 19_800_131 },
      '/birthDate',
      'expected text, such as "2026-03-31"',
    ],
    [
      'a list that is empty',
      '/v1/fee-schedules',
      { name: 'P', effectiveFrom: '2026-01-01', fees: [] },
      '/fees',
      'expected at least 1 item',
    ],
    ['a text that is empty', '/v1/patients', named(''), '/name/lastName', 'expected at least 1 character'],
    [
      'a text that is too long',
      '/v1/patients',
      named('N'.repeat(61)),
      '/name/lastName',
      'expected at most 60 characters',
    ],
    [
      'an asterisk in a name',
      '/v1/patients',
      named('DOE*JANE'),
      '/name/lastName',
      'character 4 cannot be in an X12 file: "*"',
    ],
    [
      'a letter of another alphabet',
      '/v1/patients',
      named('DO中'),
      '/name/lastName',
      'character 3 cannot be in an X12 file: U+4E2D',
    ],
    [
      'a sign whose meaning is a guess',
      '/v1/patients',
      named('DOE 5°'),
      '/name/lastName',
      'character 6 cannot be in an X12 file: U+00B0',
    ],
    [
      'letters that become too many without accents',
      '/v1/patients',
      named(`${'N'.repeat(59)}Æ`),
      '/name/lastName',
      'expected at most 60 characters without accents',
    ],
  ])('for %s', async (_what, path, body, pointer, detail) => {
    const answer = await call('POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ pointer, detail });
  });

  test('for the roles of which one is needed', async () => {
    const answer = await call('POST', '/v1/payers', payerBody, { principal: coder });
    expect([answer.status, answer.body.neededRoles]).toEqual([403, 'manager']);
  });

  test('for every pattern of the API, in words and with an example', () => {
    const patterns = new Map<z.ZodType, string>();
    const visit = (schema: z.ZodType | undefined, route: string): void => {
      if (schema === undefined) return;
      z.toJSONSchema(schema, {
        io: 'input',
        unrepresentable: 'any',
        override: ({ zodSchema }) => {
          if (zodSchema._zod.def.type === 'string') patterns.set(zodSchema as unknown as z.ZodType, route);
        },
      });
    };
    for (const { name, query, body } of allRoutes) {
      visit(query, name);
      visit(body, name);
    }
    expect(patterns.size).toBeGreaterThan(50);
    for (const [schema, route] of patterns) {
      const refusal = schema.safeParse('\u0001').error?.issues ?? [];
      for (const { code, message } of refusal) {
        if (code === 'invalid_format') expect(message, route).toMatch(/^expected .*(such as|without|SHA256)/);
      }
    }
  });
});

describe('a name with accents', () => {
  test('is kept as it is, and found with and without them', async () => {
    const made = await call('POST', '/v1/patients', { ...patientBody, name: { lastName: 'NUÑEZ', firstName: 'JOSÉ' } });
    expect([made.status, made.body.name]).toEqual([201, { lastName: 'NUÑEZ', firstName: 'JOSÉ' }]);
    for (const lastName of ['NUÑEZ', 'nunez', 'Nun\u0303ez']) {
      const found = await call('POST', '/v1/patients/search', { lastName, birthDate: patientBody.birthDate });
      expect(found.body.items).toMatchObject([{ id: made.body.id }]);
    }
  });
});

describe('a page token', () => {
  test('is valid only for the body that it was given for', async () => {
    for (const firstName of ['A', 'B'])
      await call('POST', '/v1/patients', { ...patientBody, name: { lastName: 'Twin', firstName } });
    await call('POST', '/v1/patients', { ...patientBody, name: { lastName: 'TWIN', firstName: 'C' } });
    const search = (lastName: string, token = '') =>
      call('POST', `/v1/patients/search?limit=1${token}`, { lastName, birthDate: patientBody.birthDate });
    const token = `&pageToken=${(await search('Twin')).body.nextPageToken}`;
    expect((await search('Twin', token)).status).toBe(200);
    expect((await search('TWIN', token)).body.type).toMatch(/page-token-invalid$/);
  });
});

describe('an id in a claim’s history', () => {
  test('leads to the ledger entry that it names', async () => {
    const office = await setUpOffice({ call });
    const draft = await call('POST', '/v1/encounters', encounterBody(office));
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'final' };
    const final = await call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, { headers });
    const [claimId] = final.body.state.claimIds;
    const history = await call('GET', `/v1/claims/${claimId}/history`);
    const { ledgerEntryId } = history.body.items[0].facts;
    const entry = await call('GET', `/v1/ledger-entries/${ledgerEntryId}`);
    expect([entry.status, entry.body.kind]).toEqual([200, 'charge']);
  });
});
