import { type LocalDate, parseLocalDate } from '../time/local-date.ts';
import type { Edit, Finding } from './edit.ts';
import type { DraftEncounter } from './encounter.ts';

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

/** The first day of service, or undefined while there is no line. */
export function firstServiceDay(lines: readonly { readonly serviceOn: LocalDate }[]): LocalDate | undefined {
  return lines.map((line) => line.serviceOn).sort()[0];
}

export const datesExist: Edit = (encounter) =>
  serviceDates(encounter).flatMap(({ pointer, day }): Finding[] =>
    parseLocalDate(day).ok ? [] : [{ pointer, code: 'date-unknown', detail: 'a day that does not exist' }],
  );

export const datesOrdered: Edit = ({ lines }) =>
  lines.flatMap((line, index): Finding[] =>
    line.serviceTo === undefined || line.serviceOn <= line.serviceTo
      ? []
      : [
          {
            pointer: `/lines/${index}/serviceTo`,
            code: 'dates-reversed',
            detail: 'a service ends on the day it begins, or later',
          },
        ],
  );

/** Service is given neither in the future nor before birth. */
export const datesOfLife: Edit = (encounter, { today, patient }) =>
  serviceDates(encounter).flatMap(({ pointer, day }): Finding[] => {
    if (day > today)
      return [{ pointer, code: 'date-in-future', detail: 'a service that is still to come is not billed' }];
    if (patient !== undefined && day < patient.birthDate)
      return [{ pointer, code: 'date-before-birth', detail: 'a day before the patient was born' }];
    return [];
  });
