import { type DraftLine, isDraftOf, splitIntoClaims } from '../encounter/encounter.ts';
import { formOfKind } from '../encounter/kinds.ts';
import { isPlaceOfService } from '../practice/place-of-service.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** The basic structure of an encounter. */
export const shapeRules = {
  'line-missing': { checks: 'The encounter has a service.', severity: 'error', source: '837P, loop 2400' },
  'claims-too-many': {
    checks: 'The lines of an encounter go on at most 20 claims.',
    severity: 'error',
    source: 'All claims of an encounter are posted in one transaction',
  },
  'diagnosis-missing': {
    checks: 'The encounter has a diagnosis.',
    severity: 'error',
    source: '837P, loop 2300, diagnoses',
  },
  'diagnoses-too-many': {
    checks:
      'The encounter has no more diagnoses than its claim has room for: 12 professional, 25 institutional, 4 dental.',
    severity: 'error',
    source: '837P, 837I and 837D, loop 2300, diagnoses',
  },
  'place-of-service-unknown': {
    checks: 'Places of service are on Medicare’s list.',
    severity: 'error',
    source: 'Medicare Claims Processing Manual, chapter 26, 10.5',
  },
} as const satisfies EditRules;

const finding = findingsOf(shapeRules);

export const hasLines: Edit = ({ lines }) =>
  lines.length > 0 ? [] : [finding('line-missing', '/lines', 'code at least one service')];

/** Each claim takes up to four of a transaction's hundred writes. */
const mostClaims = 20;

/** Counts the claims that the lines fill: each group of lines has claims of its own. */
export const claimsAreFew: Edit = ({ kind, lines }) =>
  splitIntoClaims<DraftLine>(lines, formOfKind(kind)).length <= mostClaims
    ? []
    : [finding('claims-too-many', '/lines', `an encounter makes at most ${mostClaims} claims: use fewer groups`)];

/** How many diagnoses fit into a claim of each form. */
const diagnosesPerClaim = { professional: 12, institutional: 25, dental: 4 } as const;

/** Dental claims rarely need a diagnosis; the others do. */
export const hasDiagnoses: Edit = ({ kind, diagnoses }) => {
  const form = formOfKind(kind);
  if (diagnoses.length === 0 && form !== 'dental')
    return [finding('diagnosis-missing', '/diagnoses', 'code at least one diagnosis')];
  const most = diagnosesPerClaim[form];
  if (diagnoses.length > most)
    return [finding('diagnoses-too-many', '/diagnoses', `a claim has at most ${most} diagnoses`)];
  return [];
};

/** For a facility, the type of bill states the place. */
export const placesOfServiceExist: Edit = (encounter) => {
  if (isDraftOf('institutional', encounter)) return [];
  const { placeOfService, lines } = encounter;
  const places = [
    { pointer: '/placeOfService', place: placeOfService },
    ...lines.map((line, index) => ({ pointer: `/lines/${index}/placeOfService`, place: line.placeOfService })),
  ];
  return places.flatMap(({ pointer, place }): Finding[] =>
    place === undefined || isPlaceOfService(place)
      ? []
      : [finding('place-of-service-unknown', pointer, 'not a code of the list of places of service')],
  );
};
