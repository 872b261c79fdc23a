import type { DraftEncounter } from '../encounter/encounter.ts';
import { type LocalDate, parseLocalDate } from '../time/local-date.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** Whether the dates of service are possible. */
export const dateRules = {
  'date-unknown': { checks: 'Days of service exist.', severity: 'error', source: '837P, loop 2400, service date' },
  'dates-reversed': {
    checks: 'A service ends on the day it begins, or later.',
    severity: 'error',
    source: '837P, loop 2400, service date',
  },
  'date-in-future': {
    checks: 'No service is in the future, by the office’s own day. The days of a predetermination are planned ones.',
    severity: 'error',
    source: 'Medicare Claims Processing Manual, chapter 1, 70',
  },
  'date-before-birth': {
    checks: 'No service is dated before the patient’s birth.',
    severity: 'error',
    source: '837P, loop 2010BA',
  },
} as const satisfies EditRules;

const finding = findingsOf(dateRules);

interface PlacedDate {
  readonly pointer: string;
  readonly day: LocalDate;
}

function serviceDates({ lines }: DraftEncounter): readonly PlacedDate[] {
  return lines.flatMap((line, index) => [
    { pointer: `/lines/${index}/serviceOn`, day: line.serviceOn },
    ...(line.serviceTo === undefined ? [] : [{ pointer: `/lines/${index}/serviceTo`, day: line.serviceTo }]),
  ]);
}

export const datesExist: Edit = (encounter) =>
  serviceDates(encounter).flatMap(({ pointer, day }): Finding[] =>
    parseLocalDate(day).ok ? [] : [finding('date-unknown', pointer, 'a day that does not exist')],
  );

export const datesOrdered: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] =>
    line.serviceTo === undefined || line.serviceOn <= line.serviceTo
      ? []
      : [finding('dates-reversed', `/lines/${index}/serviceTo`, 'a service ends on the day it begins, or later')],
  );

/** Service is given neither in the future nor before birth. A predetermination is about services that are planned. */
export const datesOfLife: Edit = (encounter, { today, patient }) => {
  const isPlanned = 'predetermination' in encounter && encounter.predetermination === true;
  return serviceDates(encounter).flatMap(({ pointer, day }): Finding[] => {
    if (day > today && !isPlanned) return [finding('date-in-future', pointer, 'a service in the future is not billed')];
    if (patient !== undefined && day < patient.birthDate)
      return [finding('date-before-birth', pointer, 'a day before the patient was born')];
    return [];
  });
};
