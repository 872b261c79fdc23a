import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownAccountId, usualPreferences } from '../../shared/domain/account/account.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { agencyBody } from '../support/collection-desk.ts';
import { fullSettings } from '../support/full-settings.ts';
import {
  billingProviderBody,
  coverageBody,
  encounterBody,
  facilityBody,
  feeScheduleBody,
  type Office,
  patientBody,
  payerBody,
  setUpOffice,
} from '../support/office.ts';
import { connectionBody, letterWords, partnerBody, reportScheduleBody, template } from '../support/replaced-bodies.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';
import { allRoutes, type CallApi, wholeApi } from '../support/whole-api.ts';

let store: TestTable;
let call: CallApi;
let office: Office;

beforeEach(async () => {
  store = await startTestTable();
  call = await wholeApi(testEdge(store.table));
  office = await setUpOffice({ call });
});
afterEach(() => store.stop());

const made = async (path: string, body: unknown): Promise<string> => {
  const answer = await call('POST', path, body, { headers: { 'Idempotency-Key': randomUUID() } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return `${path}/${answer.body.id}`;
};

/** Replaces something that exists from the start, for the first time. */
const put = async (path: string, body: unknown): Promise<string> => {
  expect((await call('PUT', path, body, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
  return path;
};

const subscriber = {
  name: { lastName: 'Sub', firstName: 'Scriber', middleName: 'Q' },
  birthDate: '1970-01-01',
  sex: 'M',
  address: { ...patientBody.address, line2: 'Apt 2' },
};

const estimateBody = () => ({
  ...{ patientId: office.patientId, kind: 'self-pay', asked: { by: 'request', on: '2026-11-23' } },
  ...{ primaryService: 'Office visit', billingProviderId: office.billingProviderId },
  services: [{ description: 'Visit', procedure: 'X9003' }],
});

/** For each route with PUT: `full` makes a thing with every optional field, `bare` is a body with none of them. */
const things: Readonly<Record<string, { readonly full: () => Promise<string>; readonly bare: () => object }>> = {
  replaceOffice: {
    full: async () => {
      const full = { timeZone: 'America/Chicago', billNextPayer: 'by-hand', deadlineNoticeDays: 20 };
      const { body } = await call('GET', '/v1/office');
      const headers = { 'If-Match': `"${body.version}"` };
      expect((await call('PUT', '/v1/office', full, { headers })).status).toBe(200);
      return '/v1/office';
    },
    bare: () => ({ timeZone: 'America/Chicago' }),
  },
  replacePayer: {
    full: () =>
      made('/v1/payers', {
        ...payerBody,
        externalId: 'P',
        remittanceIdentities: [],
        appealDays: 90,
        billNextPayer: 'by-hand',
        medigapId: '55001',
        filesOn: 'paper',
      }),
    bare: () => ({ ...payerBody, remittanceIdentities: [] }),
  },
  replaceProvider: {
    full: async () => `/v1/providers/${office.billingProviderId}`,
    bare: () => ({ npi: billingProviderBody.npi, name: billingProviderBody.name }),
  },
  correctLegalEntity: {
    full: async () => `/v1/legal-entities/${office.entityId}`,
    bare: () => ({ name: 'Example Clinic', taxId: billingProviderBody.billing.taxId }),
  },
  replaceFacility: {
    full: () => made('/v1/facilities', { ...facilityBody, externalId: 'F', npi: '1993999998' }),
    bare: () => facilityBody,
  },
  replaceTradingPartner: {
    full: () =>
      made('/v1/trading-partners', {
        ...partnerBody,
        externalId: 'T',
        separators: { element: '|', component: '>', repetition: '^', segment: '~' },
        lineEnds: true,
        submitter: { name: 'EXAMPLE BILLING', contactName: 'PAT SAMPLE', phone: '6145550177' },
        claimsPerFile: 100,
        answersFrom: ['CLEARACK'],
        expects: { fileHours: 4, claimHours: 48 },
      }),
    bare: () => partnerBody,
  },
  replaceFavorites: {
    full: async () => {
      const path = `/v1/favorites/${office.renderingProviderId}`;
      const favorites = [{ kind: 'procedure', code: 'X9003', modifiers: ['25'], label: 'Visit' }];
      const groups = [{ name: 'Visits', favorites }];
      expect((await call('PUT', path, { groups }, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return path;
    },
    bare: () => ({ groups: [] }),
  },
  replaceEvaluationCodes: {
    full: async () => {
      const levels = [{ category: 'office-new', level: 4, code: 'X9004' }];
      const prolonged = [{ category: 'office-new', by: 'medicare', code: 'X9017' }];
      const put = await call('PUT', '/v1/evaluation-codes', { levels, prolonged }, { headers: { 'If-Match': '"0"' } });
      expect(put.status).toBe(200);
      return '/v1/evaluation-codes';
    },
    bare: () => ({ levels: [] }),
  },
  replaceCodingSettings: {
    full: async () => {
      const { body } = await call('GET', '/v1/coding-settings');
      const full = { ...body, escalateTo: 'user-advisor' };
      expect((await call('PUT', '/v1/coding-settings', full, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return '/v1/coding-settings';
    },
    bare: () => ({
      ...{ codingDays: 3, reviewPercent: 0, reviewRates: [], reviewTags: [] },
      ...{ remindAfterDays: 2, escalateAfterDays: 7 },
    }),
  },
  replacePaperSettings: {
    full: async () => {
      const { body } = await call('GET', '/v1/paper-settings');
      const full = { ...body, printers: [{ name: 'Front desk', right: 5, down: -3 }] };
      expect((await call('PUT', '/v1/paper-settings', full, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return '/v1/paper-settings';
    },
    bare: () => ({ printers: [] }),
  },
  replaceAccount: {
    full: async () => {
      const path = `/v1/accounts/${ownAccountId(office.patientId)}`;
      const { body } = await call('GET', path);
      const contactRules = { ...body.preferences.contactRules, mayText: true, mayAutodial: true, callFrom: '09:00' };
      const phones = { mobile: '6145550100', phone: '6145550101', timeZone: 'America/Denver' };
      const full = { ...body, preferences: { ...body.preferences, email: 'pat@example.com', ...phones, contactRules } };
      expect((await call('PUT', path, full, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return path;
    },
    bare: () => ({ guarantor: { kind: 'patient', patientId: office.patientId }, preferences: usualPreferences }),
  },
  replaceEstimate: {
    full: () =>
      made('/v1/estimates', {
        ...{ ...estimateBody(), diagnoses: ['J209'], separately: ['Physical therapy'] },
        ...{ asked: { by: 'scheduling', on: '2026-11-23' }, serviceOn: '2026-12-08' },
        recurrence: { words: 'Weekly, four times', until: '2027-01-05' },
        services: [
          {
            ...{
              description: 'Visit',
              procedure: 'X9003',
              modifiers: ['25'],
              units: 4,
              unit: 'UN',
              diagnoses: ['I10'],
            },
            ...{ expectedOn: '2026-12-09', providerId: office.renderingProviderId, facilityId: office.facilityId },
            ...{ billingProviderId: office.billingProviderId, placeOfService: '11', chargeCents: 100_00 },
          },
        ],
        coProviders: [
          {
            ...{ name: 'Example Lab', npi: '1993999998', taxId: '987654321', state: 'OH', place: 'Columbus' },
            ...{ requestedOn: '2026-11-23', requestedBy: 'Front desk', receivedOn: '2026-11-23' },
            services: [{ description: 'Blood count', procedure: 'X9100', chargeCents: 42_50 }],
          },
        ],
      }),
    bare: estimateBody,
  },
  replaceBillingSettings: {
    full: async () => {
      const { body } = await call('GET', '/v1/billing-settings');
      const full = fullSettings(body, office.entityId);
      return put('/v1/billing-settings', full);
    },
    bare: () => {
      const { version: _version, ...settings } = usualBillingSettings;
      return settings;
    },
  },
  replaceCollectionAgency: {
    full: async () => {
      await made('/v1/trading-partners', partnerBody);
      const contact = { ...agencyBody.contact, email: 'desk@agency.example' };
      const licences = [{ state: 'OH', number: 'EX-1001', until: '2028-01-01' }];
      return made('/v1/collection-agencies', {
        ...{ ...agencyBody, contact, licences, receiverId: partnerBody.receiverId, isClosed: true },
      });
    },
    bare: () => ({ ...agencyBody, licences: [] }),
  },
  replaceSelfAuditSettings: {
    full: async () => {
      const { body } = await call('GET', '/v1/self-audit-settings');
      const full = { ...body, typicalMinutes: [{ procedure: 'X9200', minutes: 15 }] };
      return put('/v1/self-audit-settings', full);
    },
    bare: () => ({
      ...{ leastEncounters: 30, pointsAbove: 15, mueNearPercent: 80, mueNearSharePercent: 50 },
      ...{ pairSharePercent: 50, dayMinutes: 960, typicalMinutes: [] },
    }),
  },
  replaceSpecialtyLevels: {
    full: async () => {
      const rows = [{ taxonomyCode: '207Q00000X', category: 'office-established', level: 4, visits: 100 }];
      return put('/v1/specialty-levels', { source: 'made up', rows });
    },
    bare: () => ({ rows: [] }),
  },
  replaceMessageTemplate: {
    full: () => put('/v1/message-templates/our-letter', { ...template, isRetired: true }),
    bare: () => template,
  },
  replaceCallScript: {
    full: async () => {
      const path = '/v1/call-scripts/our-call';
      const options = [{ value: 'paid', words: 'Paid', followUpDays: 3 }];
      const state = { id: 'state', ask: 'Its state?', kind: 'choice', options, isRequired: true };
      const questions = [state, { id: 'day', ask: 'When?', kind: 'date', setsFollowUp: true }];
      const full = { title: 'A call', questions, isRetired: true };
      expect((await call('PUT', path, full, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return path;
    },
    bare: () => ({ title: 'A call', questions: [{ id: 'say', ask: 'What?', kind: 'text' }] }),
  },
  replaceDunningLetter: {
    full: () => put('/v1/dunning-letters/our-letter', { texts: { en: letterWords, es: letterWords } }),
    bare: () => ({ texts: {} }),
  },
  replaceIntakeMapping: {
    full: async () => {
      const path = '/v1/intake-mappings/practice-system';
      const mapping = { columns: { Visit: '/externalId', MRN: '/patientExternalId' }, dates: 'MM/DD/YYYY' };
      expect((await call('PUT', path, mapping, { headers: { 'If-Match': '"0"' } })).status).toBe(200);
      return path;
    },
    bare: () => ({ columns: { Visit: '/externalId' } }),
  },
  replaceFeeSchedule: {
    full: () =>
      made('/v1/fee-schedules', {
        ...feeScheduleBody,
        externalId: 'S',
        effectiveTo: '2026-12-31',
        appliesTo: { payerIds: [office.payerId], facilityIds: [office.facilityId] },
        anesthesia: { conversionCents: 8000, minutesPerUnit: 15, partOfUnit: 'tenth', physicalStatusUnits: true },
      }),
    bare: () => ({ name: 'Synthetic prices', effectiveFrom: '2026-01-01' }),
  },
  replacePayerContract: {
    full: () =>
      made('/v1/payer-contracts', {
        ...{ ...contractBody(), groupNumbers: ['G-1'], billingProviderIds: [office.billingProviderId] },
        ...{ entityIds: [office.entityId], effectiveTo: '2026-12-31', lesserOf: 'none', rounding: 'each-step' },
        ...{ medicare: { zip: '43215', asOf: '2025-01-01' }, modifierRules: [{ modifier: '50', basisPoints: 15000 }] },
        reduction: { basisPoints: [10000, 5000], codes: ['X9*'], exceptCodes: ['X9003'] },
        ...{ keptBack: ['253'], sequestrationBasisPoints: 200, disputeDays: 90 },
        threshold: { leastCents: 500, leastBasisPoints: 100 },
      }),
    bare: contractBody,
  },
  replacePatient: {
    full: () =>
      made('/v1/patients', { ...patientBody, externalId: 'M', name: { ...patientBody.name, middleName: 'Q' } }),
    bare: () => patientBody,
  },
  replaceCoverage: {
    full: () =>
      made(`/v1/patients/${office.patientId}/coverages`, {
        ...coverageBody,
        payerId: office.payerId,
        order: 2,
        relationship: '19',
        subscriber,
        groupName: 'G',
        activeTo: '2026-12-31',
      }),
    bare: () => ({ ...coverageBody, payerId: office.payerId, order: 2 }),
  },
  replaceEncounter: {
    full: () => made('/v1/encounters', { ...encounterBody(office), externalId: 'E', claimNote: 'NOTE', selfPay: true }),
    bare: () => encounterBody(office),
  },
  replaceAuthorization: {
    full: () =>
      made(`/v1/patients/${office.patientId}/authorizations`, {
        ...authorizationBody(),
        ...{ status: 'approved', number: 'AUTH1', renderingProviderId: office.renderingProviderId, note: 'NOTE' },
      }),
    bare: () => authorizationBody(),
  },
  replaceInquiryChannel: {
    full: async () => {
      const via = { kind: 'core', url: 'https://edi.example.com/core', secretName: 'core' };
      const priorAuthorization = { url: 'https://fhir.example.com', secretName: 'fhir' };
      return put('/v1/inquiry-channels/EXCLEAR', { via, senderId: 'OFFICE', usage: 'test', priorAuthorization });
    },
    bare: () => ({ via: { kind: 'file', everyMinutes: 15 }, usage: 'production' }),
  },
  replaceInquirySettings: {
    full: () => put('/v1/inquiry-settings', { statusAfterDays: 30 }),
    bare: () => ({}),
  },
  replaceReportSchedule: {
    full: () => made('/v1/report-schedules', { ...reportScheduleBody, by: 'provider', weekday: 2, forms: ['csv'] }),
    bare: () => reportScheduleBody,
  },
  replaceCardConnection: {
    full: () => made('/v1/card-connections', { ...cardConnectionBody(), isOn: false }),
    bare: () => cardConnectionBody(),
  },
  replaceConnection: {
    full: () => made('/v1/connections', { ...connectionBody, quietAfterHours: 48 }),
    bare: () => connectionBody,
  },
};

/** The required fields of a contract. */
function contractBody() {
  return { name: 'Contract', payerIds: [office.payerId], effectiveFrom: '2026-01-01' };
}

/** The required fields of a connection to a card processor. */
function cardConnectionBody() {
  const { entityId } = office;
  return { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
}

/** The required fields of an authorisation. */
function authorizationBody() {
  return {
    ...{ coverageId: office.coverageId, billingProviderId: office.billingProviderId, status: 'draft' },
    ...{ services: [{ procedures: ['X9003'], units: '3' }], from: '2026-11-01', to: '2026-12-31' },
  };
}

const replacing = allRoutes.filter(({ method }) => method === 'PUT');

describe('a PUT', () => {
  test('is tested here for every route that has one', () => {
    expect(replacing.map(({ name }) => name).sort()).toEqual(Object.keys(things).sort());
  });

  test.each(replacing.map(({ name }) => name))('%s accepts what GET returns, unchanged', async (name) => {
    const path = await (things[name] as { full: () => Promise<string> }).full();
    const shown = await call('GET', path);
    expect(shown.status).toBe(200);
    const headers = { 'If-Match': shown.headers.ETag as string };
    const answer = await call('PUT', path, shown.body, { headers });
    expect([answer.status, answer.body]).toEqual([200, { ...shown.body, version: shown.body.version + 1 }]);
    const { version: _before, ...kept } = shown.body;
    expect((await call('GET', path)).body).toEqual({ ...kept, version: shown.body.version + 1 });
  });

  test.each(replacing.map(({ name }) => name))('%s removes what the body leaves out', async (name) => {
    const thing = things[name] as (typeof things)[string];
    const path = await thing.full();
    const before = await call('GET', path);
    const answer = await call('PUT', path, thing.bare(), { headers: { 'If-Match': before.headers.ETag as string } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const after = (await call('GET', path)).body;
    expect(after).toEqual(answer.body);
    const left = ['externalId', 'appealDays', 'npi', 'billing', 'subscriber', 'groupName', 'activeTo', 'claimNote'];
    const bare = thing.bare() as Record<string, unknown>;
    for (const field of [...left, 'selfPay', 'quietAfterHours']) expect(after[field], field).toEqual(bare[field]);
  });

  test('changes nothing that the office sets automatically', async () => {
    const path = `/v1/patients/${office.patientId}`;
    const ulid = '01JD0EXAMP1E00000000000000';
    const body = { ...patientBody, id: `pat_${ulid}`, accountId: `acc_${ulid}`, version: 77 };
    const answer = await call('PUT', path, body, { headers: { 'If-Match': '"1"' } });
    const accountId = ownAccountId(office.patientId);
    expect(answer.body).toEqual({ ...patientBody, id: office.patientId, accountId, version: 2 });
  });
});
