import { isDraftOf } from '../encounter/encounter.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';

/** The place of service, and its meaning for the code. */
export const placeRules = {
  'place-not-valid-then': {
    checks: 'A place of service is in use on the day of service.',
    severity: 'error',
    source: 'place-of-service',
  },
  'place-differs-from-facility': {
    checks: 'The place of service is that of the facility.',
    severity: 'warning',
    source: 'The office’s facilities',
  },
  'technical-in-facility': {
    checks: 'In a hospital a practitioner bills the professional component only: the technical one is the hospital’s.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'warning',
    override: 'coder',
    source: 'mpfs, PC/TC indicator 1; Medicare Claims Processing Manual, chapter 13, 20.2.1',
  },
  'status-not-paid': {
    checks: 'Medicare pays the code under the physician fee schedule.',
    severity: 'warning',
    ruleOf: 'medicare',
    otherwise: 'info',
    source: 'mpfs, status',
  },
  'noncovered-without-gy': {
    checks: 'A code that Medicare never covers has modifier GY or GX.',
    severity: 'warning',
    source: 'hcpcs, coverage code; Medicare Claims Processing Manual, chapter 23, 20.9.1',
  },
} as const satisfies EditRules;

const finding = findingsOf(placeRules);

/** Places that Medicare treats as a hospital: the technical component is paid to the hospital. */
const hospitalPlaces: ReadonlySet<string> = new Set(['19', '21', '22', '23']);

function dayPlaces(lines: readonly CodedLine[]): ReadonlyMap<string, CodedLine> {
  return new Map(lines.map((line) => [`${line.place} ${line.serviceOn}`, line]));
}

export const placesAreInUse: Edit = (encounter, { references }) =>
  [...dayPlaces(codedLines(encounter)).values()].flatMap(({ place, serviceOn, pointer }): Finding[] => {
    if (place === undefined) return [];
    const answer = references.listed('place-of-service', place, serviceOn);
    if (answer.kind !== 'found') return answer.kind === 'not-loaded' ? [notChecked('place-of-service')] : [];
    const { row, citation } = answer;
    const { from = serviceOn, to = serviceOn } = row;
    if (from <= serviceOn && serviceOn <= to) return [];
    const fix = { words: 'use the code of the place that is in use on the day' };
    const message = 'the place of service is not in use on the day of service';
    return [finding('place-not-valid-then', `${pointer}/placeOfService`, message, { citation, fix })];
  });

export const placeIsTheFacilitys: Edit = (encounter, { facilities }) => {
  if (isDraftOf('institutional', encounter) || encounter.facilityId === undefined) return [];
  const place = facilities.get(encounter.facilityId)?.placeOfService;
  if (place === undefined || place === encounter.placeOfService) return [];
  const fix = {
    words: 'take the facility’s place of service, or another facility',
    changes: [{ op: 'set', pointer: '/placeOfService', values: [place] } as const],
  };
  return [
    finding('place-differs-from-facility', '/placeOfService', 'the facility has another place of service', { fix }),
  ];
};

export const componentsFitThePlace: Edit = (encounter, { references }) => {
  if (!isDraftOf('professional', encounter)) return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (!hospitalPlaces.has(line.place ?? '') || line.modifiers.includes('26')) return [];
    const answer = references.mpfs(line.procedure, undefined, line.serviceOn);
    if (answer.kind === 'not-loaded') return [notChecked('mpfs')];
    if (answer.kind === 'absent' || answer.row.professionalTechnical !== '1') return [];
    const at = line.modifiers.indexOf('TC');
    const change =
      at < 0
        ? addModifier(line, ['26'])
        : ({ op: 'set', pointer: `${line.pointer}/modifiers/${at}`, values: ['26'] } as const);
    const fix = { words: 'bill the professional component (26)', changes: [change] };
    const message = 'in a hospital the technical component is billed by the hospital';
    return [finding('technical-in-facility', `${line.pointer}/modifiers`, message, { citation: answer.citation, fix })];
  });
};

/** The meaning of each status that the physician fee schedule does not pay. */
const unpaidStatus: Readonly<Record<string, string>> = {
  B: 'its payment is part of other services of the day',
  E: 'it is excluded from the fee schedule by regulation',
  I: 'Medicare wants another code for it',
  M: 'it is only for measuring performance',
  N: 'Medicare does not cover it',
  P: 'it is bundled or excluded',
  X: 'it is excluded from the fee schedule by law',
};

export const statusIsPaid: Edit = (encounter, { references }) => {
  if (encounter.kind !== 'professional') return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (line.modifiers.includes('GY') || line.modifiers.includes('GX')) return [];
    const answer = references.mpfs(line.procedure, undefined, line.serviceOn);
    if (answer.kind === 'not-loaded') return [notChecked('mpfs')];
    const why = answer.kind === 'found' ? unpaidStatus[answer.row.status] : undefined;
    if (answer.kind !== 'found' || why === undefined) return [];
    const fix = { words: 'use a code that Medicare accepts, or tell the patient beforehand and add GY or GX' };
    const message = `the physician fee schedule does not pay it: ${why}`;
    return [finding('status-not-paid', `${line.pointer}/procedure`, message, { citation: answer.citation, fix })];
  });
};

/** HCPCS coverage codes: not payable, not covered, excluded by statute. */
const neverCovered = new Set(['I', 'M', 'S']);

export const noncoveredIsSaid: Edit = (encounter, context) => {
  if (!isMedicare(firstPayer(encounter, context))) return [];
  return codedLines(encounter).flatMap((line): Finding[] => {
    if (['GY', 'GX', 'GZ', 'GA'].some((modifier) => line.modifiers.includes(modifier))) return [];
    const answer = context.references.procedure('hcpcs', line.procedure, line.serviceOn);
    if (answer.kind !== 'found' || !neverCovered.has(answer.row.coverage ?? '')) return [];
    const fix = {
      words: 'add GY (excluded), and GX where the patient was told in writing',
      changes: [addModifier(line, ['GY', 'GX'])],
    };
    const message = 'Medicare never covers the code';
    return [finding('noncovered-without-gy', `${line.pointer}/modifiers`, message, { citation: answer.citation, fix })];
  });
};
