import { Hl7Message, type Hl7Segment } from '@medplum/core';
import {
  type ClaimFormName,
  type EncounterKind,
  encounterKinds,
  formOfKind,
} from '../../shared/domain/encounter/kinds.ts';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { chargedLine } from './hl7-charge.ts';
import { component, dayOf, firsts, patientNumber, personOf } from './hl7-fields.ts';
import { procedureNote } from './hl7-procedures.ts';
import type { NamedInsurance, SourceRead } from './source-read.ts';

/** Collects a message's values, and the field of each. */
interface Told {
  readonly body: Record<string, unknown>;
  readonly sources: Map<string, string>;
  readonly faults: IntakeFault[];
  readonly form: ClaimFormName;
}

/**
 * Reads a DFT^P03 message: the patient (PID), the visit (PV1), its charges (FT1), diagnoses (DG1), procedures (PR1) and
 * insurances (IN1). MSH-10 identifies the message, so a repeated one changes nothing.
 * @param kind the kind of its encounters, where the intake states it
 */
export function hl7Candidate(text: string, kind: unknown): SourceRead {
  const segments = text.split(/\r\n|\r|\n/).filter((line) => line !== '' && !/^(?:FHS|BHS|BTS|FTS)\|/.test(line));
  if (!segments[0]?.startsWith('MSH')) return fail([{ pointer: '', detail: 'does not begin with MSH', source: 'MSH' }]);
  const message = Hl7Message.parse(segments.join('\r'));
  const header = message.getSegment('MSH');
  if (component(header, 9, 1) !== 'DFT' || component(header, 9, 2) !== 'P03') {
    return fail([{ pointer: '', detail: 'is another message: expected DFT^P03', source: 'MSH-9' }]);
  }
  const told: Told = { body: {}, sources: new Map(), faults: [], form: formOf(kind) };
  say(told, '/externalId', component(header, 10, 1), 'MSH-10');
  say(told, '/patientNumber', patientNumber(message.getSegment('PID')), 'PID-3');
  const charges = message.getAllSegments('FT1');
  if (charges.length === 0) told.faults.push({ pointer: '/lines', detail: 'has no charge', source: 'FT1' });
  sayVisit(told, message.getSegment('PV1'), charges);
  const diagnoses = diagnosesOf(message, charges);
  sayDiagnoses(told, diagnoses);
  const lines: object[] = [];
  for (const [index, charge] of charges.entries()) {
    const read = chargedLine(charge, { index, diagnoses, form: told.form });
    if (!read.ok) told.faults.push(...read.failure);
    else {
      lines.push(read.value.line);
      for (const [pointer, source] of read.value.sources) told.sources.set(pointer, source);
    }
  }
  if (lines.length > 0) told.body.lines = lines;
  sayProcedures(told, message.getAllSegments('PR1'), kind === 'inpatient-facility');
  if (told.faults.length > 0) return fail(told.faults);
  return ok({ ...told, insurances: message.getAllSegments('IN1').map(insuranceOf) });
}

function formOf(kind: unknown): ClaimFormName {
  const isKind = typeof kind === 'string' && Object.hasOwn(encounterKinds, kind);
  return formOfKind(isKind ? (kind as EncounterKind) : 'professional');
}

/** The visit: referring and attending provider and, for an inpatient, the days of the stay. */
function sayVisit(told: Told, visit: Hl7Segment | undefined, charges: readonly Hl7Segment[]): void {
  sayPerson(told, 'referringProvider', visit, 8);
  // In a professional visit, the attending provider renders every charge that names nobody else.
  const isFacilitys = told.form === 'institutional';
  const isWanted = isFacilitys || charges.some((charge) => personOf(charge, 20) === undefined);
  if (isWanted) sayPerson(told, isFacilitys ? 'attendingProvider' : 'renderingProvider', visit, 7);
  if (component(visit, 2, 1) !== 'I') return;
  say(told, '/admissionDate', dayOf(component(visit, 44, 1)), 'PV1-44');
  say(told, '/dischargeDate', dayOf(component(visit, 45, 1)), 'PV1-45');
}

function sayPerson(told: Told, role: string, segment: Hl7Segment | undefined, field: number): void {
  const person = personOf(segment, field);
  if (person !== undefined) say(told, `/${role}${person[0]}`, person[1], `PV1-${field}`);
}

function sayDiagnoses(told: Told, diagnoses: readonly string[]): void {
  const listed = told.form === 'institutional' ? diagnoses.map((code) => ({ code })) : diagnoses;
  say(told, '/diagnoses', listed.length === 0 ? undefined : listed, 'DG1-3');
}

/** The diagnoses of the message in order, then those that only a charge names. */
function diagnosesOf(message: Hl7Message, charges: readonly Hl7Segment[]): readonly string[] {
  const codes = message.getAllSegments('DG1').map((segment) => component(segment, 3, 1));
  const all = [...codes, ...charges.flatMap((charge) => firsts(charge, 19))];
  return [...new Set(all.filter((code) => code !== undefined))];
}

/** Adds the message’s procedures to the documentation, and for a stay to the codes to bill. */
function sayProcedures({ body, sources }: Told, segments: readonly Hl7Segment[], isStay: boolean): void {
  if (segments.length === 0) return;
  const told = procedureNote(segments, isStay);
  body.documentation = told.documentation;
  if (told.coded.length > 0) body.procedures = told.coded;
  for (const [pointer, source] of told.sources) sources.set(pointer, source);
}

/** An insurance by the payer's id (IN1-3) and the member id (IN1-36, else IN1-49). */
function insuranceOf(segment: Hl7Segment): NamedInsurance {
  const field = component(segment, 36, 1) === undefined ? 49 : 36;
  return { payer: component(segment, 3, 1), memberId: component(segment, field, 1), memberField: field };
}

function say({ body, sources }: Told, pointer: string, value: unknown, source: string): void {
  sources.set(pointer, source);
  if (value !== undefined) body[pointer.slice(1)] = value;
}
