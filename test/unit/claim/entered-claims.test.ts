import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { assembleClaim } from '../../../shared/domain/claim/assemble/assemble-claim.ts';
import type { Submitter } from '../../../shared/domain/claim/party.ts';
import type { ProfessionalEncounter } from '../../../shared/domain/encounter/encounter.ts';
import type { Npi } from '../../../shared/domain/identity/npi.ts';
import { sumCents } from '../../../shared/domain/money/cents.ts';
import type { Facility, Provider } from '../../../shared/domain/practice/practice.ts';
import { plainLetters } from '../../../shared/domain/text/plain-letters.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { utc } from '../../../shared/domain/time/time-zone.ts';
import { ambulanceBody, professionalBody } from '../../../shared/http/encounter/professional-schema.ts';
import { professionalForm } from '../../../shared/x12/837/professional/professional-form.ts';
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
import { times } from '../../support/effort.ts';
import { encountersOfKinds } from '../../support/encounter-kinds.ts';

/* Whatever the API accepts in a professional encounter is in the claim file, and is read back unchanged. */

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
const billing: Provider = { ...clinic, id: office.billingProviderId };
const rendering: Provider = { ...physician, id: office.renderingProviderId };
const colleague: Provider = { ...physician, id: id('prv', '3'), npi: '1003000126' as Npi };
/** Where the services of lines are given, if not at the encounter's facility. */
const site: Facility = { ...facility, id: office.facilityId, name: 'NORTH SITE', address: patient.address };
const full = encountersOfKinds(office);

/** Fields without which nothing can be billed. */
const needed = new Set(['kind', 'patientId', 'billingProviderId', 'placeOfService', 'diagnoses', 'lines']);
const neededOfLine = new Set(['procedure', 'units', 'serviceOn', 'chargeCents', 'diagnosisPointers']);

/** Fields that have a meaning only together with another field. */
const beside: Readonly<Record<string, string>> = {
  noteKind: 'note',
  claimNoteKind: 'claimNote',
  purchasedCents: 'purchasedServiceProviderId',
  purchasedServiceProviderId: 'purchasedCents',
};

/** Leaves out the fields whose other field is missing. */
const whole = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => (beside[key] ?? key) in fields));

/** Any of the fields, and all required ones. */
const someOf = (fields: Readonly<Record<string, unknown>>, kept: ReadonlySet<string>) =>
  fc.subarray(Object.keys(fields).filter((key) => !kept.has(key))).map((keys) => {
    const chosen = new Set([...keys, ...kept]);
    return whole(Object.fromEntries(Object.entries(fields).filter(([key]) => chosen.has(key))));
  });

/** What people type into free texts, as far as the API accepts it. */
const words = fc
  .string({ unit: fc.constantFrom(...'ABz 09É&\'()+,-./;?=%@[]_{}|<>#$!"'), minLength: 1, maxLength: 60 })
  .filter((text) => text.trim() === text && text !== '');

const lineFields = (body: Readonly<Record<string, unknown>>) => (body.lines as Record<string, unknown>[])[0] ?? {};

function entered(kind: 'professional' | 'ambulance' | 'equipment-order') {
  const body = full[kind];
  const line = fc.tuple(someOf(lineFields(body), neededOfLine), words).map(([fields, text]) => ({
    ...fields,
    ...('description' in fields ? { description: text } : {}),
    ...('note' in fields ? { note: text } : {}),
  }));
  return fc
    .tuple(someOf(body, needed), fc.array(line, { minLength: 1, maxLength: 3 }), words)
    .map(([fields, lines, text]) => ({ ...fields, ...('claimNote' in fields ? { claimNote: text } : {}), lines }));
}

const anyEntered = fc.oneof(entered('professional'), entered('ambulance'), entered('equipment-order'));

function claimOf(body: Readonly<Record<string, unknown>>) {
  const parsed = (body.kind === 'ambulance' ? ambulanceBody : professionalBody).parse(body);
  const own = { id: id('enc', '1'), version: 2, state: { kind: 'final', finalizedAt: '', claimIds: [] } };
  const encounter = { ...parsed, ...own } as unknown as ProfessionalEncounter;
  return assembleClaim({
    form: 'professional',
    claimId: testClaimId(1),
    entityId: clinicEntity,
    chargeCents: sumCents(encounter.lines.map((line) => line.chargeCents)),
    serviceFrom: '2026-11-20' as LocalDate,
    today: '2026-11-23' as LocalDate,
    payerPosition: 0,
    frequency: 'original',
    encounter,
    lines: encounter.lines,
    patient,
    coverages: [
      { coverage, payer },
      { coverage: { ...coverage, memberId: 'SECOND' }, payer },
    ],
    billingProvider: billing,
    providers: new Map([billing, rendering, colleague].map((provider) => [provider.id, provider])),
    lineFacilities: new Map([[site.id, site]]),
    facility: encounter.facilityId === undefined ? 'not-named' : facility,
  });
}

const submitter: Submitter = {
  id: 'EXAMPLECLINIC',
  name: { kind: 'organization', name: 'EXAMPLE FAMILY CLINIC' },
  contacts: [{ name: 'PAT SAMPLE', numbers: [{ kind: 'TE', value: '6145550100' }] }],
};
const receiver = { id: 'EXAMPLECLEAR', name: { kind: 'organization', name: 'EXAMPLE CLEARINGHOUSE' } } as const;

/** Files have no accented letters. */
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'string' ? plainLetters(part) : part)));

describe('the API input of a professional encounter', () => {
  test.prop([anyEntered], { numRuns: times(60, 1500) })(
    'is written into the claim file, and read back the same',
    (body) => {
      const claim = claimOf(body);
      if (!claim.ok) throw new Error(claim.failure.join(' '));
      const written = writeSubmissionFile({
        reference: 'sub_1',
        createdAt: '2026-11-23T14:05:06.789Z',
        timeZone: utc,
        controlNumber: '000000042',
        usage: 'T',
        contents: [{ claim: claim.value, lane: 'lane', submitter, receiver }],
      });
      if (!written.ok) throw new Error(JSON.stringify(written.failure));
      const read = readClaimFile(new TextEncoder().encode(written.value), professionalForm);
      const [transaction] = read.ok ? (read.value.interchanges[0]?.transactions ?? []) : [];
      expect(transaction?.findings).toEqual([]);
      expect(transaction?.file?.claims).toEqual([plain(claim.value)]);
    },
  );

  const claimText = (body: Readonly<Record<string, unknown>>) => JSON.stringify(plain(claimOf(body)));
  /** The fields that do not change the claim. */
  const silentIn = (
    fields: Readonly<Record<string, unknown>>,
    kept: ReadonlySet<string>,
    textOf: (fields: Readonly<Record<string, unknown>>) => string,
  ): readonly string[] => {
    const all = textOf(fields);
    const told = Object.keys(fields).filter((key) => !kept.has(key));
    expect(told.length).toBeGreaterThan(10);
    return told.filter((key) => {
      const { [key]: _left, ...others } = fields;
      return textOf(whole(others)) === all;
    });
  };

  test('reaches the claim: each field of the encounter changes it', () => {
    // Coverages are chosen before a claim is made. Here the ordering provider also gave the services. An extra line
    // that names no providers makes sure that the lines differ, because what all lines state alike is stated on the
    // claim instead.
    const { serviceOn, procedure, units, chargeCents, diagnosisPointers } = lineFields(full.professional);
    const silentLine = { serviceOn, procedure, units, chargeCents, diagnosisPointers };
    const textOf = (fields: Readonly<Record<string, unknown>>) =>
      claimText({ ...fields, lines: [lineFields(full.professional), silentLine] });
    expect(silentIn(full.professional, needed, textOf)).toEqual(['coverageIds', 'orderingProviderId']);
  });

  test('reaches the claim: each field of a line changes it', () => {
    const other = id('prv', '3');
    const line = {
      ...lineFields(full.professional),
      renderingProviderId: other,
      referringProviderId: other,
      orderingProviderId: office.renderingProviderId,
      supervisingProviderId: other,
      primaryCareProviderId: other,
    };
    const textOf = (fields: object) => {
      const { orderingProviderId: _ordering, ...encounter } = full.professional;
      return claimText({ ...encounter, lines: [fields] });
    };
    // A line that states no kind of quantity has units of service.
    expect(silentIn(line, neededOfLine, textOf)).toEqual(['unit']);
  });
});
