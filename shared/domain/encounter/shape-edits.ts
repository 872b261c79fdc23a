import { isPlaceOfService } from '../practice/place-of-service.ts';
import type { Edit, Finding } from './edit.ts';
import { isDraftOf } from './encounter.ts';
import { formOfKind } from './kinds.ts';

export const hasLines: Edit = ({ lines }) =>
  lines.length > 0 ? [] : [{ pointer: '/lines', code: 'line-missing', detail: 'code at least one service' }];

/** How many diagnoses a claim of each form has room for (837P, 837I and 837D, HI). */
const diagnosesPerClaim = { professional: 12, institutional: 25, dental: 4 } as const;

/** Dental claims rarely need a diagnosis; the others do. */
export const hasDiagnoses: Edit = ({ kind, diagnoses }) => {
  const form = formOfKind(kind);
  const pointer = '/diagnoses';
  if (diagnoses.length === 0 && form !== 'dental')
    return [{ pointer, code: 'diagnosis-missing', detail: 'code at least one diagnosis' }];
  const most = diagnosesPerClaim[form];
  if (diagnoses.length > most)
    return [{ pointer, code: 'diagnoses-too-many', detail: `a claim has at most ${most} diagnoses` }];
  return [];
};

/** A facility’s type of bill says where care was given. */
export const placesOfServiceExist: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter)) return [];
  const { placeOfService, lines } = encounter;
  const places = [
    { pointer: '/placeOfService', place: placeOfService },
    ...lines.flatMap((line, index) =>
      line.placeOfService === undefined
        ? []
        : [{ pointer: `/lines/${index}/placeOfService`, place: line.placeOfService }],
    ),
  ];
  return places.flatMap(({ pointer, place }): Finding[] =>
    isPlaceOfService(place)
      ? []
      : [{ pointer, code: 'place-of-service-unknown', detail: 'not a code of the list of places of service' }],
  );
};
