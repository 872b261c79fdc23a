import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { assembleClaim } from '../../../shared/domain/claim/assemble/assemble-claim.ts';
import type { ServicesOfClaim } from '../../../shared/domain/claim/assemble/input.ts';
import type { Claim } from '../../../shared/domain/claim/claim.ts';
import type { ClaimFile } from '../../../shared/domain/claim/common-claim.ts';
import { type ClaimFormName, type EncounterKind, formOfKind } from '../../../shared/domain/encounter/kinds.ts';
import type { Npi } from '../../../shared/domain/identity/npi.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Facility, Provider } from '../../../shared/domain/practice/practice.ts';
import { plainLetters } from '../../../shared/domain/text/plain-letters.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { utc } from '../../../shared/domain/time/time-zone.ts';
import { dentalBody } from '../../../shared/http/encounter/dental-schema.ts';
import { institutionalBody } from '../../../shared/http/encounter/institutional-schema.ts';
import type { ClaimForm } from '../../../shared/x12/837/claim-form.ts';
import { claimForms } from '../../../shared/x12/837/claim-forms.ts';
import { readClaimFile } from '../../../shared/x12/837/read-file.ts';
import { writeSubmissionFile } from '../../../shared/x12/837/submission-file.ts';
import {
  clinic,
  clinicEntity,
  coverage,
  facility,
  patient,
  payer,
  physician,
  testClaimId,
} from '../../support/claim-fixture.ts';
import { encountersOfKinds } from '../../support/encounter-kinds.ts';

/*
 * Whatever the API accepts in the encounter of a facility or a dentist is in the claim file, and is read back
 * unchanged.
 */

type Body = Readonly<Record<string, unknown>>;

const id = (prefix: string, last: string) => `${prefix}_${last.padStart(26, '0')}`;
const office = {
  payerId: id('pay', '1'),
  billingProviderId: id('prv', '1'),
  entityId: clinicEntity,
  renderingProviderId: id('prv', '2'),
  facilityId: id('fac', '1'),
  feeScheduleId: id('fee', '1'),
  patientId: id('pat', '1'),
  coverageId: id('cov', '1'),
};
const [other, third] = [id('prv', '3'), id('prv', '4')];
const providers: readonly Provider[] = [
  { ...clinic, id: office.billingProviderId },
  { ...physician, id: office.renderingProviderId },
  { ...physician, id: other, npi: '1003000126' as Npi },
  { ...physician, id: third, npi: '1234567893' as Npi },
];
const site: Facility = { ...facility, id: office.facilityId, address: patient.address };
const full = encountersOfKinds(office);

const kinds = (Object.keys(full) as EncounterKind[]).filter((kind) => formOfKind(kind) !== 'professional');

const linesOf = (body: Body) => body.lines as readonly Body[];

/** The full encounter of a kind. Providers differ from each other wherever the claim names one only if it differs. */
function fullOf(kind: EncounterKind): Body {
  const body: Body = full[kind];
  const apart = formOfKind(kind) === 'institutional' ? { renderingProviderId: other, referringProviderId: other } : {};
  const lines = linesOf(body).map((line) => {
    const roles = Object.keys(line).filter((key) => key.endsWith('ProviderId'));
    const own = (role: string) => (role in apart ? third : other);
    return { ...line, modifiers: ['25'], ...Object.fromEntries(roles.map((role) => [role, own(role)])) };
  });
  const period = { statementFrom: '2026-11-17', statementTo: '2026-11-22' };
  return { ...body, ...(formOfKind(kind) === 'institutional' ? period : {}), ...apart, lines };
}

function claimOf(body: Body) {
  const form = formOfKind(body.kind as EncounterKind);
  const parsed = (form === 'dental' ? dentalBody : institutionalBody).parse(body);
  const own = { id: id('enc', '1'), version: 2, state: { kind: 'final', finalizedAt: '', claimIds: [] } };
  const encounter = { ...parsed, ...own };
  const charge = parsed.lines.reduce((sum, line) => sum + (line.chargeCents ?? 0), 0);
  return assembleClaim({
    ...({ form, encounter, lines: encounter.lines } as unknown as ServicesOfClaim),
    claimId: testClaimId(1),
    entityId: clinicEntity,
    chargeCents: cents(charge),
    serviceFrom: '2026-11-18' as LocalDate,
    today: '2026-11-23' as LocalDate,
    payerPosition: 0,
    frequency: 'original',
    patient: { ...patient, deathDate: '2026-11-22' as LocalDate },
    coverages: [
      { coverage, payer },
      { coverage: { ...coverage, memberId: 'SECOND' }, payer },
    ],
    billingProvider: { ...clinic, id: office.billingProviderId },
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    lineFacilities: new Map(),
    facility: parsed.facilityId === undefined ? 'not-named' : site,
  });
}

/** Files have no accented letters. */
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'string' ? plainLetters(part) : part)));

function readBack(claim: Claim): unknown {
  const written = writeSubmissionFile({
    reference: 'sub_1',
    createdAt: '2026-11-23T14:05:06.789Z',
    timeZone: utc,
    controlNumber: '000000042',
    usage: 'T',
    contents: [
      {
        claim,
        lane: 'lane',
        submitter: {
          id: 'EXAMPLECLINIC',
          name: { kind: 'organization', name: 'EXAMPLE FAMILY CLINIC' },
          contacts: [{ name: 'PAT SAMPLE', numbers: [{ kind: 'TE', value: '6145550100' }] }],
        },
        receiver: { id: 'EXAMPLECLEAR', name: { kind: 'organization', name: 'EXAMPLE CLEARINGHOUSE' } },
      },
    ],
  });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const form = claimForms[claim.kind] as ClaimForm<ClaimFile<Claim>>;
  const read = readClaimFile(new TextEncoder().encode(written.value), form);
  const [transaction] = read.ok ? (read.value.interchanges[0]?.transactions ?? []) : [];
  expect(transaction?.version).toBe(form.writtenGuide);
  expect(transaction?.findings).toEqual([]);
  return transaction?.file?.claims[0];
}

/** Fields without which nothing can be billed. */
const needed: Readonly<Record<ClaimFormName, ReadonlySet<string>>> = {
  professional: new Set(),
  institutional: new Set([
    ...['kind', 'patientId', 'billingProviderId', 'typeOfBill', 'diagnoses', 'lines', 'attendingProviderId'],
    ...['admissionDate', 'admissionType', 'dischargeStatus'],
  ]),
  dental: new Set(['kind', 'patientId', 'billingProviderId', 'placeOfService', 'diagnoses', 'lines']),
};
const neededOfLine = new Set(['revenueCode', 'procedure', 'units', 'serviceOn', 'chargeCents', 'diagnosisPointers']);

const without = (fields: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** Any of the fields, and all required ones. */
const someOf = (fields: Body, kept: ReadonlySet<string>) =>
  fc.subarray(Object.keys(fields).filter((key) => !kept.has(key))).map((left) => without(fields, ...left));

/** The fields that do not change the claim. */
function silentIn(fields: Body, kept: ReadonlySet<string>, textOf: (fields: Body) => string): readonly string[] {
  const all = textOf(fields);
  return Object.keys(fields).filter((key) => !kept.has(key) && textOf(without(fields, key)) === all);
}

function textOf(body: Body): string {
  const claim = claimOf(body);
  if (!claim.ok) throw new Error(claim.failure.join(' '));
  return JSON.stringify(plain(claim.value));
}

describe('the API input of a facility’s or a dentist’s encounter', () => {
  const anyEntered = fc.constantFrom(...kinds).chain((kind) => {
    const body = fullOf(kind);
    const line = fc.constantFrom(...linesOf(body)).chain((fields) => someOf(fields, neededOfLine));
    return fc
      .tuple(someOf(body, needed[formOfKind(kind)]), fc.array(line, { minLength: 1, maxLength: 3 }))
      .map(([fields, lines]) => ({ ...fields, lines }));
  });

  test.prop([anyEntered], { numRuns: 100 })('is written into the claim file, and read back the same', (body) => {
    const claim = claimOf(body);
    if (!claim.ok) throw new Error(claim.failure.join(' '));
    expect(readBack(claim.value)).toEqual(plain(claim.value));
  });

  // Coverages are chosen before a claim is made; the last day of the statement period is used as the discharge day.
  test.each([
    ['inpatient-facility', ['coverageIds', 'dischargeDate']],
    // A dental claim has no place for the medical record number.
    ['dental', ['coverageIds', 'medicalRecordNumber']],
  ] as const)('reaches the claim: each field of the encounter (%s) changes it', (kind, silent) => {
    const body = fullOf(kind);
    expect(Object.keys(body).length).toBeGreaterThan(20);
    expect(silentIn(body, needed[formOfKind(kind)], textOf)).toEqual(silent);
  });

  // Removes the usual values, which a line has when it states nothing: units of service, a HCPCS procedure, the place
  // of the claim.
  test.each([
    ['inpatient-facility', 1, ['procedureKind', 'unit']],
    ['dental', 0, ['placeOfService']],
  ] as const)('reaches the claim: each field of a line (%s) changes it', (kind, index, silent) => {
    const body = fullOf(kind);
    const line = linesOf(body)[index] ?? {};
    expect(silentIn(line, neededOfLine, (fields) => textOf({ ...body, lines: [fields] }))).toEqual(silent);
  });
});
