import type { Hl7Segment } from '@medplum/core';

/** The components of a field's repetition. */
type Components = readonly string[];

const escaped: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\' };

/** A component of a field's first repetition; undefined when it is empty or null (`""`). */
export function component(segment: Hl7Segment | undefined, field: number, number: number): string | undefined {
  return textOf(repetitionsOf(segment, field)[0], number);
}

/** The first components of a field's repetitions. */
export function firsts(segment: Hl7Segment, field: number): readonly string[] {
  return repetitionsOf(segment, field).flatMap((each) => textOf(each, 1) ?? []);
}

/** The day of a timestamp of any precision. */
export function dayOf(text: string | undefined): string | undefined {
  return text?.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
}

/**
 * The office's patient number (PID-3, CX): the repetition marked as a medical record number (component 5, `MR`), else
 * the first one.
 */
export function patientNumber(segment: Hl7Segment | undefined): string | undefined {
  const all = repetitionsOf(segment, 3);
  return textOf(all.find((each) => textOf(each, 5) === 'MR') ?? all[0], 1);
}

/** A person (XCN) by NPI if there is one, else by the sender's own id. */
export type NamedPerson = readonly [as: 'Npi' | 'ExternalId', id: string];

/**
 * A person's number is an NPI if it is marked as one (assigning authority in component 9, id type in 13), or looks like
 * one.
 */
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
