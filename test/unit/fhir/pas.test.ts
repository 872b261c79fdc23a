import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { type PasQuestion, pasRequestBundle } from '../../../shared/fhir/pas-request.ts';
import { readPasResponse } from '../../../shared/fhir/pas-response.ts';

/* The shapes are those of the published guide (Da Vinci PAS 2.0.1); synthetic people and payers. */

const day = (text: string) => text as LocalDate;

const question: PasQuestion = {
  trace: 'T1',
  payer: { name: 'EXAMPLE HEALTH', id: '99999' },
  provider: { name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, idKind: 'XX', id: '1234567893' },
  servicing: { name: { kind: 'person', last: 'ROE', first: 'ANN' }, idKind: 'XX', id: '1003000126' },
  subscriber: {
    name: { kind: 'person', last: 'SAMPLE', first: 'JANE' },
    memberId: 'M0001',
    demographics: { birthDate: day('1980-01-31'), gender: 'F' },
  },
  diagnoses: ['M545', 'I10'],
  placeOfService: '11',
  from: day('2026-11-01'),
  to: day('2026-12-31'),
  services: [{ procedures: ['97110'], units: '12' }, { procedures: ['E0601'] }],
  note: 'PAIN SINCE THE ACCIDENT',
};
const at = '2026-11-23T12:00:00.000Z';

describe('the bundle for Claim/$submit', () => {
  const bundle = pasRequestBundle(question, at);
  const resources = bundle.entry.map(({ resource }) => resource);

  it('is a collection that begins with the claim, whose references are all in it', () => {
    expect(bundle).toMatchObject({
      resourceType: 'Bundle',
      type: 'collection',
      timestamp: at,
      identifier: { value: 'T1' },
    });
    expect(resources.map(({ resourceType }) => resourceType)).toEqual([
      ...['Claim', 'Organization', 'Organization', 'Practitioner', 'Patient', 'Coverage'],
    ]);
    const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
    expect(new Set(urls).size).toBe(urls.length);
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url);
    expect(references.length).toBeGreaterThan(6);
    for (const reference of references) expect(urls).toContain(reference);
  });

  it('names each entry by its resource’s type and id, in letters that FHIR allows, and each person by the member number', () => {
    const dependent = { name: { kind: 'person', last: 'SAMPLE', first: 'TIM' }, relationship: '19' } as const;
    const { entry } = pasRequestBundle({ ...question, trace: 'inq_1', dependent }, at);
    for (const { fullUrl, resource } of entry) {
      expect(fullUrl.endsWith(`/${resource.resourceType}/${resource.id}`)).toBe(true);
      expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    }
    const people = entry.flatMap(({ resource }) => (resource.resourceType === 'Patient' ? [resource] : []));
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }] };
    expect(people.map(({ identifier }) => identifier)).toEqual([
      [{ type, value: 'M0001' }],
      [{ type, value: 'M0001' }],
    ]);
  });

  it('names a dentist’s service by the dentists’ codes', () => {
    const [claim] = pasRequestBundle({ ...question, services: [{ procedures: ['D2740'] }] }, at).entry;
    expect(claim?.resource).toMatchObject({
      type: { coding: [{ code: 'oral' }] },
      item: [{ productOrService: { coding: [{ system: 'http://www.ada.org/cdt', code: 'D2740' }] } }],
    });
  });

  it('has the claim as a preauthorisation, with diagnoses that have their point', () => {
    expect(resources[0]).toMatchObject({
      ...{ resourceType: 'Claim', status: 'active', use: 'preauthorization', created: at },
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
      diagnosis: [
        {
          sequence: 1,
          diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.5' }] },
        },
        { sequence: 2, diagnosisCodeableConcept: { coding: [{ code: 'I10' }] } },
      ],
      insurance: [{ sequence: 1, focal: true }],
      supportingInfo: [{ sequence: 1, valueString: 'PAIN SINCE THE ACCIDENT' }],
      item: [
        {
          sequence: 1,
          productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '97110' }] },
          servicedPeriod: { start: '2026-11-01', end: '2026-12-31' },
          quantity: { value: 12 },
          careTeamSequence: [1],
          diagnosisSequence: [1, 2],
        },
        {
          sequence: 1001,
          productOrService: { coding: [{ system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets' }] },
        },
      ],
    });
  });

  it('distinguishes a dependent from the subscriber', () => {
    const dependent = { name: { kind: 'person', last: 'SAMPLE', first: 'TIM' }, relationship: '19' } as const;
    const entries = pasRequestBundle({ ...question, dependent }, at).entry;
    const coverage = entries.find(({ resource }) => resource.resourceType === 'Coverage')?.resource;
    expect(coverage).toMatchObject({
      subscriberId: 'M0001',
      relationship: { coding: [{ code: 'child' }] },
      subscriber: { reference: expect.stringContaining('/Patient/Patient-') },
      beneficiary: { reference: expect.stringContaining('/Patient/Dependent-') },
    });
  });
});

describe('a payer’s ClaimResponse', () => {
  const today = day('2026-11-23');
  const read = (json: unknown) => readPasResponse(json, today, 'T1');

  it.each([
    ['queued', { outcome: 'queued' }, 'pended'],
    ['an error', { outcome: 'error', error: [{ code: { coding: [{ code: '41' }] } }] }, 'refused'],
    ['complete without a word of any item', { outcome: 'complete' }, 'pended'],
  ])('that is %s', (_title, fields, status) => {
    expect(read({ resourceType: 'ClaimResponse', ...fields })).toMatchObject({
      ok: true,
      value: { status, decidedOn: today },
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'hello'],
    ['an outcome of the operation', { resourceType: 'OperationOutcome' }],
    ['an empty bundle', { resourceType: 'Bundle', entry: [null, {}] }],
  ])('is missing in %s', (_title, json) => {
    expect(read(json)).toEqual({ ok: false, failure: 'answer-unreadable' });
  });

  it('that names another request of ours is not the answer; of several, the one that names ours is', () => {
    const other = { resourceType: 'ClaimResponse', identifier: [{ value: 'inq_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' }] };
    const own = { resourceType: 'ClaimResponse', identifier: [{ value: 'T1' }], preAuthRef: 'OURS' };
    const theirs = { resourceType: 'ClaimResponse', identifier: [{ value: 'EVENT-9' }], preAuthRef: 'THEIRS' };
    const bundle = (...resources: object[]) => ({
      resourceType: 'Bundle',
      entry: resources.map((resource) => ({ resource })),
    });
    expect(read(other)).toEqual({ ok: false, failure: 'answer-unreadable' });
    expect(read(bundle(other, own))).toMatchObject({ ok: true, value: { number: 'OURS' } });
    expect(read(bundle(other, theirs))).toMatchObject({ ok: true, value: { number: 'THEIRS' } });
  });

  it('may be missing because the server refused the request: its OperationOutcome says why', () => {
    const issue = [
      { severity: 'error', code: 'invalid', details: { text: 'Claim.item[0] has no category' } },
      { severity: 'error', code: 'required', details: { coding: [{ code: 'MSG_X' }] }, diagnostics: 'Patient.id' },
      { severity: 'information', code: 'informational', diagnostics: 'took 3 ms' },
    ];
    expect(read({ resourceType: 'OperationOutcome', issue })).toMatchObject({
      ok: true,
      value: {
        ...{ status: 'refused', decidedOn: today, reasons: ['invalid', 'MSG_X'] },
        messages: ['Claim.item[0] has no category', 'Patient.id'],
      },
    });
    const only = [{ severity: 'warning', code: 'informational' }];
    expect(read({ resourceType: 'OperationOutcome', issue: only })).toEqual({
      ok: false,
      failure: 'answer-unreadable',
    });
  });

  it('about an item far beyond those that were asked is about none of our services', () => {
    const item = [{ itemSequence: 1e12, adjudication: [{ category: { coding: [{ code: 'benefit' }] }, value: 3 }] }];
    const answer = read({ resourceType: 'ClaimResponse', outcome: 'complete', item });
    expect(answer).toMatchObject({ ok: true, value: { status: 'pended', services: [] } });
  });

  it('with parts of another shape does not throw', () => {
    const odd = {
      resourceType: 'ClaimResponse',
      item: [null, 7, { adjudication: 'x' }],
      error: {},
      processNote: [{ text: 5 }],
      created: 5,
    };
    expect(read(odd)).toMatchObject({ ok: true, value: { status: 'pended', services: [{}], messages: [] } });
  });
});
