import { describe, expect, it } from 'vitest';
import type { Authorization } from '../../../shared/domain/authorization/authorization.ts';
import { assembleClaim } from '../../../shared/domain/claim/assemble/assemble-claim.ts';
import type { BilledCoverage, ProfessionalInput } from '../../../shared/domain/claim/assemble/input.ts';
import type { ProfessionalEncounter } from '../../../shared/domain/encounter/encounter.ts';
import { wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Coverage, Provider } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { claimWriteProblems } from '../../../shared/x12/837/submission-file.ts';
import {
  clinic,
  clinicEntity,
  coverage,
  dependentCoverage,
  facility,
  finalEncounter,
  patient,
  payer,
  physician,
  testClaimId,
} from '../../support/claim-fixture.ts';

const encounter = finalEncounter(1, [12500, 4000]);

const onFile = (...providers: readonly Provider[]): ReadonlyMap<string, Provider> =>
  new Map(providers.map((provider) => [provider.id, provider]));

/** A change of the records on file; `coverage` and `payer` are those of the only share. */
type Change = Partial<ProfessionalInput & BilledCoverage>;

function inputOf(change: Change = {}): ProfessionalInput {
  const from = change.encounter ?? encounter;
  const { coverage: own, payer: pays, ...others } = { coverage, payer, ...change };
  return {
    form: 'professional',
    claimId: testClaimId(1),
    entityId: clinicEntity,
    chargeCents: cents(16500),
    serviceFrom: '2026-10-01' as LocalDate,
    today: '2026-11-23' as LocalDate,
    payerPosition: 0,
    frequency: 'original',
    encounter: from,
    lines: from.lines,
    patient,
    coverages: [{ coverage: own, payer: pays }],
    billingProvider: clinic,
    providers: onFile(clinic, physician),
    lineFacilities: new Map(),
    facility: 'not-named',
    ...others,
  };
}

function claimOf(change: Change = {}) {
  const claim = assembleClaim(inputOf(change));
  if (!claim.ok) throw new Error(`held: ${claim.failure.join(' ')}`);
  return claim.value;
}

function reasonsOf(change: Change) {
  const claim = assembleClaim(inputOf(change));
  return claim.ok ? [] : claim.failure;
}

function problemsOf(change: Change) {
  return claimWriteProblems({
    claim: claimOf(change),
    lane: 'lane',
    submitter: {
      name: { kind: 'organization', name: 'EXAMPLE FAMILY CLINIC' },
      id: 'EXAMPLECLINIC',
      contacts: [{ name: 'PAT SAMPLE', numbers: [{ kind: 'TE', value: '6145550100' }] }],
    },
    receiver: { id: 'EXAMPLECLEAR', name: { kind: 'organization', name: 'EXAMPLE CLEARINGHOUSE' } },
  });
}

describe('assembling a claim', () => {
  it('names the patient as subscriber, with address and demographics, when the insurance is their own', () => {
    const claim = claimOf();
    expect(claim.dependent).toBeUndefined();
    expect(claim.subscriber).toMatchObject({
      name: { kind: 'person', last: 'SAMPLE', first: 'SAM' },
      payerResponsibility: 'P',
      groupNumber: 'GROUP7',
      filingIndicator: 'CI',
      memberId: 'MEMBER0001',
      demographics: { birthDate: '1980-02-03', gender: 'F' },
    });
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    [13_000, [12_500, 500]],
    [2_000, [2_000, undefined]],
    // The payment is more than the charge: nothing is lost.
    [20_000, [12_500, 7_500]],
    [0, [0, undefined]],
  ])('reports %i cents that the patient paid once over the claims of an encounter', (paid, told) => {
    const [first, second] = encounter.lines.map((line, index) => (index === 0 ? line : { ...line, claimGroup: 1 }));
    if (first === undefined || second === undefined) throw new Error('the encounter has two lines');
    const claimIds = [testClaimId(1), testClaimId(2)];
    const state = { ...encounter.state, kind: 'final', claimIds, finalizedAt: '2026-10-02T00:00:00.000Z' } as const;
    const split: ProfessionalEncounter = { ...encounter, state, lines: [first, second], patientPaidCents: cents(paid) };
    const claims = [first, second].map((line, index) =>
      claimOf({ encounter: split, claimId: testClaimId(index + 1), lines: [line], chargeCents: line.chargeCents }),
    );
    expect(claims.map(({ patientPaidCents }) => patientPaidCents)).toEqual(told);
  });

  it('names a dependent beside the subscriber who holds the insurance', () => {
    const claim = claimOf({ coverage: dependentCoverage });
    expect(claim.subscriber.name).toEqual({ kind: 'person', last: 'SAMPLE', first: 'PARENT' });
    expect(claim.subscriber.demographics).toBeUndefined();
    expect(claim.dependent).toMatchObject({
      name: { kind: 'person', last: 'SAMPLE', first: 'SAM' },
      relationship: '19',
      demographics: { birthDate: '1980-02-03', gender: 'F' },
    });
    expect(problemsOf({ coverage: dependentCoverage })).toEqual([]);
  });

  it('includes the facts about an insured who is not the patient on paper, but not in files', () => {
    const spouse: Coverage = {
      ...dependentCoverage,
      id: 'cov_00000000000000000000000002',
      order: 2,
      relationship: '01',
    };
    const bothTo = (filesOn: { readonly filesOn?: 'paper' }) => {
      const pays = { ...payer, ...filesOn };
      const coverages = [
        { coverage: dependentCoverage, payer: pays },
        { coverage: spouse, payer: { ...payer, id: 'pyr_00000000000000000000000002' } },
      ];
      const { subscriber, otherCoverages } = claimOf({ coverages });
      return [subscriber.address?.line1, subscriber.demographics, otherCoverages?.[0]?.demographics];
    };
    const parent = { birthDate: '1955-05-06', gender: 'M' };
    expect(bothTo({ filesOn: 'paper' })).toEqual(['2 OAK ST', parent, parent]);
    expect(bothTo({})).toEqual([undefined, undefined, undefined]);
    const own = { ...coverage, id: spouse.id, order: 2 } as const;
    const coverages = [
      { coverage: dependentCoverage, payer: { ...payer, filesOn: 'paper' } as const },
      { coverage: own, payer: { ...payer, id: 'pyr_00000000000000000000000002' } },
    ];
    const demographics = { birthDate: patient.birthDate, gender: patient.sex };
    expect(claimOf({ coverages }).otherCoverages).toMatchObject([{ demographics }]);
  });

  it('carries referring provider, facility, authorisation, twelve diagnoses, pointers, modifiers and notes', () => {
    const diagnoses = ['J209', 'I10', 'E119', 'M545', 'R05', 'R51', 'Z00', 'K219', 'N390', 'L309', 'F329', 'G43909'];
    const full: ProfessionalEncounter = {
      ...encounter,
      diagnoses,
      facilityId: facility.id,
      referringProviderId: physician.id,
      priorAuthorizationNumber: 'AUTH1',
      claimNote: 'SEEN AFTER HOURS',
      placeOfService: '22',
      lines: encounter.lines.map((line, index) => ({
        ...line,
        modifiers: ['25', '59'],
        diagnosisPointers: [12, 1, 3, 2],
        units: wholeQuantity(3),
        ...(index === 1 ? { serviceTo: '2026-10-02' as LocalDate, placeOfService: '11', note: 'LATE ENTRY' } : {}),
      })),
    };
    const change = { encounter: full, facility };
    const claim = claimOf(change);
    expect(claim).toMatchObject({
      placeOfService: '22',
      priorAuthorizationNumber: 'AUTH1',
      notes: [{ kind: 'ADD', text: 'SEEN AFTER HOURS' }],
      referringProvider: { npi: physician.npi },
      renderingProvider: { npi: physician.npi, taxonomy: '207Q00000X' },
      serviceFacility: { name: { kind: 'organization', name: 'EXAMPLE HOSPITAL' }, npi: facility.npi },
    });
    expect(claim.diagnoses.map((diagnosis) => diagnosis.code)).toEqual(diagnoses);
    expect(claim.serviceLines[0]).toMatchObject({
      modifiers: ['25', '59'],
      diagnosisPointers: [12, 1, 3, 2],
      quantity: '3',
      controlNumber: 'L1',
    });
    expect(claim.serviceLines[0]?.placeOfService).toBeUndefined();
    expect(claim.serviceLines[1]).toMatchObject({
      serviceTo: '2026-10-02',
      placeOfService: '11',
      notes: [{ kind: 'ADD', text: 'LATE ENTRY' }],
      controlNumber: 'L2',
    });
    expect(problemsOf(change)).toEqual([]);
  });

  it('takes assignment, benefits and release from the data rather than assuming them', () => {
    const { billing } = clinic;
    if (billing === undefined) throw new Error('the clinic bills');
    const claim = claimOf({
      billingProvider: { ...clinic, billing: { ...billing, acceptsAssignment: false } },
      coverage: { ...coverage, benefitsAssigned: false, releaseOfInformation: 'informed-consent' },
    });
    expect(claim).toMatchObject({ assignment: 'C', benefitsAssignment: 'N', releaseOfInformation: 'I' });
    expect(claimOf()).toMatchObject({ assignment: 'A', benefitsAssignment: 'Y', releaseOfInformation: 'Y' });
  });

  it('leaves out a rendering provider who bills, and a facility at the billing address', () => {
    const claim = claimOf({
      encounter: { ...encounter, renderingProviderId: clinic.id },
      facility: { ...facility, address: clinic.billing?.address ?? facility.address },
    });
    expect(claim.renderingProvider).toBeUndefined();
    expect(claim.serviceFacility).toBeUndefined();
  });

  it.each<[string, Change]>([
    ['patient-missing', { patient: undefined }],
    ['payer-missing', { payer: undefined }],
    ['coverage-missing', { coverage: undefined }],
    ['coverage-inactive', { coverage: { ...coverage, activeTo: '2026-09-30' as LocalDate } }],
    ['coverage-inactive', { coverage: { ...coverage, activeFrom: '2026-10-02' as LocalDate } }],
    ['subscriber-missing', { coverage: { ...coverage, relationship: '19' } }],
    ['relationship-not-sendable', { coverage: { ...dependentCoverage, relationship: '99' } }],
    ['billing-provider-missing', { billingProvider: undefined }],
    ['billing-set-up-missing', { billingProvider: physician }],
    ['rendering-provider-missing', { providers: onFile(clinic) }],
    ['referring-provider-missing', { encounter: { ...encounter, referringProviderId: 'prv_gone' } }],
    ['referring-provider-not-a-person', { encounter: { ...encounter, referringProviderId: clinic.id } }],
    [
      'ordering-provider-missing',
      { lines: encounter.lines.map((line) => ({ ...line, orderingProviderId: 'prv_gone' })) },
    ],
    ['ordering-provider-not-a-person', { encounter: { ...encounter, orderingProviderId: clinic.id } }],
    ['supervising-provider-missing', { encounter: { ...encounter, supervisingProviderId: 'prv_gone' } }],
    ['supervising-provider-not-a-person', { encounter: { ...encounter, supervisingProviderId: clinic.id } }],
    [
      'other-coverage-missing',
      {
        coverages: [
          { coverage, payer },
          { coverage: undefined, payer },
        ],
      },
    ],
    ['facility-missing', { facility: 'missing' }],
    ['legal-entity-changed', { entityId: 'ent_00000000000000000000F0RMER' }],
    ['diagnosis-missing', { encounter: { ...encounter, diagnoses: [] } }],
    ['too-many-diagnoses', { encounter: { ...encounter, diagnoses: Array.from({ length: 13 }, () => 'J209') } }],
    ['line-missing', { lines: [] }],
    ['pointer-dangling', { lines: encounter.lines.map((line) => ({ ...line, diagnosisPointers: [2] })) }],
    ['pointer-missing', { lines: encounter.lines.map((line) => ({ ...line, diagnosisPointers: [] })) }],
    ['charge-differs', { chargeCents: cents(16499) }],
  ])('returns %s instead of throwing', (reason, change) => {
    expect(reasonsOf(change)).toContain(reason);
  });

  it('holds claims while the payer does not accept them electronically, by the latest enrolment status', () => {
    const enrolled = (
      ...words: readonly (readonly [status: 'requested' | 'active' | 'ended', on: string])[]
    ): Provider => ({
      ...clinic,
      enrollments: [
        {
          ...{ payerId: payer.id, from: '2026-01-01' as LocalDate },
          transactions: words.map(([status, on]) => ({ kind: 'claims', status, on: on as LocalDate })),
        },
      ],
    });
    const held = (billingProvider: Provider) => reasonsOf({ billingProvider }).includes('enrollment-not-active');
    expect(held(enrolled(['requested', '2026-02-01']))).toBe(true);
    expect(held(enrolled(['requested', '2026-02-01'], ['active', '2026-03-01']))).toBe(false);
    expect(held(enrolled(['ended', '2026-09-01'], ['active', '2026-03-01']))).toBe(true);
    expect(held(enrolled())).toBe(false);
    // What is recorded for a later day does not count yet.
    expect(held(enrolled(['requested', '2026-02-01'], ['active', '2026-11-24']))).toBe(true);
    expect(held(enrolled(['active', '2026-11-24']))).toBe(true);
    expect(held(enrolled(['active', '2026-11-23']))).toBe(false);
    expect(held(enrolled(['active', '2026-03-01'], ['ended', '2026-12-31']))).toBe(false);
    expect(held(enrolled(['ended', '2026-12-31']))).toBe(false);
  });

  it('names every reason at once', () => {
    const withoutNine: Provider = {
      ...clinic,
      ...(clinic.billing && {
        billing: { ...clinic.billing, address: { ...clinic.billing.address, postalCode: '43215' } },
      }),
    };
    const wrong: Coverage = { ...coverage, relationship: '19' };
    expect(reasonsOf({ payer: undefined, coverage: wrong, billingProvider: withoutNine, facility: 'missing' })).toEqual(
      ['payer-missing', 'subscriber-missing', 'billing-postal-code-short', 'facility-missing'],
    );
  });

  it('describes what the file cannot carry by kind and place, never by value', () => {
    const problems = problemsOf({ encounter: { ...encounter, claimNote: 'SECRET~NOTE' } });
    expect(problems).toEqual([{ kind: 'delimiter-in-text', place: '/notes/0/text' }]);
  });
});

describe('the number of an authorisation', () => {
  const second: BilledCoverage = {
    coverage: { ...coverage, id: 'cov_second', payerId: 'pay_second', order: 2 },
    payer: { ...payer, id: 'pay_second', claimPayerId: '88888', name: 'SECOND' },
  };
  const own: BilledCoverage = { coverage, payer };
  const authorized = { ...encounter, priorAuthorizationNumber: 'AUTH77' };
  const claimTo = (coverages: readonly BilledCoverage[], change: Change = {}) => {
    const { priorAuthorizationNumber: here, otherCoverages = [] } = claimOf({
      encounter: authorized,
      coverages,
      ...change,
    });
    return { here, there: otherCoverages.map(({ payer: other }) => other?.priorAuthorizationNumber) };
  };

  it('is the first payer’s where none is on record', () => {
    expect(claimTo([own, second])).toEqual({ here: 'AUTH77', there: [undefined] });
    const passed = { ...own, isPassedOver: true };
    expect(claimTo([passed, second], { payerPosition: 1 })).toEqual({ here: 'AUTH77', there: [] });
  });

  it('is that of the payer that gave it, by the patient’s record', () => {
    const recorded = (coverageId: string) =>
      ({ number: 'AUTH77', coverageId, status: 'approved', services: [] }) as unknown as Authorization;
    const authorizations = [recorded('cov_second')];
    expect(claimTo([own, second], { authorizations })).toEqual({ here: undefined, there: ['AUTH77'] });
    const bothGaveIt = [...authorizations, recorded(coverage.id)];
    expect(claimTo([own, second], { authorizations: bothGaveIt })).toEqual({ here: 'AUTH77', there: ['AUTH77'] });
  });
});
