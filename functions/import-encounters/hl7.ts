import { Hl7Message, type Hl7Segment } from '@medplum/core';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import { parseCents } from '../../shared/domain/money/cents.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { SourceRead } from './source-read.ts';

/** Collects what a message says, and which field said it. */
interface Told {
  readonly body: Record<string, unknown>;
  readonly sources: Map<string, string>;
  readonly faults: IntakeFault[];
}

/**
 * Reads a DFT^P03 message: the patient (PID), the visit (PV1), its charges (FT1) and diagnoses (DG1). MSH-10 names the message, so that one
 * that comes again changes nothing. Insurance (IN1) is not taken over: the patient's coverages on file are billed.
 */
export function hl7Candidate(text: string): SourceRead {
  const segments = text.split(/\r\n|\r|\n/).filter((line) => line !== '' && !/^(?:FHS|BHS|BTS|FTS)\|/.test(line));
  if (!segments[0]?.startsWith('MSH')) return fail([{ pointer: '', detail: 'does not begin with MSH', source: 'MSH' }]);
  const message = Hl7Message.parse(segments.join('\r'));
  const type = component(message.getSegment('MSH'), 9, 1);
  const event = component(message.getSegment('MSH'), 9, 2);
  if (type !== 'DFT' || event !== 'P03') {
    return fail([{ pointer: '', detail: 'is another message: expected DFT^P03', source: 'MSH-9' }]);
  }
  const told: Told = { body: {}, sources: new Map(), faults: [] };
  say(told, '/externalId', component(message.getSegment('MSH'), 10, 1), 'MSH-10');
  say(told, '/patientExternalId', component(message.getSegment('PID'), 3, 1), 'PID-3');
  const visit = message.getSegment('PV1');
  say(told, '/referringProviderNpi', component(visit, 8, 1), 'PV1-8');
  const charges = message.getAllSegments('FT1');
  if (charges.length === 0) told.faults.push({ pointer: '/lines', detail: 'has no charge', source: 'FT1' });
  const diagnoses = diagnosesOf(message, charges);
  say(told, '/diagnoses', diagnoses.length === 0 ? undefined : diagnoses, 'DG1-3');
  for (const [index, charge] of charges.entries()) sayLine(told, charge, index, diagnoses);
  return told.faults.length === 0 ? ok(told) : fail(told.faults);
}

function sayLine(told: Told, charge: Hl7Segment, index: number, diagnoses: readonly string[]): void {
  const place = `/lines/${index}`;
  const source = (field: number) => `FT1[${index + 1}]-${field}`;
  if (component(charge, 6, 1) !== 'CG') {
    told.faults.push({
      pointer: place,
      detail: 'is no charge (CG): correct or void the encounter here',
      source: source(6),
    });
    return;
  }
  const line: Record<string, unknown> = {};
  const note = (field: string, value: unknown, from: number) => {
    if (value === undefined) return;
    line[field] = value;
    told.sources.set(`${place}/${field}`, source(from));
  };
  note(
    'procedure',
    component(charge, 25, 1) ?? component(charge, 7, 1),
    component(charge, 25, 1) === undefined ? 7 : 25,
  );
  note('modifiers', repetitions(charge, 26), 26);
  const day = component(charge, 4, 1)?.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
  note('serviceOn', day, 4);
  note('units', Number(component(charge, 10, 1) ?? 1), 10);
  const amount = component(charge, 11, 1);
  const cents = amount === undefined ? undefined : parseCents(amount);
  if (cents?.ok === false)
    told.faults.push({ pointer: `${place}/chargeCents`, detail: 'expected an amount', source: source(11) });
  if (cents?.ok) note('chargeCents', cents.value, 11);
  note('renderingProviderNpi', component(charge, 20, 1), 20);
  const own = repetitions(charge, 19).map((code) => diagnoses.indexOf(code) + 1);
  note('diagnosisPointers', own.length > 0 ? own : diagnoses.slice(0, 4).map((_, number) => number + 1), 19);
  told.body.lines = [...((told.body.lines as unknown[] | undefined) ?? []), line];
}

/** The diagnoses of the message in order, and those that only a charge names. */
function diagnosesOf(message: Hl7Message, charges: readonly Hl7Segment[]): readonly string[] {
  const codes = message.getAllSegments('DG1').map((segment) => component(segment, 3, 1));
  const all = [...codes, ...charges.flatMap((charge) => repetitions(charge, 19))];
  return [...new Set(all.filter((code) => code !== undefined))];
}

function say({ body, sources }: Told, pointer: string, value: unknown, source: string): void {
  sources.set(pointer, source);
  if (value !== undefined) body[pointer.slice(1)] = value;
}

function component(segment: Hl7Segment | undefined, field: number, number: number): string | undefined {
  const value = segment?.getField(field)?.getComponent(number)?.trim();
  return value === undefined || value === '' || value === '""' ? undefined : value;
}

function repetitions(segment: Hl7Segment, field: number): readonly string[] {
  const found = segment.getField(field);
  if (found === undefined) return [];
  return found.components.map(([first]) => first?.trim() ?? '').filter((text) => text !== '');
}
