import { isPlaceOfService } from '../practice/place-of-service.ts';
import type { Edit, Finding } from './edit.ts';

export const hasLines: Edit = ({ lines }) =>
  lines.length > 0 ? [] : [{ pointer: '/lines', code: 'line-missing', detail: 'code at least one service' }];

/** The electronic claim has room for twelve diagnoses (837P, HI). */
export const hasDiagnoses: Edit = ({ diagnoses }) => {
  if (diagnoses.length === 0)
    return [{ pointer: '/diagnoses', code: 'diagnosis-missing', detail: 'code at least one diagnosis' }];
  if (diagnoses.length > 12)
    return [{ pointer: '/diagnoses', code: 'diagnoses-too-many', detail: 'a claim has at most twelve diagnoses' }];
  return [];
};

export const placesOfServiceExist: Edit = ({ placeOfService, lines }) => {
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
