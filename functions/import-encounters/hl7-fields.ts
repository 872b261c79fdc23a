import type { Hl7Segment } from '@medplum/core';

/** The values of a repetition of a field, by component. */
type Components = readonly string[];

const escaped: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\' };

/** A component of a field, of its first repetition; undefined when it says nothing, or that there is nothing (`""`). */
export function component(segment: Hl7Segment | undefined, field: number, number: number): string | undefined {
  return textOf(repetitionsOf(segment, field)[0], number);
}

/** The first components of a field's repetitions. */
export function firsts(segment: Hl7Segment, field: number): readonly string[] {
  return repetitionsOf(segment, field).flatMap((each) => textOf(each, 1) ?? []);
}

/** A day, of a time to any precision. */
export function dayOf(text: string | undefined): string | undefined {
  return text?.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
}

/**
 * The office's number of the patient (PID-3, CX): the repetition that is marked as a medical record number (component 5, `MR`), else the
 * first one.
 */
export function patientNumber(segment: Hl7Segment | undefined): string | undefined {
  const all = repetitionsOf(segment, 3);
  return textOf(all.find((each) => textOf(each, 5) === 'MR') ?? all[0], 1);
}

/** A person (XCN) by NPI where it has one, else by the sender's own id. */
export type NamedPerson = readonly [as: 'Npi' | 'ExternalId', id: string];

/** The NPI of a person is said to be one (assigning authority in component 9, kind of id in 13), or looks like one. */
export function personOf(segment: Hl7Segment | undefined, field: number): NamedPerson | undefined {
  const all = repetitionsOf(segment, field);
  const npi = all.find((each) => textOf(each, 13) === 'NPI' || textOf(each, 9) === 'NPI') ?? all.find(looksLikeNpi);
  const id = textOf(npi ?? all[0], 1);
  return id === undefined ? undefined : [npi === undefined ? 'ExternalId' : 'Npi', id];
}

const looksLikeNpi = (each: Components): boolean => /^\d{10}$/.test(textOf(each, 1) ?? '');

function repetitionsOf(segment: Hl7Segment | undefined, field: number): readonly Components[] {
  return segment?.getField(field)?.components ?? [];
}

function textOf(each: Components | undefined, number: number): string | undefined {
  const value = each?.[number - 1]?.trim().replace(/\\([FSTRE])\\/g, (_, letter: string) => escaped[letter] as string);
  return value === undefined || value === '' || value === '""' ? undefined : value;
}
